// What goods that left had cost, by shipment, product or date; or everything that changed the value of stock, by kind.
import { exponentOf } from '../../domain/currency.ts';
import { formatId } from '../../domain/id.ts';
import { type CostGroup, type CostReport, type CostRow, dateGroup, isDateGroup, type Period } from '../../domain/report.ts';
import type { Handle } from '../../store/database.ts';
import { productNames } from '../../store/product.ts';
import { type LedgerRow, readLedger } from '../../store/report-stock.ts';
import { ordersOfShipments } from '../../store/shipment-list.ts';
import { read, type Shop } from '../shop.ts';
import { ledgerReading } from './stock.ts';

interface CostSum {
  units: number;
  unknownUnits: number;
  costMinor: number;
}

/**
 * Cost of goods: what left with shipments, less what came back. By movement: what each kind of movement changed the value
 * of stock by, which sums to what the value has become. Dates in their order; others by group.
 */
export function costReport(shop: Shop, by: CostGroup, { from, to }: Period): Promise<CostReport> {
  return read(shop, async (db) => {
    const sums = new Map<string | number, CostSum>();
    const each = (row: LedgerRow, changeMinor: number | null) => {
      if (from !== undefined && row.business_date < from) return;
      const key = groupOf(row, by);
      if (key !== undefined) add(sums, key, by === 'movement' ? row.quantity : -row.quantity, changeMinor, by === 'movement' ? 1 : -1);
    };
    readLedger(shop.database, { ...ledgerReading(shop.settings), until: to, each });
    const money = { currency: shop.settings.currency, exponent: exponentOf(shop.settings.currency) };
    const rows = (await named(db, by, sums)).map((row) => ({ ...row, ...money }));
    return { by, rows, totals: rows.length === 0 ? [] : [{ group: '', name: '', order: null, ...sumOf(rows), ...money }] };
  });
}

/** Which row a movement belongs to; undefined: none. Goods between locations change nothing. */
function groupOf(row: LedgerRow, by: CostGroup): string | number | undefined {
  if (by === 'movement') return row.kind === 'transfer' ? undefined : row.kind;
  if (row.kind !== 'ship' && (row.kind !== 'return' || by === 'shipment')) return undefined;
  if (isDateGroup(by)) return dateGroup(row.business_date, by);
  return by === 'product' ? row.product_id : (row.cause_id ?? undefined);
}

function add(sums: Map<string | number, CostSum>, key: string | number, units: number, changeMinor: number | null, sign: number): void {
  const sum = sums.get(key) ?? { units: 0, unknownUnits: 0, costMinor: 0 };
  sums.set(key, sum);
  sum.units += units;
  if (changeMinor === null) sum.unknownUnits += Math.abs(units);
  else sum.costMinor += sign * changeMinor;
}

type NamedRow = Omit<CostRow, 'currency' | 'exponent'>;

async function named(db: Handle, by: CostGroup, sums: ReadonlyMap<string | number, CostSum>): Promise<NamedRow[]> {
  const all = [...sums].sort(([left], [right]) => (left < right ? -1 : 1));
  if (by === 'shipment') {
    const orders = await ordersOfShipments(db);
    return all.map(([key, sum]) => {
      const order = orders.get(Number(key));
      return { group: formatId('shipment', Number(key)), name: '', order: order === undefined ? null : formatId('order', order), ...sum };
    });
  }
  if (by !== 'product') return all.map(([key, sum]) => ({ group: String(key), name: '', order: null, ...sum }));
  const products = await productNames(db);
  return all
    .map(([key, sum]) => ({
      group: products.get(Number(key))?.sku ?? '',
      name: products.get(Number(key))?.name ?? '',
      order: null,
      ...sum,
    }))
    .sort((left, right) => (left.group < right.group ? -1 : 1));
}

function sumOf(rows: readonly CostSum[]): CostSum {
  const total = { units: 0, unknownUnits: 0, costMinor: 0 };
  for (const { units, unknownUnits, costMinor } of rows) {
    total.units += units;
    total.unknownUnits += unknownUnits;
    total.costMinor += costMinor;
  }
  return total;
}
