// Everything about one order, its history included.
import { exponentOf } from '../../domain/currency.ts';
import { formatId } from '../../domain/id.ts';
import { formatUnitPrice } from '../../domain/money.ts';
import { orderRow } from '../../domain/order/list.ts';
import { dueOf, missingOf, type Order, type OrderLine } from '../../domain/order/order.ts';
import { priceOrder } from '../../domain/order/plan.ts';
import type {
  CancellationView,
  EventView,
  HoldView,
  OrderLineView,
  OrderPromotionView,
  OrderTaxView,
  OrderView,
  SourceView,
} from '../../domain/order/show.ts';
import { paymentView } from '../../domain/payment.ts';
import type { DocumentMoney, LineMoney } from '../../domain/tax.ts';
import { businessDate } from '../../domain/time.ts';
import { partialRule } from '../../store/backorder.ts';
import type { Handle } from '../../store/database.ts';
import { demandOfOrders } from '../../store/demand.ts';
import { listEvents } from '../../store/event.ts';
import { holdsOfOrder } from '../../store/hold.ts';
import { lineCancellationsOf } from '../../store/line-cancellation.ts';
import { lotsOfOrder } from '../../store/lot-trace.ts';
import { findOrder, linesOfOrder, partyById } from '../../store/order.ts';
import { type LineSums, progressOfOrder } from '../../store/order-axes.ts';
import { listCases } from '../../store/order-case.ts';
import { channelCodesOf } from '../../store/order-channel-code.ts';
import {
  cancellationsOfOrder,
  customerNameOf,
  invoicesOfOrder,
  returnsOfOrder,
  shipmentSummaries,
  sourceOfOrder,
} from '../../store/order-documents.ts';
import { type LineParty, linePartiesOf, termsOfOrder } from '../../store/order-edit.ts';
import { promotionsOfOrder } from '../../store/order-promotion.ts';
import { notesOfOrder, tagsOfOrder } from '../../store/order-remark.ts';
import { paymentsOfOrder } from '../../store/payment.ts';
import { problemsOfOrder } from '../../store/problem.ts';
import { productsById } from '../../store/product.ts';
import { reservedUntil } from '../../store/promise.ts';
import { caseRow } from '../case/read.ts';
import { codesOf } from '../promotion/apply.ts';
import { read, type Shop, today } from '../shop.ts';
import { approvalViews } from './approval-view.ts';
import { conflictViews } from './conflict.ts';
import { expectedGoods } from './expected.ts';
import { paymentMoveViews, relatedOrders } from './related.ts';

/** In the order asked for. Refuses `order-unknown`, `order-ambiguous`. */
export function ordersByIds(shop: Shop, ids: readonly string[]): Promise<OrderView[]> {
  return read(shop, async (db) => {
    const found: OrderView[] = [];
    for (const id of ids) {
      const order = await findOrder(db, id);
      const view = await orderView(shop, db, order);
      found.push({ ...view, lines: await datedLines(db, shop, order, view.lines) });
    }
    return found;
  });
}

/** Lines that wait for goods, with the day on which these could be there. */
async function datedLines(db: Handle, shop: Shop, order: Order, lines: readonly OrderLineView[]): Promise<readonly OrderLineView[]> {
  if (lines.every(({ backordered }) => backordered === 0)) return lines;
  const [demand] = await demandOfOrders(db, [order.id]);
  const waiting = demand?.lines.filter(({ wanted, reserved, shipped }) => wanted > reserved + shipped) ?? [];
  const products = waiting.flatMap(({ parts }) => parts.map(({ productId }) => productId));
  const { dates } = await expectedGoods(db, shop.settings, today(shop), products);
  const dateAt = new Map(waiting.map(({ position, lineId }) => [position, dates.get(lineId) ?? null]));
  return lines.map((line) => (line.backordered > 0 ? { ...line, expectedOn: dateAt.get(line.line) ?? null } : line));
}

/** Until when what is reserved stays so; of a paid order it stays. */
async function promiseEnd(db: Handle, order: Order, timeZone: string): Promise<Pick<OrderView, 'reservedUntil' | 'reservedUntilOn'>> {
  const until = order.paymentState === 'paid' ? null : await reservedUntil(db, order.id);
  return { reservedUntil: until, reservedUntilOn: until && businessDate(until, timeZone) };
}

