// The thread that reads a large file and makes its orders ready, while the program writes those before.
import { on } from 'node:events';
import path from 'node:path';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { ReadAheadJob } from './cli/world.ts';
import { isOmsError } from './domain/error.ts';
import { loadProfiles, reopenOrderFile } from './input/index.ts';
import { BATCHES_AHEAD, type Said } from './read-ahead.ts';
import { openDatabase } from './store/database.ts';
import { prepareFile } from './usecases/order/import-ahead.ts';

const WAIT_MS = 60_000;

async function readFile({ root, database: file, facts, ...job }: ReadAheadJob, port: MessagePort): Promise<void> {
  const say = (said: Said) => port.postMessage(said);
  const wanted = on(port, 'message');
  let ahead = 0;
  const database = openDatabase({ path: file, root, waitMs: WAIT_MS });
  try {
    const orders = reopenOrderFile(job.file, loadProfiles(root, path.dirname(file), 'orders'), facts);
    for await (const batch of prepareFile(database, orders, job)) {
      if (ahead === BATCHES_AHEAD) await wanted.next();
      else ahead += 1;
      say({ ...batch, slices: Array.from(batch.slices, (slice) => JSON.stringify(slice)) });
    }
  } catch (error) {
    if (!isOmsError(error)) throw error;
    say({ refused: { code: error.code, details: error.details } });
  } finally {
    database.close();
    port.close();
  }
}

if (parentPort) void readFile(workerData as ReadAheadJob, parentPort);
