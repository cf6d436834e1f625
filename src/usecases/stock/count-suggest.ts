// What to count: the more of a product's value leaves in a year, the more often. Those that are due, the dearest first.
import { exponentOf } from '../../domain/currency.ts';
import { lineAmountMinor } from '../../domain/money.ts';
import type { Product } from '../../domain/product.ts';
import { type CountSuggestion, classesOf, countDays } from '../../domain/stock-count.ts';
import { addDays } from '../../domain/time.ts';
import { listProducts } from '../../store/product.ts';
import { type LedgerRow, readLedger } from '../../store/report-stock.ts';
import { ledgerReading } from '../report/stock.ts';
import { read, type Shop, today } from '../shop.ts';

const YEAR = 365;

/** What became of a product in the last year, and when it was last counted. */
interface Turnover {
  units: number;
  costMinor: number;
  isCostKnown: boolean;
  lastCountedOn: string | null;
}

/** By class, then what is due longest (never counted first), then SKU. Products that neither stand nor move are left out. */
export function countSuggestions(shop: Shop): Promise<CountSuggestion[]> {
  return read(shop, async (db) => {
    const day = today(shop);
    const { currency } = shop.settings;
    const turnovers = new Map<number, Turnover>();
    const each = (row: LedgerRow, changeMinor: number | null) => note(turnovers, row, changeMinor, addDays(day, -YEAR));
    const ledger = readLedger(shop.database, { ...ledgerReading(shop.settings), each });
    const products = (await listProducts(db, { kind: 'goods' })).filter(({ id }) => ledger.has(id));
    const left = products.map((product) => leftMinor(product, turnovers.get(product.id), currency));
    const classes = classesOf(left);
    const all = products.map((product, index): CountSuggestion => {
      const { lastCountedOn = null } = turnovers.get(product.id) ?? {};
      const own = classes[index] ?? 'C';
      return {
        sku: product.sku,
        name: product.name,
        class: own,
        onHand: ledger.get(product.id)?.value.quantity ?? 0,
        leftMinor: left[index] ?? 0,
        currency,
        exponent: exponentOf(currency),
        lastCountedOn,
        dueOn: lastCountedOn === null ? null : addDays(lastCountedOn, countDays[own]),
      };
    });
    return all.filter(({ dueOn }) => dueOn === null || dueOn <= day).sort(byUrgency);
  });
}

function note(turnovers: Map<number, Turnover>, row: LedgerRow, changeMinor: number | null, since: string): void {
  const turnover = turnovers.get(row.product_id) ?? { units: 0, costMinor: 0, isCostKnown: true, lastCountedOn: null };
  turnovers.set(row.product_id, turnover);
  if (row.kind === 'count') turnover.lastCountedOn = row.business_date;
  if ((row.kind !== 'ship' && row.kind !== 'return') || row.business_date < since) return;
  turnover.units -= row.quantity;
  if (changeMinor === null) turnover.isCostKnown = false;
  else turnover.costMinor -= changeMinor;
}

/** At cost; where that is not known, at the price. */
function leftMinor({ unitPriceMicros }: Product, turnover: Turnover | undefined, currency: string): number {
  if (!turnover || turnover.units <= 0) return 0;
  return turnover.isCostKnown ? turnover.costMinor : lineAmountMinor(turnover.units, unitPriceMicros ?? 0, currency);
}

function byUrgency(left: CountSuggestion, right: CountSuggestion): number {
  const key = (one: CountSuggestion) => `${one.class} ${one.dueOn ?? ''} `;
  if (key(left) !== key(right)) return key(left) < key(right) ? -1 : 1;
  return left.sku < right.sku ? -1 : 1;
}
