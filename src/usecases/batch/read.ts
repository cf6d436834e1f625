// Batches to look at, and what is kept of their orders that could not be read.
import type { BatchFilter, BatchSummary, BatchView, KeptFile } from '../../domain/batch.ts';
import { addDays, wallTimeToInstant } from '../../domain/time.ts';
import { batchView, findBatch, keptFiles, listBatches, waitingBatchIds } from '../../store/batch-list.ts';
import { read, type Shop } from '../shop.ts';

/** Newest first. */
export function batches(shop: Shop, { from, to, ...filter }: BatchFilter): Promise<BatchSummary[]> {
  const timeZone = shop.settings['time-zone'];
  const query = {
    ...filter,
    ...(from !== undefined && { from: wallTimeToInstant(`${from}T00:00:00`, timeZone) }),
    ...(to !== undefined && { until: wallTimeToInstant(`${addDays(to, 1)}T00:00:00`, timeZone) }),
  };
  return read(shop, (db) => listBatches(db, query, timeZone));
}

/** In the order asked for. Refuses `batch-unknown`. */
export function batchesByIds(shop: Shop, ids: readonly string[]): Promise<BatchView[]> {
  return read(shop, async (db) => {
    const found: BatchView[] = [];
    for (const id of ids) found.push(await batchView(db, await findBatch(db, id), shop.settings['time-zone']));
    return found;
  });
}

/** The batches of which orders wait, oldest first. */
export function waitingBatches(shop: Shop): Promise<string[]> {
  return read(shop, waitingBatchIds);
}

/** The files of these batches, each with its orders that wait. Refuses `batch-unknown`. */
export function keptFilesOf(shop: Shop, ids: readonly string[]): Promise<KeptFile[]> {
  return read(shop, async (db) => {
    const found: KeptFile[] = [];
    for (const id of ids) found.push(...(await keptFiles(db, await findBatch(db, id))));
    return found;
  });
}
