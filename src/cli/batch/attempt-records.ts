// Retrying records: by the same kind of import that refused them, asked for as it was then.
import type { KeptFile, KeptOrder } from '../../domain/batch.ts';
import { OmsError } from '../../domain/error.ts';
import type { RecordFile, RecordImportResult, RecordKind, RecordRow } from '../../domain/import/record.ts';
import type { RecordShape } from '../../input/index.ts';
import { retryRecords } from '../../usecases/batch/retry.ts';
import { importCustomers } from '../../usecases/customer/import.ts';
import type { RecordImportRequest } from '../../usecases/import-records.ts';
import { importPrices, importProducts } from '../../usecases/product/import.ts';
import { importAliases } from '../../usecases/product/import-alias.ts';
import type { Shop } from '../../usecases/shop.ts';
import { bookSheet } from '../../usecases/stock/count-sheet.ts';
import { askedAs, importStock } from '../../usecases/stock/import.ts';
import type { Context } from '../context.ts';
import type { Attempt, MendedRows } from './attempts.ts';
import { profileOf } from './profiles.ts';

interface Placed {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly RecordRow[];
}
type Importing = (context: Context, shop: Shop, kept: KeptFile, placed: Placed, dryRun: boolean) => Promise<RecordImportResult>;

/** How rows of a kind are read and taken in; `shapeOf` picks the kind among those of `input`. */
function importing<Kind extends RecordKind, Draft>(
  shapeOf: (shapes: typeof import('../../input/index.ts'), kept: KeptFile) => RecordShape<Kind, Draft>,
  importFiles: (shop: Shop, request: RecordImportRequest<Draft>, kept: KeptFile) => Promise<RecordImportResult>,
): Importing {
  return async (context, shop, kept, placed, dryRun) => {
    const input = await import('../../input/index.ts');
    const shape = shapeOf(input, kept);
    const profile = await profileOf(context, shop, kept, shape.kind);
    const file: RecordFile<Draft> = input.placedRecordFile(placed, profile, shape, shop.settings.currency);
    return importFiles(shop, { files: [file], strict: false, dryRun }, kept);
  };
}

const importings: Readonly<Record<RecordKind, Importing>> = {
  products: importing(({ productShape }) => productShape, importProducts),
  prices: importing(({ priceShape }) => priceShape, importPrices),
  stock: importing(
    ({ stockShapeAs }, { options, batch }) => stockShapeAs(askedAs(options, batch).as),
    (shop, request, { options, batch }) => importStock(shop, { ...request, ...askedAs(options, batch) }),
  ),
  counts: importing(({ countShape }) => countShape, bookSheet),
  customers: importing(({ customerShape }) => customerShape, importCustomers),
  aliases: importing(({ aliasShape }) => aliasShape, importAliases),
};

/** Those of a file that can be taken by now; undefined: none. What cannot be stays where it is. */
export async function keptRecords(context: Context, shop: Shop, kept: KeptFile): Promise<Attempt | undefined> {
  const { name, header, orders } = kept;
  const trial = await importings[kept.records as RecordKind](context, shop, kept, { name, header, rows: orders.map(rowOf) }, true);
  const stays = new Set(trial.refused.map((source) => JSON.stringify(source)));
  const taken = orders.filter((order) => !stays.has(JSON.stringify(rowOf(order).source)));
  if (taken.length === 0) return undefined;
  return attempt(context, shop, kept, { name, header, rows: taken.map(rowOf) }, taken);
}

/** A record has one row. */
function rowOf({ rows }: KeptOrder): RecordRow {
  return rows[0] as RecordRow;
}

/**
 * Those that a person has mended: each in the place it came on. Refuses `rejects-row` where a row of a delivery does not
 * say which it was, since its place is all that tells it from others.
 */
export async function recordsOf(
  context: Context,
  shop: Shop,
  kept: KeptFile,
  { name, header, sha256, rows }: MendedRows,
): Promise<Attempt> {
  const strange = rows.filter(({ came }) => !kept.came.has(came)).map(({ row }) => String(row.line));
  if (strange.length > 0 && kept.options.as === 'receipt') {
    throw new OmsError('rejects-row', { path: name, batch: kept.batch, lines: strange });
  }
  const placed = rows.map(({ row, came }) => {
    const first = kept.came.get(came);
    const place = first === undefined ? { sha256, row: row.row } : { sha256: first, row: came };
    return { ...row, row: place.row, source: { ...place, part: '' } };
  });
  const came = new Set(rows.map((row) => row.came));
  const entries = kept.orders.filter((order) => came.has(rowOf(order).row));
  return attempt(context, shop, kept, { name, header, rows: placed }, entries);
}

function attempt(context: Context, shop: Shop, kept: KeptFile, placed: Placed, entries: readonly KeptOrder[]): Attempt {
  const importRows = (dryRun: boolean) => importings[kept.records as RecordKind](context, shop, kept, placed, dryRun);
  return { kept, entries: entries.map(({ id }) => id), import: (options) => retryRecords(shop, importRows, settledBy(entries), options) };
}

/** Of a row with several records, importing itself knows which of them have come in. */
function settledBy(entries: readonly KeptOrder[]): number[] {
  const ofRow = new Map<number, number>();
  for (const { row } of entries.map(rowOf)) ofRow.set(row, (ofRow.get(row) ?? 0) + 1);
  return entries.filter((order) => ofRow.get(rowOf(order).row) === 1).map(({ id }) => id);
}
