// An order that its channel sends again: read whole with what hangs on it, and rewritten in place.
import { type DoneForOrder, NOT_ASKED, recipientText, type Said, type StoredContent, type StoredOrder } from '../domain/import/reimport.ts';
import type { SettledOrder } from '../domain/import/totals.ts';
import type { OrderSums } from '../domain/order/axes.ts';
import type { OrderDraft, Party, PaymentState } from '../domain/order/order.ts';
import type { PlannedLine } from '../domain/order/plan.ts';
import type { Database, Handle } from './database.ts';
import { linesOfOrder, orderById, partyById } from './order.ts';
import { sumsOfOrder } from './order-axes.ts';
import { channelCodesOf, rewriteChannelCodes } from './order-channel-code.ts';
import { invoicesOfOrder, returnsOfOrder, shipmentSummaries } from './order-documents.ts';
import { dropLines, linePartiesOf, partyFor, writeLineParty } from './order-edit.ts';
import { insertLine, insertParty } from './order-write.ts';

export async function storedContent(db: Handle, orderId: number): Promise<StoredContent> {
  const order = await orderById(db, orderId);
  const billsApart = order.billPartyId !== null && order.billPartyId !== order.shipPartyId;
  return {
    order,
    lines: await linesOfOrder(db, orderId),
    shipTo: (await partyById(db, order.shipPartyId)) ?? { name: '' },
    billTo: billsApart ? ((await partyById(db, order.billPartyId)) ?? null) : null,
    lineParties: new Map((await linePartiesOf(db, orderId)).map(({ lineId, party }) => [lineId, party])),
    channelCodes: await channelCodesOf(db, orderId),
    channelValues: await channelValues(db, orderId),
  };
}

export async function doneForOrder(database: Database, db: Handle, orderId: number): Promise<DoneForOrder> {
  const isDocumented = (await invoicesOfOrder(db, orderId)).length > 0;
  if (!isDocumented && !hasMoved(database, orderId)) return NOT_ASKED;
  const shipments = (await shipmentSummaries(db, orderId)).filter(({ state }) => state !== 'cancelled');
  const sums = await sumsOfOrder(db, orderId);
  return {
    hasShipment: shipments.length > 0,
    hasShipped: shipments.some(({ state }) => state !== 'open'),
    hasInvoice: isInvoiced(sums) || sums.creditedMinor > 0,
    isDocumented,
    hasReturn: (await returnsOfOrder(db, orderId)).length > 0,
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
  return (['shipment', 'goods_return'] as const).some((table) => {
    const any = database.statement(`any ${table}`, (db) => db.selectFrom(table).select('id').where('order_id', '=', 0).limit(1));
    return any.get(orderId, 1) !== undefined;
  });
}

function isInvoiced({ lines, isFreightInvoiced }: OrderSums): boolean {
  return isFreightInvoiced || lines.some(({ invoiced }) => invoiced > 0);
}

async function channelValues(db: Handle, orderId: number): Promise<Map<string, string | null>> {
  const rows = await db
    .selectFrom('channel_value')
    .select(['field', 'value'])
    .where('order_id', '=', orderId)
    .where('line_id', '=', 0)
    .execute();
  return new Map(rows.map(({ field, value }) => [field, value]));
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

/** The content an order was last read with, where it stood, and when it was exported. */
export async function noteSource(
  db: Handle,
  orderId: number,
  source: {
    readonly fileId: number;
    readonly rowFrom: number;
    readonly rowTo: number;
    readonly contentHash: string;
  } & Said,
): Promise<void> {
  await db
    .updateTable('sales_order')
    .set({
      batch_file_id: source.fileId,
      row_from: source.rowFrom,
      row_to: source.rowTo,
      content_hash: source.contentHash,
      said_at: source.saidAt,
      said_by: source.saidBy,
    })
    .where('id', '=', orderId)
    .execute();
}

/** What the channel may say of an order at any time: its words, how it is paid, its note, its codes. */
export async function writeChannelWords(database: Database, db: Handle, orderId: number, draft: OrderDraft): Promise<void> {
  await rewriteChannelCodes(database, db, orderId, draft.channelCodes ?? []);
  await db
    .updateTable('sales_order')
    .set({ channel_state: draft.channelStatus ?? null, payment_method: draft.paymentMethod ?? null, note: draft.note ?? null })
    .where('id', '=', orderId)
    .execute();
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
  await db.deleteFrom('problem').where('order_id', '=', order.id).execute();
  await rewriteLines(database, db, stored, planned.lines);
  await rewriteChannelCodes(database, db, order.id, draft.channelCodes ?? []);
  await db
    .updateTable('sales_order')
    .set({
      ...(await rewriteParties(database, db, order, draft.shipTo, draft.billTo ?? null)),
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
    })
    .where('id', '=', order.id)
    .execute();
}

/** People are changed where they stand, so that nobody's old address stays behind. */
async function rewriteParties(
  database: Database,
  db: Handle,
  order: StoredOrder['order'],
  shipTo: Party,
  billTo: Party | null,
): Promise<{ ship_party_id: number; bill_party_id: number }> {
  const shipPartyId = await rewriteParty(database, db, order.shipPartyId, shipTo);
  const apart = order.billPartyId === order.shipPartyId ? null : order.billPartyId;
  if (billTo !== null) return { ship_party_id: shipPartyId, bill_party_id: await rewriteParty(database, db, apart, billTo) };
  if (apart !== null) {
    await db.updateTable('sales_order').set({ bill_party_id: shipPartyId }).where('id', '=', order.id).execute();
    await db.deleteFrom('party').where('id', '=', apart).execute();
  }
  return { ship_party_id: shipPartyId, bill_party_id: shipPartyId };
}

async function rewriteParty(database: Database, db: Handle, id: number | null, party: Party): Promise<number> {
  if (id === null) return insertParty(database, party);
  const { name, taxId, ...rest } = party;
  await db
    .updateTable('party')
    .set({ name, ...rest, tax_id: taxId ?? null })
    .where('id', '=', id)
    .execute();
  return id;
}

/** By position: lines that are there are changed, further ones added, surplus ones taken away. */
async function rewriteLines(database: Database, db: Handle, stored: StoredOrder, lines: readonly PlannedLine[]): Promise<void> {
  for (const [index, line] of lines.entries()) {
    const known = stored.lines[index];
    const lineId = known?.id ?? insertLine(database, stored.order.id, index + 1, line);
    if (known) await updateLine(db, lineId, line);
    await rewriteRecipient(database, db, stored, { lineId, ...line.draft, isSame: known?.sku === line.sku });
  }
  // an order with a shipment is not rewritten: only cancelled ones can still name these lines
  const surplus = stored.lines.slice(lines.length).map(({ id }) => id);
  await dropLines(db, surplus);
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

async function updateLine(db: Handle, id: number, line: PlannedLine): Promise<void> {
  await db
    .updateTable('order_line')
    .set({
      external_id: line.draft.externalId ?? null,
      sku: line.sku,
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
    })
    .where('id', '=', id)
    .execute();
}

/** Of history, whose axes are not derived: how it is paid now. */
export async function writePaymentState(db: Handle, orderId: number, state: PaymentState): Promise<void> {
  await db.updateTable('sales_order').set({ payment_state: state }).where('id', '=', orderId).execute();
}
