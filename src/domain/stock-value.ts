// What stock on hand has cost: by the moving average of what receipts say, or first in, first out. Quantity and value are
// kept apart, so that nothing is lost: the last unit out takes what is left.
import { divideRounded, toSafe } from './money.ts';

export const valuations = ['average', 'fifo'] as const;
export type Valuation = (typeof valuations)[number];

/** Units that came together, and what they cost in millionths of the major unit. */
interface Layer {
  quantity: number;
  micros: bigint;
}

/** What a product's stock has cost, movement after movement. Under `average` all layers are one. */
export class StockValue {
  /** On hand. */
  quantity = 0;
  /** What a unit costs that goes out next, or cost when there last was any. */
  unitMicros = 0n;
  readonly #valuation: Valuation;
  /** The oldest first, from `#first` on; undefined until the first receipt that says what a unit cost. */
  #layers: Layer[] | undefined;
  #first = 0;
  #micros = 0n;

  constructor(valuation: Valuation) {
    this.#valuation = valuation;
  }

  /** What all of it has cost, in millionths of the major unit; undefined while no receipt has said. */
  get micros(): bigint | undefined {
    return this.#layers === undefined ? undefined : this.#micros;
  }

  /** The same in minor units, of which the currency has so many micros each. */
  minor(microsPerMinor: number): number | null {
    return this.#layers === undefined ? null : toSafe(divideRounded(this.#micros, BigInt(microsPerMinor)));
  }

  /**
   * Books a movement. Goods in at a cost are the newest; those received before the first cost was known had the same.
   * Goods in without a cost come at what the next to go out costs, and go out first. Goods out are the oldest.
   */
  move(quantity: number, unitCostMicros: number | null): void {
    if (quantity < 0) this.#takeOut(-quantity);
    else if (quantity > 0 && unitCostMicros !== null) this.putIn(quantity, BigInt(quantity) * BigInt(unitCostMicros));
    else if (quantity > 0) this.#putBack(quantity);
  }

  /** Goods in that cost so much together. */
  putIn(quantity: number, micros: bigint): void {
    if (this.#layers === undefined) {
      this.#layers = [];
      if (this.quantity > 0)
        this.#add({ quantity: this.quantity, micros: divideRounded(micros * BigInt(this.quantity), BigInt(quantity)) });
    }
    this.quantity += quantity;
    this.#add({ quantity, micros });
    this.#priceNext();
  }

  #add(layer: Layer): void {
    const layers = this.#layers as Layer[];
    const one = layers[this.#first];
    if (this.#valuation === 'average' && one) {
      one.quantity += layer.quantity;
      one.micros += layer.micros;
    } else layers.push(layer);
    this.#micros += layer.micros;
  }

  #putBack(quantity: number): void {
    this.quantity += quantity;
    if (this.#layers === undefined) return;
    const oldest = this.#layers[this.#first];
    const micros = oldest ? divideRounded(oldest.micros * BigInt(quantity), BigInt(oldest.quantity)) : this.unitMicros * BigInt(quantity);
    if (oldest) {
      oldest.quantity += quantity;
      oldest.micros += micros;
    } else this.#layers.push({ quantity, micros });
    this.#micros += micros;
    this.#priceNext();
  }

  #takeOut(quantity: number): void {
    this.quantity -= quantity;
    for (let missing = quantity; this.#layers !== undefined && missing > 0; ) {
      const oldest = this.#layers[this.#first];
      if (!oldest) break;
      this.unitMicros = divideRounded(oldest.micros, BigInt(oldest.quantity));
      const taken = Math.min(missing, oldest.quantity);
      const micros = taken === oldest.quantity ? oldest.micros : divideRounded(oldest.micros * BigInt(taken), BigInt(oldest.quantity));
      oldest.quantity -= taken;
      oldest.micros -= micros;
      this.#micros -= micros;
      missing -= taken;
      if (oldest.quantity === 0) this.#dropOldest();
    }
    this.#priceNext();
  }

  #dropOldest(): void {
    const layers = this.#layers as Layer[];
    this.#first += 1;
    if (this.#first * 2 < layers.length && this.#first < 1000) return;
    layers.splice(0, this.#first);
    this.#first = 0;
  }

  #priceNext(): void {
    const oldest = this.#layers?.[this.#first];
    if (oldest && oldest.quantity > 0) this.unitMicros = divideRounded(oldest.micros, BigInt(oldest.quantity));
  }
}
