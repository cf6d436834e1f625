// Goods of a purchase have come: onto the shelf at what they cost, all that is open or the part that is named.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { parseLine } from '../../domain/order/typed.ts';
import { convertCost, openOf, type Purchase, parseRate, planReceipt, type Receipt, type ReceiptWish } from '../../domain/purchase.ts';
import { type ActResult, actResult, type Outcome } from '../../domain/result.ts';
import { recordEvent } from '../../store/event.ts';
import { addReceived, findPurchase, linesOfPurchases, updatePurchase } from '../../store/purchase.ts';
import { move } from '../../store/stock.ts';
import { actOnEach } from '../each.ts';
import { once } from '../once.ts';
import { serveWaiting } from '../order/serve.ts';
import { type Act, type Shop, type WriteOptions, write } from '../shop.ts';
import { stockedProduct } from '../stock/move.ts';

export interface PurchaseReceipt {
  /** "SKU=QTY" or "SKU=QTY@COST" of what has come; everything that is open where empty. */
  readonly lines: readonly string[];
  readonly allowOver: boolean;
  /** What one unit of the purchase's currency costs in the shop's; needed where they differ. */
  readonly rate?: string;
}

/**
 * Books what has come. All of it there before: unchanged. Refuses `purchase-not-sent`, `purchase-cancelled`,
 * `purchase-line-unknown`, `purchase-over`, `product-not-stocked`, and `rate-needed` where a cost is known in another currency only.
 */
export function receivePurchases(
  shop: Shop,
  ids: readonly string[],
  receipt: PurchaseReceipt,
  { key, ...options }: WriteOptions & { readonly key?: string },
): Promise<ActResult> {
  if (key === undefined) return actOnEach(shop, ids, options, (act, id) => receive(act, id, receipt));
  return write(shop, options, async (act) => {
    const { value, repeated } = await once(act, key, { ids, ...receipt }, () => receiveAll(act, ids, receipt));
    return actResult(repeated ? value.map((outcome) => ({ ...outcome, outcome: 'unchanged', served: [] })) : value);
  });
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
  const shown: { sku: string; location: string; quantity: number; onHand: number }[] = [];
  for (const [index, one] of receipts.entries()) shown.push(await shelve(act, purchase, one, costs[index] ?? null));
  const open = lines.reduce((sum, line) => sum + openOf({ ...line, received: line.received + takenOf(receipts, line.id) }), 0);
  if (open === 0) await updatePurchase(act.db, purchase.id, { state: 'received' }, act.at);
  const units = shown.reduce((sum, { quantity }) => sum + quantity, 0);
  await recordEvent(act.db, act, 'purchase', purchase.id, 'received', { units, open });
  const served = await serveWaiting(act, [...new Set(receipts.map(({ line }) => line.productId))]);
  return { id, outcome: open === 0 ? 'received' : 'partly-received', supplier: purchase.supplier, units, open, lines: shown, served };
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

async function shelve(act: Act, purchase: Purchase, { line, quantity }: Receipt, unitCostMicros: number | null) {
  const { sku, location } = line;
  await stockedProduct(act.db, sku);
  const movement = { kind: 'receive', productId: line.productId, locationId: line.locationId, quantity, unitCostMicros } as const;
  const { level } = await move(act.db, act, { ...movement, causeKind: 'purchase', causeId: purchase.id }, { sku, location });
  await addReceived(act.db, line.id, quantity);
  return { sku, location, quantity, onHand: level.onHand };
}
