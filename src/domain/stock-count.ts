// Counting from a sheet: what was counted is compared with what stood there when the sheet was written. And what to count.
import type { RecordImportResult } from './import/record.ts';
import { byExpiry, type LotWish } from './lot.ts';

/** A row of a count sheet as it is read: so many were there, by a sheet written behind this movement. */
export interface SheetCount extends LotWish {
  readonly sku: string;
  readonly location: string | undefined;
  readonly counted: number;
  /** As {@link sheetMark} wrote it. */
  readonly sheet: string;
  readonly movementId: number;
}

/** A row of a count sheet as it is written. */
export interface SheetRow {
  readonly bin: string;
  readonly sku: string;
  readonly name: string;
  readonly location: string;
  /** Null: it is kept by no lot, or this is what stands there without one. */
  readonly lot: string | null;
  readonly expiresOn: string | null;
  readonly expected: number;
  readonly sheet: string;
}

/** What was found to be other than the books say; `moved` is what has come or gone since the sheet. */
export interface CountDifference {
  readonly sku: string;
  readonly location: string;
  readonly lot: string | null;
  readonly expected: number;
  readonly counted: number;
  readonly difference: number;
  readonly moved: number;
  readonly onHand: number;
}

/** What booking sheets came to. */
export interface SheetResult extends RecordImportResult {
  readonly differences: readonly CountDifference[];
}

const MARK = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z\/M(\d{1,15})$/;

/** When a sheet was written, for people, and behind which movement, exactly: "2026-03-02T09:00:00Z/M123". */
export function sheetMark(at: string, lastMovementId: number): string {
  return `${at}/M${lastMovementId}`;
}

/** The movement of a mark; undefined where it is none. */
export function movementOfMark(text: string): number | undefined {
  const id = MARK.exec(text.trim())?.[1];
  return id === undefined ? undefined : Number(id);
}

/** By bin as people read them ("A2" before "A10"), those without one last; then by SKU, location, and lot by expiry. */
export function bySheetOrder(left: SheetRow, right: SheetRow): number {
  if ((left.bin === '') !== (right.bin === '')) return left.bin === '' ? 1 : -1;
  return (
    compareBins(left.bin, right.bin) || textOrder(left.sku, right.sku) || textOrder(left.location, right.location) || lotOrder(left, right)
  );
}

let binOrder: Intl.Collator | undefined;

/** Made when it is needed: making it takes longer than most commands. */
function compareBins(left: string, right: string): number {
  binOrder ??= new Intl.Collator('en', { numeric: true });
  return binOrder.compare(left, right);
}

function lotOrder(left: SheetRow, right: SheetRow): number {
  if (left.lot === null || right.lot === null) return Number(right.lot === null) - Number(left.lot === null);
  return byExpiry({ ...left, code: left.lot }, { ...right, code: right.lot });
}

function textOrder(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}

export const countClasses = ['A', 'B', 'C'] as const;
export type CountClass = (typeof countClasses)[number];

/** Of all that left in a year by value, A is the first 80 %, B the next 15 %; usual in practice. In thousandths. */
const BOUNDS: readonly (readonly [CountClass, number])[] = [
  ['A', 800],
  ['B', 950],
];
/** Days between counts: some six, three and one and a half times a year. */
export const countDays: Readonly<Record<CountClass, number>> = { A: 60, B: 120, C: 240 };

/**
 * The class of each value, in the order of the values: the one that begins below a bound belongs to its class, so that the
 * most valuable is always A. What is worth nothing is C.
 */
export function classesOf(values: readonly number[]): CountClass[] {
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0);
  const ranked = values
    .map((value, index) => ({ value: Math.max(0, value), index }))
    .sort((a, b) => b.value - a.value || a.index - b.index);
  const classes: CountClass[] = values.map(() => 'C');
  let before = 0;
  for (const { value, index } of ranked) {
    if (value > 0) classes[index] = BOUNDS.find(([, bound]) => before * 1000 < total * bound)?.[0] ?? 'C';
    before += value;
  }
  return classes;
}

/** A product that ought to be counted. */
export interface CountSuggestion {
  readonly sku: string;
  readonly name: string;
  readonly class: CountClass;
  readonly onHand: number;
  /** Of what left in the last year, at cost, else at its price. */
  readonly leftMinor: number;
  readonly currency: string;
  readonly exponent: number;
  readonly lastCountedOn: string | null;
  /** Null: it was never counted. */
  readonly dueOn: string | null;
}
