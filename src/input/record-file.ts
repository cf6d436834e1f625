// A file of records: recognised, found whole, and given row by row.
import { type ColumnsOfNumbers, cutCardNumbers, cutCards, cutCardsInCode, type NumberKind } from '../domain/import/card.ts';
import { isUnreadable } from '../domain/import/finding.ts';
import type { FileRecord, RecordFile, RecordKind, RecordRow, RecordSource } from '../domain/import/record.ts';
import type { Bytes } from './bytes.ts';
import { CellReader } from './cell-reader.ts';
import { columnKey } from './columns.ts';
import type { Holds } from './conditions.ts';
import { cutAside } from './cut-aside.ts';
import type { FieldSource, FieldSources } from './profile.ts';
import { RecordCells } from './record-cells.ts';
import { type RecordBlock, type RecordField, type RecordProfile, recordBlocks } from './record-profile.ts';
import type { Records } from './records.ts';
import { NO_SLOT, type Row, RowReader, rawCells } from './row.ts';
import { openTable, type Table } from './table.ts';

/** How a record of a kind is made of its cells. What it cannot be made of is noted with the cells. */
export interface RecordShape<Kind extends RecordKind, Draft> {
  readonly kind: Kind;
  /** The field that tells records apart, for messages. */
  readonly key: RecordField<Kind>;
  /** What makes a record the same in another file, as far as it can be read; empty where nothing does. */
  identity(cells: RecordCells<RecordField<Kind>>): string;
  read(cells: RecordCells<RecordField<Kind>>): Draft;
}

/** Opens a file of records and goes through it once. Refuses what is not whole or not known: see `openTable`. */
export function openRecordFile<Kind extends RecordKind, Draft>(
  bytes: Bytes,
  profiles: readonly RecordProfile[],
  shape: RecordShape<Kind, Draft>,
  currency: string,
): RecordFile<Draft> {
  const table = openTable(bytes, profiles, () => ({ cells: 1, row: () => undefined }));
  const reader = new RecordReader(table, shape, currency);
  return {
    name: bytes.name,
    sha256: table.sha256,
    bytes: bytes.size,
    profile: table.profile.name,
    profileHash: table.profile.hash,
    encoding: table.encoding,
    header: table.columns.header,
    findings: reader.findings,
    *records() {
      const rows = table.rows();
      reader.begin();
      while (rows.next()) if (!rows.isBlank) yield* reader.records(rows);
    },
  };
}

/** Fields that may look like the number of a card and are none. */
const numberFields: Readonly<Record<string, NumberKind | 'code' | 'id'>> = {
  sku: 'code',
  code: 'code',
  parts: 'id',
  lot: 'id',
  gtin: 'gtin',
  id: 'id',
  known_as: 'id',
  phone: 'phone',
  postcode: 'phone',
  tax_id: 'tax-id',
};

/** A column that is a location: its name, and where its quantity stands. */
interface LocationColumn {
  readonly name: string;
  readonly slot: number;
}

class RecordReader<Kind extends RecordKind, Draft> {
  readonly #rows: RowReader;
  readonly #table: Table<RecordProfile>;
  readonly #shape: RecordShape<Kind, Draft>;
  readonly #slots: Record<RecordField<Kind>, number>;
  readonly #cells: CellReader;
  readonly #currency: string;
  readonly #isSkipped: Holds | undefined;
  /** Columns that are filled in the first of several rows only, and what tells these rows. */
  readonly #of: number;
  readonly #carry: readonly number[];
  readonly #locations: readonly LocationColumn[];
  readonly #numbers: ColumnsOfNumbers;
  #above: Row | undefined;

