// Rows → the lines of an order: which rows are lines, what was packed into one, what belongs to the line above.
import type { EndedLine, Place } from '../domain/import/order.ts';
import { goodsMinor } from '../domain/import/totals.ts';
import { microsPerMinor, multiplyDivide } from '../domain/money.ts';
import type { LineDraft } from '../domain/order/order.ts';
import { type CellReader, cellOf, TEXT_MOST } from './cell-reader.ts';
import type { LineAmountField, OrderSlots } from './order-slots.ts';
import { PackedReader } from './packed.ts';
import type { OrderProfile, OrderStatus } from './profile.ts';
import type { Recipients } from './recipients.ts';
import { NO_SLOT, type Row, type RowReader } from './row.ts';

/** A line as its rows have it. */
interface LineRows {
  readonly row: Row;
  /** Rows that add to it: its options. */
  options: readonly Row[];
  /** How often the same row came. */
  times: number;
}

export interface ReadLines {
  readonly drafts: readonly LineDraft[];
  readonly places: readonly Place[];
  /** Of each line: whether it is taxed at all. */
  readonly taxable: readonly boolean[];
  /** Of each line the tax that is named of it; none where the format names none. */
  readonly taxes: readonly (number | null)[];
  /** Of each line, those left out included: what the channel says of it; nothing where lines have no states. */
  readonly states: readonly (OrderStatus | undefined)[];
  /** The channel's words for these states, each once. */
  readonly words: readonly string[];
  /** The rows of lines that were left out, since they are cancelled and others are not. */
  readonly leftOut: ReadonlySet<Row>;
  /** The lines that the file names and that are no drafts, since nothing is left of them. */
  readonly ended: readonly EndedLine[];
  /** The rows of lines, where nothing is left of any: only what is cancelled has no others. */
  readonly ofNone: readonly Row[];
}

const NONE: readonly never[] = [];
const NO_ROWS: ReadonlySet<Row> = new Set();

function isCancelled(state: OrderStatus | undefined): boolean {
  return state === 'cancelled';
}

/** Whether a quantity is written, and none: channels go on listing what was taken off an order. */
function isOfNone(cell: string): boolean {
  return cell.startsWith('0') && /^0+([.,]0+)?$/.test(cell);
}

function rowsWithout(all: readonly LineRows[], kept: readonly LineRows[]): ReadonlySet<Row> {
  if (kept.length === all.length) return NO_ROWS;
  return new Set(all.filter((line) => !kept.includes(line)).flatMap(({ row, options }) => [row, ...options]));
}

export class LineReader {
  readonly #rows: RowReader;
  readonly #slots: OrderSlots;
  readonly #cells: CellReader;
  readonly #profile: OrderProfile;
  readonly #packed: PackedReader | undefined;

  constructor(profile: OrderProfile, rows: RowReader, slots: OrderSlots, cells: CellReader) {
    this.#profile = profile;
    this.#rows = rows;
    this.#slots = slots;
    this.#cells = cells;
    this.#packed = profile.packed && new PackedReader(profile.packed, slots.packed, rows, cells);
  }

  /**
   * The lines of one order. A row without any field of a line is none; cancelled lines are left out while others remain, and
   * those of which there is nothing.
   */
  read(rows: readonly Row[], currency: string, recipients?: Recipients): ReadLines {
    const all = this.#lineRows(rows);
    const { lineStatus } = this.#slots;
    const states = lineStatus.isEmpty ? NONE : all.map(({ row }) => lineStatus.decide(row.cells));
    const kept = states.length === 0 ? all : this.#kept(all, states);
    const drafts: LineDraft[] = [];
    const places: Place[] = [];
    const taxable: boolean[] = [];
    const taxes: (number | null)[] = [];
    const left = this.#ofSome(kept);
    for (const line of left) {
      const draft = this.#line(line, currency);
      drafts.push(recipients ? { ...draft, shipTo: recipients.of(line.row) } : draft);
      places.push({ row: line.row.row, line: line.row.line });
      taxable.push(this.#isYes(line.row, 'taxable'));
      if (this.#slots.line.tax !== NO_SLOT) taxes.push(this.#taxOf(line, currency));
    }
    const words = states.length === 0 ? NONE : this.#words(all);
    const leftOut = states.every(isCancelled) ? NO_ROWS : rowsWithout(all, kept);
    const ended = left.length === all.length ? NONE : this.#ended(all, left);
    return { drafts, places, taxable, taxes, states, words, leftOut, ended, ofNone: left.length > 0 ? NONE : kept.map(({ row }) => row) };
  }

  /** Tells each row that its quantity is none. */
  refuse(ofNone: readonly Row[]): void {
    for (const row of ofNone) this.#cells.quantity(row, this.#slots.line.quantity);
  }

  /** As fine as it is written, like amounts. */
  #taxOf({ row, times }: LineRows, currency: string): number | null {
    const micros = this.#cells.signedMicros(row, this.#slots.line.tax, currency);
    return micros === null ? null : Math.round(micros / microsPerMinor(currency)) * times;
  }

  #ended(all: readonly LineRows[], left: readonly LineRows[]): readonly EndedLine[] {
    const { id, sku } = this.#slots.line;
    return all.filter((line) => !left.includes(line)).map(({ row }) => ({ externalId: cellOf(row, id) || null, sku: cellOf(row, sku) }));
  }

