// Importing what channels' codes mean. Channel and code are the key, so twice changes nothing.
import type { Alias } from '../../domain/alias.ts';
import type { RecordImportResult } from '../../domain/import/record.ts';
import { importRecords, type RecordImportRequest } from '../import-records.ts';
import type { Shop } from '../shop.ts';
import { saveAlias } from './alias.ts';

/** Teaches every code that can be, and looks over the open orders that waited for one. See `saveAlias` for refusals. */
export function importAliases(shop: Shop, request: RecordImportRequest<Alias>): Promise<RecordImportResult> {
  return importRecords(shop, request, { kind: 'aliases', take: async (act, alias) => (await saveAlias(act, alias)).outcome });
}
