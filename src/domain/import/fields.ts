// An order as text by field, as files of its channel are compared with it: as it is kept, as the shop would have it said, as
// its channel said it last, and as a file says it now.
import { addressFields, type Order, type OrderLine, type Party } from '../order/order.ts';
import type { PlannedOrder } from '../order/plan.ts';
import type { FileOrder } from './order.ts';

/** An order as it is kept. */
export interface StoredContent {
  readonly order: Order;
  readonly lines: readonly OrderLine[];
  readonly shipTo: Party;
  /** Null: the same as `shipTo`. */
  readonly billTo: Party | null;
  /** Of lines that go elsewhere, by their ids. */
  readonly lineParties: ReadonlyMap<number, Party>;
  /** Of the channel's promotions, alphabetical. */
  readonly channelCodes: readonly string[];
  /** The channel's last value of what the shop has changed since, by field; and of {@link HOLDS}, which no order has. */
  readonly channelValues: ReadonlyMap<string, string | null>;
}

export const partyFieldNames = ['name', 'company', 'email', 'phone', ...addressFields, 'taxId'] as const satisfies readonly (keyof Party)[];

/** What the channel's words hold an order for. They may say so by more than what is kept of them, as by a date. */
export const HOLDS = 'holds';
/** Kept beside the fields too: that all was paid, while nobody knows yet how much that is. */
export const PAID = 'paid';

/** The fields of an order as they are compared, as text; a field that is left out is not compared. */
export type Fields = Map<string, string | null>;

/** What the file says. A price, name or tax that it leaves to the shop is not compared, nor is what it has no column for. */
export function fieldsOfFile(
  { draft, lines, discountMinor, shippingMinor, isTaxSaid }: PlannedOrder,
  { isDated, silent }: Pick<FileOrder, 'isDated' | 'silent'>,
): Fields {
  const fields: Fields = new Map([
    ['currency', draft.currency],
    ['discount', String(discountMinor)],
    ['shipping', String(shippingMinor)],
    ['total', text(draft.channelTotalMinor)],
    ['method', draft.paymentMethod ?? null],
    ['status', draft.channelStatus ?? null],
    ['note', draft.note ?? null],
    ['channel-codes', draft.channelCodes?.join(', ') || null],
    ...partyFields('ship', draft.shipTo),
    ...billFields(draft.billTo ?? null),
    ['lines', String(lines.length)],
  ]);
  if (isDated) fields.set('date', draft.orderedAt);
  for (const field of silent) fields.delete(field);
  const isSaid = (field: string) => !silent.has(field);
  for (const [index, line] of lines.entries()) {
    const at = `line${index + 1}`;
    if (isSaid('line.sku')) fields.set(`${at}.sku`, line.sku);
    if (isSaid('line.quantity') || line.quantity === 0) fields.set(`${at}.quantity`, String(line.quantity));
    if (isSaid('line.discount')) fields.set(`${at}.discount`, String(line.discountMinor));
    if (line.draft.unitPriceMicros !== null && isSaid('line.price')) fields.set(`${at}.price`, String(line.unitPriceMicros));
    if (line.draft.name?.trim()) fields.set(`${at}.name`, line.name);
    if ((isTaxSaid || line.draft.tax) && isSaid('tax')) fields.set(`${at}.tax`, String(line.tax.ratePpm));
    if (line.draft.shipTo !== undefined) fields.set(`${at}.${LINE_RECIPIENT}`, recipientText(line.draft.shipTo));
  }
  return fields;
}

/** The same fields as they are kept. */
export function fieldsOfStored({ order, lines, shipTo, billTo, lineParties, channelCodes }: StoredContent): Fields {
  const fields: Fields = new Map([
    ['date', order.orderedAt],
    ['currency', order.currency],
    ['discount', String(order.discountMinor)],
    ['shipping', String(order.shippingMinor)],
    ['total', text(order.channelTotalMinor)],
    ['method', order.paymentMethod],
    ['status', order.channelStatus],
    ['note', order.note],
    ['channel-codes', channelCodes.join(', ') || null],
    ...partyFields('ship', shipTo),
    ...billFields(billTo),
    ['lines', String(lines.length)],
  ]);
  for (const [index, line] of lines.entries()) {
    const at = `line${index + 1}`;
    fields.set(`${at}.sku`, line.sku);
    fields.set(`${at}.quantity`, String(line.quantity));
    fields.set(`${at}.discount`, String(line.discountMinor));
    fields.set(`${at}.price`, String(line.unitPriceMicros));
    fields.set(`${at}.name`, line.name);
    fields.set(`${at}.tax`, String(line.tax.ratePpm));
    const party = lineParties.get(line.id);
    if (party) fields.set(`${at}.${LINE_RECIPIENT}`, recipientText(party));
  }
  return fields;
}

/**
 * The same fields as a channel would say them that knows what the shop has done: of a line's pieces those that are not
 * cancelled, and as the sum what that has become. What a channel says besides of the pieces of such a line, nobody knows
 * whether it counts those that are cancelled.
 */
export function fieldsOfShop(stored: StoredContent): Fields {
  const fields = fieldsOfStored(stored);
  for (const [index, { quantity, cancelledQuantity }] of stored.lines.entries())
    if (cancelledQuantity > 0) fields.set(`line${index + 1}.quantity`, String(quantity - cancelledQuantity));
  if (fields.get('total') === null && stored.channelValues.has('total')) fields.set('total', String(stored.order.totalMinor));
  return fields;
}

/** Who a line goes to where it does not go with the order: one field, since half an address is none. */
export const LINE_RECIPIENT = 'ship-to';

/** Whether two are the same person at the same place is whether these texts are the same. */
export function recipientText(party: Party | null): string | null {
  return party && JSON.stringify(partyFieldNames.map((name) => party[name] || null));
}

/** Kept beside the fields, and none of them. */
const besides: ReadonlySet<string> = new Set([HOLDS, PAID, 'state']);

/** Who {@link recipientText} says. */
export function recipientOf(text: string): Party {
  const values = JSON.parse(text) as (string | null)[];
  const said = partyFieldNames.map((name, index) => [name, values[index] ?? null] as const);
  return { name: '', ...Object.fromEntries(said.filter(([, value]) => value !== null)) };
}

/** The same fields as the channel last said them. */
export function fieldsOfChannel(stored: StoredContent): Fields {
  const fields = fieldsOfStored(stored);
  for (const [field, value] of stored.channelValues) if (!besides.has(field)) fields.set(field, value);
  return fields;
}

/** The channel's values of the fields that are other than it says. */
export function departures(said: Fields, now: Fields): Fields {
  const differing: Fields = new Map();
  for (const field of new Set([...said.keys(), ...now.keys()])) {
    const value = said.get(field) ?? null;
    if (value !== (now.get(field) ?? null)) differing.set(field, value);
  }
  return differing;
}

/** What an order's sum depends on. */
export const MONEY_FIELD: RegExp = /^(lines|line\d+\.(sku|quantity|price|discount|tax)|currency|discount|shipping)$/;

export function isOfMoney(field: string): boolean {
  return MONEY_FIELD.test(field);
}

function partyFields(prefix: string, party: Party): [string, string | null][] {
  return partyFieldNames.map((name) => [`${prefix}.${name}`, party[name] || null]);
}

/** Who pays, where it is somebody else than who receives. */
function billFields(billTo: Party | null): [string, string | null][] {
  return billTo === null ? [['bill', null]] : [['bill', 'apart'], ...partyFields('bill', billTo)];
}

function text(value: number | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
