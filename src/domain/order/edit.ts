// Changing an order that is kept: what a person may ask for, which line they mean, and what has become too late.
import { exponentOf } from '../currency.ts';
import { OmsError } from '../error.ts';
import { formatId } from '../id.ts';
import { formatUnitPrice, proportion } from '../money.ts';
import { addressFields, type LineDraft, type LineProgress, type Order, type OrderLine, type Party } from './order.ts';

/** What an order says besides, where it says anything. */
export interface OrderTerms {
  /** The day on which the buyer wants it. */
  readonly requestedOn: string | null;
  /** The buyer's own number for it. */
  readonly purchaseNumber: string | null;
  /** Days until an invoice of it is due; null: as the shop has it. */
  readonly paymentDays: number | null;
  /** With whom it is to go, and how; null: as the shop sends its parcels. */
  readonly carrier: string | null;
  readonly service: string | null;
}

export const NO_TERMS: OrderTerms = { requestedOn: null, purchaseNumber: null, paymentDays: null, carrier: null, service: null };

/** A value for one line, which is named by its number or its SKU. */
export interface OfLine<T> {
  readonly line: string;
  readonly value: T;
}

/** What of a party is changed; null empties a field. */
export type PartyEdit = { readonly [Field in keyof Party]?: Party[Field] | null };

/** What a person wants changed; what is left out stays. Amounts in minor units of the order's currency. */
export interface OrderEdit {
  readonly added: readonly LineDraft[];
  readonly removed: readonly string[];
  readonly quantities: readonly OfLine<number>[];
  readonly pricesMicros: readonly OfLine<number>[];
  readonly discountsMinor: readonly OfLine<number>[];
  /** Where a line goes: a label of the customer's addresses, somebody at a place, or null: where the order goes. */
  readonly lineShipTo: readonly OfLine<string | Party | null>[];
  readonly discountMinor?: number;
  readonly shippingMinor?: number;
  /** Promotion codes in the place of those that were said. */
  readonly codes?: readonly string[];
  /** Given what promotions give as they are now, whatever else is changed. */
  readonly isRepriced: boolean;
  readonly shipTo: PartyEdit;
  readonly billTo: PartyEdit;
  /** Who receives it pays it too. */
  readonly billsSame: boolean;
  readonly customer?: string;
  readonly note?: string | null;
  readonly paymentMethod?: string | null;
  readonly priority?: number;
  readonly terms: Partial<OrderTerms>;
  readonly tagsAdded: readonly string[];
  readonly tagsRemoved: readonly string[];
}

/** Nothing at all. */
export const NO_EDIT: OrderEdit = {
  added: [],
  removed: [],
  quantities: [],
  pricesMicros: [],
  discountsMinor: [],
  lineShipTo: [],
  isRepriced: false,
  shipTo: {},
  billTo: {},
  billsSame: false,
  terms: {},
  tagsAdded: [],
  tagsRemoved: [],
};

/** An order with everything that can be edited. */
export interface EditableOrder {
  readonly order: Order;
  readonly lines: readonly OrderLine[];
  readonly shipTo: Party;
  /** Null: the same as `shipTo`. */
  readonly billTo: Party | null;
  readonly terms: OrderTerms;
  readonly tags: readonly string[];
  /** Promotion codes that were said. */
  readonly codes: readonly string[];
  /** Its freight as somebody has said it, before promotions. */
  readonly saidShippingMinor: number;
  /** Of lines that go elsewhere, by their ids. */
  readonly lineParties: ReadonlyMap<number, Party>;
}

/** What an order costs, and to whom: what an invoice of it says. */
export function changesDocument(edit: OrderEdit): boolean {
  const { terms, shipTo, billTo, billsSame } = edit;
  const isOfPeople = billsSame || Object.keys(shipTo).length > 0 || Object.keys(billTo).length > 0;
  return changesPrices(edit) || isOfPeople || terms.purchaseNumber !== undefined || terms.paymentDays !== undefined;
}

