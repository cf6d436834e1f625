// Sales to look at, by date, channel, product, country or customer.
import { exponentOf } from '../../domain/currency.ts';
import { formatId } from '../../domain/id.ts';
import { isDateGroup, type Period, putTogether, type SalesGroup, type SalesReport, type SalesRow } from '../../domain/report.ts';
import type { Handle } from '../../store/database.ts';
import { freightOfSales, type SalesSums, salesByOrder, salesByProduct } from '../../store/report-sales.ts';
import { read, type Shop } from '../shop.ts';

/** Dates in their order; other groups by currency, the largest gross first. */
export function salesReport(shop: Shop, by: SalesGroup, period: Period): Promise<SalesReport> {
  return read(shop, async (db) => {
    const rows = putTogether(await sumsBy(db, by, period), by);
    const whole = by === 'product' ? (await salesByOrder(db, 'date', period)).map(salesRow) : rows;
    return { by, rows: isDateGroup(by) ? rows : [...rows].sort(byGross), totals: putTogether(whole, 'total') };
  });
}

async function sumsBy(db: Handle, by: SalesGroup, period: Period): Promise<SalesRow[]> {
  if (by === 'product') return [...(await salesByProduct(db, period)), ...(await freightOfSales(db, period))].map(salesRow);
  const rows = (await salesByOrder(db, isDateGroup(by) ? 'date' : by, period)).map(salesRow);
  if (by !== 'customer') return rows;
  return rows.map((row) => ({ ...row, group: row.group && formatId('customer', Number(row.group)) }));
}

function salesRow(sums: SalesSums): SalesRow {
  return {
    group: sums.group,
    name: sums.name,
    currency: sums.currency,
    exponent: exponentOf(sums.currency),
    orders: sums.orders,
    units: sums.units,
    netMinor: sums.net_minor,
    taxMinor: sums.tax_minor,
    grossMinor: sums.gross_minor,
    creditedMinor: sums.credited_minor,
    refundedMinor: sums.refunded_minor,
  };
}

function byGross(left: SalesRow, right: SalesRow): number {
  if (left.currency !== right.currency) return left.currency < right.currency ? -1 : 1;
  return right.grossMinor - left.grossMinor || (left.group < right.group ? -1 : 1);
}
