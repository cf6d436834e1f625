// When what a file says of an order was so: by a column of its rows, else by the file's name, else as it was told.
import { cellOf } from './cell-reader.ts';
import { DateReader } from './dates.ts';
import type { OrderProfile } from './profile.ts';
import { NO_SLOT, type Row, type RowReader } from './row.ts';

export class ExportAge {
  readonly #slot: number;
  readonly #dates: DateReader;
  /** Of the whole file. */
  readonly #ofFile: string | null;

  constructor({ exported }: OrderProfile, rows: RowReader, zone: string, file: string, told: string | null) {
    this.#slot = exported?.column === undefined ? NO_SLOT : rows.column(exported.column);
    this.#dates = new DateReader(exported?.formats ?? [], zone);
    const found = exported?.file?.exec(file.split(/[\\/]/).at(-1) ?? file);
    const text = found?.groups?.value ?? found?.[1] ?? found?.[0];
    this.#ofFile = (text === undefined ? undefined : this.#dates.read(text)) ?? told;
  }

  /** Of one order, the latest that its rows say; null: unknown. A time that cannot be read tells nothing. */
  of(rows: readonly Row[]): string | null {
    let latest: string | undefined;
    for (const row of this.#slot === NO_SLOT ? [] : rows) {
      const cell = cellOf(row, this.#slot);
      const instant = cell === '' ? undefined : this.#dates.read(cell);
      if (instant !== undefined && (latest === undefined || instant > latest)) latest = instant;
    }
    return latest ?? this.#ofFile;
  }
}
