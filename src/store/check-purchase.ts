// Checking purchases: whether each is as far as its lines say.
import { differences, type WrongRow } from '../domain/check.ts';
import { formatId } from '../domain/id.ts';
import type { Handle } from './database.ts';

/** Purchases that are received and lack goods, are open and lack none, or of which a draft has received some. */
export async function* wrongPurchases(db: Handle): AsyncGenerator<WrongRow> {
  const rows = await db
    .selectFrom('purchase')
    .innerJoin('purchase_line as line', 'line.purchase_id', 'purchase.id')
    .select(['purchase.id', 'purchase.state'])
    .select(({ fn, eb, ref, lit }) => [
      fn.sum<number>(fn('max', [eb(ref('line.quantity'), '-', ref('line.received_quantity')), lit(0)])).as('open'),
      fn.sum<number>('line.received_quantity').as('received'),
    ])
    .groupBy('purchase.id')
    .orderBy('purchase.id')
    .execute();
  for (const { id, state, open, received } of rows) {
    const wrong = differences({ state }, { state: stateOf(state, open, received) });
    if (wrong.length > 0) yield { table: 'purchase', id: formatId('purchase', id), key: { id }, wrong };
  }
}

function stateOf(state: string, open: number, received: number): string {
  if (open === 0) return 'received';
  if (state === 'received') return 'sent';
  return state === 'draft' && received > 0 ? 'sent' : state;
}
