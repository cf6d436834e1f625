// A short hash of text, to see whether an order has changed since it was last read. Not for secrets: two lanes of a
// multiplying hash (64 bits), many times cheaper here than a cryptographic one.

const LEFT = 0x9e3779b1;
const RIGHT = 0x5f356495;
const LEFT_START = 0x5eadbeef;
const RIGHT_START = 0x41c6ce57;
const CELL_END = 0x1f;

export class Fingerprint {
  #left = LEFT_START;
  #right = RIGHT_START;

  /** Takes in a part of a text, and its end. */
  add(text: string, from = 0, to = text.length): this {
    let left = this.#left;
    let right = this.#right;
    for (let at = from; at < to; at += 1) {
      const code = text.charCodeAt(at);
      left = Math.imul(left ^ code, LEFT);
      right = Math.imul(right ^ code, RIGHT);
    }
    this.#left = Math.imul(left ^ CELL_END, LEFT);
    this.#right = Math.imul(right ^ CELL_END, RIGHT);
    return this;
  }

  /** Begins anew. */
  reset(): this {
    this.#left = LEFT_START;
    this.#right = RIGHT_START;
    return this;
  }

  /** Takes in another fingerprint's lanes as they are now. */
  addLanes(left: number, right: number): void {
    this.#left = Math.imul(this.#left ^ left, LEFT);
    this.#right = Math.imul(this.#right ^ right, RIGHT);
  }

  get left(): number {
    return this.#left;
  }

  get right(): number {
    return this.#right;
  }

  get text(): string {
    const left = mixed(this.#left) ^ Math.imul(this.#right, LEFT);
    const right = mixed(this.#right) ^ Math.imul(this.#left, RIGHT);
    const middle = ((left & 0xff) << 4) | (right >>> 28);
    return (
      pair(left >>> 20) +
      pair((left >>> 8) & 0xfff) +
      pair(middle) +
      pair((right >>> 16) & 0xfff) +
      pair((right >>> 4) & 0xfff) +
      one(right & 0xf)
    );
  }
}

const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Two signs for each 12 bits: a number's own toString takes as long as hashing an order. */
const PAIRS = Array.from({ length: 4096 }, (_, bits) => one(bits >> 6) + one(bits & 0x3f));

function pair(bits: number): string {
  return PAIRS[bits] as string;
}

function one(bits: number): string {
  return SIGNS.charAt(bits);
}

function mixed(lane: number): number {
  const once = Math.imul(lane ^ (lane >>> 16), 0x85ebca6b);
  return Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
}
