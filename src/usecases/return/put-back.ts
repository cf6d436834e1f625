// Goods that came back, onto the shelf: a kit as what it was made of, and each into the lot it was sent of.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import type { Location } from '../../domain/location.ts';
import { type LotBack, leftOfLine, lotsNamed, planLotsBack } from '../../domain/lot.ts';
import type { OrderLine } from '../../domain/order/order.ts';
import type { Product } from '../../domain/product.ts';
import type { GoodsReturn, ReturnedGoods } from '../../domain/return.ts';
import { lotsOfLine, lotsWithBuyer } from '../../store/lot-trace.ts';
import { productsById } from '../../store/product.ts';
import { frozenParts } from '../../store/product-part.ts';
import { shipmentsOfOrder } from '../../store/shipment.ts';
import { move } from '../../store/stock.ts';
import type { Act } from '../shop.ts';

export interface StockBack {
  readonly orderLineId: number;
  readonly productId: number;
  readonly locationId: number;
  readonly sku: string;
  readonly location: string;
  readonly quantity: number;
  readonly resellable: number;
  readonly damaged: number;
}

/** Where goods are put, and of which lots they are; none: as they were sent. */
interface PutDown {
  readonly location: Location;
  readonly lots: readonly string[];
}

/** Pieces of a product that came back of a line. */
interface Pieces {
  readonly orderLineId: number;
  readonly product: Product;
  readonly quantity: number;
  readonly damaged: number;
}

/**
 * What is damaged comes on hand too, but unavailable. Lines of no known product leave the stock alone. Refuses
 * `return-lot-needed` where nobody can know the lot, and where a lot is named that none of the goods was sent of.
 */
export async function putBack(
  act: Act,
  asked: GoodsReturn,
  lines: readonly OrderLine[],
  goods: readonly ReturnedGoods[],
  { location, lots }: PutDown,
): Promise<StockBack[]> {
  const pieces = await piecesOf(act, lines, goods);
  await refuseStrangeLots(act, asked, pieces, lots);
  for (const one of pieces)
    for (const back of await lotsBack(act, asked, one, lots)) await moveBack(act, asked, one.product, location, back);
  return pieces.map(({ orderLineId, product, quantity, damaged }) => {
    const place = { sku: product.sku, location: location.code };
    return { orderLineId, productId: product.id, locationId: location.id, ...place, quantity, resellable: quantity - damaged, damaged };
  });
}

async function piecesOf(act: Act, lines: readonly OrderLine[], goods: readonly ReturnedGoods[]): Promise<Pieces[]> {
  const parts = await frozenParts(
    act.db,
    lines.map(({ id }) => id),
  );
  const pieces: Pieces[] = [];
  for (const { orderLineId, quantity, resellable } of goods) {
    const own = lines.find(({ id }) => id === orderLineId)?.productId ?? null;
    for (const part of parts.get(orderLineId) ?? (own === null ? [] : [{ productId: own, quantity: 1 }])) {
      const product = (await productsById(act.db, [part.productId])).get(part.productId);
      if (product?.kind !== 'goods') continue;
      pieces.push({ orderLineId, product, quantity: quantity * part.quantity, damaged: (quantity - resellable) * part.quantity });
    }
  }
  return pieces;
}

async function moveBack(act: Act, asked: GoodsReturn, { id, sku }: Product, location: Location, back: LotBack): Promise<void> {
  const { lotId, code, quantity, damaged } = back;
  const draft = { kind: 'return', productId: id, locationId: location.id, lotId, quantity, unavailable: damaged } as const;
  const place = { sku, location: location.code, lot: code ?? undefined };
  await move(act.db, act, { ...draft, causeKind: 'return', causeId: asked.id, reason: asked.reason }, place);
}

/** The lots that pieces go back into: those of their line, else any that the order was sent of. */
async function lotsBack(act: Act, asked: GoodsReturn, pieces: Pieces, lots: readonly string[]): Promise<readonly LotBack[]> {
  const { orderLineId, product, quantity, damaged } = pieces;
  if (!product.lots) return [{ lotId: null, code: null, quantity, damaged }];
  const ofOrder = await lotsWithBuyer(act.db, asked.orderId, product.id);
  const named = lotsNamed(ofOrder, lots);
  const ofLine = leftOfLine(await lotsOfLine(act.db, orderLineId, product.id), named);
  const back = planLotsBack(ofLine, { quantity, damaged }) ?? planLotsBack(named, { quantity, damaged });
  if (back) return back;
  throw await lotNeeded(act, asked, pieces, ofOrder, lots);
}

/** A lot that is named is one of the goods'. */
async function refuseStrangeLots(act: Act, asked: GoodsReturn, pieces: readonly Pieces[], lots: readonly string[]): Promise<void> {
  const kept = pieces.filter(({ product }) => product.lots);
  if (kept.length === 0) return;
  const known = new Set<string | null>();
  for (const { product } of kept) for (const { code } of await lotsWithBuyer(act.db, asked.orderId, product.id)) known.add(code);
  if (lots.every((lot) => known.has(lot.trim()))) return;
  const [first] = kept as [Pieces];
  throw await lotNeeded(act, asked, first, await lotsWithBuyer(act.db, asked.orderId, first.product.id), lots);
}

async function lotNeeded(
  act: Act,
  { orderId }: GoodsReturn,
  { product, quantity }: Pieces,
  sent: readonly { readonly code: string | null }[],
  named: readonly string[],
): Promise<OmsError> {
  const shipments = (await shipmentsOfOrder(act.db, orderId)).filter(({ state }) => state === 'shipped' || state === 'delivered');
  return new OmsError('return-lot-needed', {
    sku: product.sku,
    ...(named.length > 0 && { named }),
    lots: sent.flatMap(({ code }) => code ?? []),
    order: formatId('order', orderId),
    shipments: shipments.map(({ id }) => formatId('shipment', id)).join(' '),
    quantity,
  });
}
