// How far a line has come, and what of an order has been credited: summed from the documents that name them.
import { unitsIn } from './goods.ts';
import {
  type Document,
  type GoodsReturn,
  type Line,
  type Order,
  type Quantity,
  type ReturnLine,
  type Shipment,
  type Shop,
  sum,
} from './model.ts';

function onShipments(shop: Shop, order: Order, line: number, states: readonly Shipment['state'][]): number {
  const own = shop.shipments.filter((one) => one.order === order.id && states.includes(one.state));
  return unitsIn(
    order.lines[line] as Line,
    own.flatMap(({ lines }) => lines.filter((one) => one.line === line)),
  );
}

export function quantityIn(quantities: readonly Quantity[], line: number): number {
  return sum(quantities.filter((one) => one.line === line).map(({ quantity }) => quantity));
}

/** Every quantity of a line, as `order show` names them. */
export function progress(shop: Shop, order: Order, line: number) {
  const returns = shop.returns.filter((one) => one.order === order.id && one.state !== 'cancelled');
  const returned = (take: (one: ReturnLine, state: GoodsReturn['state']) => number) =>
    sum(returns.flatMap(({ lines, state }) => lines.filter((one) => one.line === line).map((one) => take(one, state))));
  return {
    reserved: reservedFor(order.lines[line] as Line),
    packed: onShipments(shop, order, line, ['open']),
    shipped: onShipments(shop, order, line, ['shipped', 'delivered']),
    delivered: onShipments(shop, order, line, ['delivered']),
    invoiced: invoicedOf(shop, order.id, line),
    returnAsked: returned((one, state) => (state === 'asked' ? one.asked : one.received)),
    returned: returned((one) => one.received),
    neverInvoiced: returned((one) => one.uninvoiced),
  };
}

/** Of a line, or of freight: on invoices, less what was given back to be invoiced anew. */
export function invoicedOf(shop: Shop, order: string, line: number): number {
  const own = shop.documents.filter((one) => one.order === order);
  const count = (documents: readonly Document[]) => sum(documents.map(({ lines }) => quantityIn(lines, line)));
  return count(own.filter(({ kind }) => kind === 'invoice')) - count(own.filter(({ reissue }) => reissue));
}

export function reservedFor(line: Line): number {
  return unitsIn(line, line.reserved);
}

/** What has been credited of an order for good, and what came back before any invoice had named it. */
export function creditedMinor(shop: Shop, order: Order): number {
  const notes = shop.documents.filter((one) => one.kind === 'credit-note' && !one.reissue && one.order === order.id);
  const back = shop.returns.filter((one) => one.order === order.id);
  return sum(notes.map(({ totalMinor }) => totalMinor)) + sum(back.map(({ uninvoicedMinor }) => uninvoicedMinor));
}
