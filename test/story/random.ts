// Chance that can be had again: the same seed draws the same story.

export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A fraction from 0 to below 1 (mulberry32). */
  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.#next() * (most - least + 1));
  }

  /** True in so many of a hundred draws. */
  percent(chance: number): boolean {
    return this.#next() * 100 < chance;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.whole(0, from.length - 1)] as T;
  }

  /** The value in so many of a hundred draws, else undefined. */
  maybe<T>(chance: number, value: () => T): T | undefined {
    return this.percent(chance) ? value() : undefined;
  }

  /** So many draws, from `least` to `most` of them. */
  several<T>(least: number, most: number, draw: () => T): T[] {
    return Array.from({ length: this.whole(least, most) }, draw);
  }
}
