// Amounts of an order: one cell, several columns, or several rows together.
import { type CellReader, cellOf } from './cell-reader.ts';
import type { AmountSlots, OrderSlots } from './order-slots.ts';
import type { AmountField } from './profile.ts';
import { NO_SLOT, type Row } from './row.ts';

export class OrderAmounts {
  readonly #slots: OrderSlots;
  readonly #cells: CellReader;

  constructor(slots: OrderSlots, cells: CellReader) {
    this.#slots = slots;
    this.#cells = cells;
  }

  /** Minor units; null where nothing is said. Below zero it is a finding. `head` has the order's own fields. */
  minor(field: AmountField, head: Row, rows: readonly Row[], currency: string): number | null {
    const amount = this.#slots.amounts[field];
    const { added, rows: word } = amount;
    const isSimple = added.length <= 1 && amount.subtracted.length === 0 && !amount.dropsSign && (word === 'same' || word === 'first');
    if (isSimple) return this.#cells.minor(head, added[0] ?? NO_SLOT, currency);
    const value = this.#overRows(amount, head, rows, currency);
    if (value === null || value >= 0) return value;
    this.#cells.note('amount-negative', head, added[0] ?? NO_SLOT, { value: String(value) });
    return null;
  }

  #overRows(amount: AmountSlots, head: Row, rows: readonly Row[], currency: string): number | null {
    if (amount.rows === 'same' || amount.rows === 'first' || amount.rows === 'join') return this.#ofRow(amount, head, currency);
    const values = countedOnce(rows, amount.per)
      .map((row) => this.#ofRow(amount, row, currency))
      .filter((value) => value !== null);
    if (values.length === 0) return null;
    if (amount.rows === 'last') return values.at(-1) ?? null;
    return amount.rows === 'max' ? Math.max(...values) : total(values);
  }

  /** Null where nothing is said of which something could be taken off. */
  #ofRow({ needed, added, subtracted, dropsSign }: AmountSlots, row: Row, currency: string): number | null {
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
