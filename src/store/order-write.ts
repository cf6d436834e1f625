// Writing orders. One path for a typed order and for a hundred thousand imported ones: prepared statements.
import type { Axes } from '../domain/order/axes.ts';
import type { Order, OrderState, Party } from '../domain/order/order.ts';
import type { PlannedLine, PlannedOrder } from '../domain/order/plan.ts';
import type { Problem } from '../domain/order/problem.ts';
import type { Database, Handle } from './database.ts';
import { insert } from './insert.ts';

/** A planned order with everything the row needs besides. */
export interface NewOrder {
  readonly channelId: number;
  /** Null: an order typed in; its number becomes its own id. */
  readonly externalId: string | null;
  readonly customerId: number | null;
  readonly state: OrderState;
  readonly history: boolean;
  readonly orderedOn: string;
  readonly rounding: string;
  readonly taxBasis: string;
  readonly planned: PlannedOrder;
  readonly problems: readonly Problem[];
  readonly holdCount: number;
  readonly axes: Axes;
  readonly source?: { readonly batchFileId: number; readonly rowFrom: number; readonly rowTo: number; readonly contentHash: string };
}

const orderColumns = [
  'channel_id',
  'external_id',
  'number',
  'customer_id',
  'ship_party_id',
  'bill_party_id',
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
  'batch_file_id',
  'row_from',
  'row_to',
  'content_hash',
  'created_at',
  'updated_at',
] as const;
const lineColumns = [
  'order_id',
  'position',
  'external_id',
  'sku',
  'product_id',
  'name',
  'quantity',
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
const problemColumns = ['order_id', 'line_id', 'code', 'severity', 'field', 'details', 'found_at'] as const;

/** Writes a party; every field as it came. */
export function insertParty(database: Database, party: Party): number {
  return insert(database, 'party', partyColumns, [
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
  ]);
}

/** Writes a whole order: parties, lines, problems. Returns its id. */
export function insertOrder(database: Database, order: NewOrder, at: string): number {
  const { draft, money } = order.planned;
  const shipPartyId = insertParty(database, draft.shipTo);
  const billPartyId = draft.billTo ? insertParty(database, draft.billTo) : shipPartyId;
  const errors = order.problems.filter(({ severity }) => severity === 'error').length;
  const source = order.source;
  const id = insert(database, 'sales_order', orderColumns, [
    order.channelId,
    order.externalId,
    order.externalId ?? '',
    order.customerId,
    shipPartyId,
    billPartyId,
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
    source?.batchFileId ?? null,
    source?.rowFrom ?? null,
    source?.rowTo ?? null,
    source?.contentHash ?? null,
    at,
    at,
  ]);
  if (order.externalId === null) {
    database.statement('number own order', (db) => db.updateTable('sales_order').set({ number: '' }).where('id', '=', 0)).run(`O${id}`, id);
  }
  const lineIds = insertLines(database, id, order.planned);
  insertProblems(database, id, order.problems, lineIds, at);
  return id;
}

function insertLines(database: Database, orderId: number, planned: PlannedOrder): number[] {
  return planned.lines.map((line, index) => insertLine(database, orderId, index + 1, line));
}

/** Writes one line of an order. Returns its id. */
export function insertLine(database: Database, orderId: number, position: number, line: PlannedLine): number {
  return insert(database, 'order_line', lineColumns, [
    orderId,
    position,
    line.draft.externalId ?? null,
    line.sku,
    line.product?.id ?? null,
    line.name,
    line.quantity,
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

/** Writes an order's problems; `lineIds` by position, from 1. */
export function insertProblems(
  database: Database,
  orderId: number,
  problems: readonly Problem[],
  lineIds: readonly number[],
  at: string,
): void {
  for (const { code, severity, position, field, details } of problems) {
    insert(database, 'problem', problemColumns, [
      orderId,
      position === undefined ? null : (lineIds[position - 1] ?? null),
      code,
      severity,
      field,
      JSON.stringify(details),
      at,
    ]);
  }
}

/** Changes the life-cycle state. */
export async function updateOrderState(db: Handle, id: number, state: Order['state'], at: string): Promise<void> {
  await db.updateTable('sales_order').set({ state, updated_at: at }).where('id', '=', id).execute();
}
