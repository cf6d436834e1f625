// Writing orders. One path for a typed order and for a hundred thousand imported ones: prepared statements.
import type { LeanRow, OrderRows, OrderSource, RowValue } from '../domain/import/prepared.ts';
import type { Axes } from '../domain/order/axes.ts';
import type { Order, OrderState, Party } from '../domain/order/order.ts';
import type { PlannedLine, PlannedOrder } from '../domain/order/plan.ts';
import type { Problem } from '../domain/order/problem.ts';
import type { Database, Handle } from './database.ts';
import { insert } from './insert.ts';
import { LeanTable } from './lean-row.ts';
import { isOneOf } from './order.ts';
import { insertChannelCodes } from './order-channel-code.ts';
import { partyTable, recipientsOf, rowOfParty, writeRecipients } from './party-row.ts';

/** A planned order with everything its row needs besides. */
export interface NewOrder {
  readonly state: OrderState;
  readonly history: boolean;
  readonly orderedOn: string;
  readonly rounding: string;
  readonly taxBasis: string;
  readonly planned: PlannedOrder;
  readonly problems: readonly Problem[];
  readonly holdCount: number;
  readonly axes: Axes;
  /** Its rows in a file. */
  readonly readFrom?: { readonly rowFrom: number; readonly rowTo: number };
}

/** Where orders come into. */
export interface OrderPlace {
  readonly channelId: number;
  readonly batchFileId: number | null;
}

/** An order as rows, whose it is, and where it came from. */
export interface OwnedOrder {
  readonly rows: OrderRows;
  readonly customerId: number | null;
  /** Null: an order typed in; its number becomes its own id. */
  readonly source: OrderSource | null;
}

const orderTable = new LeanTable(
  'sales_order',
  [
    'channel_id',
    'customer_id',
    'ship_party_id',
    'bill_party_id',
    'batch_file_id',
    'external_id',
    'lasting_id',
    'number',
    'content_hash',
    'said_at',
    'said_by',
    'created_at',
    'updated_at',
  ],
  // see `rowOfOrder`
  {
    state: 'new',
    history: 0,
    ordered_at: undefined,
    ordered_on: undefined,
    currency: undefined,
    prices_include_tax: undefined,
    rounding: undefined,
    tax_basis: undefined,
    discount_minor: 0,
    shipping_minor: 0,
    shipping_tax_code: 'S',
    shipping_tax_ppm: 0,
    net_minor: undefined,
    tax_minor: undefined,
    total_minor: undefined,
    channel_total_minor: null,
    payment_method: null,
    channel_state: null,
    note: null,
    priority: 0,
    payment_state: 'unpaid',
    fulfilment_state: 'unreserved',
    return_state: 'none',
    invoice_state: 'none',
    error_count: 0,
    warning_count: 0,
    hold_count: 0,
    paid_minor: 0,
    refunded_minor: 0,
    uncredited_minor: 0,
    row_from: null,
    row_to: null,
  },
);
// see `rowOfLine`
const lineTable = new LeanTable('order_line', ['order_id'], {
  position: undefined,
  external_id: null,
  sku: '',
  variant: null,
  product_id: null,
  name: undefined,
  quantity: undefined,
  pieces: 1,
  cancelled_quantity: 0,
  unit_price_micros: undefined,
  discount_minor: 0,
  tax_code: 'S',
  tax_ppm: 0,
  shippable: 1,
  price_assumed: 0,
  tax_assumed: 0,
  net_minor: undefined,
  tax_minor: undefined,
});
const problemColumns = ['order_id', 'line_id', 'found_at', 'code', 'severity', 'field', 'details'] as const;

/** The tables whose rows are lean. */
export const leanTables = { sales_order: orderTable, order_line: lineTable, party: partyTable };

/** A new order as rows: what is written, but for the ids that writing gives. */
export function rowsOfOrder(order: NewOrder): OrderRows {
  const { draft, lines } = order.planned;
  return {
    order: rowOfOrder(order),
    shipTo: rowOfParty(draft.shipTo),
    billTo: draft.billTo ? rowOfParty(draft.billTo) : null,
    lines: lines.map((line, index) => rowOfLine(index + 1, line)),
    problems: order.problems.map(rowOfProblem),
    ...(lines.some(({ draft: { shipTo } }) => shipTo) ? { recipients: recipientsOf(lines) } : undefined),
    ...(draft.channelCodes?.length ? { codes: draft.channelCodes } : undefined),
  };
}

