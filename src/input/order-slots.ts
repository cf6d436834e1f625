// Where each field of an order stands in a row, worked out once for a file.
import {
  lineFields,
  type OrderProfile,
  type OrderStatus,
  orderFields,
  type PartyField,
  type PaymentStatus,
  partyFields,
  paymentFields,
} from './profile.ts';
import { NO_SLOT, type RowReader } from './row.ts';
import { Rules } from './rules.ts';

export type PartySlots = Readonly<Record<PartyField, number>>;

export class OrderSlots {
  readonly key: number;
  readonly channel: number;
  readonly head: number;
  readonly order: Readonly<Record<(typeof orderFields)[number], number>>;
  readonly shipTo: PartySlots;
  readonly billTo: PartySlots;
  readonly line: Readonly<Record<(typeof lineFields)[number], number>>;
  readonly payment: Readonly<Record<(typeof paymentFields)[number], number>>;
  readonly taxes: readonly { readonly name: number; readonly amount: number }[];
  readonly status: Rules<OrderStatus>;
  readonly paymentStatus: Rules<PaymentStatus>;
  /** Where the way of paying stands: a column may say that, or whether it was paid. */
  readonly ofMethod: ReadonlySet<number>;
  /** Slots that belong to the order rather than to one line of it. */
  readonly ofOrder: readonly number[];
  /** Slots that must be filled for a row to be a line. */
  readonly ofLine: readonly number[];

  constructor(profile: OrderProfile, reader: RowReader) {
    this.key = reader.column(profile.rows.order);
    this.channel = profile.rows.channel === undefined ? NO_SLOT : reader.column(profile.rows.channel);
    this.head = profile.rows.head === undefined ? NO_SLOT : reader.column(profile.rows.head);
    this.order = reader.fields(orderFields, profile.order);
    this.shipTo = reader.fields(partyFields, profile.shipTo);
    this.billTo = reader.fields(partyFields, profile.billTo);
    this.line = reader.fields(lineFields, profile.line);
    this.payment = reader.fields(paymentFields, profile.payment);
    this.taxes = profile.taxes
      .map(({ name, amount }) => ({ name: reader.column(name), amount: reader.column(amount) }))
      .filter(({ amount }) => amount !== NO_SLOT);
    this.status = new Rules(profile.status, reader);
    this.paymentStatus = new Rules(profile.payment.rules, reader);
    this.ofMethod = new Set(profile.payment.method?.columns.map((name) => reader.column(name)));
    this.ofOrder = present([
      ...Object.values(this.order),
      ...Object.values(this.shipTo),
      ...Object.values(this.billTo),
      ...Object.values(this.payment),
      ...this.taxes.flatMap(({ name, amount }) => [name, amount]),
      ...this.status.slots,
      ...this.paymentStatus.slots,
    ]);
    const { sku, name, quantity, unit_price, amount } = this.line;
    this.ofLine = present([sku, name, quantity, unit_price, amount]);
  }
}

function present(slots: readonly number[]): number[] {
  return [...new Set(slots)].filter((slot) => slot !== NO_SLOT);
}
