// An order that its channel sends again: read whole with what hangs on it, and rewritten in place.
import type { Said } from '../domain/import/age.ts';
import { recipientText, type StoredContent } from '../domain/import/fields.ts';
import { type DoneForOrder, NOT_ASKED, type StoredOrder } from '../domain/import/reimport.ts';
import type { SettledOrder } from '../domain/import/totals.ts';
import type { OrderSums } from '../domain/order/axes.ts';
import type { OrderDraft, Party, PaymentState } from '../domain/order/order.ts';
import type { PlannedLine } from '../domain/order/plan.ts';
import type { Database, Handle } from './database.ts';
import { type OrderRow, selectOrders, toLine, toOrder, toParty } from './order.ts';
import { sumsOfOrder } from './order-axes.ts';
import { rewriteChannelCodes } from './order-channel-code.ts';
import { returnsOfOrder, shipmentSummaries } from './order-documents.ts';
import { partyFor, splitOff, writeLineParty } from './order-edit.ts';
import { insertLine, insertParty } from './order-write.ts';
import { rowById, rowsOfOrder, updateRow } from './rows.ts';

/** An order with everything a file could say otherwise. */
export function storedContent(database: Database, orderId: number): StoredContent {
  const select = database.statement('order with channel', (db) => selectOrders(db).where('sales_order.id', '=', 0));
  const order = toOrder(select.get(orderId) as OrderRow);
  const billsApart = order.billPartyId !== null && order.billPartyId !== order.shipPartyId;
  const values = rowsOfOrder(database, 'channel_value', orderId).filter(({ line_id }) => line_id === 0);
  return {
    order,
    lines: rowsOfOrder(database, 'order_line', orderId)
      .map(toLine)
      .sort((one, other) => one.position - other.position),
    shipTo: partyOf(database, order.shipPartyId) ?? { name: '' },
    billTo: billsApart ? (partyOf(database, order.billPartyId) ?? null) : null,
    lineParties: new Map(
      rowsOfOrder(database, 'order_line_party', orderId).map((row) => [row.order_line_id, partyOf(database, row.party_id) as Party]),
    ),
    channelCodes: rowsOfOrder(database, 'order_channel_code', orderId).map(({ code }) => code),
    channelValues: new Map(values.map(({ field, value }) => [field, value])),
  };
}

function partyOf(database: Database, id: number | null): Party | undefined {
  const row = id === null ? undefined : rowById(database, 'party', id);
  return row && toParty(row);
}

export async function doneForOrder(database: Database, db: Handle, orderId: number): Promise<DoneForOrder> {
  const hasParts = (await splitOff(db, orderId)).length > 0;
  if (!hasAny(database, 'invoice_line', orderId) && !hasMoved(database, orderId)) return { ...NOT_ASKED, hasParts };
  const shipments = (await shipmentSummaries(db, orderId)).filter(({ state }) => state !== 'cancelled');
  const sums = await sumsOfOrder(db, orderId);
  return {
    hasShipment: shipments.length > 0,
    hasShipped: shipments.some(({ state }) => state !== 'open'),
    hasInvoice: isInvoiced(sums) || sums.creditedMinor > 0,
    hasReturn: (await returnsOfOrder(db, orderId)).length > 0,
    hasParts,
  };
}

/** How much of each line has left or was cancelled, by its id; of history all. */
export async function goneOfLines(database: Database, db: Handle, { order, lines }: StoredContent): Promise<ReadonlyMap<number, number>> {
  const gone = new Map(lines.map(({ id, cancelledQuantity }) => [id, cancelledQuantity]));
  if (!order.history && !hasMoved(database, order.id)) return gone;
  const sums = await sumsOfOrder(db, order.id);
  for (const { lineId, shipped } of sums.lines) gone.set(lineId, (gone.get(lineId) ?? 0) + shipped);
  return gone;
}

/** Whether goods of an order were ever packed or came back: of most that come again none were. */
function hasMoved(database: Database, orderId: number): boolean {
  return hasAny(database, 'shipment', orderId) || hasAny(database, 'goods_return', orderId);
}

