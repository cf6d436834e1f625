// Reading a large file in a thread of its own: started here, done in read-ahead-worker.ts.
import { on } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Reader, ReadingJob, ReadingPlace } from './cli/world.ts';
import { type Details, OmsError } from './domain/error.ts';
import type { ErrorCode } from './domain/error-codes.ts';
import type { Prepared, PreparedBatch } from './domain/import/prepared.ts';
import { ordersOf, type Slice } from './read-ahead-slice.ts';

/** What the thread says: a batch, or why it cannot go on. */
export type Said =
  | { readonly slices: readonly Slice[]; readonly progress: number; readonly sums: PreparedBatch['sums'] }
  | { readonly refused: { readonly code: ErrorCode; readonly details: Details } };

/** Batches that may wait to be written: more would only take memory. */
export const BATCHES_AHEAD = 3;

/**
 * Where the heap may not grow without end, V8 tidies it sooner: a fifth less memory for the whole program. With less room
 * than this for what is young it would spend a sixth of all its time on that.
 */
const LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 512 };

/** Starts a thread that gets ready while the program finds out what to read. */
export function startReader(place: ReadingPlace): Reader {
  let ready: Worker | undefined = startThread(place);
  return {
    read(job) {
      const worker = ready ?? startThread(place);
      ready = undefined;
      return batchesOf(worker, job);
    },
    close: () => void ready?.terminate(),
  };
}

function startThread(place: ReadingPlace): Worker {
  return new Worker(path.join(place.root, 'dist/read-ahead.cjs'), { workerData: place, resourceLimits: LIMITS });
}

/** The thread ends with its last batch, or when nobody wants more. */
async function* batchesOf(worker: Worker, job: ReadingJob): AsyncGenerator<PreparedBatch> {
  try {
    const messages = on(worker, 'message') as AsyncIterable<[Said]>;
    worker.postMessage(job);
    for await (const [said] of messages) {
      if ('refused' in said) throw new OmsError(said.refused.code, said.refused.details);
      worker.postMessage('next');
      yield { ...said, slices: opened(said.slices) };
      if (said.sums) return;
    }
  } finally {
    await worker.terminate();
  }
}

/** Each slice is opened when it is written: what it holds is short-lived. */
function* opened(slices: readonly Slice[]): Generator<readonly Prepared[]> {
  for (const slice of slices) yield ordersOf(slice);
}
