// Stock to look at as a shop's property: what stands there, what it has cost, and for how long nothing has moved.
import { exponentOf } from '../../domain/currency.ts';
import { divideRounded, formatUnitPrice, MICROS_PER_MAJOR, toSafe } from '../../domain/money.ts';
import { daysBetween, type StockRow } from '../../domain/report.ts';
import type { StockView } from '../../domain/stock.ts';
import type { StockValue } from '../../domain/stock-value.ts';
import { listProducts } from '../../store/product.ts';
import { type LedgerSummary, summarizeLedger } from '../../store/report-stock.ts';
import { read, type Shop, today } from '../shop.ts';
import { stockOf } from '../stock/read.ts';

/** By SKU; products no longer sold only while there are any. `low`: only what is at or below its reorder point. */
export function stockReport(shop: Shop, { low = false }: { readonly low?: boolean }): Promise<StockRow[]> {
  return read(shop, async (db) => {
    const products = await listProducts(db, { kind: 'goods', inactive: true });
    const stock = await stockOf(db, products);
    const ledger = summarizeLedger(shop.database);
    return stock.flatMap((view, index) => {
      const { id, active } = products[index] as (typeof products)[number];
      const isShown = (active || view.onHand > 0) && (!low || view.low);
      return isShown ? [stockRow(view, ledger.get(id), shop.settings.currency, today(shop))] : [];
    });
  });
}

function stockRow(view: StockView, ledger: LedgerSummary | undefined, currency: string, on: string): StockRow {
  return {
    sku: view.sku,
    name: view.name,
    onHand: view.onHand,
    reserved: view.reserved,
    unavailable: view.unavailable,
    available: view.available,
    ...costOf(ledger?.value, currency),
    currency,
    exponent: exponentOf(currency),
    lastMovedOn: ledger?.lastMovedOn ?? null,
    idleDays: ledger ? daysBetween(ledger.lastMovedOn, on) : null,
    low: view.low,
  };
}

function costOf(value: StockValue | undefined, currency: string): Pick<StockRow, 'unitCost' | 'valueMinor'> {
  if (value?.micros === undefined) return { unitCost: null, valueMinor: null };
  const microsPerMinor = BigInt(MICROS_PER_MAJOR) / 10n ** BigInt(exponentOf(currency));
  return {
    unitCost: formatUnitPrice(toSafe(value.unitMicros), currency),
    valueMinor: toSafe(divideRounded(value.micros, microsPerMinor)),
  };
}
