// Looking an order over: lines whose product became known are linked, and what is found takes the place of what was.
import type { Order, OrderLine } from '../../domain/order/order.ts';
import { inPieces } from '../../domain/order/pack.ts';
import { adoptProduct, priceOrder } from '../../domain/order/plan.ts';
import { findProblems, NO_LINES_HOLD, type Problem, withWaivers } from '../../domain/order/problem.ts';
import { availablePerLine } from '../../domain/order/reserve.ts';
import type { Product } from '../../domain/product.ts';
import { demandOfOrders } from '../../store/demand.ts';
import { recordEvent } from '../../store/event.ts';
import { openHolds } from '../../store/hold.ts';
import { linesOfOrder, orderById, partyById } from '../../store/order.ts';
import { linkLine, writeOrderMoney } from '../../store/order-line.ts';
import { replaceProblems, waiversOfOrder } from '../../store/problem.ts';
import { productsById } from '../../store/product.ts';
import { productForCode } from '../../store/product-alias.ts';
import { levelsOf } from '../../store/stock.ts';
import { treatmentsOn } from '../../store/tax-rate.ts';
import type { Act } from '../shop.ts';
import { bookOncePriced } from './paid-unpriced.ts';
import { refresh } from './refresh.ts';

export interface CheckedOrder {
  readonly order: Order;
  readonly problems: readonly Problem[];
}

/** Finds an open order's problems anew, stock included, and keeps them; the order's row counts them. Refuses nothing. */
export async function checkOrder(act: Act, order: Order): Promise<CheckedOrder> {
  const problems = await findAndKeep(act, order);
  return { order: await refresh(act, order), problems };
}

/** As {@link checkOrder}, for an act that goes on with the order and refreshes it at its end. */
export async function findAndKeep(act: Act, order: Order): Promise<readonly Problem[]> {
  const kept = await linesOfOrder(act.db, order.id);
  const linked = await linkKnownProducts(act, order, kept);
  const current = linked ? await orderById(act.db, order.id) : order;
  const lines = linked ?? kept;
  const products = await productsById(act.db, productIds(lines));
  const available = await availableTo(act, order);
  const found = findProblems({
    order: current,
    lines: lines.map((line) => ({
      ...line,
      product: line.productId === null ? undefined : comparable(products.get(line.productId), current, act),
      available: available.get(line.id),
      isPlace: products.get(line.productId ?? 0)?.kind === 'capacity',
    })),
    shipTo: await partyById(act.db, current.shipPartyId),
    priceTolerancePercent: Number(act.settings['price-tolerance-percent']),
    isHeldForLines: lines.length === 0 && (await openHolds(act.db, order.id)).includes(NO_LINES_HOLD),
  });
  const isBlocked = found.some(({ severity }) => severity === 'error');
  const problems = isBlocked ? withWaivers(found, await waiversOfOrder(act.db, order.id)) : found;
  const lineIds = lines.map(({ id }) => id);
  await replaceProblems(act.database, act.db, order.id, problems, lineIds, act.at);
  return problems;
}

/** What each line that needs stock could have now, by line. */
async function availableTo(act: Act, order: Order): Promise<Map<number, number>> {
  const [demand] = await demandOfOrders(act.db, [order.id]);
  if (!demand) return new Map();
  const products = await productsById(
    act.db,
    demand.lines.flatMap(({ parts }) => parts.map(({ productId }) => productId)),
  );
  return availablePerLine(demand.lines, await levelsOf(act.db, [...products.keys()]), buffersOf(products));
}

/** The shop's prices are in its own currency: those of another cannot be compared. */
function comparable(product: Product | undefined, order: Order, act: Act): Product | undefined {
  return product && order.currency !== act.settings.currency ? { ...product, unitPriceMicros: null } : product;
}

export function productIds(lines: readonly Pick<OrderLine, 'productId'>[]): number[] {
  return lines.flatMap(({ productId }) => (productId === null ? [] : [productId]));
}

export function buffersOf(products: ReadonlyMap<number, Product>): Map<number, number> {
  return new Map([...products].map(([id, { buffer }]) => [id, buffer]));
}

/** The product that a line's code has come to mean, and the line in pieces of it; undefined while it means none. */
async function meantBy(act: Act, order: Order, line: OrderLine): Promise<{ line: OrderLine; product: Product } | undefined> {
  const meant = await productForCode(act.db, order.channelId, line.sku);
  if (!meant || meant.pieces === 1) return meant && { line, product: meant.product };
  const said = line.priceAssumed ? null : line.unitPriceMicros;
  const counted = inPieces({ ...line, unitPriceMicros: said }, meant.pieces, order.currency, order.rounding);
  if (!counted) return undefined;
  const { quantity, cancelledQuantity = 0, unitPriceMicros } = counted;
  return {
    product: meant.product,
    line: { ...line, quantity, cancelledQuantity, unitPriceMicros: unitPriceMicros ?? 0, pieces: meant.pieces },
  };
}

/**
 * Links the lines whose code has become known, and prices those whose product has got a price. The lines as they then
 * are, or undefined when nothing has become known.
 */
async function linkKnownProducts(act: Act, order: Order, lines: readonly OrderLine[]): Promise<OrderLine[] | undefined> {
  const open = lines.filter(
    ({ productId, sku, priceAssumed }) => (productId === null && sku !== '') || (productId !== null && priceAssumed),
  );
  if (open.length === 0) return undefined;
  const products = await productsById(act.db, productIds(open));
  const treatments = await treatmentsOn(act.db, act.settings.country, order.orderedOn);
  const positions: number[] = [];
  for (const line of open) {
    const found = line.productId === null ? await meantBy(act, order, line) : { line, product: products.get(line.productId) };
    const product = comparable(found?.product, order, act);
    if (!found || !product || (line.productId !== null && product.unitPriceMicros === null)) continue;
    const adopted = adoptProduct(found.line, product, (category) => treatments.get(category));
    await linkLine(act.db, line.id, product.id, { ...found.line, ...adopted });
    positions.push(line.position);
  }
  if (positions.length === 0) return undefined;
  const money = priceOrder(order, await linesOfOrder(act.db, order.id));
  await writeOrderMoney(
    act.db,
    order.id,
    lines.map(({ id }) => id),
    money,
  );
  await bookOncePriced(act, order.id);
  await recordEvent(act.db, act, 'order', order.id, 'linked', { lines: positions });
  return linesOfOrder(act.db, order.id);
}
