// Orders whose rows do not stand together: found in the first pass, so that the second can wait for their last row.
import { PackedMap } from './packed-map.ts';

/** Rows that may wait in memory for the rest of their order. */
export const WAITING_MOST = 50_000;

const EXAMPLES_MOST = 3;

/** Of each order whose rows do not stand together: its last row. */
export class LastRows {
  /** By the hash of the order's key: two orders that share one only wait longer, which does no harm. */
  readonly byHash: ReadonlyMap<number, number>;

  constructor(byHash: Iterable<readonly [hash: number, row: number]>) {
    this.byHash = new Map(byHash);
  }

  of(key: string): number | undefined {
    return this.byHash.size === 0 ? undefined : this.byHash.get(hashOf(key));
  }
}

/** The keys of a file in the order of its rows, as 30-bit hashes. It remembers every order: let go of it after the pass. */
export class KeyTrail {
  readonly #lastRows = new Map<number, number>();
  /** Rows of orders that come again after another one. */
  waiting = 0;
  /** A few of their rows, for people to look at. */
  readonly examples: number[] = [];
  readonly #seen = new PackedMap();
  #current = -1;
  #length = 0;

  get lastRows(): LastRows {
    return new LastRows(this.#lastRows);
  }

  /** Notes the key of the next row. */
  note(key: string, row: number): void {
    const hash = hashOf(key);
    if (hash !== this.#current) {
      this.#leave();
      this.#current = hash;
      const before = this.#seen.get(hash);
      if (before !== undefined && !this.#lastRows.has(hash)) {
        this.#lastRows.set(hash, row);
        this.waiting += before;
        if (this.examples.length < EXAMPLES_MOST) this.examples.push(row);
      }
    }
    this.#length += 1;
    if (this.#lastRows.has(hash)) {
      this.#lastRows.set(hash, row);
      this.waiting += 1;
    }
  }

  #leave(): void {
    if (this.#current >= 0 && !this.#lastRows.has(this.#current)) this.#seen.set(this.#current, this.#length);
    this.#length = 0;
  }
}

/** FNV-1a, cut to what a small integer holds. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  return (hash ^ (hash >>> 30)) & 0x3fffffff;
}
