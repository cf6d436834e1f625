// Customers found and listed, with what they have ordered.
import { type Selectable, sql } from 'kysely';
import { exponentOf } from '../domain/currency.ts';
import type { CustomerRow, CustomerTotal } from '../domain/customer.ts';
import { OmsError } from '../domain/error.ts';
import { groupBy } from '../domain/group.ts';
import { formatId, ownId } from '../domain/id.ts';
import { among } from './among.ts';
import { emailKey } from './customer.ts';
import type { Handle } from './database.ts';
import { contains } from './product.ts';
import type { CustomerTable } from './schema.ts';

export interface CustomerFilter {
  /** In name, company, e-mail or phone. */
  readonly text?: string;
  /** These only. */
  readonly ids?: readonly number[];
  readonly limit?: number;
}

export type CustomerRecord = Selectable<CustomerTable>;

/** A customer by "C12" (a merged one leads to whom it became) or by exact e-mail. Refuses `customer-unknown`. */
export async function findCustomer(db: Handle, text: string): Promise<CustomerRecord> {
  const id = ownId('customer', text);
  const key = emailKey(text);
  let row: CustomerRecord | undefined;
  if (id !== undefined) row = await db.selectFrom('customer').selectAll().where('id', '=', id).executeTakeFirst();
  else if (key !== null) row = await db.selectFrom('customer').selectAll().where('email_key', '=', key).executeTakeFirst();
  if (!row) throw new OmsError('customer-unknown', { customer: text });
  return row.merged_into === null ? row : findCustomer(db, formatId('customer', row.merged_into));
}

/** Newest first. */
export async function listCustomers(db: Handle, filter: CustomerFilter): Promise<CustomerRow[]> {
  let query = db.selectFrom('customer').where('merged_into', 'is', null).orderBy('id', 'desc');
  if (filter.limit !== undefined) query = query.limit(filter.limit);
  if (filter.ids) query = query.where('id', 'in', among(filter.ids));
  if (filter.text !== undefined) {
    const { text } = filter;
    query = query.where(({ or }) => or(['name', 'company', 'email', 'phone'].map((field) => contains(field, text))));
  }
  const totals = await totalsOf(db, query.select('id'));
  return (await query.selectAll().execute()).map((row) => customerRow(row, totals.get(row.id) ?? []));
}

/** One customer with what they have ordered. */
export async function customerWithTotals(db: Handle, row: CustomerRecord): Promise<CustomerRow> {
  const totals = await totalsOf(db, db.selectFrom('customer').select('id').where('id', '=', row.id));
  return customerRow(row, totals.get(row.id) ?? []);
}

interface Ordered extends CustomerTotal {
  readonly first: string;
  readonly last: string;
}

async function totalsOf(db: Handle, customers: ReturnType<typeof idsOfCustomers>): Promise<Map<number, Ordered[]>> {
  const rows = await db
    .selectFrom('sales_order')
    .select([
      'customer_id',
      'currency',
      sql<number>`count(*)`.as('orders'),
      sql<number>`sum(total_minor)`.as('total'),
      sql<number>`sum(case history when 0 then total_minor - credited_minor - uncredited_minor - paid_minor + refunded_minor else 0 end)`.as(
        'owed',
      ),
      sql<string>`min(ordered_on)`.as('first'),
      sql<string>`max(ordered_on)`.as('last'),
    ])
    .where('customer_id', 'in', customers)
    .where('state', '<>', 'cancelled')
    .groupBy(['customer_id', 'currency'])
    .orderBy('customer_id')
    .orderBy('orders', 'desc')
    .orderBy('currency')
    .execute();
  return groupBy(
    rows,
    (row) => row.customer_id as number,
    ({ currency, orders, total, owed, first, last }) => {
      return { currency, exponent: exponentOf(currency), orders, totalMinor: total, owedMinor: owed, first, last };
    },
  );
}

function idsOfCustomers(db: Handle) {
  return db.selectFrom('customer').select('id');
}

function customerRow(row: CustomerRecord, ordered: readonly Ordered[]): CustomerRow {
  return {
    id: formatId('customer', row.id),
    name: row.name,
    company: row.company,
    email: row.email,
    phone: row.phone,
    taxId: row.tax_id,
    orders: ordered.reduce((sum, { orders }) => sum + orders, 0),
    firstOrder: ordered.map(({ first }) => first).sort()[0] ?? null,
    lastOrder:
      ordered
        .map(({ last }) => last)
        .sort()
        .at(-1) ?? null,
    totals: ordered.map(({ first: _, last: __, ...total }) => total),
  };
}

/** How channels know a customer, by channel. */
export function identitiesOf(db: Handle, customerId: number): Promise<{ channel: string; id: string }[]> {
  return db
    .selectFrom('customer_identity')
    .innerJoin('channel', 'channel.id', 'customer_identity.channel_id')
    .select(['channel.name as channel', 'customer_identity.external_id as id'])
    .where('customer_identity.customer_id', '=', customerId)
    .orderBy('channel.name')
    .orderBy('customer_identity.external_id')
    .execute();
}
