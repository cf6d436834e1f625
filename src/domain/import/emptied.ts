// A list that the shop has exported says of lines that were split off whole that nothing of them was ordered.
import { isSameLine, lineDraft } from './merge.ts';
import type { FileOrder, Place } from './order.ts';
import type { StoredContent } from './reimport.ts';

/** The order with the lines put back of which it has nothing left; reading left them out. The same order where there are none. */
export function withEmptied(order: FileOrder, stored: StoredContent): FileOrder {
  const { draft, places, totals } = order;
  if (draft === null || order.findings.every(({ code }) => code !== 'line-of-none')) return order;
  const emptied = stored.lines.filter((known) => known.quantity === 0 && !draft.lines.some((line) => isSameLine(line, known)));
  if (emptied.length === 0) return order;
  return {
    ...order,
    draft: { ...draft, lines: [...draft.lines, ...emptied.map((known) => lineDraft(known, stored))] },
    places: [...places, ...emptied.map(() => places[0] as Place)],
    totals: totals && { ...totals, taxable: [...totals.taxable, ...emptied.map(() => true)] },
  };
}
