// An order that comes again: what the channel has changed since, what of it is taken, and what is too late.
// A field the shop has changed stays; one the channel changed is taken; one that both changed is a conflict.
import { addressFields, type Order, type OrderLine, type Party } from '../order/order.ts';
import type { PlannedOrder } from '../order/plan.ts';
import { type ChannelHold, type FileOrder, statusHolds } from './order.ts';
import { forgetsRecipient, isWorn, showsOther } from './worn.ts';

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

/** What has been done for an order, as far as it bears on changing it. */
export interface DoneForOrder {
  /** Goods are packed or gone. */
  readonly hasShipment: boolean;
  /** Goods are gone. */
  readonly hasShipped: boolean;
  /** Something of it is invoiced, or credited for good. */
  readonly hasInvoice: boolean;
  readonly hasReturn: boolean;
}

export type StoredOrder = StoredContent & DoneForOrder;

/** What need not be looked up of an order that is as its channel says. */
export const NOT_ASKED: DoneForOrder = { hasShipment: false, hasShipped: false, hasInvoice: false, hasReturn: false };

export interface ReimportPlan {
  readonly outcome: 'unchanged' | 'updated' | 'conflict';
  /** The channel's values that are taken. */
  readonly taken: readonly string[];
  /** Those that came too late, or that the shop has changed otherwise: kept beside the order, and told. */
  readonly refused: readonly string[];
  /** Those that the channel now says as the shop has them. */
  readonly agreed: readonly string[];
  /** Those that are only remembered as the channel says them. */
  readonly noted: readonly string[];
  readonly cancel: boolean;
  /** The channel says it has gone, and the shop has not sent it. */
  readonly isShippedElsewhere: boolean;
  /** Whether the channel's words hold it now. */
  readonly holdsSaid: ReturnType<typeof holdsSaid>;
}

export const partyFieldNames = ['name', 'company', 'email', 'phone', ...addressFields, 'taxId'] as const satisfies readonly (keyof Party)[];

/** What the channel's words hold an order for. They may say so by more than what is kept of them, as by a date. */
export const HOLDS = 'holds';
/** Kept beside the fields too: that all was paid, while nobody knows yet how much that is. */
export const PAID = 'paid';

/** What may change at any time: it tells of the order, and undoes nothing that the shop has done. */
export const alwaysTaken: ReadonlySet<string> = new Set(['status', 'method', 'note', 'channel-codes', HOLDS]);

/** Whether the channel's words hold an order, as it is compared from one file to the next: two files may give two reasons. */
export function holdsSaid(holds: readonly ChannelHold[]): 'shipped' | 'wait' | null {
  if (holds.some(({ code }) => code === 'channel-shipped')) return 'shipped';
  return holds.some(({ code }) => (statusHolds as readonly string[]).includes(code)) ? 'wait' : null;
}

/**
 * Whether the channel's words hold an order otherwise than last time. That it is to wait, in no other words than before, says
 * nothing of an order that is held already: so a list of orders has it that was written here.
 */
function holdsAnew({ order, channelValues }: StoredContent, said: ReturnType<typeof holdsSaid>, areWordsNew: boolean): boolean {
  if (said === (channelValues.get(HOLDS) ?? null)) return false;
  return said !== 'wait' || order.holdCount === 0 || areWordsNew;
}

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

