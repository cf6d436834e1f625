// Returns to look at, by reason, product, channel or date.
import { exponentOf } from '../../domain/currency.ts';
import { isDateGroup, type Period, putTogether, type ReturnGroup, type ReturnReport, type ReturnRow } from '../../domain/report.ts';
import type { Handle } from '../../store/database.ts';
import { freightOfReturns, type ReturnSums, returnsByProduct, returnsByReturn } from '../../store/report-returns.ts';
import { read, type Shop } from '../shop.ts';

/** Dates in their order; other groups by currency, the most received first. */
export function returnsReport(shop: Shop, by: ReturnGroup, period: Period): Promise<ReturnReport> {
  return read(shop, async (db) => {
    const rows = putTogether(await sumsBy(db, by, period), by);
    const whole = by === 'product' ? (await returnsByReturn(db, 'date', period)).map(returnRow) : rows;
    return { by, rows: isDateGroup(by) ? rows : [...rows].sort(byReceived), totals: putTogether(whole, 'total') };
  });
}

async function sumsBy(db: Handle, by: ReturnGroup, period: Period): Promise<ReturnRow[]> {
  if (by === 'product') return [...(await returnsByProduct(db, period)), ...(await freightOfReturns(db, period))].map(returnRow);
  return (await returnsByReturn(db, isDateGroup(by) ? 'date' : by, period)).map(returnRow);
}

function returnRow(sums: ReturnSums): ReturnRow {
  return {
    group: sums.group,
    name: sums.name,
    currency: sums.currency,
    exponent: exponentOf(sums.currency),
    returns: sums.returns,
    asked: sums.asked,
    received: sums.received,
    resellable: sums.resellable,
    creditedMinor: sums.credited_minor,
    refundedMinor: sums.refunded_minor,
  };
}

function byReceived(left: ReturnRow, right: ReturnRow): number {
  if (left.currency !== right.currency) return left.currency < right.currency ? -1 : 1;
  return right.received - left.received || (left.group < right.group ? -1 : 1);
}
