// Rows → one order, whole: its fields, its lines, its money, and what the channel says of its state.
import { type ColumnsOfNumbers, cutCardNumbers, cutCards } from '../domain/import/card.ts';
import { type Finding, isUnreadable } from '../domain/import/finding.ts';
import type { ChannelHold, FileOrder, RawRow } from '../domain/import/order.ts';
import { goodsMinor } from '../domain/import/totals.ts';
import type { OrderDraft, Party } from '../domain/order/order.ts';
import { CellReader, cellOf, NOTE_MOST } from './cell-reader.ts';
import { ChannelReader } from './channel-reader.ts';
import type { Columns } from './columns.ts';
import { cutAside } from './cut-aside.ts';
import { ExportAge } from './export-age.ts';
import { Fingerprint } from './fingerprint.ts';
import { contentHoldsOf, isMasking } from './holds.ts';
import { LineReader, type ReadLines } from './line-reader.ts';
import { type AmountRows, discountLeft, OrderAmounts, type TotalsLeft, totalsLeft } from './order-amounts.ts';
import { mergedHead, mergedRecipient } from './order-head.ts';
import { OrderSlots } from './order-slots.ts';
import { billTo, PartyReader } from './party-reader.ts';
import type { AmountField, OrderProfile } from './profile.ts';
import { isParcelApart, parcelsOf, type Recipients, recipientsOf } from './recipients.ts';
import type { Dialect } from './records.ts';
import { type JoinedFile, NO_SLOT, type Row, RowReader, rawCells } from './row.ts';
import { silentFields } from './silent.ts';

/** What reading needs to know of the shop. */
export interface ShopFacts {
  readonly currency: string;
  readonly country: string;
  readonly timeZone: string;
  readonly pricesIncludeTax: boolean;
  /** The instant of orders that carry no date. */
  readonly now: string;
  /** When the files were exported, where they do not say so themselves. */
  readonly exportedAt?: string;
}

const CHANNEL = /^[^\p{Cc}:]{1,50}$/u;

const NONE: readonly never[] = [];
const CODES_APART = /[,;|\n，、]/u;

export class OrderReader {
  readonly rows: RowReader;
  readonly slots: OrderSlots;
  readonly #cells: CellReader;
  readonly #profile: OrderProfile;
  readonly #amounts: OrderAmounts;
  readonly #channelSays: ChannelReader;
  readonly #lines: LineReader;
  readonly #parties: PartyReader;
  readonly #shop: ShopFacts;
  readonly #dialect: Dialect;
  readonly #billsApart: boolean;
  /** Lines of one order may go to several people. */
  readonly #sendsApart: boolean;
  readonly #holdsByContent: boolean;
  readonly #masks: ((text: string) => boolean) | undefined;
  readonly #silent: ReadonlySet<string>;
  readonly #age: ExportAge;
  /** Columns of ids, of phones, postcodes and tax numbers. */
  readonly #numbers: ColumnsOfNumbers;

  constructor(profile: OrderProfile, columns: Columns, dialect: Dialect, shop: ShopFacts, file: string, joined?: JoinedFile) {
    this.rows = new RowReader(profile, columns, joined);
    this.slots = new OrderSlots(profile, this.rows);
    this.rows.joinBy(this.slots.key);
    const zone = profile.dates.zone === 'shop' ? shop.timeZone : profile.dates.zone;
    this.#cells = new CellReader(this.rows, profile.money, profile.dates.formats, zone);
    this.#cells.widths = this.slots.widths;
    this.#amounts = new OrderAmounts(this.slots, this.#cells);
    this.#channelSays = new ChannelReader(this.slots, this.#cells, this.#amounts);
    this.#lines = new LineReader(profile, this.rows, this.slots, this.#cells);
    this.#parties = new PartyReader(this.#cells, shop.country);
    this.#silent = silentFields(profile, this.rows);
    this.#age = new ExportAge(profile, this.rows, zone, file, shop.exportedAt ?? null);
    this.#profile = profile;
    this.#shop = shop;
    this.#dialect = dialect;
    this.#masks = isMasking(profile.masked);
    this.#sendsApart = this.slots.shipment !== NO_SLOT && !this.#silent.has('ship.address1');
    this.#holdsByContent = profile.lacks.length > 0 || profile.masked.length > 0;
    this.#numbers = this.#columnsOfNumbers();
    this.#billsApart = Object.values(this.slots.billTo).some((slot) => slot !== NO_SLOT);
  }