/** Whether lines would come, go, or have another number or price than they have. Refuses as {@link lineNamed}. */
export function differsInLines({ order, lines }: EditableOrder, edit: OrderEdit): boolean {
  const differs = <T>(all: readonly OfLine<T>[], now: (line: OrderLine) => T) =>
    all.some(({ line, value }) => now(lineNamed(order.id, lines, line)) !== value);
  return (
    edit.added.length + edit.removed.length > 0 ||
    differs(edit.quantities, ({ quantity }) => quantity) ||
    differs(edit.pricesMicros, ({ unitPriceMicros }) => unitPriceMicros) ||
    differs(edit.discountsMinor, ({ discountMinor }) => discountMinor)
  );
}

/** Who pays, as invoices name them: an e-mail or a phone number makes nobody another. */
export function isSameBuyer(before: Pick<EditableOrder, 'shipTo' | 'billTo'>, after: Pick<EditableOrder, 'shipTo' | 'billTo'>): boolean {
  const [old, now] = [before.billTo ?? before.shipTo, after.billTo ?? after.shipTo];
  return buyerFields.every((field) => (old[field] || null) === (now[field] || null));
}

const buyerFields = ['name', 'company', 'taxId', ...addressFields] as const satisfies readonly (keyof Party)[];

/** How many of a line are wanted. */
export function wantedOf({ quantity, cancelledQuantity }: Pick<OrderLine, 'quantity' | 'cancelledQuantity'>): number {
  return quantity - cancelledQuantity;
}

/** The discount of a line of which something is invoiced when another number of it is wanted: fewer take their part along. */
export function discountKept(discountMinor: number, wanted: number, wantedNow: number): number {
  return wantedNow < wanted ? proportion(discountMinor, wantedNow, wanted) : discountMinor;
}

/** What promotions look at: the order is given anew what they give. */
export function changesPrices(edit: OrderEdit): boolean {
  const { shippingMinor, discountMinor, customer, codes, isRepriced } = edit;
  const isOfMoney = shippingMinor !== undefined || discountMinor !== undefined || changesLines(edit);
  return isOfMoney || customer !== undefined || codes !== undefined || isRepriced;
}

/** Whether lines come, go, or change in number or price. */
export function changesLines({ added, removed, quantities, pricesMicros, discountsMinor }: OrderEdit): boolean {
  return added.length + removed.length + quantities.length + pricesMicros.length + discountsMinor.length > 0;
}

/** A line by its number or its SKU. Refuses `order-line-unknown`, `order-line-ambiguous`. */
export function lineNamed(orderId: number, lines: readonly OrderLine[], text: string): OrderLine {
  const named = text.normalize('NFKC').trim();
  const bySku = lines.filter(({ sku }) => sku.toLowerCase() === named.toLowerCase());
  const byNumber = lines.filter(({ position }) => String(position) === named);
  const found = [...new Set([...bySku, ...byNumber])];
  const id = formatId('order', orderId);
  if (found.length > 1) throw new OmsError('order-line-ambiguous', { id, line: text, lines: found.map(describe) });
  if (!found[0]) throw new OmsError('order-line-unknown', { id, line: text, lines: lines.map(describe) });
  return found[0];
}

function describe({ position, sku }: OrderLine): string {
  return `${position} ${sku}`.trim();
}

/** The least that a line may count still: what has left, is packed, is invoiced or was cancelled is not undone by a number. */
export function leastQuantity(line: OrderLine, { shipped, packed, invoiced }: LineProgress): number {
  return line.cancelledQuantity + Math.max(shipped + packed, invoiced);
}

/** Refuses `line-shipped`, `line-packed` or `line-invoiced` where fewer are wanted than these. */
export function refuseBelow(order: Order, line: OrderLine, progress: LineProgress, quantity: number): void {
  if (quantity >= leastQuantity(line, progress)) return;
  const { shipped, packed, invoiced } = progress;
  const details = { id: formatId('order', order.id), line: line.position, sku: line.sku, quantity };
  const left = quantity - line.cancelledQuantity;
  if (left < shipped) throw new OmsError('line-shipped', { ...details, shipped });
  if (left < shipped + packed) throw new OmsError('line-packed', { ...details, packed });
  throw new OmsError('line-invoiced', { ...details, invoiced });
}

