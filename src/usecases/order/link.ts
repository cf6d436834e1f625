// Lines whose code has become known, or whose product has got a price, take over what nobody has said of them.
import type { Order, OrderLine } from '../../domain/order/order.ts';
import { inPieces } from '../../domain/order/pack.ts';
import { adoptProduct, priceOrder } from '../../domain/order/plan.ts';
import type { Product } from '../../domain/product.ts';
import { recordEvent } from '../../store/event.ts';
import { linesOfOrder } from '../../store/order.ts';
import { linkLine, writeOrderMoney } from '../../store/order-line.ts';
import { productsById } from '../../store/product.ts';
import { productForCode } from '../../store/product-alias.ts';
import { treatmentsOn } from '../../store/tax-rate.ts';
import type { Act } from '../shop.ts';
import { bookOncePriced } from './paid-unpriced.ts';

/** Whether a line lacks a product, or a price that its product may have got, or may be a variant that has been taught since. */
export function isOpenLine(order: Order, line: OrderLine): boolean {
  return line.productId === null ? line.sku !== '' : line.priceAssumed || isVariantOpen(order, line);
}

/** What all variants share was taken for its code; nothing is promised of it yet. */
function isVariantOpen({ state }: Order, { variant, pieces }: OrderLine): boolean {
  return variant !== null && state === 'new' && pieces === 1;
}

/** The shop's prices are in its own currency: those of another cannot be compared. */
export function comparable<T extends Product>(product: T, order: Order, act: Act): T {
  return order.currency === act.settings.currency ? product : { ...product, unitPriceMicros: null };
}

/** The product that a line's code has come to mean, and the line in pieces of it; undefined while it means none. */
async function meantBy(act: Act, order: Order, line: OrderLine): Promise<{ line: OrderLine; product: Product } | undefined> {
  const ofVariant = line.variant === null ? undefined : await productForCode(act.db, order.channelId, line.variant);
  const meant = ofVariant ?? (await productForCode(act.db, order.channelId, line.sku));
  if (!meant) return undefined;
  const own = ofVariant ? { ...line, variant: null } : line;
  if (meant.pieces === 1) return { line: own, product: meant.product };
  const said = line.priceAssumed ? null : line.unitPriceMicros;
  const counted = inPieces({ ...line, unitPriceMicros: said }, meant.pieces, order.currency, order.rounding);
  if (!counted) return undefined;
  const { quantity, cancelledQuantity = 0, unitPriceMicros } = counted;
  return {
    product: meant.product,
    line: { ...own, quantity, cancelledQuantity, unitPriceMicros: unitPriceMicros ?? 0, pieces: meant.pieces },
  };
}

/** Links and prices an order's open lines, and writes its money. False when nothing has become known. */
export async function linkKnownProducts(act: Act, order: Order, lines: readonly OrderLine[]): Promise<boolean> {
  const positions = await linkLines(act, order, lines);
  if (positions.length > 0) await recordEvent(act.db, act, 'order', order.id, 'linked', { lines: positions });
  return positions.length > 0;
}

/** Links and prices those of the lines that are open. Returns which, by their positions. */
export async function linkLines(act: Act, order: Order, lines: readonly OrderLine[]): Promise<number[]> {
  const open = lines.filter((line) => isOpenLine(order, line));
  const products = await productsById(
    act.db,
    open.flatMap(({ productId }) => productId ?? []),
  );
  const treatments = await treatmentsOn(act.db, act.settings, order.orderedOn);
  const shop = {
    pricesIncludeTax: act.settings['prices-include-tax'] === 'true',
    treatment: (category: string) => treatments.get(category),
  };
  const positions: number[] = [];
  for (const line of open) {
    const isMeantAnew = line.productId === null || isVariantOpen(order, line);
    const found = isMeantAnew ? await meantBy(act, order, line) : { line, product: products.get(line.productId ?? 0) };
    if (!found?.product || (line.productId === found.product.id && found.line.variant !== null && !line.priceAssumed)) continue;
    const product = comparable(found.product, order, act);
    if (line.productId !== null && product.unitPriceMicros === null) continue;
    const adopted = adoptProduct(order, found.line, product, shop);
    await linkLine(act.db, line.id, product.id, { ...found.line, ...adopted });
    positions.push(line.position);
  }
  if (positions.length === 0) return positions;
  const all = await linesOfOrder(act.db, order.id);
  const lineIds = all.map(({ id }) => id);
  await writeOrderMoney(act.db, order.id, lineIds, priceOrder(order, all));
  await bookOncePriced(act, order.id);
  return positions;
}
