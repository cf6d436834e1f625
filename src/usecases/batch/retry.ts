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
export function retryOrders(
  shop: Shop,
  { batch, channel, opening }: KeptFile,
  file: OrderFile,
  entries: readonly number[],
  options: WriteOptions,
): Promise<ImportResult> {
  const request = { files: [file], channel, opening, strict: false };
  return settling(shop, entries, options, (dryRun) => importOrders(shop, { ...request, dryRun }), batch);
}

/** Imports records once more by `importRows`, and settles the entries that they stand for. */
export function retryRecords(
  shop: Shop,
  importRows: (dryRun: boolean) => Promise<RecordImportResult>,
  entries: readonly number[],
  options: WriteOptions,
): Promise<RecordImportResult> {
  return settling(shop, entries, options, importRows);
}

/** What was kept aside is settled by the batch that brings it; `own`, where it was kept, brings nothing when its file comes again. */
async function settling<Result extends { readonly batch: string | null }>(
  shop: Shop,
  entries: readonly number[],
  options: WriteOptions,
  importRows: (dryRun: boolean) => Promise<Result>,
  own?: string,
): Promise<Result> {
  const dryRun = options.dryRun === true;
  const result = await importRows(dryRun);
  if (result.batch !== null && result.batch !== own && !dryRun) {
    const batchId = parseId('batch', result.batch);
    await write(shop, options, (act) => clearEntries(act.db, entries, batchId));
  }
  return result;
}
