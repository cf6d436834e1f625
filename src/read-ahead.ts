// Reading a large file in a thread of its own: started here, done in read-ahead-worker.ts.
import { on } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ReadAheadJob } from './cli/world.ts';
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

/** Starts the thread. It ends with its last batch, or when nobody wants more. */
export async function* readAhead(job: ReadAheadJob): AsyncGenerator<PreparedBatch> {
  const worker = new Worker(path.join(job.root, 'dist/read-ahead.cjs'), {
    workerData: job,
    resourceLimits: LIMITS,
  });
  try {
    for await (const [said] of on(worker, 'message') as AsyncIterable<[Said]>) {
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
