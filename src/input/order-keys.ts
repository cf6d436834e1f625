// Which order a row belongs to: by the order's number in it, or that of the row above; rows of no order have none.
import { cellOf } from './cell-reader.ts';
import type { OrderSlots } from './order-slots.ts';
import type { Records } from './records.ts';
import type { Row, RowReader } from './row.ts';

/** One pass over the rows of a file, from the first to the last. */
export class OrderKeys {
  readonly #reader: RowReader;
  readonly #slots: OrderSlots;
  /** The number is one column, and no condition is asked: a look at one cell is enough. */
  readonly #isSimple: boolean;
  #last = '';

  constructor(reader: RowReader, slots: OrderSlots) {
    this.#reader = reader;
    this.#slots = slots;
    this.#isSimple = reader.isColumn(slots.key) && !slots.kinds.skip && !slots.kinds.above;
  }

  /** How many cells of a record it looks at; undefined: all. */
  get cells(): number | undefined {
    return this.#isSimple ? this.#reader.index(this.#slots.key) + 1 : undefined;
  }

  /** Of the current record, without reading more of it than needed. Undefined: the row is nothing of an order. */
  ofRecord(rows: Records): string | undefined {
    return this.#isSimple ? this.#reader.cell(rows, this.#slots.key) : this.of(this.#reader.read(rows));
  }

  of(row: Row): string | undefined {
    const { key, kinds } = this.#slots;
    if (kinds.skip?.(row.cells)) return undefined;
    if (!kinds.above?.(row.cells)) this.#last = cellOf(row, key);
    return this.#last;
  }
}
