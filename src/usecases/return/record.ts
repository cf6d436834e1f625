// Goods coming back: asked for, received, or called off.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import type { Order } from '../../domain/order/order.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import { type GoodsReturn, planReturn, type ReturnWish } from '../../domain/return.ts';
import { recordEvent } from '../../store/event.ts';
import { findOrder, linesOfOrder, orderById } from '../../store/order.ts';
import { progressOfOrder } from '../../store/order-axes.ts';
import { cancelReturn, findReturn, insertReturn, linesOfReturn } from '../../store/return.ts';
import { actOnEach } from '../each.ts';
import { actOnce, type KeyedOptions } from '../once.ts';
import { refresh } from '../order/refresh.ts';
import { type Act, type Shop, type WriteOptions, write } from '../shop.ts';
import { type Receiving, receiveGoods } from './receive.ts';

export interface ReturnRequest extends Receiving {
  readonly order: string;
  readonly goods: readonly ReturnWish[] | 'all';
  readonly reason: string;
  /** Only asked for: the goods are still on their way. */
  readonly ask: boolean;
}

/**
 * Records goods that came back, or are asked to: at most what was shipped and has not come back. Refuses
 * `return-line-unknown`, `return-too-many`, `return-nothing`, `refund-too-much`, `location-unknown`.
 */
export function recordReturn(shop: Shop, request: ReturnRequest, options: KeyedOptions): Promise<ActResult> {
  if (request.reason.trim() === '') throw new OmsError('reason-needed', { flag: '--reason' });
  return write(shop, options, (act) => actOnce(act, options.key, request, () => record(act, request)));
}

async function record(act: Act, request: ReturnRequest): Promise<Outcome> {
  const order = await findOrder(act.db, request.order);
  const id = formatId('order', order.id);
  const goods = planReturn({ id, order: id }, await returnableLines(act, order), request.goods);
  const asked = await insertReturn(act.db, act, order.id, request.reason.trim(), goods);
  if (!request.ask) return receiveGoods(act, order, asked, goods, request);
  await recordBoth(act, asked, 'asked');
  await refresh(act, order);
  return describeAsked(act, asked, 'asked');
}

/** What was shipped of each line of goods and neither came back nor is asked to. */
async function returnableLines(act: Act, order: Order) {
  const progress = await progressOfOrder(act.db, order.id);
  return (await linesOfOrder(act.db, order.id)).flatMap((line, index) => {
    const { shipped = 0, returnAsked = 0 } = progress[index] ?? {};
    return line.shippable ? [{ orderLineId: line.id, sku: line.sku, most: shipped - returnAsked }] : [];
  });
}

export interface ReceiveRequest extends Receiving {
  /** What came; everything asked for, resellable, where left out. */
  readonly goods: readonly ReturnWish[] | 'all';
}

/** The goods of returns that were asked for have come. Received before: unchanged. Refuses `return-cancelled`. */
export function receiveReturns(shop: Shop, ids: readonly string[], request: ReceiveRequest, options: WriteOptions): Promise<ActResult> {
  return actOnEach(shop, ids, options, async (act, id) => {
    const asked = await findReturn(act.db, id);
    if (asked.state === 'received') return describeAsked(act, asked, 'unchanged');
    const returned = formatId('return', asked.id);
    if (asked.state === 'cancelled') throw new OmsError('return-cancelled', { return: returned, order: formatId('order', asked.orderId) });
    const lines = (await linesOfReturn(act.db, asked.id)).map((line) => ({ ...line, most: line.asked }));
    const goods = planReturn({ id: returned, order: formatId('order', asked.orderId) }, lines, request.goods);
    return receiveGoods(act, await orderById(act.db, asked.orderId), asked, goods, request);
  });
}

/** Returns that will not come after all. Refuses `return-received`. */
export function cancelReturns(shop: Shop, ids: readonly string[], options: WriteOptions): Promise<ActResult> {
  return actOnEach(shop, ids, options, async (act, id) => {
    const asked = await findReturn(act.db, id);
    if (asked.state === 'cancelled') return describeAsked(act, asked, 'unchanged');
    if (asked.state === 'received') throw new OmsError('return-received', { return: formatId('return', asked.id) });
    await cancelReturn(act.db, asked.id);
    await recordBoth(act, asked, 'cancelled');
    await refresh(act, await orderById(act.db, asked.orderId));
    return describeAsked(act, asked, 'cancelled');
  });
}

async function recordBoth(act: Act, asked: GoodsReturn, action: string): Promise<void> {
  await recordEvent(act.db, act, 'return', asked.id, action, { order: formatId('order', asked.orderId) });
  await recordEvent(act.db, act, 'order', asked.orderId, `return-${action}`, { return: formatId('return', asked.id) });
}

/** A return of which nothing has come now. */
async function describeAsked(act: Act, asked: GoodsReturn, outcome: string): Promise<Outcome> {
  const lines = await linesOfReturn(act.db, asked.id);
  return {
    id: formatId('return', asked.id),
    outcome,
    order: formatId('order', asked.orderId),
    units: lines.reduce((sum, line) => sum + line.asked, 0),
    lines: lines.map(({ line, sku, name, asked: quantity }) => ({ line, sku, name, quantity })),
  };
}
