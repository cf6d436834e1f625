// What orders still need, read for many at once, as they are served: by priority, then age; their lines by position.
import { type SqlBool, sql } from 'kysely';
import type { Part } from '../domain/order/claim.ts';
import type { OrderState } from '../domain/order/order.ts';
import type { Product, ProductKind } from '../domain/product.ts';
import type { Handle } from './database.ts';
import { lackingStates, lineSums } from './line-sums.ts';
import { productsById } from './product.ts';
import { contentsOf, frozenParts, kitsWith } from './product-part.ts';

/** A line that needs stock, in units of the line. */
export interface DemandLine {
  readonly lineId: number;
  readonly position: number;
  readonly sku: string;
  readonly productId: number | null;
  readonly kind: ProductKind | null;
  readonly availableFrom: string | null;
  readonly wanted: number;
  readonly reserved: number;
  readonly shipped: number;
  /** What one of it takes off the shelf; none where nobody knows. */
  readonly parts: readonly Part[];
  /** The parts stand written down for this line. */
  readonly isFrozen: boolean;
}

/** An order with its lines that need stock. */
export interface Demand {
  readonly orderId: number;
  readonly number: string;
  readonly state: OrderState;
  readonly isHistory: boolean;
  readonly isHeld: boolean;
  readonly orderedAt: string;
  readonly priority: number;
  readonly isPaid: boolean;
  /** Something of it is packed or has left. */
  readonly isOnItsWay: boolean;
  readonly hasWarnings: boolean;
  readonly isWaiting: boolean;
  /** Its own rule; null: as the shop has it. */
  readonly allowPartial: boolean | null;
  readonly country: string;
  readonly region: string;
  readonly lines: readonly DemandLine[];
}

/** Orders by their ids, whatever their state. */
export function demandOfOrders(db: Handle, orderIds: readonly number[]): Promise<Demand[]> {
  return demandWhere(db, sql<SqlBool>`sales_order.id in (select value from json_each(${JSON.stringify(orderIds)}))`);
}

/** How much is promised to an order, in units of its lines: a kit counts once, not its parts. */
export async function unitsReserved(db: Handle, orderId: number): Promise<number> {
  const { units } = await db
    .selectFrom('order_line')
    .select(sql<number>`coalesce(sum(${lineSums.reserved}), 0)`.as('units'))
    .where('order_id', '=', orderId)
    .executeTakeFirstOrThrow();
  return units;
}

const mayBeServed = sql<SqlBool>`sales_order.state = 'confirmed' and sales_order.history = 0 and sales_order.hold_count = 0`;

/** Orders that wait for goods and may have them: all, or those that want one of these products, alone or in a kit. */
export async function waitingDemand(db: Handle, productIds?: readonly number[]): Promise<Demand[]> {
  const all = sql<SqlBool>`${mayBeServed} and exists (select 1 from backorder where order_id = sales_order.id)`;
  if (productIds === undefined) return demandWhere(db, all);
  const wanted = [...productIds, ...(await kitsWith(db, productIds))];
  return demandWhere(
    db,
    sql<SqlBool>`${mayBeServed} and sales_order.id in (select backorder.order_id from backorder
      join order_line waiting on waiting.order_id = backorder.order_id
      where waiting.product_id in (select value from json_each(${JSON.stringify(wanted)})))`,
  );
}

/** Confirmed orders of which something has neither left nor is reserved, those that are held or do not wait included. */
export async function missingDemand(db: Handle, productIds: readonly number[]): Promise<Demand[]> {
  const wanted = [...productIds, ...(await kitsWith(db, productIds))];
  const found = await demandWhere(
    db,
    sql<SqlBool>`sales_order.state = 'confirmed' and sales_order.history = 0
      and sales_order.fulfilment_state in (${sql.join(lackingStates)}) and sales_order.id in (
      select line.order_id from order_line line where line.product_id in (select value from json_each(${JSON.stringify(wanted)})))`,
  );
  return found.filter(({ lines }) => lines.some((line) => line.wanted > line.reserved + line.shipped));
}

async function demandWhere(db: Handle, condition: ReturnType<typeof sql<SqlBool>>): Promise<Demand[]> {
  const orders = await selectOrders(db).where(condition).execute();
  if (orders.length === 0) return [];
  const rows = await selectLines(
    db,
    orders.map(({ id }) => id),
  ).execute();
  const products = await productsById(
    db,
    rows.flatMap(({ product_id }) => product_id ?? []),
  );
  const parts = await partsOfLines(db, rows, products);
  const lines = new Map<number, DemandLine[]>();
  for (const row of rows) {
    const product = row.product_id === null ? undefined : products.get(row.product_id);
    if (row.shippable === 0 && product?.kind !== 'capacity') continue;
    const line = demandLine(row, product, parts(row));
    const own = lines.get(row.order_id);
    if (own) own.push(line);
    else lines.set(row.order_id, [line]);
  }
  return orders.flatMap((row) => {
    const own = lines.get(row.id);
    return own ? [demandOf(row, own)] : [];
  });
}

