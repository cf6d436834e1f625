// How orders that are ready cross from thread to thread: their values one after the other, all texts as one, so that
// neither side makes or looks up an object for each.
import type { LeanRow, OrderRows, Prepared, PreparedOrder, RowValue, UnreadableOrder } from './domain/import/prepared.ts';

/** Some orders. */
export interface Slice {
  readonly orders: number;
  /** Of each value in turn: how long its text is, or what else it is. */
  readonly kinds: Int32Array<ArrayBuffer>;
  readonly numbers: Float64Array<ArrayBuffer>;
  readonly text: string;
}

const NULL = -1;
const NUMBER = -2;

/** What an order begins with is the sum of these. */
const CANCELLED = 1;
const HISTORY = 2;
const CUSTOMER = 4;
const BILL_TO = 8;

/** What an order seldom has: everything else, in lists and texts that are mostly empty or left out. */
interface Seldom {
  readonly order: All<Omit<PreparedOrder, 'source' | 'rows' | 'customer' | 'isCancelled' | 'isHistory'>>;
  readonly rows: All<Omit<OrderRows, 'order' | 'shipTo' | 'billTo' | 'lines'>>;
}

const NOTHING: readonly never[] = [];

/** Every field has to be named, though it may have no value. */
type All<Fields> = { readonly [Name in keyof Required<Fields>]: Fields[Name] };

/** Puts orders together as one slice. */
export function sliceOf(orders: readonly Prepared[]): Slice {
  for (const prepared of orders) {
    if (prepared.isReadable) writeOrder(writer, prepared.order);
    else writer.write(JSON.stringify(prepared.order));
  }
  return { orders: orders.length, ...writer.taken() };
}

/** The orders of a slice. */
export function ordersOf(slice: Slice): Prepared[] {
  const values = new ValueReader(slice);
  const orders: Prepared[] = [];
  while (orders.length < slice.orders) orders.push(readPrepared(values));
  return orders;
}

// Here and below every field is named: taking every order apart and putting it together with "..." takes longer than its values.

function writeOrder(values: ValueWriter, prepared: PreparedOrder): void {
  const { source, rows, customer } = prepared;
  values.write(
    (prepared.isCancelled ? CANCELLED : 0) + (prepared.isHistory ? HISTORY : 0) + (customer ? CUSTOMER : 0) + (rows.billTo ? BILL_TO : 0),
  );
  values.write(seldomOf(prepared));
  values.write(source.externalId);
  values.write(source.contentHash);
  values.write(source.saidAt);
  values.write(source.saidBy);
  if (customer) values.write(customer.externalId);
  values.writeRow(rows.order);
  values.writeRow(rows.shipTo);
  if (rows.billTo) values.writeRow(rows.billTo);
  values.write(rows.lines.length);
  for (const line of rows.lines) values.writeRow(line);
}

/** Null: nothing of it. */
function seldomOf({ payments, holds, paidUnpriced, rows: { problems, recipients, codes } }: PreparedOrder): string | null {
  const isSome = payments.length > 0 || holds.length > 0 || problems.length > 0;
  if (!isSome && paidUnpriced === undefined && !recipients && !codes) return null;
  return JSON.stringify({ order: { payments, holds, paidUnpriced }, rows: { problems, recipients, codes } } satisfies Seldom);
}

/** An order that can be read begins with a number, one that cannot with a text. */
function readPrepared(values: ValueReader): Prepared {
  const first = values.read();
  if (typeof first === 'string') return { isReadable: false, order: JSON.parse(first) as UnreadableOrder };
  return { isReadable: true, order: readOrder(values, first as number) };
}

function readOrder(values: ValueReader, flags: number): PreparedOrder {
  const said = values.read() as string | null;
  const source = {
    externalId: values.read() as string,
    contentHash: values.read() as string,
    saidAt: values.read() as string | null,
    saidBy: values.read() as string | null,
  };
  const customer = flags & CUSTOMER ? { externalId: values.read() as string | null } : null;
  const order = values.readRow();
  const shipTo = values.readRow();
  const billTo = flags & BILL_TO ? values.readRow() : null;
  const lines: LeanRow[] = [];
  for (let left = values.read() as number; left > 0; left -= 1) lines.push(values.readRow());
  const rows = { order, shipTo, billTo, lines, problems: NOTHING };
  const isCancelled = (flags & CANCELLED) !== 0;
  const isHistory = (flags & HISTORY) !== 0;
  const usual = { source, rows, customer, payments: NOTHING, holds: NOTHING, isCancelled, isHistory };
  if (said === null) return usual;
  const seldom = JSON.parse(said) as { readonly order: Partial<PreparedOrder>; readonly rows: Partial<OrderRows> };
  return { ...usual, ...seldom.order, rows: { ...rows, ...seldom.rows } };
}

/** One for all slices of a thread: its arrays grow to what the largest of them takes, and are never made again. */
class ValueWriter {
  #kinds = new Int32Array(FIRST_VALUES);
  #numbers = new Float64Array(FIRST_VALUES);
  #kind = 0;
  #number = 0;
  readonly #texts: string[] = [];

  write(value: RowValue): void {
    if (this.#kind === this.#kinds.length) this.#grow();
    if (typeof value === 'string') {
      this.#kinds[this.#kind++] = value.length;
      this.#texts.push(value);
    } else if (value === null) {
      this.#kinds[this.#kind++] = NULL;
    } else {
      this.#kinds[this.#kind++] = NUMBER;
      this.#numbers[this.#number++] = value;
    }
  }

  writeRow(row: LeanRow): void {
    this.write(row.length);
    for (const value of row) this.write(value);
  }

  /** What has been written, which is then written no more. */
  taken(): Omit<Slice, 'orders'> {
    const slice = { kinds: this.#kinds.slice(0, this.#kind), numbers: this.#numbers.slice(0, this.#number), text: this.#texts.join('') };
    this.#kind = 0;
    this.#number = 0;
    this.#texts.length = 0;
    return slice;
  }

  #grow(): void {
    const [kinds, numbers] = [this.#kinds, this.#numbers];
    this.#kinds = new Int32Array(kinds.length * 2);
    this.#kinds.set(kinds);
    this.#numbers = new Float64Array(kinds.length * 2);
    this.#numbers.set(numbers);
  }
}

/** Of fifty usual orders. */
const FIRST_VALUES = 1 << 13;

const writer = new ValueWriter();

class ValueReader {
  readonly #kinds: Int32Array;
  readonly #numbers: Float64Array;
  readonly #text: string;
  #kind = 0;
  #number = 0;
  #at = 0;

  constructor({ kinds, numbers, text }: Slice) {
    this.#kinds = kinds;
    this.#numbers = numbers;
    this.#text = text;
  }

  read(): RowValue {
    const kind = this.#kinds[this.#kind++] as number;
    if (kind === NUMBER) return this.#numbers[this.#number++] as number;
    if (kind === NULL) return null;
    const from = this.#at;
    this.#at += kind;
    return this.#text.slice(from, this.#at);
  }

  readRow(): LeanRow {
    const row: RowValue[] = [];
    for (let left = this.read() as number; left > 0; left -= 1) row.push(this.read());
    return row as unknown as LeanRow;
  }
}
