// Bytes that come in many small pieces. A PDF's are hundreds of thousands, each of which takes far more than its bytes.

const TOGETHER = 100;

/** Pieces in their order, put together many at a time. */
export class Gathered {
  readonly #whole: Buffer[] = [];
  #pieces: Buffer[] = [];

  add(piece: Buffer): void {
    if (this.#pieces.push(piece) === TOGETHER) this.#join();
  }

  all(): Buffer {
    this.#join();
    return Buffer.concat(this.#whole);
  }

  #join(): void {
    this.#whole.push(Buffer.concat(this.#pieces));
    this.#pieces = [];
  }
}