function rowOfOrder(order: NewOrder): LeanRow {
  const { draft, money } = order.planned;
  const errors = order.problems.filter(({ severity }) => severity === 'error').length;
  return orderTable.row([
    order.state,
    order.history ? 1 : 0,
    draft.orderedAt,
    order.orderedOn,
    draft.currency,
    order.planned.pricesIncludeTax ? 1 : 0,
    order.rounding,
    order.taxBasis,
    order.planned.discountMinor,
    order.planned.shippingMinor,
    order.planned.shippingTax.category,
    order.planned.shippingTax.ratePpm,
    money.netMinor,
    money.taxMinor,
    money.totalMinor,
    draft.channelTotalMinor ?? null,
    draft.paymentMethod ?? null,
    draft.channelStatus ?? null,
    draft.note ?? null,
    draft.priority ?? 0,
    order.axes.paymentState,
    order.axes.fulfilmentState,
    order.axes.returnState,
    order.axes.invoiceState,
    errors,
    order.problems.length - errors,
    order.holdCount,
    order.axes.paidMinor,
    order.axes.refundedMinor,
    order.axes.uncreditedMinor,
    order.readFrom?.rowFrom ?? null,
    order.readFrom?.rowTo ?? null,
  ]);
}

function rowOfLine(position: number, line: PlannedLine): LeanRow {
  return lineTable.row([
    position,
    line.draft.externalId ?? null,
    line.sku,
    line.draft.variant ?? null,
    line.product?.id ?? null,
    line.name,
    line.quantity,
    line.pieces,
    line.cancelledQuantity,
    line.unitPriceMicros,
    line.discountMinor,
    line.tax.category,
    line.tax.ratePpm,
    line.shippable ? 1 : 0,
    line.priceAssumed ? 1 : 0,
    line.taxAssumed ? 1 : 0,
    line.netMinor,
    line.taxMinor,
  ]);
}

function rowOfProblem({ code, severity, position, field, details }: Problem): OrderRows['problems'][number] {
  return { position: position ?? null, values: [code, severity, field, JSON.stringify(details)] };
}

/** Writes a whole order: parties, lines, problems. Returns its id. */
export function insertOrder(database: Database, place: OrderPlace, order: OwnedOrder, at: string): number {
  return insertOrders(database, place, [order], at)[0] as number;
}

/** Writes whole orders, table after table: each stays at hand while it is filled. Returns their ids. */
export function insertOrders(
  database: Database,
  { channelId, batchFileId }: OrderPlace,
  orders: readonly OwnedOrder[],
  at: string,
): number[] {
  const people = orders.map(({ rows: { shipTo, billTo } }) => {
    const id = partyTable.insert(database, [], shipTo);
    return [id, billTo ? partyTable.insert(database, [], billTo) : id] as const;
  });
  const ids = orders.map(({ rows, customerId, source }, index) => {
    const [shipTo, billTo] = people[index] as readonly [number, number];
    const own: RowValue[] = [channelId, customerId, shipTo, billTo, batchFileId];
    if (source === null) own.push(null, null, '', null, null, null, at, at);
    else own.push(source.externalId, source.lastingId ?? null, source.externalId, source.contentHash, source.saidAt, source.saidBy, at, at);
    return orderTable.insert(database, own, rows.order);
  });
  for (const [index, { rows, source }] of orders.entries()) {
    const id = ids[index] as number;
    if (source === null) giveOwnNumber(database, id);
    const lineIds = rows.lines.map((line) => lineTable.insert(database, [id], line));
    if (rows.problems.length > 0) writeProblems(database, id, rows.problems, lineIds, at);
    if (rows.codes) insertChannelCodes(database, id, rows.codes);
    if (rows.recipients) writeRecipients(database, id, rows.recipients, lineIds);
  }
  return ids;
}

function giveOwnNumber(database: Database, id: number): void {
  database.statement('number own order', (db) => db.updateTable('sales_order').set({ number: '' }).where('id', '=', 0)).run(`O${id}`, id);
}

/** Writes a party; every field as it came. */
export function insertParty(database: Database, party: Party): number {
  return partyTable.insert(database, [], rowOfParty(party));
}

/** Writes one line of an order. Returns its id. */
export function insertLine(database: Database, orderId: number, position: number, line: PlannedLine): number {
  return lineTable.insert(database, [orderId], rowOfLine(position, line));
}

/** Writes an order's problems; `lineIds` by position, from 1. */
export function insertProblems(
  database: Database,
  orderId: number,
  problems: readonly Problem[],
  lineIds: readonly number[],
  at: string,
): void {
  writeProblems(database, orderId, problems.map(rowOfProblem), lineIds, at);
}

function writeProblems(database: Database, orderId: number, problems: OrderRows['problems'], lineIds: readonly number[], at: string): void {
  for (const { position, values } of problems) {
    const lineId = position === null ? null : (lineIds[position - 1] ?? null);
    insert(database, 'problem', problemColumns, [orderId, lineId, at, ...values]);
  }
}

/** Changes the life-cycle state. */
export function updateOrderState(db: Handle, id: number, state: Order['state'], at: string): Promise<void> {
  return updateOrderStates(db, [id], state, at);
}

/** As {@link updateOrderState} for many orders at once. */
export async function updateOrderStates(db: Handle, ids: readonly number[], state: Order['state'], at: string): Promise<void> {
  await db.updateTable('sales_order').set({ state, updated_at: at }).where(isOneOf('id', ids)).execute();
}
