// A file of orders: recognised, found whole, and given order by order.
import { OmsError } from '../domain/error.ts';
import type { Finding } from '../domain/import/finding.ts';
import type { FileOrder, OrderFile } from '../domain/import/order.ts';
import type { KnownFile } from '../domain/import/prepared.ts';
import { type Bytes, openFile } from './bytes.ts';
import { cellOf } from './cell-reader.ts';
import type { Holds } from './conditions.ts';
import { DayOrder } from './day-order.ts';
import { type Joined, sha256Of, type Unmatched } from './joined.ts';
import { LoneOrders } from './lone-order.ts';
import { OrderKeys } from './order-keys.ts';
import { OrderReader, type ShopFacts } from './order-reader.ts';
import type { OrderProfile } from './profile.ts';
import { recognise } from './recognise.ts';
import type { Records } from './records.ts';
import { detached, NO_SLOT, type Row } from './row.ts';
import { KeyTrail, LastRows, WAITING_MOST } from './scattered.ts';
import { openTable, Table } from './table.ts';

/** Fields that problems of an order name, and where the profile has them. */
const PROBLEM_FIELDS = ['sku', 'quantity', 'unit_price'] as const;

/** What a file of orders is read with besides itself: a second file that says more of the same orders. */
export interface Beside {
  readonly joined: Joined;
  /** Whether this file is the last that it is read with, and tells what has not been found. */
  readonly isLast: boolean;
}

/** Opens a file of orders and goes through it once. Refuses what is not whole or not known: see `openTable`. */
export function openOrderFile(bytes: Bytes, profiles: readonly OrderProfile[], shop: ShopFacts, beside?: Beside): OrderFile {
  let reader: OrderReader | undefined;
  let trail = new KeyTrail();
  let days: DayOrder | undefined;
  const table = openTable(bytes, profiles, ({ profile, columns, dialect }) => {
    const current = new OrderReader(profile, columns, dialect, shop, bytes.name, beside?.joined);
    const keys = new OrderKeys(current.rows, current.slots);
    trail = new KeyTrail();
    reader = current;
    const dates = DayOrder.of(profile.dates.formats);
    days = dates;
    return {
      cells: dates ? undefined : keys.cells,
      row: (rows) => {
        const key = keys.ofRecord(rows);
        if (key === undefined) return;
        trail.note(key, rows.row);
        dates?.see(cellOf(current.rows.read(rows), current.slots.order.date));
      },
    };
  });
  if (trail.waiting > WAITING_MOST) {
    const examples = trail.examples.map(String);
    throw new OmsError('rows-scattered', { path: bytes.name, rows: trail.waiting, most: WAITING_MOST, examples });
  }
  const order = days?.differs ? days : undefined;
  if (order) reader = readerInOrder(table, order, shop, beside);
  return new OpenOrderFile(table, reader as OrderReader, trail.lastRows, beside && { ...beside, shop }, order);
}

/** Reads dates with the day or the month first, as all those of the file are. */
function readerInOrder(
  { profile, columns, dialect, bytes }: Table<OrderProfile>,
  days: DayOrder,
  shop: ShopFacts,
  beside?: Beside,
): OrderReader {
  const own = { ...profile, dates: { ...profile.dates, formats: days.formats } };
  return new OrderReader(own, columns, dialect, shop, bytes.name, beside?.joined);
}

/** Opens a file again that has been gone through before. Refuses `file-changed`. */
export function reopenOrderFile(known: KnownFile, profiles: readonly OrderProfile[], shop: ShopFacts): OrderFile {
  const bytes = openFile(known.path, known.name);
  if (bytes.size !== known.bytes || bytes.file?.modifiedMs !== known.modifiedMs) throw new OmsError('file-changed', { path: known.name });
  const own = profiles
    .filter(({ name }) => name === known.profile)
    .map((profile) => ({ ...profile, match: { ...profile.match, first: [] } }));
  const recognised = { ...recognise(bytes, own), encoding: known.encoding };
  const reader = new OrderReader(recognised.profile, recognised.columns, recognised.dialect, shop, bytes.name);
  return new OpenOrderFile(new Table(bytes, recognised, ''), reader, new LastRows(known.lastRows));
}

/** Rows of orders that have not ended yet. */
interface OpenRows {
  readonly keys: OrderKeys;
  together: Row[];
  key: string | undefined;
  readonly waiting: Map<string, Row[]>;
}

class OpenOrderFile implements OrderFile {
  readonly #table: Table<OrderProfile>;
  readonly #reader: OrderReader;
  readonly #lastRows: LastRows;
  readonly #beside: (Beside & { readonly shop: ShopFacts }) | undefined;
  readonly #days: DayOrder | undefined;

  constructor(
    table: Table<OrderProfile>,
    reader: OrderReader,
    lastRows: LastRows,
    beside?: Beside & { readonly shop: ShopFacts },
    days?: DayOrder,
  ) {
    this.#table = table;
    this.#reader = reader;
    this.#lastRows = lastRows;
    this.#beside = beside;
    this.#days = days;
  }

