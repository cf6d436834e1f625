// Files that name only what is still to be sent: what of a line has gone here is missing there, and has not changed. What is
// missing there and has not gone has been sent from elsewhere or cancelled, and nobody knows which: it is not taken as a change.

import type { LineDraft, OrderLine } from '../order/order.ts';
import type { PlannedOrder } from '../order/plan.ts';
import { asLast, isSameLine, lastOf } from './aligned.ts';
import type { StoredContent } from './fields.ts';
import { WHOLE_NOTE } from './note.ts';
import { type FileOrder, MISSING_HOLD, type Place } from './order.ts';

/** What such a file says of the money is of what is left: beside an order of which something has gone it says nothing. */
const moneyFields = ['discount', 'shipping', 'total', 'tax', 'line.price', 'line.discount'] as const;

/** A line of the order, and the one of the file that it is; undefined: the file does not have it. */
interface Pair {
  readonly known: OrderLine;
  readonly index: number | undefined;
  /** So much of it has left or was cancelled here. */
  readonly gone: number;
  /** What the channel has said last of its quantity. */
  readonly last: number;
}

/**
 * The order with what has gone put back. `gone`: how much of each line the shop has sent or cancelled, by its id. Lines
 * that the channel says have gone do not hold the order where they have; those of which nobody knows what became of them do. The
 * same order where nothing of this is so.
 */
export function withGone(order: FileOrder, planned: PlannedOrder, stored: StoredContent, gone: ReadonlyMap<number, number>): FileOrder {
  if (!order.draft) return order;
  const pairs = paired(order.draft.lines, stored, gone);
  const answered = order.sentLines.length > 0 && areSent(order.sentLines, pairs) ? asOpen(order) : order;
  return order.namesOpen ? putBack(answered, planned, stored, pairs) : answered;
}

function paired(lines: readonly LineDraft[], stored: StoredContent, gone: ReadonlyMap<number, number>): readonly Pair[] {
  const rest = new Set(lines.keys());
  return stored.lines.map((known, position) => {
    const index = [...rest].find((one) => isSameLine(lines[one] as LineDraft, known));
    if (index !== undefined) rest.delete(index);
    return { known, index, gone: gone.get(known.id) ?? 0, last: lastOf(stored, position) };
  });
}

function areSent(indexes: readonly number[], pairs: readonly Pair[]): boolean {
  return indexes.every((index) => pairs.some((pair) => pair.index === index && pair.gone >= pair.last));
}

/** Held for nothing any more: what has gone at the channel has gone here. */
function asOpen(order: FileOrder): FileOrder {
  const holds = order.holds.filter(({ code }) => code !== 'channel-hold');
  return { ...order, sentLines: [], holds, draft: order.draft && { ...order.draft, channelState: 'open' } };
}

function putBack(order: FileOrder, planned: PlannedOrder, stored: StoredContent, pairs: readonly Pair[]): FileOrder {
  const { draft } = order;
  if (!draft) return order;
  const unknown = draft.channelState === 'cancelled' ? [] : pairs.filter((pair) => isUnknown(pair, order, planned));
  const missing = pairs.filter((pair) => unknown.includes(pair) || isOnlyGone(pair, leftOf(pair, order, planned)));
  if (missing.length === 0) return order;
  const found = pairs.filter((pair) => pair.index !== undefined || missing.includes(pair));
  const others = [...draft.lines.keys()].filter((index) => pairs.every((pair) => pair.index !== index));
  const lines = found.map((pair) =>
    missing.includes(pair) ? asLast(pair.known, pair.last, stored) : (draft.lines[pair.index as number] as LineDraft),
  );
  const indexes = [...found.map(({ index }) => index ?? 0), ...others];
  return {
    ...order,
    draft: { ...draft, lines: [...lines, ...others.map((index) => draft.lines[index] as LineDraft)] },
    places: indexes.map((index) => order.places[index] as Place),
    // words of a line are missing with it
    silent: new Set([...order.silent, ...moneyFields, WHOLE_NOTE]),
    totals: null,
    holds: unknown.length === 0 ? order.holds : [...order.holds, { code: MISSING_HOLD, reason: named(unknown, order, planned) }],
  };
}

/**
 * A line that the file does not name at all, or less of it than can be told by a price: the price of a line of which some has
 * gone at the channel is not that of the rest.
 */
function isUnknown(pair: Pair, order: FileOrder, planned: PlannedOrder): boolean {
  const { known, index, gone } = pair;
  if (known.quantity <= gone || !known.shippable) return false;
  if (index === undefined) return order.ended.every((line) => !isSameLine(line, known));
  const isPriced = order.silent.has('line.price') || order.draft?.lines[index]?.unitPriceMicros !== null;
  return !isPriced && gone === 0 && leftOf(pair, order, planned) < pair.last;
}

/** "MUG, 2 of CUP": what is missing. */
function named(unknown: readonly Pair[], order: FileOrder, planned: PlannedOrder): string {
  return unknown
    .map((pair) => {
      const { known, index, last } = pair;
      const code = known.sku || known.name;
      return index === undefined ? code : `${last - leftOf(pair, order, planned)} × ${code}`;
    })
    .join(', ');
}

/** How much of a line is left to send, as the file says. */
function leftOf({ index }: Pair, { draft, sentLines }: FileOrder, planned: PlannedOrder): number {
  if (index === undefined || draft?.channelState === 'shipped' || sentLines.includes(index)) return 0;
  return planned.lines[index]?.quantity ?? 0;
}

/** What the shop does not send itself is never in such a list. */
function isOnlyGone({ known, index, gone, last }: Pair, left: number): boolean {
  if (index === undefined && !known.shippable) return true;
  return left < last && last - left <= gone;
}
