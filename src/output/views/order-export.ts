// Orders as `order import` reads them in the plain format: a row for each line, the order's own fields on its first row.
// A line that goes elsewhere has its parcel and its address; where it is the first, the order has a row before it.
import { exponentOf } from '../../domain/currency.ts';
import { formatId } from '../../domain/id.ts';
import { formatAmount, formatUnitPrice, lineAmountMinor, MICROS_PER_MAJOR } from '../../domain/money.ts';
import { type ExportedOrder, exportedStatus } from '../../domain/order/export.ts';
import type { OrderLine, Party } from '../../domain/order/order.ts';
import { inUnits } from '../../domain/order/pack.ts';
import { formatPercent } from '../../domain/percent.ts';
import type { CsvValue } from '../csv.ts';
import { columnsOf, type ExportLayout } from '../export.ts';
import { readable } from './export-numbers.ts';

const people = ['name', 'company', 'email', 'phone', 'address1', 'address2', 'city', 'region', 'postcode', 'country'] as const;

type Cells = Readonly<Record<string, CsvValue>>;

function orderCells({ order, shipTo, billTo, customerExternalId, channelCodes }: ExportedOrder): Cells {
  const amount = (minor: number) => (minor === 0 ? null : formatAmount(minor, order.currency));
  return {
    date: order.orderedAt,
    status: exportedStatus(order),
    channel_status: order.channelStatus,
    customer_id: customerExternalId,
    channel_codes: channelCodes.join(', ') || null,
    ...partyCells(shipTo, ''),
    ...(billTo && partyCells(billTo, 'bill_')),
    currency: order.currency,
    prices_include_tax: order.pricesIncludeTax ? 'yes' : 'no',
    order_discount: amount(order.discountMinor),
    shipping: amount(order.shippingMinor),
    shipping_tax_rate: formatPercent(order.shippingTax.ratePpm),
    shipping_tax_code: order.shippingTax.category,
    order_total: order.channelTotalMinor === null ? null : formatAmount(order.channelTotalMinor, order.currency),
    payment: order.paymentMethod,
    paid_amount: amount(order.paidMinor),
    refunded_amount: amount(order.refundedMinor),
    note: order.note,
  };
}

/** An address without a country says so: the shop's own would be taken otherwise. */
function partyCells(party: Party, prefix: string): Cells {
  const country = party.country ?? (party.address1 ? 'none' : null);
  const cells = people.map((field) => [prefix + field, field === 'country' ? country : party[field]] as const);
  return { ...Object.fromEntries(cells), [`${prefix}tax_id`]: party.taxId };
}

/** What nobody has said of a line is left to its product, as it was. */
function lineCells(line: OrderLine, { order, recipients, meant }: ExportedOrder): Cells {
  const { currency, rounding } = order;
  const { quantity, unitPriceMicros } = inUnits(withoutCancelled(line), line.pieces, currency, rounding);
  return {
    line: line.externalId,
    sku: line.sku,
    variant_sku: line.variant ?? (meant.get(line.id)?.isOfVariant ? meant.get(line.id)?.sku : null),
    item: line.name,
    quantity,
    ...(line.priceAssumed ? {} : priceCells(unitPriceMicros ?? 0, quantity, currency)),
    discount: line.discountMinor === 0 ? null : formatAmount(line.discountMinor, currency),
    tax_rate: line.taxAssumed ? null : formatPercent(line.tax.ratePpm),
    tax_code: line.taxAssumed ? null : line.tax.category,
    shippable: line.shippable ? null : 'no',
    ...parcelCells(line, recipients),
  };
}

/** What is still ordered of a line; all of it where that cannot be said in what the channel sells. */
function withoutCancelled(line: OrderLine): OrderLine {
  const left = line.quantity - line.cancelledQuantity;
  return left % line.pieces === 0 ? { ...line, quantity: left, cancelledQuantity: 0 } : line;
}

/** The order's own parcel is the first, and not numbered. */
function parcelCells({ id }: OrderLine, recipients: ExportedOrder['recipients']): Cells {
  const recipient = recipients.get(id);
  if (!recipient) return {};
  const parties = [...new Set([...recipients.values()].map(({ partyId }) => partyId))];
  return { ...partyCells(recipient.party, ''), parcel: parties.indexOf(recipient.partyId) + 2 };
}

/** The price of one; the line's sum instead, where a price was made of it that is finer than anyone may say. */
function priceCells(unitPriceMicros: number, quantity: number, currency: string): Cells {
  if (exponentOf(currency) === 0 && unitPriceMicros % MICROS_PER_MAJOR !== 0)
    return { line_amount: formatAmount(lineAmountMinor(quantity, unitPriceMicros, currency), currency) };
  return { unit_price: readable(formatUnitPrice(unitPriceMicros, currency), exponentOf(currency)) };
}

const names = [
  ...['order', 'channel', 'date', 'status', 'channel_status', 'customer_id', ...people, 'tax_id'],
  ...[...people, 'tax_id'].map((field) => `bill_${field}`),
  ...['line', 'sku', 'item', 'quantity', 'unit_price', 'line_amount', 'discount', 'tax_rate', 'tax_code', 'shippable', 'parcel'],
  ...['currency', 'prices_include_tax', 'order_discount', 'shipping', 'shipping_tax_rate', 'shipping_tax_code', 'order_total'],
  ...['payment', 'paid_amount', 'refunded_amount', 'note', 'channel_codes', 'variant_sku'],
];
const own = [
  ...[
    'date',
    'status',
    'quantity',
    'unit_price',
    'line_amount',
    'discount',
    'tax_rate',
    'tax_code',
    'shippable',
    'parcel',
    'currency',
    'prices_include_tax',
  ],
  ...['order_discount', 'shipping', 'shipping_tax_rate', 'shipping_tax_code', 'order_total', 'paid_amount', 'refunded_amount'],
];

export const orderExport: ExportLayout<ExportedOrder> = {
  columns: columnsOf(names, own),
  rows: (exported) => {
    const { order, lines, recipients } = exported;
    const which = { order: order.number, channel: order.channel };
    const first = orderCells(exported);
    const isApart = !lines[0] || recipients.has(lines[0].id);
    const all = [...(isApart ? [{}] : []), ...lines.map((line) => lineCells(line, exported))];
    return all.map((line, index) => cellsInOrder({ ...which, ...(index === 0 ? first : {}), ...line }));
  },
  json: orderJson,
};

function cellsInOrder(cells: Cells): CsvValue[] {
  return names.map((name) => cells[name]);
}

function orderJson({ order, lines, shipTo, billTo, recipients, meant, customerExternalId, channelCodes }: ExportedOrder): unknown {
  const { currency } = order;
  const money = { currency, exponent: exponentOf(currency) };
  const { id, channelId: _, customerId, shipPartyId: __, billPartyId: ___, rounding: ____, taxBasis: _____, ...rest } = order;
  return {
    id: formatId('order', id),
    ...rest,
    ...money,
    channelCodes,
    customer: customerId === null ? null : formatId('customer', customerId),
    customerExternalId,
    shipTo,
    billTo: billTo ?? shipTo,
    lines: lines.map(({ id: lineId, orderId: ______, productId, unitPriceMicros, ...line }) => ({
      ...line,
      shipTo: recipients.get(lineId)?.party ?? shipTo,
      known: productId !== null,
      product: productId === null ? null : (meant.get(lineId)?.sku ?? line.sku),
      unitPrice: formatUnitPrice(unitPriceMicros, currency),
      ...money,
    })),
  };
}
