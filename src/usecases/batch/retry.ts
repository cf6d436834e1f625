// Reading anew what was kept aside: the same rows by a better profile, or rows that a person has mended.
import type { KeptFile } from '../../domain/batch.ts';
import { parseId } from '../../domain/id.ts';
import type { OrderFile } from '../../domain/import/order.ts';
import type { RecordImportResult } from '../../domain/import/record.ts';
import type { ImportResult } from '../../domain/import/result.ts';
import { clearEntries } from '../../store/quarantine.ts';
import { importOrders } from '../order/import.ts';
import { type Shop, type WriteOptions, write } from '../shop.ts';

/**
 * Imports rows of a file of a batch once more, for the same channel and opening. `entries` are the kept orders that these
 * rows stand for: they are settled, also where the number of an order has changed or was missing.
 */
export async function retryOrders(
  shop: Shop,
  kept: KeptFile,
  file: OrderFile,
  entries: readonly number[],
  options: WriteOptions,
): Promise<ImportResult> {
  const { channel, opening } = kept;
  const dryRun = options.dryRun === true;
  const result = await importOrders(shop, { files: [file], channel, opening, strict: false, dryRun });
  if (result.batch !== null && !dryRun) {
    const batchId = parseId('batch', result.batch);
    await write(shop, options, (act) => clearEntries(act.db, entries, batchId));
  }
  return result;
}

/** Imports records once more by `importRows`, and settles the entries that they stand for. */
export async function retryRecords(
  shop: Shop,
  importRows: (dryRun: boolean) => Promise<RecordImportResult>,
  entries: readonly number[],
  options: WriteOptions,
): Promise<RecordImportResult> {
  const result = await importRows(options.dryRun === true);
  if (result.batch !== null) {
    const batchId = parseId('batch', result.batch);
    await write(shop, options, (act) => clearEntries(act.db, entries, batchId));
  }
  return result;
}