  /** What lines that were left out come to; null where that cannot be told. Nothing is noted of them. */
  sumOf(leftOut: ReadonlySet<Row>, currency: string): number | null {
    if (this.#packed) return null;
    const told = this.#cells.findings;
    this.#cells.findings = [];
    const lines = this.#lineRows([...leftOut]).map((line) => this.#line(line, currency));
    const isTold = this.#cells.findings.length === 0 && lines.every(({ unitPriceMicros }) => unitPriceMicros !== null);
    this.#cells.findings = told;
    return isTold ? goodsMinor({ lines, currency }) : null;
  }

  /** A cancelled line of which nothing is left has no quantity either: it cannot be kept even where all are cancelled. */
  #kept(all: readonly LineRows[], states: readonly (OrderStatus | undefined)[]): readonly LineRows[] {
    const rest = all.filter((_, index) => states[index] !== 'cancelled');
    if (rest.length > 0) return rest;
    return all.filter((line) => this.#quantityOf(line) !== '' && !this.#isOfNone(line));
  }

  /** Without lines of quantity 0, each told where there are others. */
  #ofSome(lines: readonly LineRows[]): readonly LineRows[] {
    if (!lines.some((line) => this.#isOfNone(line))) return lines;
    const left = lines.filter((line) => !this.#isOfNone(line));
    if (left.length === 0) return left;
    for (const line of lines) if (this.#isOfNone(line)) this.#cells.note('line-of-none', line.row, this.#slots.line.quantity);
    return left;
  }

  #isOfNone(line: LineRows): boolean {
    return isOfNone(this.#quantityOf(line));
  }

  #quantityOf({ row }: LineRows): string {
    return cellOf(row, this.#slots.line.quantity);
  }

  #words(all: readonly LineRows[]): string[] {
    const { slots } = this.#slots.lineStatus;
    return [...new Set(all.flatMap(({ row }) => slots.map((slot) => row.cells[slot] as string)))].filter((word) => word !== '');
  }

  #lineRows(rows: readonly Row[]): readonly LineRows[] {
    const found: LineRows[] = [];
    const { lines, options } = this.#slots.kinds;
    for (const row of rows) {
      if (options?.(row.cells) && found.length > 0) {
        const line = found.at(-1) as LineRows;
        line.options = [...line.options, row];
        continue;
      }
      if (!this.#packed) {
        if (lines ? lines(row.cells) : this.#hasLine(row)) found.push({ row, options: NONE, times: 1 });
        continue;
      }
      for (const own of this.#packed.unpack(row))
        if (lines ? lines(own.cells) : this.#hasLine(own)) found.push({ row: own, options: NONE, times: 1 });
    }
    return this.#profile.rows.identical === 'keep' ? found : this.#withoutIdentical(found);
  }

  #hasLine(row: Row): boolean {
    for (const slot of this.#slots.ofLine) if (row.cells[slot] !== '') return true;
    return false;
  }

  #withoutIdentical(found: readonly LineRows[]): LineRows[] {
    const { identical } = this.#profile.rows;
    const known = new Map<string, LineRows>();
    for (const line of found) {
      const key = line.row.cells.join('\0');
      const first = known.get(key);
      if (!first) known.set(key, line);
      else if (identical === 'merge') first.times += 1;
      else if (identical === 'error') this.#cells.note('lines-identical', line.row, NO_SLOT, { row: first.row.row });
    }
    return [...known.values()];
  }

  #line({ row: bare, options, times }: LineRows, currency: string): LineDraft {
    const cells = this.#cells;
    const { line } = this.#slots;
    const row = this.#rows.filled(bare);
    const quantity = cells.quantity(row, line.quantity);
    const draft: LineDraft = {
      externalId: line.id === NO_SLOT ? null : cells.id(row, line.id) || null,
      sku: cells.sku(row, line.sku),
      name: cells.words(row, line.name),
      quantity: quantity * times,
      unitPriceMicros: this.#unitPrice(row, quantity, currency),
      discountMinor: (this.#discount(row, currency) ?? 0) * times,
      tax: cells.treatment(row, line.tax_rate, line.tax_code),
      shippable: this.#isYes(row, 'shippable'),
    };
    const told = this.#withVariant(draft, row);
    return options.length === 0 ? told : this.#withOptions(told, options, currency);
  }

  /** A code that all variants share, with what was chosen. */
  #withVariant(draft: LineDraft, row: Row): LineDraft {
    const { variant } = this.#slots.line;
    if (variant === NO_SLOT) return draft;
    const code = this.#cells.sku(row, variant);
    return code === '' || code === draft.sku ? draft : { ...draft, variant: code };
  }

  /** Of an amount that several columns make; null where none of them says anything. Below zero it is a finding. */
  #sum(field: LineAmountField, row: Row, currency: string, unit: 'signedMinor' | 'signedMicros'): number | null {
    const { parts, needed } = this.#slots.lineAmounts[field];
    if (needed !== NO_SLOT && cellOf(row, needed) === '') return null;
    let sum: number | null = null;
    for (const { slot, sign, dropsSign } of parts) {
      const value = this.#cells[unit](row, slot, currency);
      if (value !== null) sum = (sum ?? 0) + sign * (dropsSign ? Math.abs(value) : value);
    }
    if (sum === null || sum >= 0) return sum;
    this.#cells.note('amount-negative', row, parts[0]?.slot ?? NO_SLOT, { value: cellOf(row, parts[0]?.slot ?? NO_SLOT) });
    return null;
  }

  #hasParts(field: LineAmountField): boolean {
    return this.#slots.lineAmounts[field].parts.length > 0;
  }

  #discount(row: Row, currency: string): number | null {
    const { discount } = this.#slots.line;
    if (this.#hasParts('discount')) return this.#sum('discount', row, currency, 'signedMinor');
    if (this.#profile.line.discount?.sign !== 'drop') return this.#cells.minor(row, discount, currency);
    const value = this.#cells.signedMinor(row, discount, currency);
    return value === null ? null : Math.abs(value);
  }

  /** Options are named behind the line, and their price comes on top of its own. */
  #withOptions(draft: LineDraft, options: readonly Row[], currency: string): LineDraft {
    const { line } = this.#slots;
    const names = [draft.name, ...options.map((row) => this.#cells.words(row, line.name))].filter((name) => name !== null);
    const prices = options.map((row) => this.#unitPrice(row, draft.quantity, currency) ?? 0);
    const name = names.join(' / ').slice(0, TEXT_MOST);
    const price = draft.unitPriceMicros;
    return { ...draft, name, unitPriceMicros: price === null ? null : prices.reduce((sum, more) => sum + more, price) };
  }

  /** From the line's own sum where the profile has one and it is filled, else the price of one. */
  #unitPrice(row: Row, quantity: number, currency: string): number | null {
    const { amount } = this.#slots.line;
    // as fine as it is written: some channels round the order's total only
    const micros = this.#hasParts('amount')
      ? this.#sum('amount', row, currency, 'signedMicros')
      : this.#cells.micros(row, amount, currency);
    if (micros === null) return this.#priceOfOne(row, currency);
    return quantity === 0 ? null : multiplyDivide(micros, 1, quantity);
  }

  #priceOfOne(row: Row, currency: string): number | null {
    if (this.#hasParts('unit_price')) return this.#sum('unit_price', row, currency, 'signedMicros');
    return this.#cells.micros(row, this.#slots.line.unit_price, currency);
  }

  /** Yes unless the cell says no; so is a column that is not there. */
  #isYes(row: Row, field: 'shippable' | 'taxable'): boolean {
    const cell = cellOf(row, this.#slots.line[field]);
    return cell === '' || !this.#profile.line[field]?.no?.includes(cell.toLowerCase());
  }
}
