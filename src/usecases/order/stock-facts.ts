// What the lines of orders could have of the stock now, read for many orders at once.
import { groupBy } from '../../domain/group.ts';
import type { Order, OrderLine } from '../../domain/order/order.ts';
import { availablePerLine, type StockedLine } from '../../domain/order/reserve.ts';
import { buffersOf, type Product } from '../../domain/product.ts';
import { demandOfOrders } from '../../store/demand.ts';
import { productsById } from '../../store/product.ts';
import { contentsOf } from '../../store/product-part.ts';
import { shelvesOf } from '../../store/shelf.ts';
import type { Act } from '../shop.ts';
import { type Lack, lacksOf } from './lack.ts';

/** Of a line that is short, also where the little there is stands and when the rest could come. */
export type StockOfLine = Partial<Lack> & { readonly available?: number; readonly due?: number; readonly hasNoParts?: boolean };

type Lines = ReadonlyMap<number, readonly OrderLine[]>;
type Products = ReadonlyMap<number, Product>;

/** Each order by itself, as if no other came before it. Lines that need no stock have nothing available. */
export async function readStock(
  act: Act,
  orders: readonly Order[],
  lines: Lines,
  products: Products,
): Promise<(line: OrderLine) => StockOfLine> {
  const demands = await demandsOf(act, orders, lines, products);
  const parts = await withParts(act, demands, products);
  const shelves = await shelvesOf(act.db, parts, act.on);
  const near = groupBy(shelves, (shelf) => shelf.productId);
  const buffers = buffersOf(parts);
  const available = new Map<number, number>();
  for (const demand of demands) {
    const own = new Set(demand.flatMap((line) => line.parts.map(({ productId }) => productId)));
    const those = [...own].flatMap((id) => near.get(id) ?? []);
    for (const [lineId, free] of availablePerLine(demand, those, buffers)) available.set(lineId, free);
  }
  const short = demands.flat().filter(({ lineId, wanted }) => wanted > (available.get(lineId) ?? wanted));
  const lacks = short.length === 0 ? new Map<number, Lack>() : await lacksOf(act, short, available, shelves);
  const empty = new Set(demands.flat().flatMap(({ lineId, parts: own }) => (own.length === 0 ? [lineId] : [])));
  const due = new Map(demands.flat().map(({ lineId, wanted }) => [lineId, wanted]));
  return ({ id }) => ({ available: available.get(id), due: due.get(id), hasNoParts: empty.has(id), ...lacks.get(id) });
}

export type WantedLine = StockedLine & { readonly availableFrom: string | null };

/** What of each order needs stock. Where nothing was promised yet its lines say all there is to know. */
async function demandsOf(act: Act, orders: readonly Order[], lines: Lines, products: Products): Promise<(readonly WantedLine[])[]> {
  const isUntouched = ({ state, fulfilmentState }: Order) => state === 'new' && fulfilmentState === 'unreserved';
  const touched = orders.filter((order) => !isUntouched(order)).map(({ id }) => id);
  const kits = [...products.values()].filter(({ kind }) => kind === 'kit').map(({ id }) => id);
  const contents = await contentsOf(act.db, kits);
  const untouched = orders
    .filter(isUntouched)
    .map(({ id }) => (lines.get(id) ?? []).flatMap((line) => wantedLine(line, products, contents)));
  const known = touched.length === 0 ? [] : await demandOfOrders(act.db, touched);
  return [...untouched, ...known.map((demand) => demand.lines)];
}

function wantedLine(line: OrderLine, products: Products, contents: Awaited<ReturnType<typeof contentsOf>>): WantedLine[] {
  const product = products.get(line.productId ?? 0);
  if (!line.shippable && product?.kind !== 'capacity') return [];
  const itself = product ? [{ productId: product.id, quantity: 1 }] : [];
  const parts = product?.kind === 'kit' ? (contents.get(product.id) ?? []) : itself;
  const wanted = line.quantity - line.cancelledQuantity;
  return [{ lineId: line.id, parts, wanted, reserved: 0, shipped: 0, availableFrom: product?.availableFrom ?? null }];
}

/** The products that stand on shelves: those of the lines, and what kits are made of. */
async function withParts(act: Act, demands: readonly (readonly WantedLine[])[], products: Products): Promise<Map<number, Product>> {
  const wanted = new Set(demands.flatMap((demand) => demand.flatMap(({ parts }) => parts.map(({ productId }) => productId))));
  const unread = await productsById(
    act.db,
    [...wanted].filter((id) => !products.has(id)),
  );
  return new Map([...wanted].flatMap((id) => [[id, products.get(id) ?? (unread.get(id) as Product)]]));
}
