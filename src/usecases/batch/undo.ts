// Undoing a batch: the orders it brought go, those it changed are as they were before. What has moved on since stays.
import { formatId } from '../../domain/id.ts';
import type { RecordKind } from '../../domain/import/record.ts';
import { type MovedOn, movedOn } from '../../domain/import/undo.ts';
import { type ActResult, actResult, type Outcome } from '../../domain/result.ts';
import { findBatch } from '../../store/batch-list.ts';
import { withoutForeignKeys } from '../../store/database.ts';
import { recordEvent } from '../../store/event.ts';
import { type Change, changedGoods, firstChanges, restoreFormer, restoreSource } from '../../store/former.ts';
import { orderById } from '../../store/order.ts';
import {
  broughtOrders,
  forgetBatch,
  forgetChanges,
  recordForEach,
  refuseDangling,
  removeOrders,
  removePayments,
  stepsSince,
} from '../../store/undo.ts';
import { checkOrder } from '../order/check.ts';
import { refresh } from '../order/refresh.ts';
import { releaseOrder, reserveOrder } from '../order/reserve.ts';
import { serveWaiting } from '../order/serve.ts';
import { type Act, read, type Shop, type WriteOptions, write } from '../shop.ts';

export interface UndoOptions extends WriteOptions {
  /** Leaves the orders that have moved on as they are, and undoes the rest; else one of them keeps the whole batch. */
  readonly partial: boolean;
}

/**
 * Undoes batches, each in one transaction, the latest first: whole or, where an order has moved on (`order-moved-on`), not
 * at all; a batch of anything but orders never (`batch-of-records`). Goods that were promised are free again; a changed
 * order that was confirmed gets its goods back as far as they are there. Refuses `batch-unknown`.
 */
export async function undoBatches(shop: Shop, ids: readonly string[], options: UndoOptions): Promise<ActResult> {
  const known = await read(shop, async (db) => {
    const found: number[] = [];
    for (const id of ids) found.push((await findBatch(db, id)).id);
    return found;
  });
  const results: Outcome[] = [];
  for (const id of [...new Set(known)].sort((a, b) => b - a)) results.push(...(await undoOne(shop, id, options)));
  return actResult(results);
}

function undoOne(shop: Shop, batchId: number, options: UndoOptions): Promise<Outcome[]> {
  return withoutForeignKeys(shop.database, () =>
    write(shop, options, async (act) => {
      const results = await undo({ ...act, batchId }, batchId, options);
      refuseDangling(act.database);
      return results;
    }),
  );
}

async function undo(act: Act, batchId: number, { partial }: UndoOptions): Promise<Outcome[]> {
  const id = formatId('batch', batchId);
  const batch = await findBatch(act.db, id);
  if (batch.undone_at !== null) return [{ id, outcome: 'unchanged' }];
  if (batch.records !== null) return [ofRecords(id, batch.records)];
  const brought = await broughtOrders(act.db, batchId);
  const isBrought = new Set(brought);
  const changes = (await firstChanges(act.db, batchId)).filter(({ orderId }) => !isBrought.has(orderId));
  const changed = changes.filter(({ former }) => former !== null).map(({ orderId }) => orderId);
  const later = movedOn(await stepsSince(act.db, batchId, [...brought, ...changed]));
  const refused = later.map((moved) => refusal(moved, id));
  if (refused.length > 0 && !partial) return refused;
  const stays = new Set(later.map(({ orderId }) => orderId));
  const gone = brought.filter((orderId) => !stays.has(orderId));
  const restored = changes.filter(({ orderId }) => !stays.has(orderId));
  await forgetBatch(act.db, batchId, act.at);
  for (const change of restored) await restore(act, batchId, change);
  const released = await removeOrders(act.db, batchId, gone, batch.started_at);
  await serveWaiting(act);
  await recordForEach(act.db, act, gone, 'undone');
  const counts = { removed: gone.length, restored: restored.filter(({ former }) => former !== null).length, released };
  await recordEvent(act.db, act, 'batch', batchId, 'undone', counts);
  return [{ id, outcome: 'undone', ...counts, kept: later.length }, ...refused];
}

/** What puts right what records of a kind have brought: they are not taken back by their batch, since others build on them. */
const amends: Readonly<Record<RecordKind, string>> = {
  products: 'oms product edit SKU',
  prices: 'oms product edit SKU --price',
  stock: 'oms stock adjust SKU CHANGE --reason TEXT',
  counts: 'oms stock count SKU QUANTITY',
  customers: 'oms customer edit ID',
  aliases: 'oms product alias remove CHANNEL CODE',
};

function ofRecords(id: string, kind: RecordKind): Outcome {
  return { id, outcome: 'refused', error: { code: 'batch-of-records', details: { id, command: amends[kind] } } };
}

function refusal({ orderId, what }: MovedOn, batch: string): Outcome {
  const id = formatId('order', orderId);
  return { id, outcome: 'refused', error: { code: 'order-moved-on', details: { id, batch, what } } };
}

/**
 * A changed order as it was before the batch. Confirmed then, and for other goods since, it is promised its own again as far
 * as they are there; one whose goods are the same keeps what it has, packed or not.
 */
async function restore(act: Act, batchId: number, change: Change): Promise<void> {
  const { orderId, former } = change;
  await removePayments(act.db, batchId, [orderId]);
  const isOfGoods = former !== null && changedGoods(act.database, orderId, former);
  if (former !== null) {
    if (isOfGoods) await releaseOrder(act, await orderById(act.db, orderId));
    await restoreFormer(act.database, act.db, orderId, former);
    await recordEvent(act.db, act, 'order', orderId, 'restored');
  }
  await restoreSource(act.db, change);
  await forgetChanges(act.db, batchId, [orderId]);
  const order = await orderById(act.db, orderId);
  if (former === null || order.history || order.state === 'cancelled') await refresh(act, order);
  else if (isOfGoods && order.state === 'confirmed' && act.settings['reserve-on'] === 'confirm') await reserveOrder(act, order);
  else await checkOrder(act, order);
}
