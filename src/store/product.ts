// Products in the database.
import { type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import type { Product, ProductKind } from '../domain/product.ts';
import { folded } from '../domain/search.ts';
import { among } from './among.ts';
import type { Handle } from './database.ts';
import type { ProductTable } from './schema.ts';

export function toProduct(row: Selectable<ProductTable>): Product {
  return {
    id: row.id,
    sku: row.sku,
    name: row.name,
    kind: row.kind as ProductKind,
    gtin: row.gtin,
    unitPriceMicros: row.unit_price_micros,
    taxCategory: row.tax_category,
    weightGrams: row.weight_grams,
    hsCode: row.hs_code,
    originCountry: row.origin_country,
    unit: row.unit,
    bin: row.bin,
    reorderPoint: row.reorder_point,
    buffer: row.buffer,
    availableFrom: row.available_from,
    lots: row.lots === 1,
    expiryDays: row.expiry_days,
    active: row.active === 1,
  };
}

function toRow(product: Partial<Omit<Product, 'id'>>) {
  return {
    ...(product.sku !== undefined && { sku: product.sku }),
    ...(product.name !== undefined && { name: product.name }),
    ...(product.kind !== undefined && { kind: product.kind }),
    ...(product.gtin !== undefined && { gtin: product.gtin }),
    ...(product.unitPriceMicros !== undefined && { unit_price_micros: product.unitPriceMicros }),
    ...(product.taxCategory !== undefined && { tax_category: product.taxCategory }),
    ...(product.weightGrams !== undefined && { weight_grams: product.weightGrams }),
    ...(product.hsCode !== undefined && { hs_code: product.hsCode }),
    ...(product.originCountry !== undefined && { origin_country: product.originCountry }),
    ...(product.unit !== undefined && { unit: product.unit }),
    ...(product.bin !== undefined && { bin: product.bin }),
    ...(product.reorderPoint !== undefined && { reorder_point: product.reorderPoint }),
    ...(product.buffer !== undefined && { buffer: product.buffer }),
    ...(product.availableFrom !== undefined && { available_from: product.availableFrom }),
    ...(product.lots !== undefined && { lots: product.lots ? 1 : 0 }),
    ...(product.expiryDays !== undefined && { expiry_days: product.expiryDays }),
    ...(product.active !== undefined && { active: product.active ? 1 : 0 }),
  };
}

export async function findProduct(db: Handle, sku: string): Promise<Product | undefined> {
  const row = await db.selectFrom('product').selectAll().where('sku', '=', sku).executeTakeFirst();
  return row && toProduct(row);
}

/** Those of these SKUs that there are, by SKU. */
export async function productsBySkus(db: Handle, skus: readonly string[]): Promise<Product[]> {
  if (skus.length === 0) return [];
  const rows = await db.selectFrom('product').selectAll().where('sku', 'in', among(skus)).orderBy('sku').execute();
  return rows.map(toProduct);
}

/** Those of these products that exist, by id. */
export async function productsById(db: Handle, ids: readonly number[]): Promise<Map<number, Product>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('product').selectAll().where('id', 'in', among(ids)).execute();
  return new Map(rows.map((row) => [row.id, toProduct(row)]));
}

/** SKU and name of every product there is, by id. */
export async function productNames(db: Handle): Promise<Map<number, Pick<Product, 'sku' | 'name'>>> {
  const rows = await db.selectFrom('product').select(['id', 'sku', 'name']).execute();
  return new Map(rows.map(({ id, ...names }) => [id, names]));
}

export async function insertProduct(db: Handle, product: Omit<Product, 'id'>, at: string): Promise<number> {
  const { id } = await db
    .insertInto('product')
    .values({ sku: product.sku, name: product.name, kind: product.kind, ...toRow(product), created_at: at, updated_at: at })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateProduct(db: Handle, id: number, changes: Partial<Omit<Product, 'id'>>, at: string): Promise<void> {
  await db
    .updateTable('product')
    .set({ ...toRow(changes), updated_at: at })
    .where('id', '=', id)
    .execute();
}

export interface ProductFilter {
  readonly text?: string;
  readonly kind?: ProductKind;
  /** Only those of which is kept how many there are. */
  readonly stocked?: boolean;
  readonly inactive?: boolean;
  /** Only those behind this SKU: for reading page by page. */
  readonly after?: string;
  readonly limit?: number;
}

/** By SKU. */
export async function listProducts(db: Handle, filter: ProductFilter = {}): Promise<Product[]> {
  let query = db.selectFrom('product').selectAll().orderBy('sku');
  if (!filter.inactive) query = query.where('active', '=', 1);
  if (filter.stocked) query = query.where('kind', 'in', ['goods', 'capacity']);
  if (filter.kind) query = query.where('kind', '=', filter.kind);
  if (filter.text) {
    const { text } = filter;
    query = query.where(({ or }) => or([contains('sku', text), contains('name', text)]));
  }
  if (filter.after !== undefined) query = query.where('sku', '>', filter.after);
  if (filter.limit !== undefined) query = query.limit(filter.limit);
  return (await query.execute()).map(toProduct);
}

/** Whether a column contains the text; `%` and `_` are themselves, and only A to Z in capitals or not are alike. */
export function contains(column: string, text: string): RawBuilder<SqlBool> {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return sql<SqlBool>`${sql.ref(column)} like ${pattern} escape '\\'`;
}

/** Whether a column holds the text, without case and width; of every script, which SQLite's own lower() does not know. */
export function isSameWord(column: string, text: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`folded(${sql.ref(column)}) = ${folded(text)}`;
}

/** SKUs that begin alike or contain the text, for "did you mean". */
export async function similarSkus(db: Handle, sku: string): Promise<string[]> {
  const rows = await db
    .selectFrom('product')
    .select('sku')
    .where(({ or, eb }) => or([eb('sku', 'like', `${sku.slice(0, Math.max(2, sku.length - 2))}%`), contains('sku', sku)]))
    .orderBy('sku')
    .limit(3)
    .execute();
  return rows.map((row) => row.sku);
}
