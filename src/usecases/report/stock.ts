// Stock to look at as a shop's property: what stands there, or stood, what it has cost, and for how long nothing has moved.
import { exponentOf } from '../../domain/currency.ts';
import { OmsError } from '../../domain/error.ts';
import { formatUnitPrice, microsPerMinor, toSafe } from '../../domain/money.ts';
import type { Product } from '../../domain/product.ts';
import { daysBetween, type StockRow } from '../../domain/report.ts';
import type { Settings } from '../../domain/settings.ts';
import type { StockView } from '../../domain/stock.ts';
import type { StockValue, Valuation } from '../../domain/stock-value.ts';
import { listProducts } from '../../store/product.ts';
import { type LedgerReading, type LedgerSummary, readLedger } from '../../store/report-stock.ts';
import { read, type Shop, today } from '../shop.ts';
import { stockOf } from '../stock/read.ts';

export interface StockReportRequest {
  /** Only what is at or below its reorder point. */
  readonly low?: boolean;
  /** As it was at the end of this business date; left out: as it is. */
  readonly on?: string;
}

/** How the shop values its stock. */
export function ledgerReading(settings: Settings): LedgerReading {
  return { valuation: settings['stock-value'] as Valuation, microsPerMinor: microsPerMinor(settings.currency) };
}

/** By SKU; products no longer sold only while there are any. Refuses `date-future`. */
export function stockReport(shop: Shop, { low = false, on }: StockReportRequest = {}): Promise<StockRow[]> {
  const day = today(shop);
  if (on !== undefined && on > day) throw new OmsError('date-future', { date: on, today: day });
  return read(shop, async (db) => {
    const products = await listProducts(db, { kind: 'goods', inactive: true });
    const ledger = readLedger(shop.database, { ...ledgerReading(shop.settings), until: on });
    const { currency } = shop.settings;
    if (on !== undefined) return products.flatMap((product) => pastRow(product, ledger.get(product.id), currency, on));
    const stock = await stockOf(db, products, day);
    return stock.flatMap((view, index) => {
      const { id, active } = products[index] as Product;
      const isShown = (active || view.onHand > 0) && (!low || view.low);
      return isShown ? [stockRow(view, ledger.get(id), currency, day)] : [];
    });
  });
}

/** What stood of a product; nothing where none did. */
function pastRow({ sku, name }: Product, ledger: LedgerSummary | undefined, currency: string, on: string): StockRow[] {
  if (!ledger || ledger.value.quantity === 0) return [];
  const stood = { onHand: ledger.value.quantity, unavailable: ledger.unavailable, reserved: null, available: null, low: false };
  return [{ sku, name, ...stood, ...ofLedger(ledger, currency, on) }];
}

function stockRow(view: StockView, ledger: LedgerSummary | undefined, currency: string, on: string): StockRow {
  const { sku, name, onHand, reserved, unavailable, available, low } = view;
  return { sku, name, onHand, reserved, unavailable, available, ...ofLedger(ledger, currency, on), low };
}

function ofLedger(ledger: LedgerSummary | undefined, currency: string, on: string) {
  return {
    ...costOf(ledger?.value, currency),
    currency,
    exponent: exponentOf(currency),
    lastMovedOn: ledger?.lastMovedOn ?? null,
    idleDays: ledger ? daysBetween(ledger.lastMovedOn, on) : null,
  };
}

function costOf(value: StockValue | undefined, currency: string): Pick<StockRow, 'unitCost' | 'valueMinor'> {
  if (value?.micros === undefined) return { unitCost: null, valueMinor: null };
  return { unitCost: formatUnitPrice(toSafe(value.unitMicros), currency), valueMinor: value.minor(microsPerMinor(currency)) };
}
