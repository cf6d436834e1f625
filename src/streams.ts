// stdout and stderr of the process as the program writes on them: at once, whole, and deaf to a reader that went away.
import { writeSync } from 'node:fs';
import { OmsError } from './domain/error.ts';
import type { Sink } from './output/terminal.ts';

const PAUSE_MS = 5;

/** A file descriptor as a sink; `columns` is a terminal's width, undefined where it is none. */
export function sinkOf(descriptor: 1 | 2, columns: number | undefined): Sink {
  let gone = false;
  return {
    isTTY: columns !== undefined,
    columns,
    write(text: string | Uint8Array) {
      if (gone) return;
      try {
        writeWhole(descriptor, typeof text === 'string' ? Buffer.from(text, 'utf8') : text);
      } catch (error) {
        gone = true;
        // a reader that has enough (`| head`) is no failure; of a failing stderr nobody can be told
        if (descriptor === 1 && codeOf(error) !== 'EPIPE') throw new OmsError('output-failed', { cause: codeOf(error) });
      }
    },
  };
}

/** Writes all of it; a pipe that another process made non-blocking is asked again until its reader has read on. */
function writeWhole(descriptor: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
