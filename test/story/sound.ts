// What must hold whatever the commands were.
import { claim } from './compare.ts';
import { reservedOf } from './goods.ts';
import { type Document, FREIGHT, type Order, type Shop, sum, wanted } from './model.ts';
import { moneyOf } from './money.ts';
import type { Place } from './place.ts';
import { creditedMinor, invoicedOf, progress } from './progress.ts';
import { usesOf } from './promotion.ts';

/** Every breach, in words. */
export function breaches(place: Place, shop: Shop): string[] {
  const products = [...shop.products.values()].flatMap(({ sku, shelves }) =>
    [...shelves].flatMap(([location, { onHand, unavailable }]) =>
      claim(reservedOf(shop, sku, location) + unavailable <= onHand, `${sku} at ${location}: more reserved and unavailable than on hand`),
    ),
  );
  const returns = shop.returns.flatMap(({ id, valueMinor, worth }) =>
    claim(Math.abs(valueMinor - worth.minor) <= worth.tolerance, `${id}: worth ${valueMinor}, its goods had cost ${worth.minor}`),
  );
  const limits = shop.promotions.flatMap(({ code, usedMost }) =>
    claim(usesOf(shop, code) <= usedMost, `${code}: used ${usesOf(shop, code)} times of ${usedMost}`),
  );
  const numbers = gaps(shop.documents.map(({ number }) => number));
  return [...products, ...returns, ...limits, ...numbers, ...shop.orders.flatMap((order) => ofOrder(shop, order)), ...ofLedger(place)];
}

function ofOrder(shop: Shop, order: Order): string[] {
  const lines = order.lines.map((line, index) => ({ wanted: wanted(line), ...progress(shop, order, index) }));
  return [...lines.flatMap((line, index) => ofLine(`${order.id} line ${index + 1}`, line)), ...ofMoney(shop, order, lines)];
}

type LineSums = ReturnType<typeof progress> & { readonly wanted: number };

function ofLine(what: string, line: LineSums): string[] {
  return [
    ...claim(line.shipped + line.reserved <= line.wanted, `${what}: more sent and promised than wanted`),
    ...claim(line.packed <= line.reserved, `${what}: more packed than reserved`),
    ...claim(line.invoiced + line.neverInvoiced <= line.wanted, `${what}: more invoiced than wanted`),
    ...claim(line.returnAsked <= line.shipped && line.returned <= line.returnAsked, `${what}: more came back than was sent`),
  ];
}

function ofMoney(shop: Shop, order: Order, lines: readonly LineSums[]): string[] {
  const { id } = order;
  const { totalMinor } = moneyOf(order);
  const documents = (kind: Document['kind']) => shop.documents.filter((one) => one.order === id && one.kind === kind);
  const notes = documents('credit-note');
  const total = (all: readonly Document[]) => sum(all.map((one) => one.totalMinor));
  const invoicedMinor = total(documents('invoice')) - total(notes.filter(({ reissue }) => reissue));
  const givenBackMinor = total(notes.filter(({ reissue }) => !reissue));
  const credited = creditedMinor(shop, order);
  const hasFreight = order.shippingMinor === 0 || invoicedOf(shop, id, FREIGHT) > 0;
  const isInvoiced = hasFreight && lines.every((line) => line.invoiced === line.wanted);
  return [
    ...claim(order.refundedMinor <= order.paidMinor || order.overRefunded, `${id}: more refunded than paid`),
    ...claim(!isInvoiced || invoicedMinor === totalMinor, `${id}: its invoices sum to ${invoicedMinor}, not to ${totalMinor}`),
    ...claim(givenBackMinor <= invoicedMinor, `${id}: ${givenBackMinor} credited of ${invoicedMinor} invoiced`),
    ...claim(credited <= totalMinor, `${id}: ${credited} taken off ${totalMinor}`),
  ];
}

/** Every series counts from 1 without a gap. */
function gaps(numbers: readonly string[]): string[] {
  const series = new Map<string, number[]>();
  for (const number of numbers) {
    const at = number.lastIndexOf('-') + 1;
    series.set(number.slice(0, at), [...(series.get(number.slice(0, at)) ?? []), Number(number.slice(at))]);
  }
  return [...series].flatMap(([prefix, used]) =>
    claim(
      used.every((number, index) => number === index + 1),
      `${prefix} has a gap: ${used.join(' ')}`,
    ),
  );
}

/** The ledger sums to the levels, those of lots too, by the tables themselves; and nothing left after its last day. */
function ofLedger(place: Place): string[] {
  const sums = (level: string, lot: string) =>
    place.rows(
      `select ${level}.*, sum(movement.quantity) as moved, sum(movement.unavailable) as put_by
       from ${level} join movement on movement.${lot} = ${level}.${lot} and movement.location_id = ${level}.location_id
       group by ${level}.${lot}, ${level}.location_id having on_hand <> moved or ${level}.unavailable <> put_by`,
    );
  const expired = place.rows(
    `select shipment_line.id, stock_lot.code from shipment_line join shipment on shipment.id = shipment_id
     join stock_lot on stock_lot.id = shipment_line.lot_id where shipment.shipped_on > stock_lot.expires_on`,
  );
  return [
    ...[...sums('stock_level', 'product_id'), ...sums('lot_level', 'lot_id')].map(
      (row) => `the ledger does not sum to the level: ${JSON.stringify(row)}`,
    ),
    ...expired.map((row) => `what had expired was sent: ${JSON.stringify(row)}`),
  ];
}
