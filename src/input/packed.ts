// Lines packed into one cell: split into items, each read by regular expressions, each a row of its own.
import { cutCardNumbers } from '../domain/import/card.ts';
import type { CellReader } from './cell-reader.ts';
import type { Packed } from './profile.ts';
import type { Row, RowReader } from './row.ts';

/** Items of one order beyond which a cell is not a list of lines. */
const ITEMS_MOST = 1_000;

export class PackedReader {
  readonly #packed: Packed;
  readonly #slots: readonly number[];
  readonly #rows: RowReader;
  readonly #cells: CellReader;
  readonly #separator: RegExp | undefined;

  constructor(packed: Packed, slots: readonly number[], rows: RowReader, cells: CellReader) {
    this.#packed = packed;
    this.#slots = slots;
    this.#rows = rows;
    this.#cells = cells;
    this.#separator = packed.split;
  }

  /** The row once for each item; an item that is not as it has to be is a finding. */
  unpack(row: Row): Row[] {
    const items = this.#slots.flatMap((slot) => this.#split(row.cells[slot] as string).map((text) => this.#fields(text, row, slot)));
    return this.#rows.unpacked(row, items.slice(0, ITEMS_MOST));
  }

  #split(cell: string): string[] {
    const items = this.#separator ? cell.split(this.#separator) : [cell];
    return items.map((item) => (item ?? '').trim()).filter((item) => item !== '');
  }

  #fields(text: string, row: Row, slot: number): Readonly<Record<string, string>> {
    const { item, fields } = this.#packed;
    const whole = item?.exec(text);
    if (item && !whole) this.#cells.note('packed-invalid', row, slot, { value: cutCardNumbers(text).slice(0, 60) });
    const own = fields.map(({ name, regex }) => {
      const found = regex.exec(text);
      return [name, (found?.groups?.value ?? found?.[1] ?? found?.[0] ?? '').trim()] as const;
    });
    const named = Object.entries(whole?.groups ?? {}).map(([name, value]) => [name, (value ?? '').trim()] as const);
    return Object.fromEntries([...named, ...own]);
  }
}