  get #files(): readonly { readonly name: string; readonly sha256: string; readonly bytes: number }[] {
    const { bytes, sha256 } = this.#table;
    return [{ name: bytes.name, sha256, bytes: bytes.size }, ...(this.#beside?.joined.files ?? [])];
  }

  get name(): string {
    return this.#files.map(({ name }) => name).join(' + ');
  }

  get sha256(): string {
    return sha256Of(this.#files.map(({ sha256 }) => sha256));
  }

  get bytes(): number {
    return this.#files.reduce((sum, { bytes }) => sum + bytes, 0);
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
    const either = this.#days?.either;
    const told = either && {
      code: 'dates-either' as const,
      row: 1,
      line: 1,
      column: this.#reader.rows.name(this.#reader.slots.order.date),
      details: { ...either },
    };
    return [...this.#table.findings(this.#reader.rows), ...(told ? [told] : [])];
  }

  get known(): KnownFile | null {
    const { bytes, profile, encoding } = this.#table;
    const { channel, lasting } = this.#reader.slots;
    if (!bytes.file || this.#beside || this.#days || channel !== NO_SLOT || lasting !== NO_SLOT) return null;
    return { ...bytes.file, name: bytes.name, bytes: bytes.size, profile: profile.name, encoding, lastRows: [...this.#lastRows.byHash] };
  }

  progress(): number {
    return this.#table.progress;
  }

  close(): void {
    this.#table.bytes.close();
  }

  *batches(channel: string): Generator<Iterable<FileOrder>> {
    const rows = this.#table.rows();
    const keys = new OrderKeys(this.#reader.rows, this.#reader.slots);
    const open: OpenRows = { keys, together: [], key: undefined, waiting: new Map() };
    do yield this.#loadedOrders(rows, open, channel);
    while (rows.load());
    yield this.#lastOrders(open, channel);
  }

  /** The orders that end in the text that is loaded. */
  *#loadedOrders(rows: Records, open: OpenRows, channel: string): Generator<FileOrder> {
    while (rows.nextLoaded()) {
      if (rows.isBlank) continue;
      const row = this.#reader.rows.read(rows);
      const key = open.keys.of(row);
      if (key === undefined) continue;
      if (key !== open.key) {
        const ended = open.together;
        open.together = [];
        open.key = key;
        if (ended.length > 0) yield* this.#ordersOf(ended, channel);
      }
      const lastRow = this.#lastRows.of(key);
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
    if (this.#beside?.isLast) yield* this.#loneOrders(this.#beside, channel);
  }

  /** What the second file has and the first has not: some channels take the lines of what is cancelled out of it. */
  *#loneOrders({ joined, shop }: Beside & { readonly shop: ShopFacts }, channel: string): Generator<FileOrder> {
    const lone = new LoneOrders(this.#table.profile, shop, joined);
    for (const one of joined.unmatched()) yield lone.cancelled(one, channel) ?? withoutLines(one, this.name, channel);
  }

  /** Rows with the same number: one order, or one for each channel that they name. Without a number each is by itself. */
  *#ordersOf(rows: readonly Row[], channel: string): Generator<FileOrder> {
    const { channel: slot, key, kinds } = this.#reader.slots;
    if (rows.length > 1 && cellOf(rows[0] as Row, key) === '') {
      for (const own of apart(rows, kinds.above)) yield* this.#ordersOfChannels(own, slot, channel);
    } else yield* this.#ordersOfChannels(rows, slot, channel);
  }

  *#ordersOfChannels(rows: readonly Row[], slot: number, channel: string): Generator<FileOrder> {
    if (slot === NO_SLOT) yield this.#reader.read(rows, channel);
    else for (const [name, own] of byChannel(rows, slot, channel)) yield this.#reader.read(own, name);
  }
}

/** An order of the second file whose lines are not in the first: told, and not taken. */
function withoutLines({ key, file, row, line }: Unmatched, name: string, channel: string): FileOrder {
  return {
    channel,
    externalId: key,
    lastingId: null,
    rowFrom: row,
    rowTo: row,
    places: [],
    contentHash: '',
    saidAt: null,
    findings: [{ code: 'join-missing', row, line, column: '', details: { file, other: name } }],
    isForKnown: false,
    isDated: false,
    silent: new Set(),
    namesOpen: false,
    ended: [],
    sentLines: [],
    draft: null,
    totals: null,
    payment: { paid: 0, refundedMinor: 0, isMoreGivenBack: false, isSettled: false, paidAt: null },
    holds: [],
    rawRows: () => [],
  };
}

/** Each row with those that belong to it. */
function apart(rows: readonly Row[], isOfAbove: Holds | undefined): Row[][] {
  const groups: Row[][] = [];
  for (const row of rows) {
    const above = groups.at(-1);
    if (above && isOfAbove?.(row.cells)) above.push(row);
    else groups.push([row]);
  }
  return groups;
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
