// What a channel says of an order and the shop has otherwise, until a person settles it: how it is shown, and the order as
// the channel would have it.
import { exponentOf } from '../currency.ts';
import { formatUnitPrice } from '../money.ts';
import { type OrderChange, placeOf } from '../order/edit.ts';
import type { LineDraft, OrderDraft, OrderLine, Party } from '../order/order.ts';
import { formatPercent } from '../percent.ts';
import { type Fields, fieldsOfShop, LINE_RECIPIENT, partyFieldNames, recipientOf, type StoredContent } from './fields.ts';
import { lineDraft } from './merge.ts';
import type { ImportingShop } from './totals.ts';

/** What the order has (`from`) and what its channel says (`to`). */
export interface ChannelConflict extends OrderChange {
  /** `late`: it came too late, or the shop has changed it otherwise. `undated`: nobody knows which export is newer. */
  readonly why: 'late' | 'undated';
}

/** Amounts in minor units, as `fieldsOfFile` has them. */
const MONEY = /^(discount|shipping|total|payment|line\d+\.discount)$/;

/** What differs, in the words of people: amounts as such, prices as decimals, somebody at a place on one line. */
export function shownConflicts(
  stored: StoredContent,
  rows: readonly { readonly field: string; readonly value: string | null; readonly why: 'late' | 'undated' }[],
): ChannelConflict[] {
  const current = fieldsOfShop(stored);
  const said = new Map(rows.map(({ field, value }) => [field, value]));
  // who pays is somebody else now: that is said by the fields of who it is
  const shown = rows.filter(({ field }) => field !== 'bill' || ![...said.keys()].some((other) => other.startsWith('bill.')));
  return shown.map(({ field, value, why }) => ({ ...shownChange(field, here(field, current, stored), value, stored), why }));
}

function here(field: string, current: Fields, { order }: StoredContent): string | null {
  if (field === 'state') return order.state;
  if (field === 'payment') return String(order.paidMinor - order.refundedMinor);
  // a sum that the channel said of what the order was before is not kept
  return field === 'total' ? String(order.totalMinor) : (current.get(field) ?? null);
}

function shownChange(field: string, from: string | null, to: string | null, { order: { currency }, lines }: StoredContent): OrderChange {
  const position = Number(/^line(\d+)\./.exec(field)?.[1] ?? 0);
  const sku = lines[position - 1]?.sku ?? null;
  if (!MONEY.test(field)) return { field, sku, from: inWords(field, from, currency), to: inWords(field, to, currency) };
  return {
    field,
    sku,
    from: null,
    to: null,
    fromMinor: Number(from ?? 0),
    toMinor: Number(to ?? 0),
    currency,
    exponent: exponentOf(currency),
  };
}

function inWords(field: string, value: string | null, currency: string): string | null {
  if (value === null) return null;
  if (field.endsWith('.price')) return formatUnitPrice(Number(value), currency);
  if (field.endsWith('.tax')) return `${formatPercent(Number(value))} %`;
  return field.endsWith(`.${LINE_RECIPIENT}`) ? placeOf(recipientOf(value)) : value;
}

/** The order with these fields as its channel says them; everything else stays as it is kept. */
export function draftAsSaid(stored: StoredContent, said: Fields, shop: ImportingShop): OrderDraft {
  const { order } = stored;
  const text = (field: string, own: string | null) => (said.has(field) ? (said.get(field) ?? null) : own);
  const amount = (field: string, own: number) => Number(said.get(field) ?? own);
  const codes = said.has('channel-codes') ? (said.get('channel-codes') ?? '').split(', ').filter(Boolean) : stored.channelCodes;
  return {
    channel: order.channel,
    externalId: order.externalId,
    orderedAt: text('date', order.orderedAt) ?? order.orderedAt,
    currency: text('currency', order.currency) ?? order.currency,
    pricesIncludeTax: order.pricesIncludeTax,
    shipTo: partyAsSaid('ship', stored.shipTo, said),
    billTo: billAsSaid(stored, said),
    lines: stored.lines.map((_, index) => lineAsSaid(stored, said, index, shop)),
    discountMinor: amount('discount', order.discountMinor),
    shippingMinor: amount('shipping', order.shippingMinor),
    shippingTax: order.shippingTax,
    channelTotalMinor: order.channelTotalMinor,
    paymentMethod: text('method', order.paymentMethod),
    channelStatus: text('status', order.channelStatus),
    channelCodes: codes,
    note: text('note', order.note),
  };
}

function partyAsSaid(prefix: 'ship' | 'bill', own: Party, said: Fields): Party {
  const changed = partyFieldNames.filter((name) => said.has(`${prefix}.${name}`));
  return {
    ...own,
    ...Object.fromEntries(changed.map((name) => [name, said.get(`${prefix}.${name}`) ?? (name === 'name' ? '' : undefined)])),
  };
}

function billAsSaid({ billTo }: StoredContent, said: Fields): Party | null {
  if (said.has('bill') && said.get('bill') === null) return null;
  const isSaid = said.has('bill') || [...said.keys()].some((field) => field.startsWith('bill.'));
  return billTo === null && !isSaid ? null : partyAsSaid('bill', billTo ?? { name: '' }, said);
}

/** Numbers and prices are of pieces, as the order has them. */
function lineAsSaid(stored: StoredContent, said: Fields, index: number, shop: ImportingShop): LineDraft {
  const of = (field: string) => said.get(`line${index + 1}.${field}`) ?? null;
  const known = stored.lines[index] as OrderLine;
  const sku = of('sku') ?? known.sku;
  const kept = lineDraft(known, stored);
  const pieces = shop.product(sku) ? (shop.pieces?.(sku) ?? 1) : undefined;
  // other goods in the same line: as many, at the same price, as far as nothing else is said
  const own: LineDraft = sku === known.sku ? kept : { ...kept, sku, variant: null, name: undefined, pieces };
  const cancelled = own.cancelledQuantity ?? 0;
  // what the channel wants is left of it, whatever was cancelled
  const quantity = of('quantity') === null ? own.quantity : Number(of('quantity')) + cancelled;
  const [price, rate, recipient] = [of('price'), of('tax'), of(LINE_RECIPIENT)];
  const isElsewhere = said.has(`line${index + 1}.${LINE_RECIPIENT}`);
  return {
    ...own,
    name: of('name') ?? own.name,
    quantity,
    cancelledQuantity: cancelled,
    unitPriceMicros: price === null ? own.unitPriceMicros : Number(price),
    discountMinor: Number(of('discount') ?? own.discountMinor ?? 0),
    tax: rate === null ? own.tax : shop.treatmentOf(Number(rate)),
    shipTo: isElsewhere ? (recipient === null ? null : recipientOf(recipient)) : own.shipTo,
  };
}
