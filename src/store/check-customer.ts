// Checking customers who were merged: nothing hangs on them any more, and each leads straight to whom they became.
import type { WrongRow } from '../domain/check.ts';
import { formatId } from '../domain/id.ts';
import type { Handle } from './database.ts';

/** Orders of somebody who is another by now, by number; then merged customers who lead to a merged one. */
export async function* wrongCustomers(db: Handle): AsyncGenerator<WrongRow> {
  const orders = await db
    .selectFrom('customer')
    .innerJoin('sales_order', 'sales_order.customer_id', 'customer.id')
    .select(['sales_order.id', 'customer.id as customer_id', 'customer.merged_into'])
    .where('customer.merged_into', 'is not', null)
    .orderBy('sales_order.id')
    .execute();
  for (const { id, customer_id, merged_into } of orders)
    yield {
      table: 'sales_order',
      id: formatId('order', id),
      wrong: [{ field: 'customer_id', is: customer_id, should: merged_into }],
      key: { id },
    };
  const chains = await db
    .selectFrom('customer')
    .innerJoin('customer as next', 'next.id', 'customer.merged_into')
    .select(['customer.id', 'next.id as is', 'next.merged_into as should'])
    .where('customer.merged_into', 'is not', null)
    .where('next.merged_into', 'is not', null)
    .orderBy('customer.id')
    .execute();
  for (const { id, is, should } of chains)
    yield { table: 'customer', id: formatId('customer', id), wrong: [{ field: 'merged_into', is, should }] };
}
