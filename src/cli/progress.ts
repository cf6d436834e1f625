// Progress of long work: a line on a terminal's stderr after half a second, taken away at the end.
import type { Context } from './context.ts';

const BEGIN_MS = 500;
const EVERY_MS = 200;

export class Progress {
  readonly #context: Context;
  readonly #isShown: boolean;
  readonly #began: number;
  #told = 0;

  constructor(context: Context) {
    this.#context = context;
    this.#isShown = context.world.stderr.isTTY === true && !context.globals.quiet && !context.globals.json;
    this.#began = this.#now();
  }

  /** How far the work is, from 0 to 1. */
  tell(done: number): void {
    if (!this.#isShown) return;
    const now = this.#now();
    if (now - this.#began < BEGIN_MS || now - this.#told < EVERY_MS) return;
    this.#told = now;
    const percent = Math.floor(Math.min(1, done) * 100);
    this.#context.world.stderr.write(`\r${this.#context.words.say('note.progress', { percent })}`);
  }

  /** Takes the line away. */
  end(): void {
    if (this.#told > 0) this.#context.world.stderr.write('\r\u001B[K');
  }

  #now(): number {
    return this.#context.world.now().getTime();
  }
}
