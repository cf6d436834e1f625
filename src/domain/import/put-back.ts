// Lines of an order that a file does not have, and that it is to be compared with all the same.
import type { LineDraft, OrderLine } from '../order/order.ts';
import { isSameLine, lineDraft } from './merge.ts';
import type { FileOrder, Place } from './order.ts';
import type { StoredContent } from './reimport.ts';

/**
 * The order with the lines put back of which the shop has cancelled something: its channel says that nothing of them is left,
 * in a line of none or by leaving them out. The same order where there are none.
 */
export function withCancelled(order: FileOrder, stored: StoredContent): FileOrder {
  if (order.silent.has('lines')) return order;
  return withLines(order, stored, (line) => line.cancelledQuantity > 0);
}

/**
 * A list that the shop has exported says of lines that were split off whole that nothing of them was ordered. Reading left them
 * out; the same order where there are none.
 */
export function withEmptied(order: FileOrder, stored: StoredContent): FileOrder {
  if (order.findings.every(({ code }) => code !== 'line-of-none')) return order;
  return withLines(order, stored, (line) => line.quantity === 0);
}

function withLines(order: FileOrder, stored: StoredContent, isMissed: (line: OrderLine) => boolean): FileOrder {
  const { draft, places, totals } = order;
  if (draft === null) return order;
  const missed = missing(draft.lines, stored.lines).filter(isMissed);
  if (missed.length === 0) return order;
  const lines = missed.map((known): LineDraft => ({ ...lineDraft(known, stored), quantity: 0, cancelledQuantity: 0 }));
  return {
    ...order,
    draft: { ...draft, lines: [...draft.lines, ...lines] },
    places: [...places, ...missed.map(() => places[0] as Place)],
    totals: totals && { ...totals, taxable: [...totals.taxable, ...missed.map(() => true)] },
  };
}

/** The lines of the order that none of the file's is; each of the file's is one. */
function missing(said: readonly LineDraft[], known: readonly OrderLine[]): OrderLine[] {
  const rest = [...said];
  return known.filter((line) => {
    const index = rest.findIndex((one) => isSameLine(one, line));
    if (index >= 0) rest.splice(index, 1);
    return index < 0;
  });
}
