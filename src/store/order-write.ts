// Writing orders. One path for a typed order and for a hundred thousand imported ones: prepared statements.
import type { OrderRows, RowValues } from '../domain/import/prepared.ts';
import type { Said } from '../domain/import/reimport.ts';
import type { Axes } from '../domain/order/axes.ts';
import type { Order, OrderState, Party } from '../domain/order/order.ts';
import type { PlannedLine, PlannedOrder } from '../domain/order/plan.ts';
import type { Problem } from '../domain/order/problem.ts';
import type { Database, Handle } from './database.ts';
import { insert } from './insert.ts';

/** A planned order with everything its row needs besides. */
export interface NewOrder {
  /** Null: an order typed in; its number becomes its own id. */
  readonly externalId: string | null;
  readonly state: OrderState;
  readonly history: boolean;
  readonly orderedOn: string;
  readonly rounding: string;
  readonly taxBasis: string;
  readonly planned: PlannedOrder;
  readonly problems: readonly Problem[];
  readonly holdCount: number;
  readonly axes: Axes;
  readonly source?: { readonly rowFrom: number; readonly rowTo: number; readonly contentHash: string } & Said;
}

/** Whose order it is, and where it came from. */
export interface OrderOwner {
  readonly channelId: number;
  readonly customerId: number | null;
  readonly batchFileId: number | null;
}

const orderColumns = [
  // given by writing
  'channel_id',
  'customer_id',
  'ship_party_id',
  'bill_party_id',
  'batch_file_id',
  'created_at',
  'updated_at',
  // of the order: see `rowOfOrder`
  'external_id',
  'number',
  'state',
  'history',
  'ordered_at',
  'ordered_on',
  'currency',
  'prices_include_tax',
  'rounding',
  'tax_basis',
  'discount_minor',
  'shipping_minor',
  'shipping_tax_code',
  'shipping_tax_ppm',
  'net_minor',
  'tax_minor',
  'total_minor',
  'channel_total_minor',
  'payment_method',
  'channel_state',
  'note',
  'priority',
  'payment_state',
  'fulfilment_state',
  'return_state',
  'invoice_state',
  'error_count',
  'warning_count',
  'hold_count',
  'paid_minor',
  'refunded_minor',
  'uncredited_minor',
  'row_from',
  'row_to',
  'content_hash',
  'said_at',
  'said_by',
] as const;
const lineColumns = [
  'order_id',
  // of the line: see `rowOfLine`
  'position',
  'external_id',
  'sku',
  'product_id',
  'name',
  'quantity',
  'pieces',
  'cancelled_quantity',
  'unit_price_micros',
  'discount_minor',
  'tax_code',
  'tax_ppm',
  'shippable',
  'price_assumed',
  'tax_assumed',
  'net_minor',
  'tax_minor',
] as const;
const partyColumns = [
  'name',
  'company',
  'email',
  'phone',
  'address1',
  'address2',
  'city',
  'region',
  'postcode',
  'country',
  'tax_id',
] as const;
const problemColumns = ['order_id', 'line_id', 'found_at', 'code', 'severity', 'field', 'details'] as const;

/** A new order as rows: what is written, but for the ids that writing gives. */
export function rowsOfOrder(order: NewOrder): OrderRows {
  const { draft, lines } = order.planned;
  return {
    order: rowOfOrder(order),
    shipTo: rowOfParty(draft.shipTo),
    billTo: draft.billTo ? rowOfParty(draft.billTo) : null,
    lines: lines.map((line, index) => rowOfLine(index + 1, line)),
    problems: order.problems.map(rowOfProblem),
  };
}

function rowOfOrder(order: NewOrder): RowValues {
  const { draft, money } = order.planned;
  const errors = order.problems.filter(({ severity }) => severity === 'error').length;
  const source = order.source;
  return [
    order.externalId,
    order.externalId ?? '',
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
    source?.rowFrom ?? null,
    source?.rowTo ?? null,
    source?.contentHash ?? null,
    source?.saidAt ?? null,
    source?.saidBy ?? null,
  ];
}

function rowOfParty(party: Party): RowValues {
  return [
    party.name,
    party.company ?? null,
    party.email ?? null,
    party.phone ?? null,
    party.address1 ?? null,
    party.address2 ?? null,
    party.city ?? null,
    party.region ?? null,
    party.postcode ?? null,
    party.country ?? null,
    party.taxId ?? null,
  ];
}

function rowOfLine(position: number, line: PlannedLine): RowValues {
  return [
    position,
    line.draft.externalId ?? null,
    line.sku,
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
  ];
}

function rowOfProblem({ code, severity, position, field, details }: Problem): OrderRows['problems'][number] {
  return { position: position ?? null, values: [code, severity, field, JSON.stringify(details)] };
}

/** The party that such a row holds, as far as it tells who somebody is. */
export function personOf(row: RowValues): Party {
  const [name, company, email, phone] = row as [string, string | null, string | null, string | null];
  return { name, company, email, phone, taxId: row[10] as string | null };
}

/** Writes a whole order: parties, lines, problems. Returns its id. */
export function insertOrder(database: Database, rows: OrderRows, owner: OrderOwner, at: string): number {
  return insertOrders(database, [{ ...owner, rows }], at)[0] as number;
}

/** Writes whole orders, table after table: each stays at hand while it is filled. Returns their ids. */
export function insertOrders(database: Database, orders: readonly (OrderOwner & { readonly rows: OrderRows })[], at: string): number[] {
  const parties = orders.map(({ rows: { shipTo, billTo } }) => {
    const id = insert(database, 'party', partyColumns, shipTo);
    return { shipTo: id, billTo: billTo ? insert(database, 'party', partyColumns, billTo) : id };
  });
  const ids = orders.map(({ rows, channelId, customerId, batchFileId }, index) => {
    const { shipTo, billTo } = parties[index] as (typeof parties)[number];
    return insert(database, 'sales_order', orderColumns, [channelId, customerId, shipTo, billTo, batchFileId, at, at, ...rows.order]);
  });
  for (const [index, { rows }] of orders.entries()) if (rows.order[0] === null) giveOwnNumber(database, ids[index] as number);
  const lineIds = orders.map(({ rows }, index) =>
    rows.lines.map((line) => insert(database, 'order_line', lineColumns, [ids[index], ...line])),
  );
  for (const [index, { rows }] of orders.entries()) {
    if (rows.problems.length > 0) writeProblems(database, ids[index] as number, rows.problems, lineIds[index] as number[], at);
  }
  return ids;
}

function giveOwnNumber(database: Database, id: number): void {
  database.statement('number own order', (db) => db.updateTable('sales_order').set({ number: '' }).where('id', '=', 0)).run(`O${id}`, id);
}

/** Writes a party; every field as it came. */
export function insertParty(database: Database, party: Party): number {
  return insert(database, 'party', partyColumns, rowOfParty(party));
}

/** Writes one line of an order. Returns its id. */
export function insertLine(database: Database, orderId: number, position: number, line: PlannedLine): number {
  return insert(database, 'order_line', lineColumns, [orderId, ...rowOfLine(position, line)]);
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
export async function updateOrderState(db: Handle, id: number, state: Order['state'], at: string): Promise<void> {
  await db.updateTable('sales_order').set({ state, updated_at: at }).where('id', '=', id).execute();
}
