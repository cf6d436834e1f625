// Amounts of an order: one cell, several columns, or several rows together.
import type { ChannelTotals } from '../domain/import/order.ts';
import { goodsMinor } from '../domain/import/totals.ts';
import { formatAmount, proportion } from '../domain/money.ts';
import type { OrderDraft } from '../domain/order/order.ts';
import { type CellReader, cellOf } from './cell-reader.ts';
import type { AmountPart, AmountSlots, OrderSlots } from './order-slots.ts';
import type { AmountField } from './profile.ts';
import { NO_SLOT, type Row } from './row.ts';

/** The rows that say an amount. */
export interface AmountRows {
  readonly all: readonly Row[];
  /** Without those of lines that are cancelled while others remain: their own amounts are owed by nobody. */
  readonly counted: readonly Row[];
}

export class OrderAmounts {
  readonly #slots: OrderSlots;
  readonly #cells: CellReader;

  constructor(slots: OrderSlots, cells: CellReader) {
    this.#slots = slots;
    this.#cells = cells;
  }

  /** Minor units; null where nothing is said. Below zero it is a finding. `head` has the order's own fields. */
  minor(field: AmountField, head: Row, rows: AmountRows, currency: string): number | null {
    const amount = this.#slots.amounts[field];
    const first = amount.added[0] ?? NO_SLOT;
    if (amount.isPlain) return this.#cells.minor(head, first, currency);
    const value = this.#together(amount, head, rows, currency);
    if (value === null || value >= 0) return value;
    this.#cells.note('amount-negative', head, first, { value: formatAmount(value, currency) });
    return null;
  }

  /** What an amount is before anything is taken off it; 0 where nothing is said. */
  before(field: AmountField, head: Row, rows: AmountRows, currency: string): number {
    const { further, ...own } = this.#slots.amounts[field];
    const amount = { ...own, subtracted: [], further: further.filter(({ sign }) => sign > 0) };
    return this.#together(amount, head, rows, currency) ?? 0;
  }

  /** The amount with the parts that rows of their own say; null where nothing is said of which something could be taken off. */
  #together(amount: AmountSlots, head: Row, rows: AmountRows, currency: string): number | null {
    let sum = this.#overRows(amount, head, rows, currency, amount.needed);
    if (sum === null && amount.needed !== NO_SLOT) return null;
    let less = 0;
    for (const part of amount.further) {
      const value = this.#overRows(part, head, rows, currency);
      if (value === null) continue;
      if (part.sign > 0) sum = (sum ?? 0) + value;
      else less += value;
    }
    return sum === null ? null : sum - less;
  }

  #overRows(part: AmountPart, head: Row, { all, counted }: AmountRows, currency: string, needed = NO_SLOT): number | null {
    if (part.rows === 'same' || part.rows === 'first' || part.rows === 'join') return this.#ofRow(part, head, currency, needed);
    // the largest of them is the order's own, whichever row says it
    const values = countedOnce(part.rows === 'sum' ? counted : all, part.per)
      .map((row) => this.#ofRow(part, row, currency, needed))
      .filter((value) => value !== null);
    if (values.length === 0) return null;
    if (part.rows === 'last') return values.at(-1) ?? null;
    return part.rows === 'max' ? Math.max(...values) : total(values);
  }

  /** Null where nothing is said of which something could be taken off. */
  #ofRow({ added, subtracted, dropsSign }: AmountPart, row: Row, currency: string, needed: number): number | null {
    if (needed !== NO_SLOT && cellOf(row, needed) === '') return null;
    const valuesOf = (slots: readonly number[]) =>
      slots
        .map((slot) => this.#cells.signedMinor(row, slot, currency))
        .filter((value) => value !== null)
        .map((value) => (dropsSign ? Math.abs(value) : value));
    const more = valuesOf(added);
    return more.length === 0 ? null : total(more) - total(valuesOf(subtracted));
  }
}

/**
 * The discount that no column has: what the total lacks of lines, freight and, where it comes on top, tax. None where a
 * price or the total is not said, where the total is higher, or where all the goods would not do.
 */
export function discountLeft(
  {
    lines,
    currency,
    pricesIncludeTax,
    shippingMinor,
  }: Pick<OrderDraft, 'lines' | 'currency' | 'pricesIncludeTax'> & { readonly shippingMinor: number },
  { totalMinor, taxMinor }: ChannelTotals,
): number {
  if (totalMinor === null || lines.some(({ unitPriceMicros }) => unitPriceMicros === null)) return 0;
  const goods = goodsMinor({ lines, currency });
  const missing = goods + shippingMinor - totalMinor;
  const left = pricesIncludeTax && missing >= 0 ? missing : missing + (taxMinor ?? 0);
  return left > 0 && left <= goods ? left : 0;
}

/** What an order comes to of which lines were left out. */
export interface TotalsLeft {
  readonly totals: ChannelTotals;
  /** What it came to with them, where the channel says that; null: its total is of what is left. */
  readonly before: number | null;
  /** Of the discount that no column has: what is of the lines that are left. */
  readonly discountMinor: number | null;
}

/**
 * Totals that are of all the lines are of what the order was before: they say nothing of it now. `discountMinor` null: no
 * column has it, and it is what the total lacks; a total above all that is left is of all the lines then.
 */
export function totalsLeft(
  totals: ChannelTotals,
  whole: {
    readonly goodsMinor: number;
    readonly leftOutMinor: number;
    readonly shippingMinor: number;
    readonly taxMinor: number;
    readonly discountMinor: number | null;
  },
): TotalsLeft {
  const { goodsMinor: goods, leftOutMinor, shippingMinor, taxMinor, discountMinor } = whole;
  const totalMinor = totals.totalMinor ?? 0;
  const all = goods + leftOutMinor + shippingMinor;
  const missing = all - totalMinor;
  const isOfAll =
    discountMinor === null
      ? missing >= 0 && totalMinor > goods + shippingMinor
      : [totalMinor, totalMinor - taxMinor].includes(all - discountMinor);
  if (!isOfAll) return { totals, before: null, discountMinor: null };
  return {
    totals: { ...totals, subtotalMinor: null, taxMinor: null, totalMinor: null },
    before: totalMinor,
    discountMinor: discountMinor === null ? proportion(missing, goods, goods + leftOutMinor) : null,
  };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Of rows that agree in a slot only the first; all of them where none is given. */
function countedOnce(rows: readonly Row[], per: number): readonly Row[] {
  if (per === NO_SLOT) return rows;
  const seen = new Set<string>();
  return rows.filter((row) => {
    const key = cellOf(row, per);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
