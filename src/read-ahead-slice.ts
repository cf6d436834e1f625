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

type Often = 'source' | 'customer' | 'isCancelled' | 'isHistory';
type OftenInRows = 'order' | 'shipTo' | 'billTo' | 'lines';

/** What an order seldom has: everything else, in lists and texts that are mostly empty or left out. */
interface Seldom {
  readonly order: Omit<PreparedOrder, Often | 'rows'>;
  readonly rows: Omit<OrderRows, OftenInRows>;
}

const NOTHING: Seldom = { order: { payments: [], holds: [] }, rows: { problems: [] } };

/** Puts orders together as one slice. */
export function sliceOf(orders: readonly Prepared[]): Slice {
  const values = new ValueWriter();
  for (const prepared of orders) {
    if (prepared.isReadable) writeOrder(values, prepared.order);
    else values.write(JSON.stringify(prepared.order));
  }
  return { orders: orders.length, ...values.taken() };
}

/** The orders of a slice. */
export function ordersOf(slice: Slice): Prepared[] {
  const values = new ValueReader(slice);
  return Array.from({ length: slice.orders }, () => readPrepared(values));
}

function writeOrder(values: ValueWriter, prepared: PreparedOrder): void {
  const { source, rows, customer, isCancelled, isHistory, ...ofOrder } = prepared;
  const { order, shipTo, billTo, lines, ...ofRows } = rows;
  const isNothing = isEmpty(ofOrder) && isEmpty(ofRows);
  values.write((isCancelled ? CANCELLED : 0) + (isHistory ? HISTORY : 0) + (customer ? CUSTOMER : 0) + (billTo ? BILL_TO : 0));
  values.write(isNothing ? null : JSON.stringify({ order: ofOrder, rows: ofRows } satisfies Seldom));
  values.write(source.externalId);
  values.write(source.contentHash);
  values.write(source.saidAt);
  values.write(source.saidBy);
  if (customer) values.write(customer.externalId);
  values.writeRow(order);
  values.writeRow(shipTo);
  if (billTo) values.writeRow(billTo);
  values.write(lines.length);
  for (const line of lines) values.writeRow(line);
}

function isEmpty(fields: Readonly<Record<string, unknown>>): boolean {
  for (const name in fields) {
    const value = fields[name] as string | readonly unknown[] | undefined;
    if (value !== undefined && value.length > 0) return false;
  }
  return true;
}

/** An order that can be read begins with a number, one that cannot with a text. */
function readPrepared(values: ValueReader): Prepared {
  const first = values.read();
  if (typeof first === 'string') return { isReadable: false, order: JSON.parse(first) as UnreadableOrder };
  return { isReadable: true, order: readOrder(values, first as number) };
}

function readOrder(values: ValueReader, flags: number): PreparedOrder {
  const said = values.read() as string | null;
  const seldom = said === null ? NOTHING : (JSON.parse(said) as Seldom);
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
  const lines = Array.from({ length: values.read() as number }, () => values.readRow());
  const rows = { order, shipTo, billTo, lines, ...seldom.rows };
  return { source, rows, customer, isCancelled: (flags & CANCELLED) !== 0, isHistory: (flags & HISTORY) !== 0, ...seldom.order };
}

class ValueWriter {
  readonly #kinds: number[] = [];
  readonly #numbers: number[] = [];
  readonly #texts: string[] = [];

  write(value: RowValue): void {
    if (typeof value === 'string') {
      this.#kinds.push(value.length);
      this.#texts.push(value);
    } else if (value === null) {
      this.#kinds.push(NULL);
    } else {
      this.#kinds.push(NUMBER);
      this.#numbers.push(value);
    }
  }

  writeRow(row: LeanRow): void {
    this.write(row.length);
    for (const value of row) this.write(value);
  }

  taken(): Omit<Slice, 'orders'> {
    return { kinds: new Int32Array(this.#kinds), numbers: new Float64Array(this.#numbers), text: this.#texts.join('') };
  }
}

class ValueReader {
  readonly #slice: Slice;
  #kind = 0;
  #number = 0;
  #at = 0;

  constructor(slice: Slice) {
    this.#slice = slice;
  }

  read(): RowValue {
    const { kinds, numbers, text } = this.#slice;
    const kind = kinds[this.#kind++] as number;
    if (kind === NUMBER) return numbers[this.#number++] as number;
    if (kind === NULL) return null;
    return text.slice(this.#at, (this.#at += kind));
  }

  readRow(): LeanRow {
    const row: RowValue[] = [];
    for (let left = this.read() as number; left > 0; left -= 1) row.push(this.read());
    return row as unknown as LeanRow;
  }
}
