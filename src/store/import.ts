// What importing looks up for every order: prepared statements, and what the shop knows of products and rates.

import type { Selectable } from 'kysely';
import type { Product } from '../domain/product.ts';
import type { Database, Handle } from './database.ts';
import { insert } from './insert.ts';
import { productsById, toProduct } from './product.ts';
import type { ProductTable } from './schema.ts';

/** As much of an order as tells whether it has changed. */
export interface KnownOrder {
  readonly id: number;
  readonly contentHash: string | null;
  readonly history: number;
  readonly holdCount: number;
}

/** Pages of the log that may gather before they are moved into the database: many orders change the same ones. */
const LOG_PAGES = 10_000;

/** For the rest of this connection: fewer, larger moves from the log into the database. */
export function prepareForMany(database: Database): void {
  database.raw.pragma(`wal_autocheckpoint = ${LOG_PAGES}`);
}

/** An order of a channel by the channel's number. */
export function knownOrder(database: Database, channelId: number, externalId: string): KnownOrder | undefined {
  const statement = database.statement('known order', (db) =>
    db
      .selectFrom('sales_order')
      .select(['id', 'content_hash as contentHash', 'history', 'hold_count as holdCount'])
      .where('channel_id', '=', 0)
      .where('external_id', '=', ''),
  );
  return statement.get(channelId, externalId) as KnownOrder | undefined;
}

/** Products by the codes of one channel: the shop's own SKU, else what it has been told of the channel. */
export class ProductCodes {
  readonly #database: Database;
  readonly #bySku = new Map<string, Product>();
  readonly #byAlias: ReadonlyMap<string, Product>;

  private constructor(database: Database, byAlias: ReadonlyMap<string, Product>) {
    this.#database = database;
    this.#byAlias = byAlias;
  }

  static async ofChannel(database: Database, db: Handle, channelId: number): Promise<ProductCodes> {
    const aliases = await db
      .selectFrom('product_alias')
      .select(['code', 'product_id'])
      .where('channel_id', '=', channelId)
      .where('quantity', '=', 1)
      .execute();
    const products = await productsById(
      db,
      aliases.map(({ product_id }) => product_id),
    );
    return new ProductCodes(database, new Map(aliases.map(({ code, product_id }) => [code, products.get(product_id) as Product])));
  }

  find(code: string): Product | undefined {
    return this.#bySku.get(code) ?? this.#lookUp(code) ?? this.#byAlias.get(code);
  }

  #lookUp(code: string): Product | undefined {
    if (code === '') return undefined;
    const statement = this.#database.statement('product by SKU', (db) => db.selectFrom('product').selectAll().where('sku', '=', ''));
    const row = statement.get(code) as Selectable<ProductTable> | undefined;
    if (!row) return undefined;
    const product = toProduct(row);
    // under the row's own text: the code is a part of a megabyte that would be kept with it
    this.#bySku.set(product.sku, product);
    return product;
  }
}

const paymentColumns = ['order_id', 'kind', 'amount_minor', 'currency', 'method', 'batch_id', 'paid_on', 'at', 'actor'] as const;

export interface ImportedPayment {
  readonly orderId: number;
  readonly kind: 'payment' | 'refund';
  readonly amountMinor: number;
  readonly currency: string;
  readonly method: string;
  readonly batchId: number;
  readonly paidOn: string;
  readonly at: string;
  readonly actor: string;
}

/** Books what the channel says has been paid or given back. */
export function insertImportedPayment(database: Database, payment: ImportedPayment): void {
  insert(database, 'payment', paymentColumns, [
    payment.orderId,
    payment.kind,
    payment.amountMinor,
    payment.currency,
    payment.method,
    payment.batchId,
    payment.paidOn,
    payment.at,
    payment.actor,
  ]);
}
