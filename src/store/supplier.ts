// Suppliers and their offers in the database.
import type { Selectable } from 'kysely';
import type { Offer, OfferTerms, Supplier } from '../domain/supplier.ts';
import { among } from './among.ts';
import type { Handle } from './database.ts';
import { contains, isSameWord } from './product.ts';
import type { SupplierTable } from './schema.ts';

function toSupplier(row: Selectable<SupplierTable>): Supplier {
  const { id, name, email, phone, currency, lead_days: leadDays } = row;
  return { id, name, email, phone, currency, leadDays, active: row.active === 1 };
}

function toRow(supplier: Partial<Omit<Supplier, 'id'>>) {
  const { leadDays, active, ...same } = supplier;
  return {
    ...same,
    ...(leadDays !== undefined && { lead_days: leadDays }),
    ...(active !== undefined && { active: active ? 1 : 0 }),
  };
}

/** By its name; upper and lower case are told apart only where two suppliers differ in nothing else. */
export async function findSupplier(db: Handle, name: string): Promise<Supplier | undefined> {
  const rows = await db.selectFrom('supplier').selectAll().where(isSameWord('name', name)).execute();
  const row = rows.find((one) => one.name === name) ?? (rows.length === 1 ? rows[0] : undefined);
  return row && toSupplier(row);
}

/** By name. */
export async function listSuppliers(db: Handle, { text, inactive = false, limit }: SupplierFilter): Promise<Supplier[]> {
  let query = db.selectFrom('supplier').selectAll().orderBy('name');
  if (!inactive) query = query.where('active', '=', 1);
  if (text !== undefined) query = query.where(contains('name', text));
  if (limit !== undefined) query = query.limit(limit);
  return (await query.execute()).map(toSupplier);
}

export interface SupplierFilter {
  readonly text?: string;
  /** Those nothing is bought from any more, too. */
  readonly inactive?: boolean;
  readonly limit?: number;
}

export async function insertSupplier(db: Handle, supplier: Omit<Supplier, 'id'>, at: string): Promise<number> {
  const { name, currency } = supplier;
  const { id } = await db
    .insertInto('supplier')
    .values({ ...toRow(supplier), name, currency, created_at: at, updated_at: at })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateSupplier(db: Handle, id: number, changes: Partial<Omit<Supplier, 'id'>>, at: string): Promise<void> {
  await db
    .updateTable('supplier')
    .set({ ...toRow(changes), updated_at: at })
    .where('id', '=', id)
    .execute();
}

export interface OfferFilter {
  readonly supplierId?: number;
  readonly sku?: string;
  readonly productIds?: readonly number[];
  /** Also of suppliers nothing is bought from any more. */
  readonly inactive?: boolean;
  readonly limit?: number;
}

/** By supplier, then SKU. */
export async function listOffers(db: Handle, filter: OfferFilter): Promise<Offer[]> {
  let query = db
    .selectFrom('supplier_offer as offer')
    .innerJoin('supplier', 'supplier.id', 'offer.supplier_id')
    .innerJoin('product', 'product.id', 'offer.product_id')
    .select(['offer.id', 'offer.supplier_id', 'supplier.name as supplier', 'offer.product_id', 'product.sku', 'product.name'])
    .select(['offer.currency', 'offer.unit_cost_micros', 'offer.minimum', 'offer.pack', 'offer.lead_days'])
    .select('supplier.lead_days as usual_days')
    .orderBy('supplier.name')
    .orderBy('product.sku');
  if (!filter.inactive) query = query.where('supplier.active', '=', 1);
  if (filter.supplierId !== undefined) query = query.where('offer.supplier_id', '=', filter.supplierId);
  if (filter.sku !== undefined) query = query.where('product.sku', '=', filter.sku);
  if (filter.productIds !== undefined) query = query.where('offer.product_id', 'in', among(filter.productIds));
  if (filter.limit !== undefined) query = query.limit(filter.limit);
  return (await query.execute()).map(({ supplier_id, product_id, unit_cost_micros, lead_days, usual_days, ...row }) => ({
    ...row,
    supplierId: supplier_id,
    productId: product_id,
    unitCostMicros: unit_cost_micros,
    leadDays: lead_days ?? usual_days,
  }));
}

/** The offer's own terms: its days are null where the supplier's usual ones hold. */
export async function findOffer(db: Handle, supplierId: number, productId: number): Promise<(OfferTerms & { id: number }) | undefined> {
  const row = await db
    .selectFrom('supplier_offer')
    .selectAll()
    .where('supplier_id', '=', supplierId)
    .where('product_id', '=', productId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { id, currency, unit_cost_micros: unitCostMicros, minimum, pack, lead_days: leadDays } = row;
  return { id, currency, unitCostMicros, minimum, pack, leadDays };
}

function toOfferRow({ currency, unitCostMicros, minimum, pack, leadDays }: OfferTerms) {
  return { currency, unit_cost_micros: unitCostMicros, minimum, pack, lead_days: leadDays };
}

export async function insertOffer(db: Handle, supplierId: number, productId: number, terms: OfferTerms): Promise<void> {
  await db
    .insertInto('supplier_offer')
    .values({ supplier_id: supplierId, product_id: productId, ...toOfferRow(terms) })
    .execute();
}

export async function updateOffer(db: Handle, id: number, terms: OfferTerms): Promise<void> {
  await db.updateTable('supplier_offer').set(toOfferRow(terms)).where('id', '=', id).execute();
}

export async function deleteOffer(db: Handle, id: number): Promise<void> {
  await db.deleteFrom('supplier_offer').where('id', '=', id).execute();
}