/** One thing that is not as it was. A field of a person has no values in the history; here it has. */
export interface OrderChange {
  /** As imports name it: "line1.quantity", "ship.city", "discount". */
  readonly field: string;
  /** Of a line: its SKU. */
  readonly sku: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** Of an amount: in minor units. */
  readonly fromMinor?: number;
  readonly toMinor?: number;
  readonly currency?: string;
  readonly exponent?: number;
}

type Values = Map<string, { readonly sku: string | null; readonly value: string | number | null; readonly isMoney: boolean }>;

/** What differs between the two, in the order in which an order is read. Lines are known by their ids. */
export function changesBetween(before: EditableOrder, after: EditableOrder): OrderChange[] {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  const { currency } = after.order;
  const changes: OrderChange[] = [];
  for (const key of new Set([...now.keys(), ...old.keys()])) {
    const [from, to] = [old.get(key), now.get(key)];
    if ((from?.value ?? null) === (to?.value ?? null)) continue;
    // of a line that comes or goes its number says enough
    if (/^line:\d+\.sku$/.test(key) && !(from && to)) continue;
    const field = nameOf(key, before, after);
    const sku = to?.sku ?? from?.sku ?? null;
    const text = (value: string | number | null | undefined) => (value === null || value === undefined ? null : String(value));
    if (!(to ?? from)?.isMoney) changes.push({ field, sku, from: text(from?.value), to: text(to?.value) });
    else {
      const [fromMinor, toMinor] = [Number(from?.value ?? 0), Number(to?.value ?? 0)];
      changes.push({ field, sku, from: null, to: null, fromMinor, toMinor, currency, exponent: exponentOf(currency) });
    }
  }
  return changes;
}

/** "line:17.quantity" → "line2.quantity", by where the line stands, or stood. */
function nameOf(key: string, before: EditableOrder, after: EditableOrder): string {
  return key.replace(/^line:(\d+)/, (_, id: string) => {
    const line = [...after.lines, ...before.lines].find((one) => one.id === Number(id));
    return `line${line?.position ?? ''}`;
  });
}

const partyFields = [
  'name',
  'company',
  'email',
  'phone',
  'address1',
  'address2',
  'city',
  'region',
  'postcode',
  'country',
  'taxId',
] as const satisfies readonly (keyof Party)[];

function valuesOf({ order, lines, shipTo, billTo, terms, tags, codes, saidShippingMinor, lineParties }: EditableOrder): Values {
  const values: Values = new Map();
  const put = (key: string, value: string | number | null | undefined, sku: string | null = null, isMoney = false) =>
    values.set(key, { sku, value: value === '' || value === undefined ? null : value, isMoney });
  for (const line of lines) {
    const { id, sku } = line;
    put(`line:${id}.sku`, sku, sku);
    put(`line:${id}.quantity`, line.quantity, sku);
    put(`line:${id}.price`, formatUnitPrice(line.unitPriceMicros, order.currency), sku);
    put(`line:${id}.discount`, line.discountMinor || null, sku, true);
    put(`line:${id}.cancelled`, line.cancelledQuantity || null, sku);
    put(`line:${id}.ship-to`, placeOf(lineParties.get(id)), sku);
  }
  put('discount', order.discountMinor, null, true);
  put('shipping', order.shippingMinor, null, true);
  put('shipping-said', saidShippingMinor === order.shippingMinor ? null : saidShippingMinor, null, true);
  put('codes', codes.join(', '));
  put('total', order.totalMinor, null, true);
  for (const field of partyFields) put(`ship.${field}`, shipTo[field]);
  for (const field of partyFields) put(`bill.${field}`, billTo?.[field]);
  put('customer', order.customerId && formatId('customer', order.customerId));
  put('method', order.paymentMethod);
  put('terms', terms.paymentDays);
  put('purchase-number', terms.purchaseNumber);
  put('requested', terms.requestedOn);
  put('carrier', terms.carrier);
  put('service', terms.service);
  put('priority', order.priority || null);
  put('note', order.note);
  put('tags', tags.join(', '));
  return values;
}

/** Somebody at a place, on one line. */
export function placeOf(party: Party | undefined): string | null {
  if (!party) return null;
  const { name, company, address1, address2, postcode, city, region, country } = party;
  return [name, company, address1, address2, postcode, city, region, country].filter(Boolean).join(', ');
}
