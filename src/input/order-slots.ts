// Where each field of an order stands in a row, worked out once for a file.
import type { Holds } from './conditions.ts';
import {
  type AmountField,
  type FieldSource,
  lineFields,
  type OrderProfile,
  type OrderStatus,
  orderFields,
  type PartyField,
  type PaymentStatus,
  partyFields,
  paymentFields,
  type RowsWord,
} from './profile.ts';
import { NO_SLOT, type RowReader } from './row.ts';
import { Rules } from './rules.ts';

export type PartySlots = Readonly<Record<PartyField, number>>;

/** What is added and taken off in each of the rows that say an amount. */
export interface AmountPart {
  readonly added: readonly number[];
  readonly subtracted: readonly number[];
  readonly rows: RowsWord;
  readonly per: number;
  readonly dropsSign: boolean;
}

/** What an amount of the order is made of. */
export interface AmountSlots extends AmountPart {
  /** Where it is empty nothing is said, whatever is put to it; NO_SLOT: any of what is added says something. */
  readonly needed: number;
  /** Parts that are said by rows of their own, added or taken off. */
  readonly further: readonly (AmountPart & { readonly sign: 1 | -1 })[];
  /** One cell of the order's own says it. */
  readonly isPlain: boolean;
}

/** Amounts that mean nothing without their own column: what is put to a price is no price. */
function saysAllOfIt(field: string): boolean {
  return field === 'total' || field === 'subtotal' || field === 'unit_price' || field === 'amount';
}

/** Amounts of a line that several columns make, each added or taken off; none: the one column of the field. */
export interface LineAmountSlots {
  readonly parts: readonly { readonly slot: number; readonly sign: 1 | -1; readonly dropsSign: boolean }[];
  /** Where it is empty nothing is said; NO_SLOT: any of the parts says something. */
  readonly needed: number;
}
export const lineAmountFields = ['unit_price', 'amount', 'discount'] as const;
export type LineAmountField = (typeof lineAmountFields)[number];

/** What rows are besides lines of their own. */
export interface RowKinds {
  readonly skip: Holds | undefined;
  readonly above: Holds | undefined;
  readonly lines: Holds | undefined;
  readonly options: Holds | undefined;
  readonly refunds: Holds | undefined;
}

export class OrderSlots {
  readonly key: number;
  /** A number that stays where the order's own changes. */
  readonly lasting: number;
  readonly channel: number;
  readonly shipment: number;
  readonly head: number;
  readonly kinds: RowKinds;
  /** What rows that belong to the one above take from it. */
  readonly carried: readonly number[];
  readonly order: Readonly<Record<(typeof orderFields)[number], number>>;
  readonly shipTo: PartySlots;
  /** The slots that say who receives it. */
  readonly ofRecipient: ReadonlySet<number>;
  readonly billTo: PartySlots;
  readonly line: Readonly<Record<(typeof lineFields)[number], number>>;
  readonly payment: Readonly<Record<(typeof paymentFields)[number], number>>;
  readonly amounts: Readonly<Record<AmountField, AmountSlots>>;
  /** What was paid for a cancelled order has been given back by the channel. */
  readonly givesBackCancelled: boolean;
  /** Something was given back, and nothing says how much. */
  readonly refundUnsaid: Holds | undefined;
  /** Where this holds and nothing says the discount, it is what the total lacks. */
  readonly restIsDiscount: Holds | undefined;
  readonly lineAmounts: Readonly<Record<LineAmountField, LineAmountSlots>>;
  readonly taxes: readonly { readonly name: number; readonly amount: number }[];
  /** The order's own words for its state are told in some cases only. */
  readonly saysWordsInCases: boolean;
  readonly status: Rules<OrderStatus>;
  readonly lineStatus: Rules<OrderStatus>;
  readonly paymentStatus: Rules<PaymentStatus>;
  /** Where the way of paying stands: a column may say that, or whether it was paid. */
  readonly ofMethod: ReadonlySet<number>;
  /** Slots that belong to the order rather than to one line of it: its rows have to agree in them. */
  readonly ofOrder: readonly number[];
  /** Those in which the first row that says anything is right. */
  readonly firstOfOrder: readonly number[];
  /** Those of which every row's own words are kept. */
  readonly joinedOfOrder: ReadonlySet<number>;
  /** Slots that must be filled for a row to be a line. */
  readonly ofLine: readonly number[];
  /** How many digits the codes of a slot have. */
  readonly widths: ReadonlyMap<number, number>;
  /** Columns of packed lines. */
  readonly packed: readonly number[];

