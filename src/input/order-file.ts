// A file of orders: recognised, found whole, and given order by order.
import { OmsError } from '../domain/error.ts';
import type { Finding } from '../domain/import/finding.ts';
import type { FileOrder, OrderFile } from '../domain/import/order.ts';
import type { Bytes } from './bytes.ts';
import { cellOf } from './cell-reader.ts';
import { OrderReader, type ShopFacts } from './order-reader.ts';
import type { OrderProfile } from './profile.ts';
import type { Records } from './records.ts';
import { detached, NO_SLOT, type Row } from './row.ts';
import { KeyTrail, WAITING_MOST } from './scattered.ts';
import { openTable, type Table } from './table.ts';

/** Fields that problems of an order name, and where the profile has them. */
const PROBLEM_FIELDS = ['sku', 'quantity', 'unit_price'] as const;

/** Opens a file of orders and goes through it once. Refuses what is not whole or not known: see `openTable`. */
export function openOrderFile(bytes: Bytes, profiles: readonly OrderProfile[], shop: ShopFacts): OrderFile {
  let reader: OrderReader | undefined;
  let trail = new KeyTrail();
  const table = openTable(bytes, profiles, ({ profile, columns, dialect }) => {
    const current = new OrderReader(profile, columns, dialect, shop);
    trail = new KeyTrail();
    reader = current;
    const cells = current.rows.index(current.slots.key) + 1;
    return { cells, row: (rows) => trail.note(keyOf(current, rows), rows.row) };
  });
  if (trail.waiting > WAITING_MOST) throw new OmsError('rows-scattered', { path: bytes.name, rows: trail.waiting, most: WAITING_MOST });
  return new OpenOrderFile(table, reader as OrderReader, trail);
}

/** What makes two rows rows of one order; of two channels they may still be two, see `byChannel`. */
function keyOf({ rows: reader, slots }: OrderReader, rows: Records): string {
  return reader.cell(rows, slots.key);
}

/** Rows of orders that have not ended yet. */
interface OpenRows {
  together: Row[];
  key: string | undefined;
  readonly waiting: Map<string, Row[]>;
}

class OpenOrderFile implements OrderFile {
  readonly #table: Table<OrderProfile>;
  readonly #reader: OrderReader;
  readonly #trail: KeyTrail;

  constructor(table: Table<OrderProfile>, reader: OrderReader, trail: KeyTrail) {
    this.#table = table;
    this.#reader = reader;
    this.#trail = trail;
  }

  get name(): string {
    return this.#table.bytes.name;
  }

  get sha256(): string {
    return this.#table.sha256;
  }

  get bytes(): number {
    return this.#table.bytes.size;
  }

  get profile(): string {
    return this.#table.profile.name;
  }

  get profileHash(): string {
    return this.#table.profile.hash;
  }

  get encoding(): string {
    return this.#table.encoding;
  }

  get header(): readonly string[] {
    return this.#table.columns.header;
  }

  get defaultChannel(): string {
    return this.#table.profile.channel;
  }

  get columns(): Readonly<Record<string, string>> {
    const { rows, slots } = this.#reader;
    const lines = PROBLEM_FIELDS.map((field) => [field, rows.name(slots.line[field])] as const);
    const people = (['name', 'address1', 'country'] as const).map((field) => [field, rows.name(slots.shipTo[field])] as const);
    return Object.fromEntries([...lines, ...people, ['total', rows.name(slots.order.total)]]);
  }

  get findings(): readonly Finding[] {
    if (!this.#table.profile.tellUnknownColumns) return [];
    return this.#table
      .unknownColumns(this.#reader.rows)
      .map((column) => ({ code: 'column-unknown', row: 1, line: 1, column, details: { column } }));
  }

  progress(): number {
    return this.#table.progress;
  }

  close(): void {
    this.#table.bytes.close();
  }

  *batches(channel: string): Generator<Iterable<FileOrder>> {
    const rows = this.#table.rows();
    const open: OpenRows = { together: [], key: undefined, waiting: new Map() };
    do yield this.#loadedOrders(rows, open, channel);
    while (rows.load());
    yield this.#lastOrders(open, channel);
  }

  /** The orders that end in the text that is loaded. */
  *#loadedOrders(rows: Records, open: OpenRows, channel: string): Generator<FileOrder> {
    while (rows.nextLoaded()) {
      if (rows.isBlank) continue;
      const row = this.#reader.rows.read(rows);
      const key = keyOf(this.#reader, rows);
      if (key !== open.key) {
        const ended = open.together;
        open.together = [];
        open.key = key;
        if (ended.length > 0) yield* this.#ordersOf(ended, channel);
      }
      const lastRow = this.#trail.lastRow(key);
      if (lastRow === undefined) open.together.push(row);
      else yield* this.#waited(row, key, lastRow, open, channel);
    }
  }

  /** A row of an order whose rows are scattered: it waits for the last of them. */
  *#waited(row: Row, key: string, lastRow: number, { waiting }: OpenRows, channel: string): Generator<FileOrder> {
    const rows = waiting.get(key) ?? [];
    rows.push(detached(row));
    waiting.set(key, rows);
    if (row.row < lastRow) return;
    waiting.delete(key);
    yield* this.#ordersOf(rows, channel);
  }

  /** What the end of the file ends. Of two orders of one hash, the one that ended first has waited for the other. */
  *#lastOrders({ together, waiting }: OpenRows, channel: string): Generator<FileOrder> {
    if (together.length > 0) yield* this.#ordersOf(together, channel);
    for (const rest of waiting.values()) yield* this.#ordersOf(rest, channel);
  }

  /** Rows with the same number: one order, or one for each channel that they name. */
  *#ordersOf(rows: readonly Row[], channel: string): Generator<FileOrder> {
    const slot = this.#reader.slots.channel;
    if (slot === NO_SLOT) yield this.#reader.read(rows, channel);
    else for (const [name, own] of byChannel(rows, slot, channel)) yield this.#reader.read(own, name);
  }
}

/** A row without a channel belongs to that of the row before it. */
function byChannel(rows: readonly Row[], slot: number, otherwise: string): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  let current = otherwise;
  for (const row of rows) {
    current = cellOf(row, slot) || current;
    const own = found.get(current) ?? [];
    own.push(row);
    found.set(current, own);
  }
  return found;
}
