// A channel's code may mean several pieces of a product: a line counted in pieces costs what it cost, to the minor unit.
import { QUANTITY_MAX } from '../id.ts';
import { lineAmountMinor, microsPerMinor, type Rounding } from '../money.ts';
import type { LineDraft } from './order.ts';

/** Of a line: how many, and the price of one; null where nobody says it. */
export type Counted = Pick<LineDraft, 'quantity' | 'cancelledQuantity' | 'unitPriceMicros'>;

/**
 * The line in pieces. Undefined where these are too many to be counted, or where no price of one gives the same amount:
 * from some thousand pieces on, when a millionth on each makes a whole minor unit.
 */
export function inPieces(line: Counted, pieces: number, currency: string, rounding: Rounding): Counted | undefined {
  const { quantity, cancelledQuantity = 0, unitPriceMicros } = line;
  const counted = { quantity: quantity * pieces, cancelledQuantity: cancelledQuantity * pieces };
  if (counted.quantity > QUANTITY_MAX) return undefined;
  if (unitPriceMicros === null) return { ...counted, unitPriceMicros };
  const amount = (count: number, price: number) => lineAmountMinor(count, price, currency, rounding);
  const quantities = [quantity, quantity - cancelledQuantity];
  const below = Math.floor(unitPriceMicros / pieces);
  const nearest = Math.round(unitPriceMicros / pieces);
  const price = [nearest, nearest === below ? below + 1 : below].find((one) =>
    quantities.every((count) => amount(count * pieces, one) === amount(count, unitPriceMicros)),
  );
  return price === undefined ? undefined : { ...counted, unitPriceMicros: price };
}

/** The line as the channel sells it: what {@link inPieces} makes the same pieces of again. */
export function inUnits(line: Counted, pieces: number, currency: string, rounding: Rounding): Counted {
  const { quantity, cancelledQuantity = 0, unitPriceMicros } = line;
  const units = { quantity: quantity / pieces, cancelledQuantity: cancelledQuantity / pieces };
  if (unitPriceMicros === null || pieces === 1) return { ...units, unitPriceMicros };
  const exact = unitPriceMicros * pieces;
  const round = wholeMinor(exact, currency);
  const again = inPieces({ ...units, unitPriceMicros: round }, pieces, currency, rounding);
  return { ...units, unitPriceMicros: again?.unitPriceMicros === unitPriceMicros ? round : exact };
}

/** A price with the currency's own decimals: 9.999999 → 10.00. */
function wholeMinor(micros: number, currency: string): number {
  const step = microsPerMinor(currency);
  return Math.round(micros / step) * step;
}