  /** One order of these rows, which all carry its number and belong to this channel. */
  read(bare: readonly Row[], channel: string): FileOrder {
    const rows = this.slots.carried.length === 0 ? bare : this.#carried(bare);
    const first = rows[0] as Row;
    const last = rows.at(-1) as Row;
    this.#cells.findings = [];
    const externalId = this.#externalId(first);
    const named = this.#channel(first, channel);
    for (const row of rows) if (row.ragged > 0) this.#ragged(row);
    if (first.isAlone && this.#profile.join?.isNeeded) this.#cells.note('join-missing', first, NO_SLOT, { file: '', other: '' });
    const sold = this.#sold(rows);
    const head = this.rows.filled(this.#profile.rows.model === 'repeated' ? this.#merged(sold) : (sold[0] as Row));
    if (this.slots.head !== NO_SLOT && cellOf(head, this.slots.head) === '') this.#cells.note('head-missing', head, this.slots.head);
    const read = this.#draft(head, rows, sold, externalId, named);
    const found = withoutConsequences(this.#cells.findings);
    const findings = found.some(isUnreadable) ? [...found, ...this.#cutAside(rows, found)] : found;
    return {
      channel: named,
      externalId,
      lastingId: this.slots.lasting === NO_SLOT ? null : this.#cells.id(first, this.slots.lasting) || null,
      rowFrom: first.row,
      rowTo: last.row,
      places: read.places,
      contentHash: this.#contentHash(rows),
      saidAt: this.#age.of(rows),
      findings,
      isForKnown: false,
      isDated: cellOf(head, this.slots.order.date) !== 'today',
      silent: this.#silent,
      namesOpen: this.#profile.line.quantity?.means === 'open',
      ended: read.ended,
      sentLines: read.sentLines,
      draft: findings.some(isUnreadable) ? null : read.draft,
      totals: this.#profile.money.tax === 'from-totals' ? read.totals : null,
      payment: read.payment,
      holds: read.holds,
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
    const cut = this.slots.channel === NO_SLOT ? name : cutCardNumbers(name);
    if (cut !== name) this.#cells.note('card-cut', row, this.slots.channel);
    if (CHANNEL.test(cut)) return cut;
    this.#cells.note('channel-invalid', row, this.slots.channel, { value: cut.slice(0, 50) });
    return this.#profile.channel;
  }

  /** The rows, those that belong to the one above with what they take from it. */
  #carried(rows: readonly Row[]): readonly Row[] {
    const { carried, kinds } = this.slots;
    let above = rows[0] as Row;
    return rows.map((row) => {
      if (!kinds.above?.(row.cells)) return (above = row);
      const wanting = carried.filter((slot) => row.cells[slot] === '' && above.cells[slot] !== '');
      if (wanting.length === 0) return row;
      const cells = [...row.cells];
      for (const slot of wanting) cells[slot] = above.cells[slot] as string;
      return this.rows.derived({ ...row, cells });
    });
  }

  #ragged(row: Row): void {
    this.#cells.note('row-ragged', row, NO_SLOT, { cells: row.ragged, columns: this.rows.columns.header.length });
  }

  /** The rows but those that give money back; an order of which only such rows are in the file is not whole. */
  #sold(rows: readonly Row[]): readonly Row[] {
    const { refunds } = this.slots.kinds;
    if (!refunds) return rows;
    const sold = rows.filter(({ cells }) => !refunds(cells));
    if (sold.length > 0) return sold;
    this.#cells.note('refund-alone', rows[0] as Row, NO_SLOT);
    return rows;
  }

  #merged(rows: readonly Row[]): Row {
    return mergedHead(rows, this.slots, this.#differing);
  }

  readonly #differing = (row: Row, slot: number, other: string): void =>
    this.#cells.note('rows-differ', row, slot, { value: beginning(row.cells[slot] as string), other: beginning(other) });

  #draft(head: Row, rows: readonly Row[], sold: readonly Row[], externalId: string, channel: string) {
    const cells = this.#cells;
    const { order } = this.slots;
    const currency = cells.currency(head, order.currency, this.#shop.currency);
    const email = cells.words(head, order.email);
    const phone = cells.code(head, order.phone);
    const shipTo = this.#parties.read(head, this.slots.shipTo, email, phone);
    const recipients = this.#sendsApart ? this.#recipients(sold, shipTo, email, phone) : undefined;
    const lines = this.#lines.read(sold, currency, recipients);
    const said = this.#channelSays.state(head, lines);
    if (said.channelState !== 'cancelled') this.#lines.refuse(lines.ofNone);
    const counted = lines.leftOut.size === 0 ? sold : sold.filter((row) => !lines.leftOut.has(row));
    const says: AmountRows = { all: sold, counted };
    const { totals, before, ...left } = this.#totals(head, says, lines, currency);
    const pricesIncludeTax = this.#pricesIncludeTax(head);
    const shippingMinor = this.#amounts.minor('shipping', head, says, currency) ?? 0;
    const discountMinor = this.#amounts.minor('discount', head, says, currency);
    const refunds = sold === rows ? rows : rows.filter((row) => !sold.includes(row));
    const draft: OrderDraft = {
      channel,
      externalId,
      orderedAt: this.#orderedAt(head),
      currency,
      pricesIncludeTax,
      customerExternalId: cells.text(head, order.customer),
      shipTo,
      billTo: this.#billsApart ? billTo(this.#parties.read(head, this.slots.billTo, email, phone), shipTo) : null,
      lines: lines.drafts,
      discountMinor:
        discountMinor ??
        left.discountMinor ??
        (this.slots.restIsDiscount?.(head.cells)
          ? discountLeft({ lines: lines.drafts, currency, pricesIncludeTax, shippingMinor }, totals)
          : 0),
      shippingMinor,
      shippingTax: cells.treatment(head, order.shipping_tax_rate, order.shipping_tax_code),
      channelTotalMinor: totals.totalMinor,
      paymentMethod: cells.words(head, this.slots.payment.method),
      channelState: said.channelState,
      channelStatus: said.words === '' ? null : said.words,
      note: cells.words(head, order.note, NOTE_MOST),
      ...(order.code === NO_SLOT ? undefined : { channelCodes: codesIn(cells.words(head, order.code, NOTE_MOST)) }),
    };
    const payment = this.#channelSays.payment(head, says, refunds, currency, said, { total: totals.totalMinor ?? 0, before });
    const ofContent = this.#holdsByContent ? contentHoldsOf(this.#profile, [shipTo, ...(recipients?.others ?? NONE)], this.#masks) : NONE;
    const holds: readonly ChannelHold[] = said.hold ? [said.hold, ...ofContent] : ofContent;
    return {
      draft,
      places: lines.places,
      payment,
      holds,
      totals: this.#channelSays.withTold(totals, draft, head, says, lines),
      ended: lines.ended,
      sentLines: said.sentLines,
    };
  }

  /** What the order comes to without the lines that were left out. */
  #totals(head: Row, says: AmountRows, { drafts, leftOut, taxable }: ReadLines, currency: string): TotalsLeft {
    const totals = this.#channelSays.totals(head, says, currency, taxable);
    const isSaid = totals.totalMinor !== null && drafts.every(({ unitPriceMicros }) => unitPriceMicros !== null);
    const leftOutMinor = leftOut.size === 0 || !isSaid ? null : this.#lines.sumOf(leftOut, currency);
    if (!leftOutMinor) return { totals, before: null, discountMinor: null };
    const of = (field: AmountField) => this.#amounts.minor(field, head, { ...says, counted: says.all }, currency);
    const [discountMinor, shippingMinor, taxMinor] = [of('discount'), of('shipping') ?? 0, of('tax') ?? 0];
    const isRest = discountMinor === null && this.slots.restIsDiscount?.(head.cells) === true;
    const whole = { shippingMinor, taxMinor, discountMinor: isRest ? null : (discountMinor ?? 0) };
    return totalsLeft(totals, { goodsMinor: goodsMinor({ lines: drafts, currency }), leftOutMinor, ...whole });
  }

  /** As the order says it, else as the format has it. */
  #pricesIncludeTax(head: Row): boolean {
    const slot = this.slots.order.prices_include_tax;
    const said = cellOf(head, slot).toLowerCase();
    if (said === 'yes' || said === 'no') return said === 'yes';
    if (said !== '') this.#cells.note('value-invalid', head, slot, { value: beginning(said), allowed: ['yes', 'no'] });
    const { tax } = this.#profile.money;
    return tax === 'shop' || tax === 'from-totals' ? this.#shop.pricesIncludeTax : tax === 'included';
  }