function isOfMoney(field: string): boolean {
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

type SaidOfState = Pick<FileOrder, 'draft' | 'holds' | 'silent'>;

/** Whether the channel says something that it has not said before, or that it has sent or cancelled the order. */
export function saysAnew(stored: StoredContent, incoming: Fields, { draft, holds, silent }: SaidOfState): boolean {
  if (draft?.channelState === 'cancelled' || draft?.channelState === 'shipped') return true;
  if (!silent.has('status') && holdsAnew(stored, holdsSaid(holds), true)) return true;
  return !newsOf(stored, fieldsOfStored(stored), incoming).next().done;
}

/** Compares an order with what its channel says of it now. */
export function planReimport(stored: StoredOrder, incoming: Fields, state: SaidOfState): ReimportPlan {
  const current = fieldsOfStored(stored);
  const own = fieldsOfShop(stored);
  const taken: string[] = [];
  const refused: string[] = [];
  const agreed: string[] = [];
  const isFree = mayChange(stored);
  const takesFields = isFree && !isPaidOtherwise(stored, incoming);
  const channelState = state.draft?.channelState;
  const isCancelledByBoth = channelState === 'cancelled' && stored.order.state === 'cancelled';
  const { channelValues } = stored;
  for (const [field, value] of newsOf(stored, current, incoming)) {
    const isCancelledInPart = current.get(field) !== own.get(field);
    const isOpenToChange = field === 'lines' || (!channelValues.has(field) && !isCancelledInPart);
    if (isSplitOff(field, value, current)) refused.push(field);
    else if (value === (own.get(field) ?? null) || value === (current.get(field) ?? null)) agreed.push(field);
    else if (isOpenToChange && (takesFields || alwaysTaken.has(field))) taken.push(field);
    else if (!isCancelledByBoth) refused.push(field);
  }
  // of what the shop has changed the channel's sum is none: it follows from what else has changed
  const isOfOther = current.get('total') === null && [...taken, ...agreed].some(isOfMoney) && !refused.some(isOfMoney);
  const noted = isOfOther && refused.includes('total') ? refused.splice(refused.indexOf('total'), 1) : [];
  const wantsCancel = channelState === 'cancelled' && stored.order.state !== 'cancelled' && channelValues.get('state') !== 'cancelled';
  const cancel = wantsCancel && isFree;
  if (wantsCancel && !isFree) refused.push('state');
  const isShippedElsewhere = channelState === 'shipped' && isOpen(stored.order) && !stored.hasShipped;
  const said = holdsSaid(isShippedElsewhere ? [SHIPPED_ELSEWHERE] : state.holds);
  const isHeldAnew = isOpen(stored.order) && !state.silent.has('status') && holdsAnew(stored, said, taken.includes('status'));
  if (isHeldAnew) taken.push(HOLDS);
  // a list that was written here says of an order that it is held, and for the rest what it is here: that settles nothing
  const isWrittenHere = said === 'wait' && !isHeldAnew && channelValues.get(HOLDS) !== 'wait';
  return {
    outcome: refused.length > 0 ? 'conflict' : taken.length > 0 || cancel ? 'updated' : 'unchanged',
    taken,
    refused,
    agreed: isWrittenHere ? [] : agreed,
    noted,
    cancel,
    isShippedElsewhere,
    holdsSaid: said,
  };
}

/** Nothing of a line is here any more since all of it was split off; the channel, which has sold it, says that nothing is left. */
function isSplitOff(field: string, value: string | null, current: Fields): boolean {
  return value === '0' && current.get(field) === '0' && field.endsWith('.quantity');
}

/**
 * The fields that the channel says otherwise than it said last; the same values worn off are no news, nor is that it says
 * nothing of lines that are the shop's own.
 */
function* newsOf({ channelValues }: StoredContent, current: Fields, incoming: Fields): Generator<[field: string, value: string | null]> {
  const lastOf = (field: string) => (channelValues.has(field) ? channelValues : current).get(field) ?? null;
  const others = ['ship.', 'bill.'].filter((who) =>
    partyFieldNames.some((name) => showsOther(incoming.get(who + name) ?? null, lastOf(who + name))),
  );
  const isForgotten = !others.includes('ship.') && forgetsRecipient(incoming) && !forgetsRecipient(current);
  for (const [field, value] of incoming) {
    const last = field === 'lines' ? (current.get(field) ?? null) : lastOf(field);
    if (value === last || (value === null && isForgotten && field.startsWith('ship.'))) continue;
    const line = /^line\d+/.exec(field)?.[0];
    if (line && channelValues.get(`${line}.sku`) === null && incoming.get(`${line}.quantity`) === '0') continue;
    const isOther = others.some((who) => field.startsWith(who));
    if (isOther || !(isLess(field, value, last) || isLess(field, value, current.get(field) ?? null))) yield [field, value];
  }
}

/** Whether a file says the same with less of it left. */
function isLess(field: string, said: string | null, known: string | null): boolean {
  if (!field.endsWith(`.${LINE_RECIPIENT}`) || said === null || known === null) return isWorn(field, said, known);
  const whole = JSON.parse(known) as (string | null)[];
  const party = JSON.parse(said) as (string | null)[];
  return party.every((value, index) => {
    const kept = whole[index] ?? null;
    return value === kept || isWorn(`ship.${partyFieldNames[index]}`, value, kept);
  });
}

/** The channel says an order has gone that is still to be sent here. */
export const SHIPPED_ELSEWHERE: ChannelHold = { code: 'channel-shipped', reason: '' };

/** Whether nothing the shop has done would be undone: nothing packed, sent, invoiced or returned, and not cancelled. */
function mayChange({ order, hasShipment, hasInvoice, hasReturn }: StoredOrder): boolean {
  return order.state !== 'cancelled' && (isOpen(order) || order.history) && !hasShipment && !hasInvoice && !hasReturn;
}

/** What has been paid stays paid in the currency it was paid in: no order changes to another one then. */
function isPaidOtherwise({ order }: StoredOrder, incoming: Fields): boolean {
  return order.paidMinor > 0 && incoming.has('currency') && incoming.get('currency') !== order.currency;
}

/** Whether something is still to be done for it. */
export function isOpen({ state, history }: Order): boolean {
  return !history && (state === 'new' || state === 'confirmed');
}
