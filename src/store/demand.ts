// What orders still need, read for many at once, as they are served: by priority, then age; their lines by position.
import { type SqlBool, sql } from 'kysely';
import type { Part } from '../domain/order/claim.ts';
import type { OrderState } from '../domain/order/order.ts';
import type { Product, ProductKind } from '../domain/product.ts';
import { among } from './among.ts';
import type { Handle } from './database.ts';
import { dueOfLine, lackingStates, lineSums } from './line-sums.ts';
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
  /** That it lacks goods is noted as a problem. */
  readonly isShort: boolean;
  readonly isWaiting: boolean;
  /** Its own rule; null: as the shop has it. */
  readonly allowPartial: boolean | null;
  readonly country: string;
  readonly region: string;
  readonly lines: readonly DemandLine[];
}

/** Orders by their ids, whatever their state. */
export function demandOfOrders(db: Handle, orderIds: readonly number[]): Promise<Demand[]> {
  return demandWhere(db, sql<SqlBool>`sales_order.id in ${among(orderIds)}`);
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

const servedFirst = sql`sales_order.priority desc, sales_order.ordered_at, sales_order.id`;

/** Orders that wait for goods and may have them, as they are served: all, or those that want one of these products, alone or in a kit. */
export async function waitingOrderIds(db: Handle, productIds?: readonly number[]): Promise<number[]> {
  const wanted = productIds && [...productIds, ...(await kitsWith(db, productIds))];
  const wants = wanted
    ? sql`exists (select 1 from order_line waiting where waiting.order_id = backorder.order_id
        and waiting.product_id in ${among(wanted)})`
    : sql`true`;
  const { rows } = await sql<{ id: number }>`select sales_order.id from backorder join sales_order on sales_order.id = backorder.order_id
    where ${mayBeServed} and ${wants} order by ${servedFirst}`.execute(db);
  return rows.map(({ id }) => id);
}

/** An order that waits for goods and may have them; none where it does not wait, or may not go on. */
export function waitingDemandOf(db: Handle, orderId: number): Promise<Demand[]> {
  return demandWhere(
    db,
    sql<SqlBool>`${mayBeServed} and sales_order.id = ${orderId} and exists (select 1 from backorder where order_id = ${orderId})`,
  );
}

/** Confirmed orders of which something has neither left nor is reserved, those that are held or do not wait included. */
export async function missingDemand(db: Handle, productIds: readonly number[]): Promise<Demand[]> {
  const wanted = [...productIds, ...(await kitsWith(db, productIds))];
  const found = await demandWhere(
    db,
    sql<SqlBool>`sales_order.state = 'confirmed' and sales_order.history = 0
      and sales_order.fulfilment_state in (${sql.join(lackingStates)}) and sales_order.id in (
      select line.order_id from order_line line where line.product_id in ${among(wanted)})`,
  );
  return found.filter(({ lines }) => lines.some((line) => line.wanted > line.reserved + line.shipped));
}

async function demandWhere(db: Handle, condition: ReturnType<typeof sql<SqlBool>>): Promise<Demand[]> {
  const rows = await selectPacked(db).where(condition).execute();
  const orders = rows.map(({ packed }) => JSON.parse(packed) as PackedOrder);
  const goods = await goodsOf(db, orders);
  const demands: Demand[] = [];
  for (const order of orders) {
    const lines: DemandLine[] = [];
    for (const line of linesOf(order)) {
      const known = goods(line);
      if (isShippable(line) || known.kind === 'capacity') lines.push(demandLine(line, known));
    }
    if (lines.length > 0) demands.push(demandOf(order, lines));
  }
  return demands;
}

/** An order as one text holds it: rows of so many columns take three times as long to read. */
type PackedOrder = readonly [
  ...order: [id: number, number: string, state: OrderState, isHistory: 0 | 1, isHeld: 0 | 1, orderedAt: string, priority: number],
  ...stands: [isPaid: 0 | 1, isOnItsWay: 0 | 1, isShort: 0 | 1, isWaiting: 0 | 1, allowPartial: 0 | 1 | null],
  ...to: [country: string, region: string],
  lines: readonly PackedLine[],
];
type PackedLine = readonly [
  ...line: [id: number, position: number, sku: string, productId: number | null, shippable: 0 | 1],
  ...units: [wanted: number, reserved: number, shipped: number],
];

const isShort = sql`sales_order.error_count + sales_order.warning_count > 0
  and exists (select 1 from problem where problem.order_id = sales_order.id and problem.code = 'stock-short')`;

function selectPacked(db: Handle) {
  const line = sql`json_array(order_line.id, order_line.position, order_line.sku, order_line.product_id, order_line.shippable,
    iif(sales_order.invoice_state = 'none', order_line.quantity - order_line.cancelled_quantity, ${dueOfLine}), ${lineSums.reserved},
    iif(sales_order.fulfilment_state in (${sql.join(shelfStates)}), 0, ${lineSums.shipped}))`;
  return db
    .selectFrom('sales_order')
    .leftJoin('party', 'party.id', 'sales_order.ship_party_id')
    .leftJoin('order_partial', 'order_partial.order_id', 'sales_order.id')
    .leftJoin('backorder', 'backorder.order_id', 'sales_order.id')
    .select(
      sql<string>`json_array(sales_order.id, sales_order.number, sales_order.state, sales_order.history, sales_order.hold_count > 0,
        sales_order.ordered_at, sales_order.priority, sales_order.payment_state = 'paid',
        sales_order.fulfilment_state not in (${sql.join(shelfStates)}), ${isShort}, backorder.since is not null,
        order_partial.allowed, coalesce(party.country, ''), coalesce(party.region, ''),
        (select json_group_array(${line} order by order_line.position) from order_line where order_line.order_id = sales_order.id))`.as(
        'packed',
      ),
    )
    .orderBy(servedFirst);
}

function linesOf(order: PackedOrder): readonly PackedLine[] {
  return order[14];
}

function isShippable([, , , , shippable]: PackedLine): boolean {
  return shippable === 1;
}

function productOf([, , , productId]: PackedLine): number | null {
  return productId;
}

function demandOf(order: PackedOrder, lines: readonly DemandLine[]): Demand {
  const [orderId, number, state, isHistory, isHeld, orderedAt, priority, ...rest] = order;
  const [isPaid, isOnItsWay, isShort, isWaiting, allowPartial, country, region] = rest;
  return {
    orderId,
    number,
    state,
    isHistory: isHistory === 1,
    isHeld: isHeld === 1,
    orderedAt,
    priority,
    isPaid: isPaid === 1,
    isOnItsWay: isOnItsWay === 1,
    isShort: isShort === 1,
    isWaiting: isWaiting === 1,
    allowPartial: allowPartial === null ? null : allowPartial === 1,
    country,
    region,
    lines,
  };
}

function demandLine([lineId, position, sku, productId, , wanted, reserved, shipped]: PackedLine, goods: Goods): DemandLine {
  const { kind, availableFrom, parts, isFrozen } = goods;
  return { lineId, position, sku, productId, kind, availableFrom, wanted, reserved, shipped, parts, isFrozen };
}

/** Where an order stands of which nothing is packed or has left. */
const shelfStates = ['unreserved', 'backordered', 'reserved'] as const;

/** What a line is of. */
type Goods = Pick<DemandLine, 'kind' | 'availableFrom' | 'parts' | 'isFrozen'>;

const UNKNOWN: Goods = { kind: null, availableFrom: null, parts: [], isFrozen: false };

/** What lines are of. One takes off the shelf what is written down for it, else its kit as it is made now, else itself. */
async function goodsOf(db: Handle, orders: readonly PackedOrder[]): Promise<(line: PackedLine) => Goods> {
  const ids = new Set<number>();
  for (const order of orders) for (const line of linesOf(order)) ids.add(productOf(line) ?? 0);
  const products = await productsById(db, [...ids]);
  const kits = [...products.values()].filter(({ kind }) => kind === 'kit').map(({ id }) => id);
  const contents = await contentsOf(db, kits);
  const known = new Map([...products.values()].map((product) => [product.id, goodsAre(product, contents)]));
  const kitLines = kits.length === 0 ? [] : orders.flatMap(linesOf).filter((line) => contents.has(productOf(line) ?? 0));
  const frozen = await frozenParts(
    db,
    kitLines.map(([id]) => id),
  );
  return (line) => {
    const goods = known.get(productOf(line) ?? 0) ?? UNKNOWN;
    const parts = goods.kind === 'kit' ? frozen.get(line[0]) : undefined;
    return parts ? { ...goods, parts, isFrozen: true } : goods;
  };
}

/** A product as nothing is written down of it. */
function goodsAre({ id, kind, availableFrom }: Product, contents: ReadonlyMap<number, readonly Part[]>): Goods {
  const parts = kind === 'kit' ? (contents.get(id) ?? []) : [{ productId: id, quantity: 1 }];
  return { kind, availableFrom, parts, isFrozen: false };
}
