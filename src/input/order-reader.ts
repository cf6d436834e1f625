// Rows → one order, whole: its fields, its lines, its money, and what the channel says of its state.
import { cutCardNumbers } from '../domain/import/card.ts';
import { countryCode } from '../domain/import/country.ts';
import { isUnreadable } from '../domain/import/finding.ts';
import type { FileOrder, Place, RawRow } from '../domain/import/order.ts';
import { unitPriceOf } from '../domain/money.ts';
import type { LineDraft, OrderDraft, Party } from '../domain/order/order.ts';
import type { TaxTreatment } from '../domain/tax.ts';
import { CellReader, cellOf, NOTE_MOST } from './cell-reader.ts';
import { ChannelReader } from './channel-reader.ts';
import type { Columns } from './columns.ts';
import { Fingerprint } from './fingerprint.ts';
import { OrderSlots, type PartySlots } from './order-slots.ts';
import type { OrderProfile } from './profile.ts';
import type { Dialect } from './records.ts';
import { NO_SLOT, type Row, RowReader, rawCells } from './row.ts';

/** What reading needs to know of the shop. */
export interface ShopFacts {
  readonly currency: string;
  readonly country: string;
  readonly timeZone: string;
  readonly pricesIncludeTax: boolean;
  /** The instant of orders that carry no date. */
  readonly now: string;
}

const CHANNEL = /^[^\p{Cc}:]{1,50}$/u;

export class OrderReader {
  readonly rows: RowReader;
  readonly slots: OrderSlots;
  readonly #cells: CellReader;
  readonly #profile: OrderProfile;
  readonly #channelSays: ChannelReader;
  readonly #shop: ShopFacts;
  readonly #dialect: Dialect;
  readonly #billsApart: boolean;
  /** Columns of ids. */
  readonly #ids: ReadonlySet<number>;
  readonly #treatments = new Map<number, TaxTreatment>();

  constructor(profile: OrderProfile, columns: Columns, dialect: Dialect, shop: ShopFacts) {
    this.rows = new RowReader(profile, columns);
    this.slots = new OrderSlots(profile, this.rows);
    const zone = profile.dates.zone === 'shop' ? shop.timeZone : profile.dates.zone;
    this.#cells = new CellReader(this.rows, profile.money, profile.dates.formats, zone);
    this.#channelSays = new ChannelReader(this.slots, this.#cells);
    this.#profile = profile;
    this.#shop = shop;
    this.#dialect = dialect;
    this.#ids = new Set([this.slots.key, this.slots.line.id, this.slots.line.sku].map((slot) => this.rows.index(slot)));
    this.#billsApart = Object.values(this.slots.billTo).some((slot) => slot !== NO_SLOT);
  }

  /** One order of these rows, which all carry its number and belong to this channel. */
  read(rows: readonly Row[], channel: string): FileOrder {
    const first = rows[0] as Row;
    const last = rows.at(-1) as Row;
    this.#cells.findings = [];
    const externalId = this.#externalId(first);
    const named = this.#channel(first, channel);
    for (const row of rows) if (row.ragged > 0) this.#ragged(row);
    const head = this.rows.filled(this.#profile.rows.model === 'repeated' ? this.#merged(rows) : first);
    if (this.slots.head !== NO_SLOT && cellOf(head, this.slots.head) === '') this.#cells.note('head-missing', head, this.slots.head);
    const draft = this.#draft(head, rows, externalId, named);
    const findings = this.#cells.findings;
    const isReadable = !findings.some(isUnreadable);
    return {
      channel: named,
      externalId,
      rowFrom: first.row,
      rowTo: last.row,
      places: draft.places,
      contentHash: this.#contentHash(rows),
      findings,
      isDated: cellOf(head, this.slots.order.date) !== 'today',
      draft: isReadable ? draft.order : null,
      totals: this.#profile.money.tax === 'from-totals' ? draft.totals : null,
      payment: draft.payment,
      hold: draft.hold,
      rawRows: () => rows.map((row) => this.#rawRow(row)),
    };
  }

  #externalId(row: Row): string {
    const id = this.#cells.id(row, this.slots.key);
    if (id === '') this.#cells.note('id-missing', row, this.slots.key);
    return id;
  }

  /** A name that no channel can have is told, and not used. */
  #channel(row: Row, name: string): string {
    if (CHANNEL.test(name)) return name;
    this.#cells.note('channel-invalid', row, this.slots.channel, { value: name.slice(0, 50) });
    return this.#profile.channel;
  }

