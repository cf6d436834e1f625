// The thread that reads a large file and makes its orders ready, while the program writes those before.
import { on } from 'node:events';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { ReadingJob } from './cli/world.ts';
import { isOmsError } from './domain/error.ts';
import { loadProfiles, reopenOrderFile } from './input/index.ts';
import { BATCHES_AHEAD, type ReaderStart, type Said } from './read-ahead.ts';
import { type Slice, sliceOf } from './read-ahead-slice.ts';
import { type Database, openDatabase } from './store/database.ts';
import { prepareFile } from './usecases/order/import-ahead.ts';

const WAIT_MS = 60_000;

/** Gets ready, waits for what to read, and says batch after batch: a few ahead of those that are wanted. */
async function readFile({ place: { root, database: file }, port }: ReaderStart): Promise<void> {
  const say = (said: Said) => port.postMessage(said, 'slices' in said ? said.slices.flatMap(buffersOf) : []);
  const asked = on(port, 'message') as AsyncIterator<[unknown]>;
  let database: Database | undefined;
  try {
    const profiles = attempted(() => loadProfiles(root, path.dirname(file), 'orders'));
    const job = (await asked.next()).value[0] as ReadingJob;
    database = openDatabase({ path: file, root, waitMs: WAIT_MS });
    const orders = reopenOrderFile(job.file, profiles(), job.facts);
    let ahead = 0;
    for await (const batch of prepareFile(database, orders, job, sliceOf)) {
      if (ahead === BATCHES_AHEAD) await asked.next();
      else ahead += 1;
      say(batch);
    }
  } catch (error) {
    if (!isOmsError(error)) throw error;
    say({ refused: { code: error.code, details: error.details } });
  } finally {
    database?.close();
    port.close();
  }
}

/** What can be handed over without a copy. */
function buffersOf({ kinds, numbers }: Slice): ArrayBuffer[] {
  return [kinds.buffer, numbers.buffer];
}

/** Does it now; what goes wrong is said when it is wanted. */
function attempted<T>(work: () => T): () => T {
  try {
    const done = work();
    return () => done;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

if (parentPort) void readFile(workerData as ReaderStart);
