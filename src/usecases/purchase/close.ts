// A purchase goes out to its supplier, or will not come after all.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { openOf, type Purchase } from '../../domain/purchase.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import { addDays } from '../../domain/time.ts';
import { recordEvent } from '../../store/event.ts';
import { findPurchase, linesOfPurchases, listPurchases, updatePurchase } from '../../store/purchase.ts';
import { listOffers } from '../../store/supplier.ts';
import { actOnEach } from '../each.ts';
import { type Act, read, type Shop, type WriteOptions } from '../shop.ts';

export interface SendRequest {
  /** When the goods ought to come; left out: what was said before, else after the longest of the offers' days. */
  readonly expectedOn?: string;
}

/** Drafts become open: their goods are incoming. Sent before: unchanged, or expected on another day. Refuses `purchase-closed`. */
export function sendPurchases(shop: Shop, ids: readonly string[], request: SendRequest, options: WriteOptions): Promise<ActResult> {
  return actOnEach(shop, ids, options, async (act, id) => {
    const purchase = await findPurchase(act.db, id);
    if (purchase.state === 'sent') return expectOn(act, purchase, request.expectedOn);
    if (purchase.state !== 'draft') throw new OmsError('purchase-closed', { purchase: idOf(purchase), state: purchase.state });
    const expectedOn = request.expectedOn ?? purchase.expectedOn ?? (await usualDay(act, purchase));
    await updatePurchase(act.db, purchase.id, { state: 'sent', sentOn: act.on, expectedOn }, act.at);
    await recordEvent(act.db, act, 'purchase', purchase.id, 'sent', { expected: expectedOn });
    return outcomeOf(purchase, 'sent', { expectedOn });
  });
}

async function expectOn(act: Act, purchase: Purchase, expectedOn = purchase.expectedOn): Promise<Outcome> {
  if (expectedOn === purchase.expectedOn) return outcomeOf(purchase, 'unchanged', { expectedOn });
  await updatePurchase(act.db, purchase.id, { expectedOn }, act.at);
  await recordEvent(act.db, act, 'purchase', purchase.id, 'rescheduled', { expected: expectedOn });
  return outcomeOf(purchase, 'rescheduled', { expectedOn });
}

/** Today and the longest of its offers' days; null where nobody has said any. */
async function usualDay(act: Act, { id, supplierId }: Purchase): Promise<string | null> {
  const lines = (await linesOfPurchases(act.db, [id])).get(id) ?? [];
  const offers = await listOffers(act.db, { supplierId, productIds: lines.map(({ productId }) => productId), inactive: true });
  const days = offers.flatMap(({ leadDays }) => leadDays ?? []);
  return days.length === 0 ? null : addDays(act.on, Math.max(...days));
}

/**
 * What is open of purchases will not come. What has come stays. Cancelled before: unchanged. Refuses `purchase-closed`
 * for one that has come whole.
 */
export function cancelPurchases(shop: Shop, ids: readonly string[], options: WriteOptions): Promise<ActResult> {
  return actOnEach(shop, ids, options, async (act, id) => {
    const purchase = await findPurchase(act.db, id);
    const lines = (await linesOfPurchases(act.db, [purchase.id])).get(purchase.id) ?? [];
    const units = lines.reduce((sum, line) => sum + openOf(line), 0);
    if (purchase.state === 'cancelled') return outcomeOf(purchase, 'unchanged', { units });
    if (purchase.state === 'received') throw new OmsError('purchase-closed', { purchase: idOf(purchase), state: purchase.state });
    await updatePurchase(act.db, purchase.id, { state: 'cancelled' }, act.at);
    await recordEvent(act.db, act, 'purchase', purchase.id, 'cancelled', { units });
    return outcomeOf(purchase, 'cancelled', { units });
  });
}

/** Every purchase in this state, oldest first. */
export function purchasesIn(shop: Shop, state: Purchase['state']): Promise<string[]> {
  return read(shop, async (db) => (await listPurchases(db, { state })).map(idOf).reverse());
}

function idOf({ id }: Pick<Purchase, 'id'>): string {
  return formatId('purchase', id);
}

function outcomeOf(purchase: Purchase, outcome: string, details: Readonly<Record<string, unknown>>): Outcome {
  return { id: idOf(purchase), outcome, supplier: purchase.supplier, ...details };
}