  constructor(table: Table<RecordProfile>, shape: RecordShape<Kind, Draft>, currency: string) {
    const { rows, fields, money } = table.profile;
    this.#table = table;
    this.#shape = shape;
    this.#rows = new RowReader(table.profile, table.columns);
    // before the fields, which are made of them
    this.#of = rows.of === undefined ? NO_SLOT : this.#rows.column(rows.of);
    this.#carry = rows.carry.map((name) => this.#rows.column(name)).filter((slot) => slot !== NO_SLOT);
    this.#slots = this.#slotsOf(fields);
    this.#locations = this.#locationColumns();
    this.#numbers = new Map(
      Object.entries<number>(this.#slots).flatMap(([field, slot]) => {
        const kind = numberFields[field];
        return kind === undefined ? [] : this.#rows.indexes(slot).map((at) => [at, kind] as const);
      }),
    );
    this.#isSkipped = this.#rows.anyHolds(rows.skip);
    this.#cells = new CellReader(this.#rows, money, [], 'UTC');
    this.#currency = currency;
  }

  /** Of the kind's fields; a column that says nothing without another one is left alone, and so told as unknown. */
  #slotsOf(fields: FieldSources<string>): Record<RecordField<Kind>, number> {
    const { beside = {} }: RecordBlock = recordBlocks[this.#shape.kind];
    const isThere = (source: FieldSource | undefined) => source !== undefined && this.#rows.field(source) !== NO_SLOT;
    const alone = Object.entries(beside).filter(([, other]) => !isThere(fields[other]));
    const others = { ...fields, ...Object.fromEntries(alone.map(([field]) => [field, undefined])) };
    return this.#rows.fields<RecordField<Kind>>(recordBlocks[this.#shape.kind].fields, others as FieldSources<RecordField<Kind>>);
  }

  get findings(): RecordFile<Draft>['findings'] {
    return this.#table.findings(this.#rows);
  }

  /** No row stands above the next one. */
  begin(): void {
    this.#above = undefined;
  }

  #locationColumns(): LocationColumn[] {
    const { locationsBeside } = this.#table.profile.rows;
    if (locationsBeside.length === 0) return [];
    const known = new Set(locationsBeside.map(columnKey));
    const named = this.#table.columns.header.map((name, index) => ({ name: name.trim(), index }));
    const others = named.filter(({ name }) => name !== '' && !known.has(columnKey(name)));
    return others.map(({ name, index }) => ({ name, slot: this.#rows.columnAt(index) }));
  }

  /** The records of the current row: one, one for each location, or none. */
  *records(rows: Records): Generator<FileRecord<Draft>> {
    const row = this.#carried(this.#rows.read(rows));
    if (this.#isSkipped?.(row.cells)) return;
    const filled = this.#rows.filled(row);
    if (this.#locations.length === 0) yield this.#record(filled, this.#slots);
    for (const location of this.#locations) {
      const { name, slot } = location;
      if (row.cells[slot] === '') continue;
      const at = row.cells.length;
      const cells = [...filled.cells, name];
      yield this.#record({ ...filled, cells }, { ...this.#slots, quantity: slot, location: at }, location);
    }
  }

  /** The row with what the row above says for it. */
  #carried(row: Row): Row {
    const above = this.#above;
    const isFurther = this.#of !== NO_SLOT && above !== undefined && above.cells[this.#of] === row.cells[this.#of];
    const cells = [...row.cells];
    if (isFurther) for (const slot of this.#carry) if (cells[slot] === '') cells[slot] = above.cells[slot] as string;
    return (this.#above = isFurther ? this.#rows.derived({ ...row, cells }) : row);
  }

  #record(row: Row, fields: Record<RecordField<Kind>, number>, location?: LocationColumn): FileRecord<Draft> {
    const slots = this.#withCode(row, fields);
    const isMade = slots !== fields;
    const cells = new RecordCells(this.#cells, slots, this.#currency, row);
    const { header } = this.#rows.columns;
    if (isMade) this.#tellMade(row, slots);
    if (row.ragged > 0) cells.note('row-ragged', undefined, { cells: row.ragged, columns: header.length });
    const draft = this.#shape.read(cells);
    const { findings } = cells;
    const source = { sha256: this.#table.sha256, row: row.row, part: location?.name ?? '' };
    return {
      row: row.row,
      line: row.line,
      key: this.#key(cells.raw(this.#shape.key)),
      identity: this.#shape.identity(cells),
      source,
      of: isMade && this.#of !== NO_SLOT ? (row.cells[this.#of] as string) : '',
      findings,
      draft: findings.some(isUnreadable) ? null : draft,
      rawRow: () => this.#rawRow(row, source, location),
      cutAside: () => cutAside({ row: row.row, line: row.line, header }, this.#rawCells(row, location), this.#numbers, findings),
    };
  }

  /** The fields of a row: of one without a SKU with the code that its profile makes, where it makes one. */
  #withCode(row: Row, slots: Record<RecordField<Kind>, number>): Record<RecordField<Kind>, number> {
    const { sku = NO_SLOT, sku_made: made = NO_SLOT }: Partial<Record<string, number>> = slots;
    const isMade = sku !== NO_SLOT && made !== NO_SLOT && row.cells[sku] === '' && row.cells[made] !== '';
    return isMade ? { ...slots, sku: made } : slots;
  }

  #tellMade(row: Row, { sku: made = NO_SLOT }: Partial<Record<string, number>>): void {
    const { sku = NO_SLOT }: Partial<Record<string, number>> = this.#slots;
    this.#cells.note('sku-made', row, sku, { sku: row.cells[made] as string });
  }

  #key(text: string): string {
    return numberFields[this.#shape.key] === 'code' ? cutCardsInCode(text) : cutCardNumbers(text);
  }

  /** The row as it came, card numbers cut. */
  #rawRow(row: Row, source: RecordSource, location: LocationColumn | undefined): RecordRow {
    return { row: row.row, line: row.line, cells: cutCards(this.#rawCells(row, location), this.#numbers), source };
  }

  /** So that the row can be read by itself: with what the row above says for it, without the quantities of other locations. */
  #rawCells(row: Row, location: LocationColumn | undefined): string[] {
    const carried = new Map(this.#carry.map((slot) => [this.#rows.index(slot), row.cells[slot] as string]));
    const others = new Set(this.#locations.flatMap((one) => (one.name === location?.name ? [] : [this.#rows.index(one.slot)])));
    return rawCells(row, this.#table.dialect).map((cell, index) => {
      if (others.has(index)) return '';
      return cell.trim() === '' ? (carried.get(index) ?? cell) : cell;
    });
  }
}