  constructor(profile: OrderProfile, reader: RowReader) {
    const { rows } = profile;
    const column = (name: string | undefined) => (name === undefined ? NO_SLOT : reader.column(name));
    this.key = reader.field(rows.order);
    this.lasting = rows.lasting ? reader.field(rows.lasting) : NO_SLOT;
    this.channel = column(rows.channel);
    this.shipment = rows.shipment ? reader.field(rows.shipment) : NO_SLOT;
    this.head = column(rows.head);
    this.kinds = {
      skip: reader.anyHolds(rows.skip),
      above: reader.anyHolds(rows.above),
      lines: reader.anyHolds(rows.lines),
      options: reader.anyHolds(rows.options),
      refunds: reader.anyHolds(rows.refunds),
    };
    this.carried = present(rows.carry.map(column));
    this.order = reader.fields(orderFields, profile.order);
    this.shipTo = reader.fields(partyFields, profile.shipTo);
    this.ofRecipient = new Set(present(Object.values(this.shipTo)));
    this.billTo = reader.fields(partyFields, profile.billTo);
    this.line = reader.fields(lineFields, profile.line);
    this.payment = reader.fields(paymentFields, profile.payment);
    this.packed = (profile.packed?.columns ?? []).flatMap((name) => reader.columns.all(name)).map((index) => reader.columnAt(index));
    const { paid, owed, refunded } = this.payment;
    this.amounts = amountsOf({ ...profile.order, ...profile.payment }, { ...this.order, paid, owed, refunded }, reader);
    this.givesBackCancelled = profile.payment.givenBack === 'cancelled';
    this.refundUnsaid = reader.anyHolds(profile.payment.refundUnsaid);
    this.restIsDiscount = profile.order.discount?.rest && reader.holds(profile.order.discount.rest);
    this.lineAmounts = lineAmountsOf(profile, this.line, reader);
    this.taxes = profile.taxes
      .map(({ name, amount }) => ({ name: reader.column(name), amount: reader.column(amount) }))
      .filter(({ amount }) => amount !== NO_SLOT);
    const { words } = profile.order;
    this.saysWordsInCases = words?.cases !== undefined && words.columns.length === 0 && words.value === undefined;
    this.status = new Rules(profile.status, reader, profile.money);
    this.lineStatus = new Rules(profile.lineStatus, reader, profile.money);
    this.paymentStatus = new Rules(profile.payment.rules, reader, profile.money);
    this.ofMethod = new Set(profile.payment.method?.columns.map((name) => reader.column(name)));
    const said = this.#saidOnce(profile);
    this.ofOrder = said.same;
    this.firstOfOrder = said.first;
    this.joinedOfOrder = said.joined;
    const { sku, name, quantity, unit_price, amount } = this.line;
    this.ofLine = present([sku, name, quantity, unit_price, amount]);
    this.widths = widthsOf(profile, this);
  }

  /** The slots of the order's own fields, by what its rows have to say of them. */
  #saidOnce(profile: OrderProfile) {
    const sections = [
      [profile.order, this.order],
      [profile.shipTo, this.shipTo],
      [profile.billTo, this.billTo],
      // each of the rows that give money back has its own
      [profile.payment, { ...this.payment, refund_id: NO_SLOT }],
    ] as const;
    const fields = sections.flatMap(([sources, slots]) =>
      Object.entries(slots).map(([field, slot]) => ({
        slot,
        rows: (sources as Readonly<Record<string, FieldSource>>)[field]?.rows ?? 'same',
      })),
    );
    const slotsOf = (...words: RowsWord[]) => fields.filter(({ rows }) => words.includes(rows)).map(({ slot }) => slot);
    const amounts = Object.values(this.amounts)
      .flatMap(({ further, ...own }) => [own, ...further])
      .filter(({ rows }) => rows === 'same');
    const first = present([...slotsOf('first'), ...this.status.marks, ...this.paymentStatus.marks]);
    const free = new Set([...first, ...slotsOf('sum', 'max', 'last')]);
    const same = present([
      ...slotsOf('same', 'join'),
      ...amounts.flatMap(({ added, subtracted }) => [...added, ...subtracted]),
      ...this.taxes.flatMap(({ name, amount }) => [name, amount]),
      ...this.status.slots,
      ...this.paymentStatus.slots,
    ]).filter((slot) => !free.has(slot));
    return { same, first, joined: new Set([this.order.note, ...slotsOf('join')]) };
  }
}

type Sources = Readonly<Partial<Record<AmountField, FieldSource>>>;