/** Whether a row of this table is of an order; of `invoice_line`: a line of an invoice or a credit note. */
function hasAny(database: Database, table: 'invoice_line' | 'shipment' | 'goods_return', orderId: number): boolean {
  const any = database.statement(`any ${table}`, (db) => db.selectFrom(table).select('id').where('order_id', '=', 0).limit(1));
  return any.get(orderId, 1) !== undefined;
}

function isInvoiced({ lines, isFreightInvoiced }: OrderSums): boolean {
  return isFreightInvoiced || lines.some(({ invoiced }) => invoiced > 0);
}

/** What is kept of one field; undefined where nothing is. */
export async function channelValue(db: Handle, orderId: number, field: string): Promise<string | null | undefined> {
  const row = await db
    .selectFrom('channel_value')
    .select('value')
    .where('order_id', '=', orderId)
    .where('line_id', '=', 0)
    .where('field', '=', field)
    .executeTakeFirst();
  return row?.value;
}

export async function forgetChannelValue(db: Handle, orderId: number, field: string): Promise<void> {
  await db.deleteFrom('channel_value').where('order_id', '=', orderId).where('line_id', '=', 0).where('field', '=', field).execute();
}

/** Keeps what the channel says of fields where the order says something else. */
export async function rememberChannelValues(db: Handle, orderId: number, values: ReadonlyMap<string, string | null>): Promise<void> {
  for (const [field, value] of values) {
    await db
      .insertInto('channel_value')
      .values({ order_id: orderId, field, value })
      .onConflict((conflict) => conflict.columns(['order_id', 'line_id', 'field']).doUpdateSet({ value }))
      .execute();
  }
}

/** The content an order was last read with, where it stood, when it was exported, and by which other number it is known. */
export function noteSource(
  database: Database,
  orderId: number,
  source: {
    readonly fileId: number;
    readonly rowFrom: number;
    readonly rowTo: number;
    readonly contentHash: string;
    readonly lastingId: string | null;
  } & Said,
): void {
  updateRow(database, 'sales_order', orderId, {
    batch_file_id: source.fileId,
    row_from: source.rowFrom,
    row_to: source.rowTo,
    content_hash: source.contentHash,
    said_at: source.saidAt,
    said_by: source.saidBy,
    ...(source.lastingId !== null && { lasting_id: source.lastingId }),
  });
}

/** What the channel may say of an order at any time: its words, how it is paid, its note, its codes. */
export function writeChannelWords(database: Database, { order, channelCodes }: StoredContent, draft: OrderDraft): void {
  rewriteChannelCodes(database, order.id, channelCodes, draft.channelCodes ?? []);
  const { channelStatus = null, paymentMethod = null, note = null } = draft;
  updateRow(database, 'sales_order', order.id, { channel_state: channelStatus, payment_method: paymentMethod, note });
}

/** Puts a planned order in the place of the one that is kept: people, lines and money. Its id and number stay. */
export async function rewriteOrder(
  database: Database,
  db: Handle,
  stored: StoredOrder,
  { planned, rounding, taxBasis }: SettledOrder,
  orderedOn: string,
): Promise<void> {
  const { order } = stored;
  const { draft, money } = planned;
  database.statement('delete problems', (handle) => handle.deleteFrom('problem').where('order_id', '=', 0)).run(order.id);
  await rewriteLines(database, db, stored, planned.lines);
  rewriteChannelCodes(database, order.id, stored.channelCodes, draft.channelCodes ?? []);
  updateRow(database, 'sales_order', order.id, {
    ...rewriteParties(database, order, draft.shipTo, draft.billTo ?? null),
    ordered_at: draft.orderedAt,
    ordered_on: orderedOn,
    currency: draft.currency,
    prices_include_tax: planned.pricesIncludeTax ? 1 : 0,
    rounding,
    tax_basis: taxBasis,
    discount_minor: planned.discountMinor,
    shipping_minor: planned.shippingMinor,
    shipping_tax_code: planned.shippingTax.category,
    shipping_tax_ppm: planned.shippingTax.ratePpm,
    net_minor: money.netMinor,
    tax_minor: money.taxMinor,
    total_minor: money.totalMinor,
    channel_total_minor: draft.channelTotalMinor ?? null,
    payment_method: draft.paymentMethod ?? null,
    channel_state: draft.channelStatus ?? null,
    note: draft.note ?? null,
  });
}

