// What a retry reads: kept rows as they are, or the rows of a mended file, each with the file of a batch it belongs to.
import type { KeptFile, KeptRow } from '../../domain/batch.ts';
import { OmsError } from '../../domain/error.ts';
import type { RawRow } from '../../domain/import/order.ts';
import type { RecordImportResult } from '../../domain/import/record.ts';
import type { ImportResult } from '../../domain/import/result.ts';
import { addedColumn, strangeColumns } from '../../domain/rejects.ts';
import type { Bytes } from '../../input/index.ts';
import { comesBackAs } from '../../output/rejects.ts';
import type { Shop, WriteOptions } from '../../usecases/shop.ts';
import type { Context } from '../context.ts';
import { keptOrders, ordersOf } from './attempt-orders.ts';
import { keptRecords, recordsOf } from './attempt-records.ts';
import { encodingsOf } from './profiles.ts';

const BATCH = /^B\d+$/;

/** Rows to be imported as one file. */
export interface Attempt {
  readonly kept: KeptFile;
  /** The kept orders or records that these rows stand for. */
  readonly entries: readonly number[];
  import(options: WriteOptions): Promise<ImportResult | RecordImportResult>;
}

/** Rows of a mended file that belong to one file of a batch. */
export interface MendedRows {
  readonly name: string;
  readonly header: readonly string[];
  readonly sha256: string;
  /** Each with the row it came on, as far as it says so. */
  readonly rows: readonly { readonly row: RawRow; readonly came: number }[];
}

/** The kept rows of what can be taken by now; files without any are left out. */
export async function keptAttempts(context: Context, shop: Shop, files: readonly KeptFile[]): Promise<Attempt[]> {
  const attempts: (Attempt | undefined)[] = [];
  for (const kept of files) {
    if (kept.orders.length === 0) continue;
    attempts.push(await (kept.records === null ? keptOrders : keptRecords)(context, shop, kept));
  }
  return attempts.filter((attempt) => attempt !== undefined);
}

/**
 * The rows of a mended file, by the files they came from. Refuses `rejects-columns` where an original column is missing,
 * `rejects-strange` where there is one that no file of theirs had, `rejects-other` where rows are of another batch, and `rejects-unclear` where several files may be meant and the columns that say which are gone.
 */
export async function mendedAttempts(context: Context, shop: Shop, bytes: Bytes, files: readonly KeptFile[]): Promise<Attempt[]> {
  const { readMended, underHeader } = await import('../../input/index.ts');
  const given = readMended(bytes, await encodingsOf(context, shop, files));
  const mended = { ...given, names: given.names.map(comesBackAs) };
  const complete = files.filter((file) => underHeader(mended, namesOf(file)) !== undefined);
  const fitting = complete.filter((file) => strangeColumns(mended.names, namesOf(file)).length === 0);
  if (complete[0] && fitting.length === 0) {
    const { batch } = complete[0];
    throw new OmsError('rejects-strange', { path: bytes.name, batch, columns: strangeColumns(mended.names, namesOf(complete[0])) });
  }
  const [first] = fitting;
  if (!first) throw new OmsError('rejects-columns', { path: bytes.name, batch: files[0]?.batch, missing: missingIn(mended.names, files) });
  const header = first.header;
  const names = namesOf(first);
  const rows = underHeader(mended, names) ?? [];
  const at = (column: Parameters<typeof addedColumn>[2]) => addedColumn(mended.names, names, column);
  const [batchAt, fileAt, rowAt] = [at('batch'), at('file'), at('row')];
  if (fitting.length > 1 && (batchAt < 0 || fileAt < 0)) {
    throw new OmsError('rejects-unclear', { path: bytes.name, batch: first.batch, files: fitting.map(({ name }) => name) });
  }
  refuseOthers(bytes.name, mended.rows, batchAt, files);
  const attempts: Attempt[] = [];
  for (const kept of fitting) {
    const isOf = (cells: readonly string[]) =>
      fitting.length === 1 || (cells[batchAt] === kept.batch && cells[fileAt] === comesBackAs(kept.name));
    const own = mended.rows.flatMap(({ cells }, index) =>
      isOf(cells) ? [{ row: rows[index] as RawRow, came: Number(cells[rowAt]) }] : [],
    );
    if (own.length === 0) continue;
    const keptRows = new Map<number, KeptRow>(kept.orders.flatMap(({ rows: all }) => all.map((row) => [row.row, row] as const)));
    const placed = {
      name: bytes.name,
      header,
      sha256: mended.sha256,
      rows: own.map(({ row, came }) => ({ row: asItCame(row, keptRows.get(came)), came })),
    };
    attempts.push(await (kept.records === null ? ordersOf : recordsOf)(context, shop, kept, placed));
  }
  return attempts;
}

/** Refuses `rejects-other` where rows say that they are of a batch that is not retried. */
function refuseOthers(path: string, rows: readonly RawRow[], batchAt: number, files: readonly KeptFile[]): void {
  const known = new Set(files.map(({ batch }) => batch));
  const named = new Set(batchAt < 0 ? [] : rows.map(({ cells }) => cells[batchAt] ?? ''));
  const others = [...named].filter((name) => BATCH.test(name) && !known.has(name));
  if (others.length > 0) throw new OmsError('rejects-other', { path, others, batch: files[0]?.batch, other: others[0] });
}

/** The names of the columns in rejects. */
function namesOf({ header }: KeptFile): readonly string[] {
  return header.map(comesBackAs);
}

/** What nobody has changed is as it came, what cannot be seen of it included; a row that nobody has mended has as few cells. */
function asItCame(mended: RawRow, came: KeptRow | undefined): RawRow {
  if (!came) return mended;
  const isSame = (cell: string, index: number) => cell === comesBackAs(came.cells[index] ?? '');
  if (mended.cells.every(isSame)) return { ...mended, cells: came.cells };
  return { ...mended, cells: mended.cells.map((cell, index) => (isSame(cell, index) ? (came.cells[index] ?? '') : cell)) };
}

function missingIn(names: readonly string[], files: readonly KeptFile[]): string[] {
  const known = new Set(names.map((name) => name.trim()));
  const [first] = files;
  return first ? namesOf(first).filter((name) => !known.has(name.trim())) : [];
}
