// Giving up orders and records that could not be taken: they wait no longer, and nothing of them is kept but that they were there.
import type { KeptOrder, QuarantinedOrder } from '../../domain/batch.ts';
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import type { ActResult } from '../../domain/result.ts';
import { findBatch, keptFiles, quarantineOf } from '../../store/batch-list.ts';
import { recordEvent } from '../../store/event.ts';
import { discardEntries } from '../../store/quarantine.ts';
import { actOnEach } from '../each.ts';
import type { Shop, WriteOptions } from '../shop.ts';

/** Which of a batch's orders: those with these numbers, and those with these rows; neither named: all that wait. */
export interface Discarded {
  readonly orders: readonly string[];
  readonly rows: readonly number[];
}

/** Refuses `reason-needed`, `batch-unknown`, and `quarantine-unknown` where nothing that waits is named so. */
export function discardOrders(
  shop: Shop,
  ids: readonly string[],
  which: Discarded,
  reason: string | undefined,
  options: WriteOptions,
): Promise<ActResult> {
  const why = reason?.trim();
  if (!why) throw new OmsError('reason-needed', { flag: '--reason' });
  return actOnEach(shop, ids, options, async (act, typed) => {
    const batch = await findBatch(act.db, typed);
    const id = formatId('batch', batch.id);
    refuseUnknown(await quarantineOf(act.db, batch.id), which, id);
    const waiting = (await keptFiles(act.db, batch)).flatMap(({ orders }) => orders);
    const chosen = waiting.filter((kept) => isChosen(kept, which));
    if (chosen.length === 0) return { id, outcome: 'unchanged' };
    await discardEntries(
      act.db,
      chosen.map((order) => order.id),
      why,
      batch.records === 'customers',
    );
    await recordEvent(act.db, { ...act, batchId: batch.id }, 'batch', batch.id, 'discarded', { orders: chosen.length });
    return { id, outcome: 'discarded', count: chosen.length, waiting: waiting.length - chosen.length };
  });
}

/** Numbers and rows that never were in quarantine; what has been settled since is known. */
function refuseUnknown(all: readonly QuarantinedOrder[], { orders, rows }: Discarded, id: string): void {
  const unknown = [
    ...orders.filter((number) => !all.some(({ order }) => order === number)),
    ...rows.filter((row) => !all.some(({ rowFrom, rowTo }) => rowFrom <= row && row <= rowTo)).map(String),
  ];
  if (unknown.length > 0) throw new OmsError('quarantine-unknown', { id, unknown });
}

function isChosen({ order, rows: own }: KeptOrder, { orders, rows }: Discarded): boolean {
  if (orders.length === 0 && rows.length === 0) return true;
  return orders.includes(order) || own.some(({ row }) => rows.includes(row));
}