/** People are changed where they stand, so that nobody's old address stays behind. */
function rewriteParties(
  database: Database,
  order: StoredOrder['order'],
  shipTo: Party,
  billTo: Party | null,
): { ship_party_id: number; bill_party_id: number } {
  const shipPartyId = rewriteParty(database, order.shipPartyId, shipTo);
  const apart = order.billPartyId === order.shipPartyId ? null : order.billPartyId;
  if (billTo !== null) return { ship_party_id: shipPartyId, bill_party_id: rewriteParty(database, apart, billTo) };
  if (apart !== null) {
    updateRow(database, 'sales_order', order.id, { bill_party_id: shipPartyId });
    database.statement('delete party', (db) => db.deleteFrom('party').where('id', '=', 0)).run(apart);
  }
  return { ship_party_id: shipPartyId, bill_party_id: shipPartyId };
}

function rewriteParty(database: Database, id: number | null, party: Party): number {
  if (id === null) return insertParty(database, party);
  const { name, taxId, ...rest } = party;
  const said = Object.entries(rest).filter(([, value]) => value !== undefined);
  updateRow(database, 'party', id, { name, ...Object.fromEntries(said), tax_id: taxId ?? null });
  return id;
}

/** By position: lines that are there are changed, further ones added. None goes: of one that its channel took away none is ordered. */
async function rewriteLines(database: Database, db: Handle, stored: StoredOrder, lines: readonly PlannedLine[]): Promise<void> {
  for (const [index, line] of lines.entries()) {
    const known = stored.lines[index];
    const lineId = known?.id ?? insertLine(database, stored.order.id, index + 1, line);
    if (known) updateLine(database, lineId, line);
    await rewriteRecipient(database, db, stored, { lineId, ...line.draft, isSame: known?.sku === line.sku });
  }
}

/** Lines that a channel has added and that are not taken: they stand in the order, and none of them is ordered. */
export async function addWithheld(database: Database, db: Handle, stored: StoredOrder, lines: readonly PlannedLine[]): Promise<void> {
  for (const [index, line] of lines.entries()) {
    if (index < stored.lines.length) continue;
    const none = { ...line, quantity: 0, cancelledQuantity: 0, discountMinor: 0, netMinor: 0, taxMinor: 0 };
    const lineId = insertLine(database, stored.order.id, index + 1, none);
    await rewriteRecipient(database, db, stored, { lineId, ...line.draft, isSame: false });
  }
}

/** Who a line goes to, where it is somebody else than before. Where nothing is said of it the same line stays as it is. */
async function rewriteRecipient(
  database: Database,
  db: Handle,
  { order, lineParties }: StoredOrder,
  line: { readonly lineId: number; readonly shipTo?: Party | null; readonly isSame: boolean },
): Promise<void> {
  const known = lineParties.get(line.lineId) ?? null;
  const shipTo = line.shipTo === undefined && line.isSame ? known : (line.shipTo ?? null);
  if (recipientText(shipTo) === recipientText(known)) return;
  const partyId = shipTo === null ? null : await partyFor(database, db, order.id, shipTo);
  await writeLineParty(db, { lineId: line.lineId, orderId: order.id }, partyId);
}

function updateLine(database: Database, id: number, line: PlannedLine): void {
  updateRow(database, 'order_line', id, {
    external_id: line.draft.externalId ?? null,
    sku: line.sku,
    variant: line.draft.variant ?? null,
    product_id: line.product?.id ?? null,
    name: line.name,
    quantity: line.quantity,
    pieces: line.pieces,
    cancelled_quantity: line.cancelledQuantity,
    unit_price_micros: line.unitPriceMicros,
    discount_minor: line.discountMinor,
    tax_code: line.tax.category,
    tax_ppm: line.tax.ratePpm,
    shippable: line.shippable ? 1 : 0,
    price_assumed: line.priceAssumed ? 1 : 0,
    tax_assumed: line.taxAssumed ? 1 : 0,
    net_minor: line.netMinor,
    tax_minor: line.taxMinor,
  });
}

/** Of history, whose axes are not derived: how it is paid now. */
export async function writePaymentState(db: Handle, orderId: number, state: PaymentState): Promise<void> {
  await db.updateTable('sales_order').set({ payment_state: state }).where('id', '=', orderId).execute();
}
