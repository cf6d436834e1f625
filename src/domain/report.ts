// Reports: the period they cover, and the rows that sales, stock and returns are summed up into. Amounts are minor units.
import { OmsError } from './error.ts';
import { addDays, isRealDate, parseDate } from './time.ts';

/** Business dates, both included; left out: open at that end. */
export interface Period {
  readonly from?: string;
  readonly to?: string;
}

/** Periods that have a name. */
export const namedPeriods = ['today', 'yesterday', 'this-month', 'last-month', 'this-year', 'last-year'] as const;

/** What groups of dates a day can be summed up into. */
export const dateGroups = ['day', 'week', 'month'] as const;
export type DateGroup = (typeof dateGroups)[number];

export const salesGroups = [...dateGroups, 'channel', 'product', 'country', 'customer'] as const;
export type SalesGroup = (typeof salesGroups)[number];

export const returnGroups = ['reason', 'product', 'channel', ...dateGroups] as const;
export type ReturnGroup = (typeof returnGroups)[number];

/** One group in one currency. */
export interface SalesRow {
  /** "2026-03-01", "2026-W10", "2026-03", a channel, a SKU (empty: not on one product, such as freight), a country, "C5". */
  readonly group: string;
  /** What the group is called: a product's or a customer's name. */
  readonly name: string;
  readonly currency: string;
  readonly exponent: number;
  readonly orders: number;
  readonly units: number;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly grossMinor: number;
  /** Credit notes issued on these orders so far, but for what was to be invoiced anew. */
  readonly creditedMinor: number;
  /** Money given back on these orders so far; null where money belongs to whole orders only (by product). */
  readonly refundedMinor: number | null;
}

export interface SalesReport {
  readonly by: SalesGroup;
  readonly rows: readonly SalesRow[];
  /** One for each currency; `group` and `name` are empty. */
  readonly totals: readonly SalesRow[];
}

/** One product. Amounts in the shop's currency. Of a past day: what stood then; what was promised then is not kept. */
export interface StockRow {
  readonly sku: string;
  readonly name: string;
  readonly onHand: number;
  readonly reserved: number | null;
  readonly unavailable: number;
  readonly available: number | null;
  /** By the setting `stock-value`; null where no receipt said what it cost. */
  readonly unitCost: string | null;
  readonly valueMinor: number | null;
  readonly currency: string;
  readonly exponent: number;
  readonly lastMovedOn: string | null;
  readonly idleDays: number | null;
  readonly low: boolean;
}

export const costGroups = [...dateGroups, 'product', 'shipment', 'movement'] as const;
export type CostGroup = (typeof costGroups)[number];

/** What goods that moved had cost, in the shop's currency. */
export interface CostRow {
  /** A date, a SKU, "S12", a kind of movement. */
  readonly group: string;
  readonly name: string;
  /** Of a shipment: its order. */
  readonly order: string | null;
  readonly units: number;
  /** Of these, units whose cost nobody has said; they count as nothing. */
  readonly unknownUnits: number;
  readonly costMinor: number;
  readonly currency: string;
  readonly exponent: number;
}

export interface CostReport {
  readonly by: CostGroup;
  readonly rows: readonly CostRow[];
  readonly totals: readonly CostRow[];
}

/** One group in one currency. Quantities are units. */
export interface ReturnRow {
  readonly group: string;
  readonly name: string;
  readonly currency: string;
  readonly exponent: number;
  readonly returns: number;
  readonly asked: number;
  readonly received: number;
  readonly resellable: number;
  readonly creditedMinor: number;
  /** Null where money belongs to whole returns only (by product). */
  readonly refundedMinor: number | null;
}

export interface ReturnReport {
  readonly by: ReturnGroup;
  readonly rows: readonly ReturnRow[];
  readonly totals: readonly ReturnRow[];
}

/** A named period, a year "2026", a month "2026-03" or a day. Refuses `period-invalid`. */
export function parsePeriod(text: string, today: string): Period {
  const period = text.trim();
  const [year, month] = today.split('-').map(Number) as [number, number];
  if (period === 'today') return { from: today, to: today };
  if (period === 'yesterday') return { from: addDays(today, -1), to: addDays(today, -1) };
  if (period === 'this-month') return monthOf(year, month);
  if (period === 'last-month') return month === 1 ? monthOf(year - 1, 12) : monthOf(year, month - 1);
  if (period === 'this-year') return yearOf(year);
  if (period === 'last-year') return yearOf(year - 1);
  const [, y, m, d] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(period) ?? [];
  if (y !== undefined && isRealDate(Number(y), Number(m ?? 1), Number(d ?? 1))) {
    if (d !== undefined) return { from: period, to: period };
    return m === undefined ? yearOf(Number(y)) : monthOf(Number(y), Number(m));
  }
  throw new OmsError('period-invalid', { period: text, known: namedPeriods });
}

/** From one day to another, both included. Refuses `date-invalid`, and `period-backwards`. */
export function periodBetween(from: string | undefined, to: string | undefined): Period {
  const period = { from: from === undefined ? undefined : parseDate(from), to: to === undefined ? undefined : parseDate(to) };
  if (period.from !== undefined && period.to !== undefined && period.from > period.to) {
    throw new OmsError('period-backwards', { from: period.from, to: period.to });
  }
  return period;
}

function yearOf(year: number): Period {
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}

function monthOf(year: number, month: number): Period {
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
  return { from: first, to: addDays(next, -1) };
}

/** The group that a date falls in: itself, its ISO week "2026-W10", its month "2026-03". */
export function dateGroup(date: string, by: DateGroup): string {
  if (by === 'day') return date;
  return by === 'month' ? date.slice(0, 7) : isoWeek(date);
}

/**
 * Puts rows of one group and currency together: dates in their day, week or month, everything under 'total'. In the
 * order of group and currency; quantities and amounts are summed, the rest is the first row's.
 */
export function putTogether<Row extends SalesRow | ReturnRow>(rows: readonly Row[], by: SalesGroup | ReturnGroup | 'total'): Row[] {
  const groups = new Map<string, Row>();
  for (const row of rows) {
    const group = by === 'total' ? '' : isDateGroup(by) ? dateGroup(row.group, by) : row.group;
    const name = by === 'total' ? '' : row.name;
    const key = JSON.stringify([group, row.currency, group === '' ? name : '']);
    const sum = groups.get(key);
    groups.set(key, sum ? added(sum, row) : { ...row, group, name });
  }
  return [...groups].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, row]) => row);
}

function added<Row extends SalesRow | ReturnRow>(sum: Row, row: Row): Row {
  const entries = Object.entries(sum).map(([field, value]) => {
    const isSum = typeof value === 'number' && field !== 'exponent';
    return [field, isSum ? value + Number(row[field as keyof Row]) : value];
  });
  return Object.fromEntries(entries) as Row;
}

export function isDateGroup(by: string): by is DateGroup {
  return (dateGroups as readonly string[]).includes(by);
}

/** ISO 8601: weeks begin on Monday and belong to the year of their Thursday. */
export function isoWeek(date: string): string {
  const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
  const thursday = addDays(date, 3 - weekday);
  const year = thursday.slice(0, 4);
  const dayOfYear = (Date.parse(`${thursday}T00:00:00Z`) - Date.parse(`${year}-01-01T00:00:00Z`)) / 86_400_000;
  return `${year}-W${String(Math.floor(dayOfYear / 7) + 1).padStart(2, '0')}`;
}

/** Whole days from one date to another. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
}
