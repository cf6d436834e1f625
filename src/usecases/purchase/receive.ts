// Goods of a purchase have come: onto the shelf at what they cost, all that is open or the part that is named.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { type LotMoved, type LotWish, lotNamed } from '../../domain/lot.ts';
import { parseLine } from '../../domain/order/typed.ts';
import type { Product } from '../../domain/product.ts';
import { convertCost, openOf, type Purchase, parseRate, planReceipt, type Receipt, type ReceiptWish } from '../../domain/purchase.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import { recordEvent } from '../../store/event.ts';
import { productsById } from '../../store/product.ts';
import { addReceived, findPurchase, linesOfPurchases, updatePurchase } from '../../store/purchase.ts';
import { actOnEach } from '../each.ts';
import { actAllOnce, type KeyedOptions } from '../once.ts';
import { serveWaiting } from '../order/serve.ts';
import { type Act, type Shop, write } from '../shop.ts';
import { moveGoods } from '../stock/lot.ts';
import { locationNamed, stockedProduct } from '../stock/move.ts';

export interface PurchaseReceipt extends LotWish {
  /** "SKU=QTY" or "SKU=QTY@COST" of what has come; everything that is open where empty. */
  readonly lines: readonly string[];
  readonly allowOver: boolean;
  /** What one unit of the purchase's currency costs in the shop's; needed where they differ. */
  readonly rate?: string;
}

/**
 * Books what has come. All of it there before: unchanged. Refuses `purchase-not-sent`, `purchase-cancelled`,
 * `purchase-line-unknown`, `purchase-over`, `product-not-stocked`, lots as `lotFor` does and `lots-several`, and `rate-needed` where a cost is known in another currency only.
 */
export function receivePurchases(
  shop: Shop,
  ids: readonly string[],
  receipt: PurchaseReceipt,
  { key, ...options }: KeyedOptions,
): Promise<ActResult> {
  if (key === undefined) return actOnEach(shop, ids, options, (act, id) => receive(act, id, receipt));
  return write(shop, options, (act) => actAllOnce(act, key, { ids, ...receipt }, () => receiveAll(act, ids, receipt)));
}

async function receiveAll(act: Act, ids: readonly string[], receipt: PurchaseReceipt): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const id of ids) outcomes.push(await receive(act, id, receipt));
  return outcomes;
}

async function receive(act: Act, text: string, receipt: PurchaseReceipt): Promise<Outcome> {
  const purchase = await findPurchase(act.db, text);
  const id = formatId('purchase', purchase.id);
  if (purchase.state === 'draft') throw new OmsError('purchase-not-sent', { purchase: id });
  if (purchase.state === 'cancelled') throw new OmsError('purchase-cancelled', { purchase: id, supplier: purchase.supplier });
  const lines = (await linesOfPurchases(act.db, [purchase.id])).get(purchase.id) ?? [];
  const wishes = receipt.lines.map((line) => wishOf(line, purchase.currency));
  const receipts = planReceipt(id, lines, wishes.length > 0 ? wishes : 'all', receipt.allowOver);
  if (receipts.length === 0) return { id, outcome: 'unchanged', supplier: purchase.supplier, units: 0, open: 0, lines: [] };
  const costs = costsOf(act, purchase, receipts, receipt.rate);
  const products = await productsById(
    act.db,
    receipts.map(({ line }) => line.productId),
  );
  checkOneLot(receipt, [...products.values()]);
  const shown: Shelved[] = [];
  for (const [index, one] of receipts.entries()) {
    const product = products.get(one.line.productId) as Product;
    shown.push(await shelve(act, purchase, { ...one, product, wish: product.lots ? receipt : {} }, costs[index] ?? null));
  }
  const lots = shown.flatMap((one) => one.lots ?? []);
  const open = lines.reduce((sum, line) => sum + openOf({ ...line, received: line.received + takenOf(receipts, line.id) }), 0);
  if (open === 0) await updatePurchase(act.db, purchase.id, { state: 'received' }, act.at);
  const units = shown.reduce((sum, { quantity }) => sum + quantity, 0);
  await recordEvent(act.db, act, 'purchase', purchase.id, 'received', { units, open });
  const served = await serveWaiting(act, [...new Set(receipts.map(({ line }) => line.productId))]);
  const outcome = open === 0 ? 'received' : 'partly-received';
  const shelved = shown.map(({ lots: _, ...line }) => line);
  return { id, outcome, supplier: purchase.supplier, units, open, lines: shelved, ...(lots.length > 0 && { lots }), served };
}

/** A lot is of one product: refuses `lots-several` where it could be of several, and `lot-not-kept` where it is of none. */
function checkOneLot(wish: LotWish, products: readonly Product[]): void {
  const lot = lotNamed(wish);
  if (lot === undefined) return;
  const skus = products.filter(({ lots }) => lots).map(({ sku }) => sku);
  if (skus.length > 1) throw new OmsError('lots-several', { lot, skus });
  if (skus.length === 0) throw new OmsError('lot-not-kept', { sku: products[0]?.sku, lot });
}

function wishOf(line: string, currency: string): ReceiptWish {
  const { sku, quantity, unitPriceMicros } = parseLine(line, currency);
  return { sku, quantity, unitCostMicros: unitPriceMicros };
}

function takenOf(receipts: readonly Receipt[], lineId: number): number {
  return receipts.reduce((sum, { line, quantity }) => sum + (line.id === lineId ? quantity : 0), 0);
}

/** What one of each cost, in the shop's currency; null where nobody said. */
function costsOf(act: Act, { id, currency }: Purchase, receipts: readonly Receipt[], rate: string | undefined): (number | null)[] {
  const costs = receipts.map(({ unitCostMicros }) => unitCostMicros);
  const own = act.settings.currency;
  if (currency === own) {
    if (rate !== undefined) throw new OmsError('rate-same', { currency });
    return costs;
  }
  if (rate !== undefined) {
    const micros = parseRate(rate);
    return costs.map((cost) => (cost === null ? null : convertCost(cost, micros)));
  }
  if (costs.some((cost) => cost !== null)) throw new OmsError('rate-needed', { purchase: formatId('purchase', id), currency, own });
  return costs;
}

/** Goods of a line on the shelf. */
interface Shelved {
  readonly sku: string;
  readonly location: string;
  readonly quantity: number;
  readonly onHand: number;
  readonly lots?: readonly LotMoved[];
}

interface ToShelve extends Receipt {
  readonly product: Product;
  readonly wish: LotWish;
}

async function shelve(act: Act, purchase: Purchase, toShelve: ToShelve, unitCostMicros: number | null): Promise<Shelved> {
  const { line, quantity, product, wish } = toShelve;
  await stockedProduct(act.db, line.sku);
  const location = await locationNamed(act.db, line.location);
  const change = { kind: 'receive', quantity, unitCostMicros, causeKind: 'purchase', causeId: purchase.id } as const;
  const { level, lots } = await moveGoods(act, product, location, change, wish);
  await addReceived(act.db, line.id, quantity);
  return { sku: line.sku, location: line.location, quantity, onHand: level.onHand, ...(lots && { lots }) };
}
