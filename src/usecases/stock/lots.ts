// Lots to look at: what stands of which until when, and of one lot what is left and who has it. And a date put right.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { checkLot, isExpired, mayBePromised } from '../../domain/lot.ts';
import type { LotRecipient, LotRow, LotTrace } from '../../domain/lot-trace.ts';
import { daysBetween } from '../../domain/report.ts';
import { type ActResult, actResult } from '../../domain/result.ts';
import { availableOf, emptyLevel, type Level } from '../../domain/stock.ts';
import { addDays } from '../../domain/time.ts';
import type { Handle } from '../../store/database.ts';
import { recordEvent } from '../../store/event.ts';
import { setExpiry } from '../../store/lot.ts';
import { lotsOfCode, placesOfLot, recipientsOfLot, recipientsOfSuspects, standingLots } from '../../store/lot-trace.ts';
import { serveWaiting } from '../order/serve.ts';
import { productBySku } from '../product/find.ts';
import { need, read, type Shop, today, type WriteOptions, write } from '../shop.ts';
import { type MadeGoods, madeWith } from './lot-made.ts';

export interface LotFilter {
  readonly skus?: readonly string[];
  /** Only what may be sold on so many days or fewer, today included: 0 is what can be sold no more. */
  readonly expiring?: number;
  readonly limit?: number;
}

/** Lots of which goods stand somewhere, first expired, first out. Refuses `product-unknown`. */
export function lotList(shop: Shop, { skus, expiring, limit }: LotFilter): Promise<LotRow[]> {
  const on = today(shop);
  return read(shop, async (db) => {
    const productIds: number[] = [];
    for (const sku of skus ?? []) productIds.push((await productBySku(db, sku)).id);
    const expiredBy = expiring === undefined ? undefined : addDays(on, expiring);
    const rows = await standingLots(db, { ...(skus && { productIds }), expiredBy, limit });
    return rows.map(({ expiryDays, ...row }) => ({
      ...row,
      daysLeft: row.expiresOn === null ? null : daysBetween(on, row.expiresOn) + 1 - (expiryDays ?? 0),
      available: mayBePromised(row, { expiryDays }, on) ? availableOf(row, 0) : 0,
    }));
  });
}

/** A lot of each product that has one of this code. Refuses `lot-none`, `lot-unknown`, `product-unknown`. */
export function traceLot(shop: Shop, lot: string, sku: string | undefined): Promise<LotTrace[]> {
  return read(shop, async (db) => {
    const traces: LotTrace[] = [];
    for (const { id, code, name, expiresOn, sku: own } of await lotsNamed(db, lot, sku)) {
      const locations = await placesOfLot(db, id);
      const made = await madeWith(db, id);
      const went = (await recipientsOfLot(db, id)).map((row) => recipient(row, { sku: own, lot: code, certain: true }));
      for (const goods of made) went.push(...(await wentOf(db, goods)));
      const madeInto = made.map(({ sku: into, lot: intoLot, certain, quantity, date }) => ({
        sku: into,
        lot: intoLot,
        certain,
        quantity,
        date,
      }));
      traces.push({ sku: own, name, lot: code, expiresOn, ...sumOf(locations), locations, went, madeInto });
    }
    return traces;
  });
}

/** Who has goods that were made with a lot; of those of no lot everyone who may have some. */
async function wentOf(db: Handle, { sku, lot, lotId, productId, suspects, certain }: MadeGoods): Promise<LotRecipient[]> {
  const rows = suspects ? await recipientsOfSuspects(db, productId, suspects) : await recipientsOfLot(db, lotId as number);
  return rows.map((row) => recipient(row, { sku, lot, certain: certain && suspects === undefined }));
}

function recipient(
  { orderId, documentId, customerId, ...row }: Awaited<ReturnType<typeof recipientsOfLot>>[number],
  goods: Pick<LotRecipient, 'sku' | 'lot' | 'certain'>,
): LotRecipient {
  return {
    ...goods,
    order: formatId('order', orderId),
    ...row,
    document: documentId === null ? null : formatId(row.state === 'returned' ? 'return' : 'shipment', documentId),
    customer: customerId === null ? null : formatId('customer', customerId),
  };
}

function sumOf(levels: readonly Level[]): Level {
  return levels.reduce<Level>(
    (sum, { onHand, unavailable, reserved }) => ({
      onHand: sum.onHand + onHand,
      unavailable: sum.unavailable + unavailable,
      reserved: sum.reserved + reserved,
    }),
    emptyLevel,
  );
}

async function lotsNamed(db: Handle, lot: string, sku: string | undefined) {
  const product = sku === undefined ? undefined : await productBySku(db, sku);
  const found = await lotsOfCode(db, checkLot(lot), product?.id);
  if (found.length > 0) return found;
  if (!product) throw new OmsError('lot-none', { lot });
  const standing = await standingLots(db, { productIds: [product.id] });
  throw new OmsError('lot-unknown', { sku: product.sku, lot, known: [...new Set(standing.map((row) => row.lot))] });
}

export interface LotDate {
  readonly lot: string;
  readonly sku?: string;
  readonly expiresOn: string;
  readonly reason?: string;
}

/**
 * Puts a lot's date right, with a reason; the same is unchanged. What is promised of it stays promised; the `orders` are
 * named where the day is over. Refuses `reason-needed`, `lot-ambiguous`, and as {@link traceLot} does.
 */
export function dateLot(shop: Shop, { lot, sku, expiresOn, reason }: LotDate, options: WriteOptions): Promise<ActResult> {
  if (!reason?.trim()) throw new OmsError('reason-needed', { flag: '--reason' });
  return write(shop, options, async (act) => {
    const [found, ...others] = await lotsNamed(act.db, lot, sku);
    if (!found || others.length > 0) throw new OmsError('lot-ambiguous', { lot, skus: [found, ...others].map((one) => one?.sku ?? '') });
    const told = { id: found.sku, lot: found.code, expiresOn };
    if (found.expiresOn === expiresOn) return actResult([{ ...told, outcome: 'unchanged' }]);
    await setExpiry(act.db, found.id, expiresOn);
    const fields = { lot: found.code, expiresOn, reason: need(reason, '--reason') };
    await recordEvent(act.db, act, 'product', found.productId, 'lot-dated', fields);
    const orders = isExpired({ expiresOn }, act.on) ? await promisedTo(act.db, found.id) : [];
    return actResult([{ ...told, outcome: 'dated', orders, served: await serveWaiting(act, [found.productId]) }]);
  });
}

/** The orders that goods of a lot are promised to, or stand packed for. */
async function promisedTo(db: Handle, lotId: number): Promise<string[]> {
  const waiting = (await recipientsOfLot(db, lotId)).filter(({ state }) => state === 'reserved' || state === 'packed');
  return [...new Set(waiting.map(({ orderId }) => formatId('order', orderId)))];
}