function amountsOf(sources: Sources, slots: Readonly<Record<AmountField, number>>, reader: RowReader) {
  const slotsOf = (parts: readonly FieldSource[]) => present(parts.filter((part) => !isApart(part)).map((part) => reader.field(part)));
  const amountOf = (field: AmountField): AmountSlots => {
    const source = sources[field];
    const { add = [], subtract = [] } = source ?? {};
    const needed = saysAllOfIt(field) ? slots[field] : NO_SLOT;
    if (source && isOwn(source) && saysAllOfIt(field) && needed === NO_SLOT) return NOTHING;
    const own = partOf(source, [...present([slots[field]]), ...slotsOf(add)], slotsOf(subtract), reader);
    const apart = (parts: readonly FieldSource[], sign: 1 | -1) =>
      parts
        .filter(isApart)
        .map((part) => ({ ...partOf({ ...part, rows: part.rows ?? own.rows }, present([reader.field(part)]), [], reader), sign }));
    const further = [...apart(add, 1), ...apart(subtract, -1)];
    const isOfHead = own.rows === 'same' || own.rows === 'first';
    const isPlain = isOfHead && own.added.length <= 1 && own.subtracted.length === 0 && further.length === 0 && !own.dropsSign;
    return { ...own, needed, further, isPlain };
  };
  return {
    discount: amountOf('discount'),
    shipping: amountOf('shipping'),
    shipping_tax: amountOf('shipping_tax'),
    subtotal: amountOf('subtotal'),
    tax: amountOf('tax'),
    total: amountOf('total'),
    paid: amountOf('paid'),
    owed: amountOf('owed'),
    refunded: amountOf('refunded'),
  };
}

/** Whether a part of an amount is said by other rows than the amount, or in another way. */
function isApart({ rows, per, sign }: FieldSource): boolean {
  return rows !== undefined || per !== undefined || sign !== undefined;
}

/** An amount of which nothing is said. */
const NOTHING: AmountSlots = {
  added: [],
  subtracted: [],
  rows: 'same',
  per: NO_SLOT,
  dropsSign: false,
  needed: NO_SLOT,
  further: [],
  isPlain: true,
};

/** Whether an amount has a column of its own, rather than only what is added to it. */
export function isOwn({ columns, template, cases }: FieldSource): boolean {
  return columns.length > 0 || template !== undefined || cases !== undefined;
}

function partOf(source: FieldSource | undefined, added: readonly number[], subtracted: readonly number[], reader: RowReader): AmountPart {
  const { rows = 'same', per, sign } = source ?? {};
  return { added, subtracted, rows, per: per === undefined ? NO_SLOT : reader.column(per), dropsSign: sign === 'drop' };
}

function lineAmountsOf(
  { line }: OrderProfile,
  slots: Readonly<Record<LineAmountField, number>>,
  reader: RowReader,
): Readonly<Record<LineAmountField, LineAmountSlots>> {
  const amountOf = (field: LineAmountField): LineAmountSlots => {
    const source: FieldSource = line[field] ?? { columns: [] };
    const { add = [], subtract = [], sign } = source;
    const partsOf = (sources: readonly FieldSource[], own: 1 | -1) =>
      sources.map((part) => ({ slot: reader.field(part), sign: own, dropsSign: (part.sign ?? sign) === 'drop' }));
    const further = [...partsOf(add, 1), ...partsOf(subtract, -1)].filter(({ slot }) => slot !== NO_SLOT);
    const own = present([slots[field]]).map((slot) => ({ slot, sign: 1 as const, dropsSign: sign === 'drop' }));
    const needed = saysAllOfIt(field) ? slots[field] : NO_SLOT;
    const isNothing = further.length === 0 || (saysAllOfIt(field) && needed === NO_SLOT && isOwn(source));
    return { parts: isNothing ? [] : [...own, ...further], needed };
  };
  return { unit_price: amountOf('unit_price'), amount: amountOf('amount'), discount: amountOf('discount') };
}

function widthsOf(profile: OrderProfile, slots: OrderSlots): ReadonlyMap<number, number> {
  const widths = new Map<number, number>();
  const note = (sources: Readonly<Record<string, unknown>>, own: Readonly<Record<string, number>>) => {
    for (const [field, slot] of Object.entries(own)) {
      const width = (sources[field] as FieldSource | undefined)?.width;
      if (width !== undefined) widths.set(slot, width);
    }
  };
  note(profile.order, slots.order);
  note(profile.shipTo, slots.shipTo);
  note(profile.billTo, slots.billTo);
  note(profile.line, slots.line);
  note({ key: profile.rows.order }, { key: slots.key });
  widths.delete(NO_SLOT);
  return widths;
}

function present(slots: readonly number[]): number[] {
  return [...new Set(slots)].filter((slot) => slot !== NO_SLOT);
}
