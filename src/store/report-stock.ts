// The ledger read through once, product by product, for what the stock on hand has cost and when it last moved.
import { noStock, type StockValue, valueAfter } from '../domain/stock-value.ts';
import type { Handle } from './database.ts';

export interface LedgerSummary {
  readonly value: StockValue;
  /** Business date. */
  readonly lastMovedOn: string;
}

/** Per product id. Moving goods between locations changes no value. */
export async function summarizeLedger(db: Handle): Promise<Map<number, LedgerSummary>> {
  const summaries = new Map<number, LedgerSummary>();
  const movements = db
    .selectFrom('movement')
    .select(['product_id', 'kind', 'quantity', 'unit_cost_micros', 'business_date'])
    .orderBy('product_id')
    .orderBy('id')
    .stream();
  for await (const { product_id, kind, quantity, unit_cost_micros, business_date } of movements) {
    const known = summaries.get(product_id);
    const value = known?.value ?? noStock;
    summaries.set(product_id, {
      value: kind === 'transfer' ? value : valueAfter(value, quantity, unit_cost_micros),
      lastMovedOn: known && known.lastMovedOn > business_date ? known.lastMovedOn : business_date,
    });
  }
  return summaries;
}
