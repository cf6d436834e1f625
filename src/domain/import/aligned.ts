// The lines of a file as they stand in the order that it is compared with: each where the same line is, new ones behind, and
// what the file does not have as lines of which nothing is left. So a line stays the line it is, whatever goes and comes.
import { wantedOf } from '../order/edit.ts';
import type { LineDraft, OrderLine } from '../order/order.ts';
import { inUnits } from '../order/pack.ts';
import type { StoredContent } from './fields.ts';
import { lineDraft } from './merge.ts';
import type { ChannelTotals, FileOrder, Place } from './order.ts';

/**
 * The same order where its lines stand so already, and where the file says nothing of lines. `isExport`: the shop's own list,
 * which says in lines of none what was split off whole. An order that its channel cancels keeps the lines that are not named.
 */
export function aligned(order: FileOrder, stored: StoredContent, isExport: boolean): FileOrder {
  const { draft, totals, silent } = order;
  if (draft === null || silent.has('lines')) return order;
  const isEmptied = (line: OrderLine) => isExport && saysNone(order) && line.quantity === 0;
  const places = placesOf(draft.lines, stored, isEmptied);
  if (places.length === draft.lines.length && places.every((place, index) => place === index)) return order;
  const stays = (line: OrderLine) => draft.channelState === 'cancelled' || isEmptied(line);
  const missing = (index: number) => {
    const known = stored.lines[index] as OrderLine;
    return stays(known) ? asLast(known, lastOf(stored, index), stored) : ofNone(known, stored);
  };
  const lines = places.map((place, index) => (place === undefined ? missing(index) : (draft.lines[place] as LineDraft)));
  const somewhere = order.places[0] ?? { row: order.rowFrom, line: order.rowFrom };
  return {
    ...order,
    draft: { ...draft, lines },
    places: places.map((place) => (place === undefined ? somewhere : (order.places[place] as Place))),
    totals: totals && alignedTotals(totals, places),
  };
}

function alignedTotals(totals: ChannelTotals, places: readonly (number | undefined)[]): ChannelTotals {
  const { told } = totals;
  return {
    ...totals,
    taxable: places.map((place) => place === undefined || totals.taxable[place] === true),
    told: told && { ...told, lines: places.map((place) => (place === undefined ? null : (told.lines[place] ?? null))) },
  };
}

/** How much of a line its channel has said last. */
export function lastOf({ channelValues, lines }: StoredContent, index: number): number {
  return Number(channelValues.get(`line${index + 1}.quantity`) ?? lines[index]?.quantity ?? 0);
}

/** The line as its channel said it last, in what the channel sells where that can be told. */
export function asLast(known: OrderLine, last: number, stored: StoredContent): LineDraft {
  const { order } = stored;
  const own = { ...lineDraft(known, stored), quantity: last };
  if ((known.cancelledQuantity % known.pieces) + (last % known.pieces) !== 0) return own;
  return { ...own, pieces: undefined, ...inUnits(own, known.pieces, order.currency, order.rounding) };
}

/** A quantity of 0 stands in no line that was read. */
function ofNone(known: OrderLine, stored: StoredContent): LineDraft {
  return { ...lineDraft(known, stored), quantity: 0, cancelledQuantity: 0, discountMinor: 0 };
}

/** Reading left lines out of which nothing was ordered. */
function saysNone({ findings }: FileOrder): boolean {
  return findings.some(({ code }) => code === 'line-of-none');
}

/**
 * For each line of the order the index of the file's; undefined: the file does not have it, or it is left out. Then those that
 * are new.
 */
function placesOf(lines: readonly LineDraft[], stored: StoredContent, isLeftOut: (line: OrderLine) => boolean): (number | undefined)[] {
  const places = inPlace(lines, stored, isLeftOut);
  const rest = new Set(lines.keys());
  for (const index of places.values()) rest.delete(index);
  const isUnchanged = (line: LineDraft, known: OrderLine, last: number) => isTwin(line, known) && line.quantity * known.pieces === last;
  for (const isSame of [isSameId, isUnchanged, isTwin, isAlike, isSameLine]) {
    for (const [place, line] of stored.lines.entries()) {
      if (places.has(line) || isLeftOut(line)) continue;
      const last = lastOf(stored, place);
      const found = firstOf(rest, (index) => isSame(lines[index] as LineDraft, line, last));
      if (found === undefined) continue;
      rest.delete(found);
      places.set(line, found);
    }
  }
  return [...stored.lines.map((line) => places.get(line)), ...rest];
}

/** Of as many lines as there are those that stand where they stood, as many as the channel had, or as there are here. */
function inPlace(lines: readonly LineDraft[], stored: StoredContent, isLeftOut: (line: OrderLine) => boolean): Map<OrderLine, number> {
  const there = [...stored.lines.entries()].filter(([, line]) => !isLeftOut(line));
  if (there.length !== lines.length) return new Map();
  const same = there.flatMap(([place, known], index) => {
    const line = lines[index] as LineDraft;
    const quantities = [lastOf(stored, place), known.quantity, wantedOf(known)];
    return isTwin(line, known) && quantities.includes(line.quantity * known.pieces) ? [[known, index] as const] : [];
  });
  return new Map(same);
}

function firstOf(indexes: ReadonlySet<number>, isWanted: (index: number) => boolean): number | undefined {
  for (const index of indexes) if (isWanted(index)) return index;
  return undefined;
}

function isSameId({ externalId }: LineDraft, known: OrderLine): boolean {
  return Boolean(externalId) && externalId === known.externalId;
}

/** Lines without an id are the shop's own where its channel has ids. */
function isTwin(line: LineDraft, known: OrderLine): boolean {
  return Boolean(line.externalId) === Boolean(known.externalId) && isAlike(line, known);
}

/** Of lines with one SKU those that cost the same are the same. */
function isAlike(line: LineDraft, known: OrderLine): boolean {
  return isSameLine(line, known) && line.unitPriceMicros === known.unitPriceMicros && (line.variant ?? null) === known.variant;
}

/** The same line is known by the channel's id of it, else by its SKU. */
export function isSameLine({ externalId, sku }: Pick<LineDraft, 'externalId' | 'sku'>, known: OrderLine): boolean {
  return externalId && known.externalId ? externalId === known.externalId : sku === known.sku;
}
