// Purchases and their lines in the database. Stock is moved by the use case.
import { OmsError } from '../domain/error.ts';
import { ownId } from '../domain/id.ts';
import type { Purchase, PurchaseLine, PurchaseState } from '../domain/purchase.ts';
import { among } from './among.ts';
import type { Handle } from './database.ts';
import type { EventFacts } from './event.ts';

export interface PurchaseDraft {
  readonly supplierId: number;
  readonly currency: string;
  readonly expectedOn: string | null;
  readonly locationId: number;
  readonly lines: readonly { readonly productId: number; readonly quantity: number; readonly unitCostMicros: number | null }[];
}

/** A draft with its lines; its number. */
export async function insertPurchase(db: Handle, facts: EventFacts, draft: PurchaseDraft): Promise<number> {
  const { id } = await db
    .insertInto('purchase')
    .values({
      supplier_id: draft.supplierId,
      state: 'draft',
      currency: draft.currency,
      expected_on: draft.expectedOn,
      sent_on: null,
      actor: facts.actor,
      business_date: facts.on,
      created_at: facts.at,
      updated_at: facts.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const lines = draft.lines.map(({ productId, quantity, unitCostMicros }) => ({
    purchase_id: id,
    product_id: productId,
    location_id: draft.locationId,
    quantity,
    unit_cost_micros: unitCostMicros,
  }));
  await db.insertInto('purchase_line').values(lines).execute();
  return id;
}

function selectPurchases(db: Handle) {
  return db
    .selectFrom('purchase')
    .innerJoin('supplier', 'supplier.id', 'purchase.supplier_id')
    .select(['purchase.id', 'purchase.supplier_id as supplierId', 'supplier.name as supplier', 'purchase.state', 'purchase.currency'])
    .select(['purchase.expected_on as expectedOn', 'purchase.sent_on as sentOn', 'purchase.business_date as madeOn', 'purchase.actor']);
}

/** A purchase by "U3". Refuses `purchase-unknown`. */
export async function findPurchase(db: Handle, text: string): Promise<Purchase> {
  const id = ownId('purchase', text);
  const purchase = id === undefined ? undefined : await selectPurchases(db).where('purchase.id', '=', id).executeTakeFirst();
  if (!purchase) throw new OmsError('purchase-unknown', { id: text });
  return purchase;
}

export interface PurchaseSelection {
  readonly state?: PurchaseState;
  readonly supplierId?: number;
  readonly productId?: number;
  readonly overdueOn?: string;
  readonly limit?: number;
}

/** Newest first. */
export function listPurchases(db: Handle, { state, supplierId, productId, overdueOn, limit }: PurchaseSelection): Promise<Purchase[]> {
  let query = selectPurchases(db).orderBy('purchase.id', 'desc');
  if (state !== undefined) query = query.where('purchase.state', '=', state);
  if (supplierId !== undefined) query = query.where('purchase.supplier_id', '=', supplierId);
  if (overdueOn !== undefined) query = query.where('purchase.state', '=', 'sent').where('purchase.expected_on', '<', overdueOn);
  if (productId !== undefined)
    query = query.where('purchase.id', 'in', db.selectFrom('purchase_line').select('purchase_id').where('product_id', '=', productId));
  if (limit !== undefined) query = query.limit(limit);
  return query.execute();
}

/** The lines of these purchases, as they were entered. */
export async function linesOfPurchases(db: Handle, ids: readonly number[]): Promise<Map<number, PurchaseLine[]>> {
  const rows = await db
    .selectFrom('purchase_line as line')
    .innerJoin('product', 'product.id', 'line.product_id')
    .innerJoin('location', 'location.id', 'line.location_id')
    .select(['line.purchase_id', 'line.id', 'line.product_id as productId', 'product.sku', 'product.name'])
    .select(['line.location_id as locationId', 'location.code as location', 'line.quantity', 'line.received_quantity as received'])
    .select('line.unit_cost_micros as unitCostMicros')
    .where('line.purchase_id', 'in', among(ids))
    .orderBy('line.id')
    .execute();
  const lines = new Map<number, PurchaseLine[]>(ids.map((id) => [id, []]));
  for (const { purchase_id, ...line } of rows) lines.get(purchase_id)?.push(line);
  return lines;
}

export async function addReceived(db: Handle, lineId: number, quantity: number): Promise<void> {
  await db
    .updateTable('purchase_line')
    .set(({ eb, ref }) => ({ received_quantity: eb(ref('received_quantity'), '+', quantity) }))
    .where('id', '=', lineId)
    .execute();
}

export interface PurchaseChange {
  readonly state?: PurchaseState;
  readonly expectedOn?: string | null;
  readonly sentOn?: string;
}

export async function updatePurchase(db: Handle, id: number, { state, expectedOn, sentOn }: PurchaseChange, at: string): Promise<void> {
  await db
    .updateTable('purchase')
    .set({
      ...(state !== undefined && { state }),
      ...(expectedOn !== undefined && { expected_on: expectedOn }),
      ...(sentOn !== undefined && { sent_on: sentOn }),
      updated_at: at,
    })
    .where('id', '=', id)
    .execute();
}

/** What stands on drafts, per product. */
export async function draftedQuantities(db: Handle): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('purchase_line')
    .innerJoin('purchase', 'purchase.id', 'purchase_line.purchase_id')
    .select(({ fn }) => ['purchase_line.product_id as id', fn.sum<number>('purchase_line.quantity').as('quantity')])
    .where('purchase.state', '=', 'draft')
    .groupBy('purchase_line.product_id')
    .execute();
  return new Map(rows.map(({ id, quantity }) => [id, Number(quantity)]));
}