  /** Who the parcels go to that the channel makes of this order. */
  #recipients(rows: readonly Row[], shipTo: Party, email: string | null, phone: string | null): Recipients {
    const [, ...others] = parcelsOf(rows, this.slots);
    const apart = others.filter((parcel) => isParcelApart(parcel, this.slots));
    const parties = apart.map(({ key, rows: own }) => {
      const row = this.rows.filled(mergedRecipient(own, this.slots, this.#differing));
      return [key, this.#parties.read(row, this.slots.shipTo, email, phone)] as const;
    });
    return recipientsOf(shipTo, new Map(parties), this.slots.shipment);
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

  #columnsOfNumbers(): ColumnsOfNumbers {
    const { key, order, line, shipTo, billTo, shipment } = this.slots;
    const people = [shipTo, billTo];
    const kinds = [
      ['tax-id', people.map(({ tax_id }) => tax_id)],
      ['phone', [order.phone, ...people.flatMap(({ phone, postcode }) => [phone, postcode])]],
      ['code', [line.sku, line.variant]],
      ['id', [key, this.slots.lasting, order.customer, line.id, shipment]],
    ] as const;
    return new Map(kinds.flatMap(([kind, slots]) => slots.flatMap((slot) => this.rows.indexes(slot).map((at) => [at, kind] as const))));
  }

  /** What is cut of rows that are kept as they came. */
  #cutAside(rows: readonly Row[], told: readonly Finding[]): readonly Finding[] {
    const { header } = this.rows.columns;
    return rows.flatMap((row) => cutAside({ row: row.row, line: row.line, header }, rawCells(row, this.#dialect), this.#numbers, told));
  }

  /** The row as it came, card numbers cut wherever they stand but in ids, which may look like one. */
  #rawRow(row: Row): RawRow {
    return { row: row.row, line: row.line, cells: cutCards(rawCells(row, this.#dialect), this.#numbers) };
  }
}

/** As much of a cell as is told where it is not the one to be mended. */
function beginning(text: string): string {
  return cutCardNumbers(text).slice(0, 60);
}

/** The codes in a cell, each once, alphabetical. */
function codesIn(text: string | null): readonly string[] {
  if (text === null) return NONE;
  const codes = text.split(CODES_APART).map((code) => code.trim());
  return [...new Set(codes.filter((code) => code !== ''))].sort();
}

/** Of an order whose other half is elsewhere nothing else is worth telling. */
function withoutConsequences(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length < 2) return findings;
  const cause = findings.find(({ code }) => code === 'join-missing' || code === 'refund-alone');
  return cause ? [cause] : findings;
}
