// Orders whose rows do not stand together: found in the first pass, so that the second can wait for their last row.

/** Rows that may wait in memory for the rest of their order. */
export const WAITING_MOST = 50_000;

const EXAMPLES_MOST = 3;

/** Keys in the order of the rows. Kept as 30-bit hashes: two orders that share one only wait longer, which does no harm. */
export class KeyTrail {
  /** Of each key that comes again after another one: its last row. */
  readonly lastRows: Map<number, number>;
  /** Rows of such keys. */
  waiting = 0;
  /** A few of their rows, for people to look at. */
  readonly examples: number[] = [];
  readonly #seen = new Map<number, number>();
  #current = -1;
  #length = 0;

  constructor(lastRows: Iterable<readonly [number, number]> = []) {
    this.lastRows = new Map(lastRows);
  }

  /** Notes the key of the next row. */
  note(key: string, row: number): void {
    const hash = hashOf(key);
    if (hash !== this.#current) {
      this.#leave();
      this.#current = hash;
      const before = this.#seen.get(hash);
      if (before !== undefined && !this.lastRows.has(hash)) {
        this.lastRows.set(hash, row);
        this.waiting += before;
        if (this.examples.length < EXAMPLES_MOST) this.examples.push(row);
      }
    }
    this.#length += 1;
    if (this.lastRows.has(hash)) {
      this.lastRows.set(hash, row);
      this.waiting += 1;
    }
  }

  #leave(): void {
    if (this.#current >= 0 && !this.lastRows.has(this.#current)) this.#seen.set(this.#current, this.#length);
    this.#length = 0;
  }

  /** The last row of the order with this key, if its rows are scattered. */
  lastRow(key: string): number | undefined {
    return this.lastRows.size === 0 ? undefined : this.lastRows.get(hashOf(key));
  }
}

/** FNV-1a, cut to what a small integer holds. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  return (hash ^ (hash >>> 30)) & 0x3fffffff;
}
