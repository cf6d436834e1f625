// The ledger read through once, product by product, for what the stock on hand has cost and when it last moved.
import { noStock, type StockValue, valueAfter } from '../domain/stock-value.ts';
import type { Database } from './database.ts';

export interface LedgerSummary {
  readonly value: StockValue;
  /** Business date. */
  readonly lastMovedOn: string;
}

interface LedgerRow {
  readonly product_id: number;
  readonly kind: string;
  readonly quantity: number;
  readonly unit_cost_micros: number | null;
  readonly business_date: string;
}

/** Per product id; read inside the snapshot that is open. Moving goods between locations changes no value. */
export function summarizeLedger(database: Database): Map<number, LedgerSummary> {
  const summaries = new Map<number, LedgerSummary>();
  const movements = database.statement('ledger by product', (db) =>
    db
      .selectFrom('movement')
      .select(['product_id', 'kind', 'quantity', 'unit_cost_micros', 'business_date'])
      .orderBy('product_id')
      .orderBy('id'),
  );
  for (const row of movements.iterate() as Iterable<LedgerRow>) {
    const known = summaries.get(row.product_id);
    const value = known?.value ?? noStock;
    summaries.set(row.product_id, {
      value: row.kind === 'transfer' ? value : valueAfter(value, row.quantity, row.unit_cost_micros),
      lastMovedOn: known && known.lastMovedOn > row.business_date ? known.lastMovedOn : row.business_date,
    });
  }
  return summaries;
}
