// Purchases to look at.
import { exponentOf } from '../../domain/currency.ts';
import { formatId } from '../../domain/id.ts';
import { formatUnitPrice, lineAmountMinor } from '../../domain/money.ts';
import {
  openOf,
  type Purchase,
  type PurchaseFilter,
  type PurchaseLine,
  type PurchaseLineView,
  type PurchaseSummary,
  type PurchaseView,
} from '../../domain/purchase.ts';
import { findPurchase, linesOfPurchases, listPurchases } from '../../store/purchase.ts';
import { productBySku } from '../product/find.ts';
import { read, type Shop, today } from '../shop.ts';
import { supplierNamed } from '../supplier/find.ts';

/** Newest first. Refuses `supplier-unknown`, `product-unknown`. */
export function purchaseList(shop: Shop, { supplier, sku, ...filter }: PurchaseFilter): Promise<PurchaseSummary[]> {
  return read(shop, async (db) => {
    const supplierId = supplier === undefined ? undefined : (await supplierNamed(db, supplier)).id;
    const productId = sku === undefined ? undefined : (await productBySku(db, sku)).id;
    const purchases = await listPurchases(db, { ...filter, supplierId, productId });
    const lines = await linesOfPurchases(
      db,
      purchases.map(({ id }) => id),
    );
    return purchases.map((purchase) => summary(purchase, lines.get(purchase.id) ?? [], today(shop)));
  });
}

/** In the order asked for. Refuses `purchase-unknown`. */
export function purchasesById(shop: Shop, ids: readonly string[]): Promise<PurchaseView[]> {
  return read(shop, async (db) => {
    const found: PurchaseView[] = [];
    for (const id of ids) {
      const purchase = await findPurchase(db, id);
      const lines = (await linesOfPurchases(db, [purchase.id])).get(purchase.id) ?? [];
      const shown = lines.map((line) => lineView(line, purchase));
      found.push({ ...summary(purchase, lines, today(shop)), actor: purchase.actor, lines: shown });
    }
    return found;
  });
}

function summary(purchase: Purchase, lines: readonly PurchaseLine[], on: string): PurchaseSummary {
  const { id, supplier, state, sentOn, expectedOn, currency } = purchase;
  const isOpen = state === 'draft' || state === 'sent';
  return {
    id: formatId('purchase', id),
    date: purchase.madeOn,
    supplier,
    state,
    sentOn,
    expectedOn,
    overdue: state === 'sent' && expectedOn !== null && expectedOn < on,
    quantity: sumOf(lines, ({ quantity }) => quantity),
    received: sumOf(lines, ({ received }) => received),
    open: isOpen ? sumOf(lines, openOf) : 0,
    totalMinor: costOfAll(lines, currency, ({ quantity }) => quantity),
    receivedMinor: costOfAll(lines, currency, ({ received }) => received),
    openMinor: costOfAll(lines, currency, (line) => (isOpen ? openOf(line) : 0)),
    unpricedLines: lines.filter(({ unitCostMicros }) => unitCostMicros === null).length,
    currency,
    exponent: exponentOf(currency),
  };
}

function lineView(line: PurchaseLine, { state, currency }: Purchase): PurchaseLineView {
  const { sku, name, location, quantity, received, unitCostMicros } = line;
  return {
    sku,
    name,
    location,
    quantity,
    received,
    open: state === 'draft' || state === 'sent' ? openOf(line) : 0,
    unitCost: unitCostMicros === null ? null : formatUnitPrice(unitCostMicros, currency),
    costMinor: costOf(line, quantity, currency),
  };
}

function costOf({ unitCostMicros }: PurchaseLine, quantity: number, currency: string): number | null {
  return unitCostMicros === null ? null : lineAmountMinor(quantity, unitCostMicros, currency);
}

/** What so many of each line cost, as far as that is known; null where it is of none. */
function costOfAll(lines: readonly PurchaseLine[], currency: string, quantityOf: (line: PurchaseLine) => number): number | null {
  const known = lines.flatMap((line) => costOf(line, quantityOf(line), currency) ?? []);
  return known.length === 0 ? null : sumOf(known, (minor) => minor);
}

function sumOf<T>(all: readonly T[], amountOf: (one: T) => number): number {
  return all.reduce((sum, one) => sum + amountOf(one), 0);
}