/** Everything about an order. */
export async function orderView({ settings, database }: Shop, db: Handle, order: Order): Promise<OrderView> {
  const timeZone = settings['time-zone'];
  const lines = await linesOfOrder(db, order.id);
  const progress = await progressOfOrder(db, order.id);
  const money = priceOrder(order, lines);
  const conflictList = await conflictViews({ db, database }, order.id);
  const products = await productsById(
    db,
    lines.flatMap(({ productId }) => productId ?? []),
  );
  const lots = await lotsOfOrder(db, order.id);
  const lotsAt = (position: number) => lots.filter((lot) => lot.position === position).map(({ position: _, ...lot }) => lot);
  return {
    ...orderRow({ order, customerName: await customerNameOf(db, order), conflicts: conflictList.length }),
    conflictList,
    externalId: order.externalId,
    channelStatus: order.channelStatus,
    allowPartial: (await partialRule(db, order.id)) ?? null,
    ...(await promiseEnd(db, order, timeZone)),
    note: order.note,
    terms: await termsOfOrder(db, order.id),
    related: await relatedOrders(db, order.id),
    paymentMoves: await paymentMoveViews(db, order.id),
    shipToOfLines: placesOfLines(lines, await linePartiesOf(db, order.id)),
    pricesIncludeTax: order.pricesIncludeTax,
    discountMinor: order.discountMinor,
    shippingMinor: order.shippingMinor,
    shippingTaxCode: order.shippingTax.category,
    shippingTaxRatePpm: order.shippingTax.ratePpm,
    channelTotalMinor: order.channelTotalMinor,
    shipTo: (await partyById(db, order.shipPartyId)) ?? null,
    billTo: (await partyById(db, order.billPartyId)) ?? null,
    lines: lines.map((line, index) => ({
      ...lineView(line, progress[index], money.lines[index], order),
      product: products.get(line.productId ?? 0)?.sku ?? null,
      lots: lotsAt(line.position),
    })),
    taxes: taxViews(money, order.currency),
    codes: await codesOf(db, order.id),
    channelCodes: await channelCodesOf(db, order.id),
    promotions: await promotionViews(db, order),
    problems: (await problemsOfOrder(db, order.id)).map(({ position, ...problem }) => ({ ...problem, line: position ?? null })),
    ...(await documents(db, order, timeZone)),
    ...(await approvalViews(db, order, settings)),
    tags: await tagsOfOrder(db, order.id),
    notes: (await notesOfOrder(db, order.id)).map(({ at, ...note }) => ({ ...note, at, date: businessDate(at, timeZone) })),
    cases: (await listCases(db, { orderId: order.id })).map((row) => caseRow(row, timeZone)),
    source: await sourceView(db, order),
    events: await eventViews(db, order),
  };
}

function lineView(
  line: OrderLine,
  sums: LineSums | undefined,
  money: LineMoney | undefined,
  { currency, state }: Order,
): Omit<OrderLineView, 'lots' | 'product'> {
  return {
    line: line.position,
    sku: line.sku,
    name: line.name,
    known: line.productId !== null,
    shippable: line.shippable,
    quantity: line.quantity,
    cancelled: line.cancelledQuantity,
    reserved: sums?.reserved ?? 0,
    backordered: state === 'confirmed' && sums && (sums.shippable || sums.isPlace) ? missingOf({ ...sums, wanted: dueOf(sums) }) : 0,
    expectedOn: null,
    packed: sums?.packed ?? 0,
    shipped: sums?.shipped ?? 0,
    delivered: sums?.delivered ?? 0,
    invoiced: sums?.invoiced ?? 0,
    returnAsked: sums?.returnAsked ?? 0,
    returned: sums?.returned ?? 0,
    unitPrice: formatUnitPrice(line.unitPriceMicros, currency),
    discountMinor: line.discountMinor,
    amountMinor: (money?.grossBeforeDiscountMinor ?? 0) - line.discountMinor,
    netMinor: line.netMinor,
    taxMinor: line.taxMinor,
    totalMinor: line.netMinor + line.taxMinor,
    taxCode: line.tax.category,
    taxRatePpm: line.tax.ratePpm,
    currency,
    exponent: exponentOf(currency),
  };
}

