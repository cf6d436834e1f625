// When goods that are missing could come: open purchases handed out to those who wait, in the order they are served. Pure.
import { groupBy } from '../group.ts';
import type { Want } from './claim.ts';

/** Units of a product that come; null: nobody has said when. */
export interface ComingGoods {
  readonly productId: number;
  readonly quantity: number;
  readonly expectedOn: string | null;
}

interface Waiting {
  readonly wants: readonly Want[];
}

/**
 * The business date on which each line could be met whole, by line; null where what is bought does not reach that far or
 * has no date. Goods come in the order given: by date, those without one last. What may not be promised before a day
 * has that day at the earliest.
 */
export function expectedDates(waiting: readonly Waiting[], coming: readonly ComingGoods[]): Map<number, string | null> {
  const streams = groupBy(
    coming,
    ({ productId }) => productId,
    ({ quantity, expectedOn }) => ({ quantity, expectedOn }),
  );
  const dates = new Map<number, string | null>();
  for (const { wants } of waiting) for (const want of wants) dates.set(want.lineId, dateOf(want, streams));
  return dates;
}

/** What is left of the goods that come once those who wait have had theirs. */
export function leftOf(waiting: readonly Waiting[], coming: readonly ComingGoods[]): ComingGoods[] {
  const owed = new Map<number, number>();
  for (const { wants } of waiting) {
    for (const { parts, quantity } of wants) {
      for (const part of parts) owed.set(part.productId, (owed.get(part.productId) ?? 0) + part.quantity * quantity);
    }
  }
  return coming.flatMap((goods) => {
    const taken = Math.min(owed.get(goods.productId) ?? 0, goods.quantity);
    owed.set(goods.productId, (owed.get(goods.productId) ?? 0) - taken);
    return taken < goods.quantity ? [{ ...goods, quantity: goods.quantity - taken }] : [];
  });
}

type Streams = ReadonlyMap<number, { quantity: number; readonly expectedOn: string | null }[]>;

function dateOf({ parts, quantity, notBefore }: Want, streams: Streams): string | null {
  if (parts.length === 0) return null;
  const dates = parts.map((part) => drawn(streams.get(part.productId) ?? [], part.quantity * quantity));
  if (dates.includes(null)) return null;
  return [...(dates as string[]), notBefore ?? ''].reduce((latest, date) => (date > latest ? date : latest));
}

/** Takes units from what comes first; the date of the last of them, null where they do not suffice or have no date. */
function drawn(stream: { quantity: number; readonly expectedOn: string | null }[], needed: number): string | null {
  let missing = needed;
  let date: string | null = null;
  for (const coming of stream) {
    const taken = Math.min(missing, coming.quantity);
    coming.quantity -= taken;
    missing -= taken;
    if (taken > 0) date = coming.expectedOn;
    if (missing === 0) return date;
  }
  return null;
}
