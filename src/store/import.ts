// What importing looks up for every order: prepared statements, and what the shop knows of products and rates.

import type { Selectable } from 'kysely';
import type { Said } from '../domain/import/age.ts';
import type { Product } from '../domain/product.ts';
import { CACHE_KIB, type Database, type Handle } from './database.ts';
import { insert } from './insert.ts';
import { toProduct } from './product.ts';
import { aliasesOfChannel, type ProductMeant } from './product-alias.ts';
import type { ProductTable } from './schema.ts';

/** As much of an order as tells whether it has changed. */
export interface KnownOrder extends Said {
  readonly id: number;
  readonly externalId: string | null;
  readonly contentHash: string | null;
  readonly history: number;
  readonly holdCount: number;
}

export const knownColumns = [
  'id',
  'external_id as externalId',
  'content_hash as contentHash',
  'said_at as saidAt',
  'said_by as saidBy',
  'history',
  'hold_count as holdCount',
] as const;

/** Pages of the log that may gather before they are moved into the database: many orders change the same ones. */
const LOG_PAGES = 20_000;

/** What an import keeps of the database at hand: most of its pages come one after the other, and memory is needed elsewhere. */
const IMPORT_CACHE_KIB = 8_000;

/**
 * For many transactions in a row, none of which is a promise to anybody: the disk is waited for at the end only. What a
 * power cut takes is the last of them, whole; the run has not come to its end then, and is run again.
 */
export function beginMany(database: Database): void {
  database.raw.pragma(`wal_autocheckpoint = ${LOG_PAGES}`);
  database.raw.pragma('synchronous = NORMAL');
  database.raw.pragma(`cache_size = -${IMPORT_CACHE_KIB}`);
}

/** From here on a commit is on the disk when it returns, and so is everything before it. */
export function endMany(database: Database): void {
  database.raw.pragma('synchronous = FULL');
  database.raw.pragma(`cache_size = -${CACHE_KIB}`);
}

/** Whether a channel has any orders yet. */
export function hasOrders(database: Database, channelId: number): boolean {
  const statement = database.statement('any order of a channel', (db) =>
    db.selectFrom('sales_order').select('id').where('channel_id', '=', 0).limit(1),
  );
  return statement.get(channelId, 1) !== undefined;
}

/** An order of a channel by the channel's number. */
export function knownOrder(database: Database, channelId: number, externalId: string): KnownOrder | undefined {
  const statement = database.statement('known order', (db) =>
    db.selectFrom('sales_order').select(knownColumns).where('channel_id', '=', 0).where('external_id', '=', ''),
  );
  const known = statement.get(channelId, externalId) as KnownOrder | undefined;
  return known ?? (OWN_NUMBER.test(externalId) ? typedOrder(database, channelId, externalId) : undefined);
}

/** A newer export says the same of an order. */
export function noteSaid(database: Database, orderId: number, { saidAt, saidBy }: Said): void {
  const statement = database.statement('said', (db) => db.updateTable('sales_order').set({ said_at: '', said_by: '' }).where('id', '=', 0));
  statement.run(saidAt, saidBy, orderId);
}

/** What an order typed in has for a number. */
const OWN_NUMBER = /^O\d+$/;

/** An order typed in that comes back under its own number, as exporting gives it. */
function typedOrder(database: Database, channelId: number, number: string): KnownOrder | undefined {
  const statement = database.statement('order typed in', (db) =>
    db.selectFrom('sales_order').select(knownColumns).where('number', '=', '').where('channel_id', '=', 0).where('external_id', 'is', null),
  );
  return statement.get(number, channelId) as KnownOrder | undefined;
}

/** Products by the codes of one channel: the shop's own SKU, else what it has been told of the channel. */
export class ProductCodes {
  readonly #database: Database;
  readonly #bySku = new Map<string, Product>();
  readonly #byAlias: ReadonlyMap<string, ProductMeant>;

  private constructor(database: Database, byAlias: ReadonlyMap<string, ProductMeant>) {
    this.#database = database;
    this.#byAlias = byAlias;
  }

  static async ofChannel(database: Database, db: Handle, channelId: number | null): Promise<ProductCodes> {
    return new ProductCodes(database, channelId === null ? new Map() : await aliasesOfChannel(db, channelId));
  }

  find(code: string): Product | undefined {
    return this.#bySku.get(code) ?? this.#lookUp(code) ?? this.#byAlias.get(code)?.product;
  }

  /** How many pieces of its product a code means. */
  pieces(code: string): number {
    if (this.#byAlias.size === 0 || this.#bySku.has(code)) return 1;
    return this.#byAlias.get(code)?.pieces ?? 1;
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

const paymentColumns = [
  'order_id',
  'kind',
  'amount_minor',
  'currency',
  'method',
  'reference',
  'batch_id',
  'paid_on',
  'at',
  'actor',
] as const;

export interface ImportedPayment {
  readonly orderId: number;
  readonly kind: 'payment' | 'refund';
  readonly amountMinor: number;
  readonly currency: string;
  readonly method: string;
  readonly reference?: string;
  readonly batchId: number;
  readonly paidOn: string;
  readonly at: string;
  readonly actor: string;
}

/** The newest order there is; 0: none. */
export function newestOrderId(database: Database): number {
  const statement = database.statement('newest order', (db) => db.selectFrom('sales_order').select(({ fn }) => fn.max('id').as('id')));
  return (statement.get() as { id: number | null }).id ?? 0;
}

/**
 * Books what the orders after this one have been paid, on the day they were made, in one go: for all but those whose
 * payments are booked already.
 */
export async function bookOnOrderDay(db: Handle, after: number, booking: Pick<ImportedPayment, 'batchId' | 'at' | 'actor'>): Promise<void> {
  await db
    .insertInto('payment')
    .columns(['order_id', 'kind', 'amount_minor', 'currency', 'method', 'batch_id', 'paid_on', 'at', 'actor'])
    .expression((eb) =>
      eb
        .selectFrom('sales_order')
        .innerJoin('channel', 'channel.id', 'sales_order.channel_id')
        .select(({ val, fn, ref }) => [
          'sales_order.id',
          val<'payment'>('payment').as('kind'),
          'sales_order.paid_minor',
          'sales_order.currency',
          fn.coalesce(ref('sales_order.payment_method'), ref('channel.name')).as('method'),
          val(booking.batchId).as('batch_id'),
          'sales_order.ordered_on',
          val(booking.at).as('at'),
          val(booking.actor).as('actor'),
        ])
        .where('sales_order.id', '>', after)
        .where('sales_order.paid_minor', '>', 0)
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('payment').select('payment.id').whereRef('payment.order_id', '=', 'sales_order.id'))),
        )
        .orderBy('sales_order.id'),
    )
    .execute();
}

/** Books what the channel says has been paid or given back. */
export function insertImportedPayment(database: Database, payment: ImportedPayment): void {
  insert(database, 'payment', paymentColumns, [
    payment.orderId,
    payment.kind,
    payment.amountMinor,
    payment.currency,
    payment.method,
    payment.reference ?? null,
    payment.batchId,
    payment.paidOn,
    payment.at,
    payment.actor,
  ]);
}
