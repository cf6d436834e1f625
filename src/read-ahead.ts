// Reading a large file in a thread of its own: started here, done in read-ahead-worker.ts.
import path from 'node:path';
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Reader, ReadingJob, ReadingPlace } from './cli/world.ts';
import { type Details, OmsError } from './domain/error.ts';
import type { ErrorCode } from './domain/error-codes.ts';
import type { ComingBatches, Prepared, PreparedBatch } from './domain/import/prepared.ts';
import { ordersOf, type Slice } from './read-ahead-slice.ts';

/** What the thread begins with: it is asked through this port, and says what it has read. */
export interface ReaderStart {
  readonly place: ReadingPlace;
  readonly port: MessagePort;
}

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
  let ready: Thread | undefined = startThread(place);
  return {
    read(job) {
      const thread = ready ?? startThread(place);
      ready = undefined;
      return new BatchesRead(thread, job);
    },
    close: () => void ready?.worker.terminate(),
  };
}

interface Thread {
  readonly worker: Worker;
  readonly port: MessagePort;
}

function startThread(place: ReadingPlace): Thread {
  const { port1, port2 } = new MessageChannel();
  const workerData: ReaderStart = { place, port: port2 };
  const file = path.join(place.root, 'dist/read-ahead.cjs');
  return { worker: new Worker(file, { workerData, transferList: [port2], resourceLimits: LIMITS }), port: port1 };
}

/** What a thread reads for one job. The thread ends with its last batch, or when nobody wants more. */
class BatchesRead implements ComingBatches {
  readonly #worker: Worker;
  readonly #port: MessagePort;
  /** Said, and not taken yet. */
  readonly #here: Said[] = [];
  #failure: Error | undefined;
  #isAtEnd = false;
  #wake: () => void = () => undefined;

  constructor({ worker, port }: Thread, job: ReadingJob) {
    this.#worker = worker;
    this.#port = port;
    port.on('message', (said: Said) => {
      this.#here.push(said);
      this.#wake();
    });
    worker.on('error', (error) => {
      this.#failure = error as Error;
      this.#wake();
    });
    port.postMessage(job);
  }

  ready(): PreparedBatch | undefined {
    const said = this.#next();
    if (!said || 'refused' in said) return undefined;
    this.#here.shift();
    this.#port.postMessage('next');
    this.#isAtEnd = said.sums !== null;
    return { ...said, slices: opened(said.slices) };
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<PreparedBatch> {
    try {
      while (!this.#isAtEnd) {
        // whatever else has happened to the program is told to it here
        await turnOfTheLoop();
        while (!this.#next()) await this.#somethingNew();
        const batch = this.ready();
        if (batch) yield batch;
        else this.#refuse();
      }
    } finally {
      this.#port.close();
      await this.#worker.terminate();
    }
  }

  /** What is to be taken next, which may have come without anybody having been told. */
  #next(): Said | undefined {
    const came = this.#here.length === 0 ? receiveMessageOnPort(this.#port) : undefined;
    if (came) this.#here.push(came.message as Said);
    return this.#here[0];
  }

  async #somethingNew(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      if (this.#failure) resolve();
    });
    if (this.#failure) throw this.#failure;
  }

  #refuse(): void {
    const said = this.#next();
    if (said && 'refused' in said) throw new OmsError(said.refused.code, said.refused.details);
  }
}

/** Each slice is opened when it is written: what it holds is short-lived. */
function* opened(slices: readonly Slice[]): Generator<readonly Prepared[]> {
  for (const slice of slices) yield ordersOf(slice);
}
