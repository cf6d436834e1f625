// What reserving came to, as it is told: how much an order has, why it has no more, and when the rest could come.
import type { Allotment } from '../../domain/order/claim.ts';
import type { Decision, LineDecision, ReserveReason } from '../../domain/order/reserve.ts';
import type { Demand } from '../../store/demand.ts';
import { lotsById } from '../../store/lot.ts';
import { listLocations } from '../../store/stock.ts';
import type { Act } from '../shop.ts';
import { expectedGoods } from './expected.ts';
import type { PlannedPromises, Promised } from './promise.ts';

/** Goods of a line and where they stand; of a kit its parts. */
export interface ReservedFrom {
  readonly sku: string;
  readonly location: string;
  /** Null: of none. */
  readonly lot: string | null;
  readonly quantity: number;
}

/** What was decided for a line, in units of the line. */
export interface ReservedLine {
  readonly line: number;
  readonly sku: string;
  readonly wanted: number;
  readonly given: number;
  readonly reason: ReserveReason;
  /** For what is missing: the day on which it could be met; null: nobody knows. */
  readonly expectedOn: string | null;
  readonly from: readonly ReservedFrom[];
}

/** Where an order's stock stands after reserving; quantities of lines that need stock. */
export interface ReserveOutcome {
  /** Wanted and not yet gone. */
  readonly wanted: number;
  readonly reserved: number;
  /** Of these, reserved just now. */
  readonly added: number;
  /** wanted − reserved: it waits for goods. */
  readonly backordered: number;
  readonly short: readonly { readonly sku: string; readonly wanted: number; readonly available: number }[];
  /** The latest day on which what is missing could be there; null: nothing is missing, or nobody knows. */
  readonly expectedOn: string | null;
  /** Where that is asked for. */
  readonly lines: readonly ReservedLine[];
}

export const nothingToReserve: ReserveOutcome = {
  wanted: 0,
  reserved: 0,
  added: 0,
  backordered: 0,
  short: [],
  expectedOn: null,
  lines: [],
};

/** How what became of each of these orders is told; line by line where that is asked for. */
export async function reserveOutcomes(
  act: Act,
  { promised, products }: PlannedPromises,
  isExplained: boolean,
): Promise<(one: Promised) => ReserveOutcome> {
  const { dates } = await expectedGoods(act.db, act.settings, act.on, [...new Set(promised.flatMap(shortProducts))]);
  const places = new Map((await listLocations(act.db)).map(({ id, code }) => [id, code]));
  const lots = await lotsById(act.db, isExplained ? promised.flatMap(lotsTaken) : []);
  const skuOf = (id: number) => products.get(id)?.sku ?? '';
  const placeOf = (id: number) => places.get(id) ?? '';
  const lotOf = (id: number | null) => lots.get(id ?? 0)?.code ?? null;
  return (one) => outcomeOf(one, { skuOf, placeOf, lotOf, dates, isExplained });
}

interface Naming {
  skuOf(productId: number): string;
  placeOf(locationId: number): string;
  lotOf(lotId: number | null): string | null;
  readonly dates: ReadonlyMap<number, string | null>;
  readonly isExplained: boolean;
}

function outcomeOf({ demand, decision, added, isWhole }: Promised, naming: Naming): ReserveOutcome {
  let wanted = 0;
  let reserved = added;
  for (const line of demand.lines) {
    wanted += line.wanted - line.shipped;
    reserved += line.reserved;
  }
  return {
    wanted,
    reserved,
    added,
    backordered: wanted - reserved,
    short: decision.shortages.map(({ productId, ...amounts }) => ({ sku: naming.skuOf(productId), ...amounts })),
    expectedOn: isWhole ? null : expectedOf(decision, naming),
    lines: naming.isExplained ? decision.lines.map((line) => reservedLine(line, demand, decision.allotments, naming)) : [],
  };
}

function expectedOf({ lines }: Decision, { dates }: Naming): string | null {
  return latest(lines.filter(({ given, wanted }) => given < wanted).map(({ lineId }) => dates.get(lineId) ?? null));
}

function reservedLine(line: LineDecision, { lines }: Demand, allotments: readonly Allotment[], naming: Naming): ReservedLine {
  const { position = 0, sku = '' } = lines.find(({ lineId }) => lineId === line.lineId) ?? {};
  const from = allotments.filter(({ lineId }) => lineId === line.lineId);
  return {
    line: position,
    sku,
    wanted: line.wanted,
    given: line.given,
    reason: line.reason,
    expectedOn: line.given < line.wanted ? (naming.dates.get(line.lineId) ?? null) : null,
    from: from.map(({ productId, locationId, lotId, quantity }) => ({
      sku: naming.skuOf(productId),
      location: naming.placeOf(locationId),
      lot: naming.lotOf(lotId),
      quantity,
    })),
  };
}

function lotsTaken({ decision }: Promised): number[] {
  return decision.allotments.flatMap(({ lotId }) => lotId ?? []);
}

/** Products of lines that did not get all they want. */
function shortProducts({ demand, decision, isWhole }: Promised): readonly number[] {
  if (isWhole) return [];
  const short = new Set(decision.lines.filter(({ given, wanted }) => given < wanted).map(({ lineId }) => lineId));
  return demand.lines.filter(({ lineId }) => short.has(lineId)).flatMap(({ parts }) => parts.map(({ productId }) => productId));
}

/** The last of these days; null where one of them is not known, or there is none. */
function latest(days: readonly (string | null)[]): string | null {
  if (days.length === 0 || days.includes(null)) return null;
  return (days as string[]).reduce((last, day) => (day > last ? day : last));
}
