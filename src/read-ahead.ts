// Reading a large file in a thread of its own: started here, done in read-ahead-worker.ts.
import { on } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Reader, ReadingJob, ReadingPlace } from './cli/world.ts';
import { type Details, OmsError } from './domain/error.ts';
import type { ErrorCode } from './domain/error-codes.ts';
import type { Prepared, PreparedBatch } from './domain/import/prepared.ts';

/** What the thread says: a batch, each slice as JSON, which is short-lived and read when it is written; or why it cannot go on. */
export type Said =
  | { readonly slices: readonly string[]; readonly progress: number; readonly sums: PreparedBatch['sums'] }
  | { readonly refused: { readonly code: ErrorCode; readonly details: Details } };

/** Batches that may wait to be written: more would only take memory. */
export const BATCHES_AHEAD = 2;

/** Where the heap may not grow without end, V8 tidies it sooner: a fifth less memory for the whole program, at the same speed. */
const LIMITS = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 512 };

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
      yield { ...said, slices: parsed(said.slices) };
      if (said.sums) return;
    }
  } finally {
    await worker.terminate();
  }
}

function* parsed(slices: readonly string[]): Generator<readonly Prepared[]> {
  for (const slice of slices) yield JSON.parse(slice) as readonly Prepared[];
}