  #ragged(row: Row): void {
    this.#cells.note('row-ragged', row, NO_SLOT, { cells: row.ragged, columns: this.rows.columns.header.length });
  }

  /** The order's own fields, from whichever row has them; rows that disagree make the order unreadable. */
  #merged(rows: readonly Row[]): Row {
    const first = rows[0] as Row;
    if (rows.length === 1) return first;
    const cells = [...first.cells];
    for (const slot of this.slots.ofOrder) {
      for (const row of rows) {
        const cell = row.cells[slot] as string;
        if (cell === '' || cell === cells[slot]) continue;
        if (cells[slot] === '') cells[slot] = cell;
        else this.#disagrees(row, slot, cells);
      }
    }
    return { ...first, cells };
  }

  #disagrees(row: Row, slot: number, cells: string[]): void {
    const cell = row.cells[slot] as string;
    if (slot === this.slots.order.note) {
      if (!(cells[slot] as string).split('\n').includes(cell)) cells[slot] += `\n${cell}`;
    } else this.#cells.note('rows-differ', row, slot, { value: cell.slice(0, 60), other: (cells[slot] as string).slice(0, 60) });
  }

  #draft(head: Row, rows: readonly Row[], externalId: string, channel: string) {
    const cells = this.#cells;
    const { order } = this.slots;
    const currency = cells.currency(head, order.currency, this.#shop.currency);
    const lines = this.#lines(rows, currency);
    const email = cells.text(head, order.email);
    const phone = cells.code(head, order.phone);
    const shipTo = this.#party(head, this.slots.shipTo, email, phone);
    const said = this.#channelSays.state(head);
    const totals = this.#channelSays.totals(head, currency, lines.taxable);
    const draft: OrderDraft = {
      channel,
      externalId,
      orderedAt: this.#orderedAt(head),
      currency,
      pricesIncludeTax: this.#profile.money.tax === 'shop' ? this.#shop.pricesIncludeTax : this.#profile.money.tax === 'included',
      customerExternalId: cells.text(head, order.customer),
      shipTo,
      billTo: this.#billsApart ? billTo(this.#party(head, this.slots.billTo, email, phone), shipTo) : null,
      lines: lines.drafts,
      discountMinor: cells.minor(head, order.discount, currency) ?? 0,
      shippingMinor: cells.minor(head, order.shipping, currency) ?? 0,
      channelTotalMinor: totals.totalMinor,
      paymentMethod: cells.text(head, this.slots.payment.method),
      channelState: said.channelState,
      channelStatus: said.words === '' ? null : said.words,
      note: cells.words(head, order.note, NOTE_MOST),
    };
    const payment = this.#channelSays.payment(head, currency, said.paymentStatus, totals.totalMinor ?? 0);
    return { order: draft, places: lines.places, payment, hold: said.hold, totals };
  }

  /** The rows that are lines; a row of the order without any field of a line is none. */
  #lines(rows: readonly Row[], currency: string) {
    const drafts: LineDraft[] = [];
    const places: Place[] = [];
    const taxable: boolean[] = [];
    for (const row of rows) {
      if (this.slots.ofLine.every((slot) => row.cells[slot] === '')) continue;
      drafts.push(this.#line(this.rows.filled(row), currency));
      places.push({ row: row.row, line: row.line });
      taxable.push(this.#isYes(row, 'taxable'));
    }
    return { drafts, places, taxable };
  }

  #line(row: Row, currency: string): LineDraft {
    const cells = this.#cells;
    const { line } = this.slots;
    const quantity = cells.quantity(row, line.quantity);
    const ratePpm = cells.rate(row, line.tax_rate);
    return {
      externalId: line.id === NO_SLOT ? null : cells.id(row, line.id) || null,
      sku: cells.text(row, line.sku)?.replace(/\p{Cc}+/gu, ' ') ?? '',
      name: cells.words(row, line.name),
      quantity,
      unitPriceMicros: this.#unitPrice(row, quantity, currency),
      discountMinor: cells.minor(row, line.discount, currency) ?? 0,
      tax: ratePpm === null ? null : this.#treatment(ratePpm),
      shippable: this.#isYes(row, 'shippable'),
    };
  }

  #unitPrice(row: Row, quantity: number, currency: string): number | null {
    const { unit_price, amount } = this.slots.line;
    if (amount === NO_SLOT) return this.#cells.micros(row, unit_price, currency);
    const minor = this.#cells.minor(row, amount, currency);
    return minor === null || quantity === 0 ? null : unitPriceOf(minor, quantity, currency);
  }

  #treatment(ratePpm: number): TaxTreatment {
    let treatment = this.#treatments.get(ratePpm);
    if (!treatment) this.#treatments.set(ratePpm, (treatment = { category: ratePpm === 0 ? 'Z' : 'S', ratePpm }));
    return treatment;
  }

  /** Yes unless the cell says no; so is a column that is not there. */
  #isYes(row: Row, field: 'shippable' | 'taxable'): boolean {
    const cell = cellOf(row, this.slots.line[field]);
    return cell === '' || !this.#profile.line[field]?.no?.includes(cell.toLowerCase());
  }

  #party(row: Row, slots: PartySlots, email: string | null, phone: string | null): Party {
    const cells = this.#cells;
    const address1 = cells.words(row, slots.address1);
    return {
      name: cells.words(row, slots.name) ?? '',
      company: cells.words(row, slots.company),
      email: cells.text(row, slots.email) ?? email,
      phone: cells.code(row, slots.phone) ?? phone,
      address1,
      address2: cells.words(row, slots.address2),
      city: cells.words(row, slots.city),
      region: cells.text(row, slots.region),
      postcode: cells.code(row, slots.postcode),
      country: this.#country(cells.text(row, slots.country), address1),
      taxId: cells.text(row, slots.tax_id),
    };
  }

  #country(text: string | null, address1: string | null): string | null {
    if (text === 'shop') return address1 === null ? null : this.#shop.country;
    return text === null ? null : countryCode(text);
  }

  #orderedAt(row: Row): string {
    const { date } = this.slots.order;
    const said = cellOf(row, date);
    if (said === '') this.#cells.note('cell-missing', row, date);
    return said === 'today' ? this.#shop.now : (this.#cells.date(row, date) ?? this.#shop.now);
  }

  #contentHash(rows: readonly Row[]): string {
    const whole = new Fingerprint().add(this.#profile.hash);
    for (const { left, right } of rows) whole.addLanes(left, right);
    return whole.text;
  }

  /** The row as it came, card numbers cut wherever they stand but in ids, which may look like one. */
  #rawRow(row: Row): RawRow {
    const cells = rawCells(row, this.#dialect).map((cell, index) => (this.#ids.has(index) ? cell : cutCardNumbers(cell)));
    return { row: row.row, line: row.line, cells };
  }
}

/** Null where the bill goes to the same person and address as the goods, or where nothing is said of it. */
function billTo(bill: Party, ship: Party): Party | null {
  const isSame = (Object.keys(bill) as (keyof Party)[]).every((field) => bill[field] === ship[field]);
  return isSame || (!bill.name && !bill.company && !bill.address1) ? null : bill;
}