type OrderRow = Awaited<ReturnType<ReturnType<typeof selectOrders>['execute']>>[number];
type LineRow = Awaited<ReturnType<ReturnType<typeof selectLines>['execute']>>[number];

function demandOf(row: OrderRow, lines: readonly DemandLine[]): Demand {
  return {
    orderId: row.id,
    number: row.number,
    state: row.state,
    isHistory: row.history === 1,
    isHeld: row.hold_count > 0,
    orderedAt: row.ordered_at,
    priority: row.priority,
    isPaid: row.payment_state === 'paid',
    isOnItsWay: !(shelfStates as readonly string[]).includes(row.fulfilment_state),
    hasWarnings: row.warning_count > 0,
    isWaiting: row.since !== null,
    allowPartial: row.allowed === null ? null : row.allowed === 1,
    country: row.country ?? '',
    region: row.region ?? '',
    lines,
  };
}

function demandLine(row: LineRow, product: Product | undefined, parts: Pick<DemandLine, 'parts' | 'isFrozen'>): DemandLine {
  return {
    lineId: row.id,
    position: row.position,
    sku: row.sku,
    productId: row.product_id,
    kind: product?.kind ?? null,
    availableFrom: product?.availableFrom ?? null,
    wanted: row.wanted,
    reserved: row.reserved,
    shipped: row.shipped,
    parts: parts.parts,
    isFrozen: parts.isFrozen,
  };
}

function selectOrders(db: Handle) {
  return db
    .selectFrom('sales_order')
    .leftJoin('party', 'party.id', 'sales_order.ship_party_id')
    .leftJoin('order_partial', 'order_partial.order_id', 'sales_order.id')
    .leftJoin('backorder', 'backorder.order_id', 'sales_order.id')
    .select(['sales_order.id', 'sales_order.number', 'sales_order.state', 'sales_order.history', 'sales_order.hold_count'])
    .select(['sales_order.ordered_at', 'sales_order.priority', 'sales_order.payment_state', 'sales_order.warning_count'])
    .select('sales_order.fulfilment_state')
    .select(['order_partial.allowed', 'backorder.since', 'party.country', 'party.region'])
    .orderBy('sales_order.priority', 'desc')
    .orderBy('sales_order.ordered_at')
    .orderBy('sales_order.id');
}

function selectLines(db: Handle, orderIds: readonly number[]) {
  return db
    .selectFrom('order_line')
    .where('order_line.order_id', 'in', sql<number>`(select value from json_each(${JSON.stringify(orderIds)}))`)
    .select(['order_line.id', 'order_line.order_id', 'order_line.position', 'order_line.sku', 'order_line.product_id'])
    .select([
      'order_line.shippable',
      sql<number>`order_line.quantity - order_line.cancelled_quantity`.as('wanted'),
      lineSums.reserved.as('reserved'),
      lineSums.shipped.as('shipped'),
    ])
    .orderBy('order_line.order_id')
    .orderBy('order_line.position');
}

/** Where an order stands of which nothing is packed or has left. */
const shelfStates = ['unreserved', 'backordered', 'reserved'] as const;

const UNKNOWN = { parts: [], isFrozen: false } as const;

/** What one of a line takes off the shelf: as written down for it, else as its kit is made now, else the product itself. */
async function partsOfLines(
  db: Handle,
  rows: readonly LineRow[],
  products: ReadonlyMap<number, Product>,
): Promise<(row: LineRow) => Pick<DemandLine, 'parts' | 'isFrozen'>> {
  const isKit = ({ product_id }: LineRow) => products.get(product_id ?? 0)?.kind === 'kit';
  const kits = rows.filter(isKit);
  const frozen = await frozenParts(
    db,
    kits.map(({ id }) => id),
  );
  const contents = await contentsOf(db, [...new Set(kits.map(({ product_id }) => product_id as number))]);
  const itself = new Map([...products.keys()].map((id) => [id, { parts: [{ productId: id, quantity: 1 }], isFrozen: false }]));
  return (row) => {
    if (row.product_id === null) return UNKNOWN;
    if (!isKit(row)) return itself.get(row.product_id) ?? UNKNOWN;
    const own = frozen.get(row.id);
    return { parts: own ?? contents.get(row.product_id) ?? [], isFrozen: own !== undefined };
  };
}