function taxViews({ taxes }: DocumentMoney, currency: string): OrderTaxView[] {
  return taxes.map(({ category, ratePpm, netMinor, taxMinor }) => ({
    taxCode: category,
    taxRatePpm: ratePpm,
    netMinor,
    taxMinor,
    currency,
    exponent: exponentOf(currency),
  }));
}

async function documents(db: Handle, { id, currency }: Order, timeZone: string) {
  const exponent = exponentOf(currency);
  return {
    holdList: (await holdsOfOrder(db, id)).map(
      (row): HoldView => ({
        code: row.code,
        reason: row.reason,
        date: businessDate(row.at, timeZone),
        at: row.at,
        actor: row.actor,
        until: row.until,
        releasedOn: row.released_at && businessDate(row.released_at, timeZone),
        releasedAt: row.released_at,
        releasedBy: row.released_by,
      }),
    ),
    payments: (await paymentsOfOrder(db, id)).map(paymentView),
    shipments: (await shipmentSummaries(db, id)).map((row) => ({
      id: formatId('shipment', row.id),
      state: row.state,
      carrier: row.carrier,
      tracking: row.tracking_number,
      shippedOn: row.shipped_on,
    })),
    invoices: (await invoicesOfOrder(db, id)).map((row) => ({
      number: row.number,
      kind: row.kind,
      form: row.form,
      issuedOn: row.issued_on,
      dueOn: row.due_on,
      totalMinor: row.total_minor,
      currency: row.currency,
      exponent: exponentOf(row.currency),
    })),
    returns: (await returnsOfOrder(db, id)).map((row) => ({
      id: formatId('return', row.id),
      state: row.state,
      reason: row.reason,
      date: row.business_date,
      refundMinor: row.refund_minor,
      currency,
      exponent,
    })),
    cancellations: await cancellationViews(db, id, timeZone),
  };
}

async function promotionViews(db: Handle, { id, currency }: Order): Promise<OrderPromotionView[]> {
  return (await promotionsOfOrder(db, id)).map(({ code, name, class: on, position, sku, amount_minor: amountMinor }) => ({
    code,
    name,
    on,
    line: position,
    sku,
    amountMinor,
    currency,
    exponent: exponentOf(currency),
  }));
}

function placesOfLines(lines: readonly OrderLine[], parties: readonly LineParty[]): OrderView['shipToOfLines'] {
  return lines.flatMap(({ id, position, sku }) => {
    const shipTo = parties.find(({ lineId }) => lineId === id)?.party;
    return shipTo ? [{ line: position, sku, shipTo }] : [];
  });
}

/** Of the order and of its lines, oldest first. */
async function cancellationViews(db: Handle, orderId: number, timeZone: string): Promise<CancellationView[]> {
  const dated = ({ reason, actor, at }: { readonly reason: string; readonly actor: string; readonly at: string }) => ({
    reason,
    actor,
    at,
    date: businessDate(at, timeZone),
  });
  const whole = (await cancellationsOfOrder(db, orderId)).map((row) => ({
    line: null,
    sku: null,
    quantity: null,
    ...dated(row),
    resumedOn: row.resumed_at && businessDate(row.resumed_at, timeZone),
    resumedAt: row.resumed_at,
  }));
  const ofLines = (await lineCancellationsOf(db, orderId)).map((row) => {
    const { position: line, sku, quantity } = row;
    return { line, sku, quantity, ...dated(row), resumedOn: null, resumedAt: null };
  });
  return [...whole, ...ofLines].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

async function sourceView(db: Handle, { id }: Order): Promise<SourceView | null> {
  const row = await sourceOfOrder(db, id);
  return row ? { batch: formatId('batch', row.batch_id), file: row.name, rowFrom: row.row_from ?? 0, rowTo: row.row_to ?? 0 } : null;
}

async function eventViews(db: Handle, { id }: Order): Promise<EventView[]> {
  return (await listEvents(db, 'order', id)).map((row) => ({
    date: row.business_date,
    at: row.at,
    actor: row.actor,
    command: row.command,
    action: row.action,
    fields: JSON.parse(row.fields) as Record<string, unknown>,
    batch: row.batch_id === null ? null : formatId('batch', row.batch_id),
  }));
}
