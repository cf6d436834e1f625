// What stock on hand has cost: the moving average of what receipts say, quantity and value kept apart, so nothing is lost.
import { divideRounded } from './money.ts';

/** So many units that cost so much together, in millionths of the major unit. */
export interface StockValue {
  readonly quantity: number;
  /** Undefined until the first receipt that says what a unit cost. */
  readonly micros: bigint | undefined;
  /** What a unit cost when there last was any; for goods that come back to an empty shelf. */
  readonly unitMicros: bigint;
}

export const noStock: StockValue = { quantity: 0, micros: undefined, unitMicros: 0n };

/**
 * The value after a movement. Goods in at a cost join the average; goods in without one come at the average, as do those
 * received before the first cost was known. Goods out leave at the average, and the last unit takes what is left.
 */
export function valueAfter(value: StockValue, quantity: number, unitCostMicros: number | null): StockValue {
  const after = value.quantity + quantity;
  const micros = quantity > 0 ? microsIn(value, quantity, unitCostMicros) : microsOut(value, -quantity);
  if (micros === undefined) return { quantity: after, micros, unitMicros: 0n };
  return { quantity: after, micros, unitMicros: after > 0 ? divideRounded(micros, BigInt(after)) : value.unitMicros };
}

function microsIn(value: StockValue, quantity: number, unitCostMicros: number | null): bigint | undefined {
  const { micros } = value;
  if (unitCostMicros !== null) {
    const cost = BigInt(unitCostMicros);
    return (micros ?? BigInt(value.quantity) * cost) + BigInt(quantity) * cost;
  }
  if (micros === undefined) return undefined;
  const added = value.quantity > 0 ? divideRounded(micros * BigInt(quantity), BigInt(value.quantity)) : value.unitMicros * BigInt(quantity);
  return micros + added;
}

function microsOut({ quantity, micros }: StockValue, out: number): bigint | undefined {
  if (micros === undefined || out === 0) return micros;
  return out >= quantity ? 0n : micros - divideRounded(micros * BigInt(out), BigInt(quantity));
}
