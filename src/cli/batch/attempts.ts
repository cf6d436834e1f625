// What a retry reads: kept rows as they are, or the rows of a mended file, each with the file of a batch it belongs to.
import type { KeptFile } from '../../domain/batch.ts';
import { OmsError } from '../../domain/error.ts';
import type { OrderFile, RawRow } from '../../domain/import/order.ts';
import { addedColumn } from '../../domain/rejects.ts';
import type { Bytes, ShopFacts } from '../../input/index.ts';
import type { orderProfiles } from '../order-files.ts';

type Profile = Awaited<ReturnType<typeof orderProfiles>>[number];
export type Profiles = ReadonlyMap<string, Profile>;

/** Rows to be imported as one file. */
export interface Attempt {
  readonly kept: KeptFile;
  /** The kept orders that these rows stand for. */
  readonly entries: readonly number[];
  open(facts: ShopFacts): OrderFile;
}

/** The kept rows of those orders that can be read by now; files without any are left out. */
export async function keptAttempts(files: readonly KeptFile[], profiles: Profiles, facts: ShopFacts): Promise<Attempt[]> {
  const { placedOrderFile, readableRows } = await import('../../input/index.ts');
  return files.flatMap((kept) => {
    if (kept.orders.length === 0) return [];
    const profile = profileOf(kept, profiles);
    const { name, header, orders } = kept;
    const placed = readableRows({ name, header, rows: orders.flatMap(({ rows }) => rows) }, profile, facts, kept.channel);
    if (placed.rows.length === 0) return [];
    const readable = new Set(placed.rows.map(({ row }) => row));
    const entries = orders.filter(({ rows }) => rows.some(({ row }) => readable.has(row))).map(({ id }) => id);
    return [{ kept, entries, open: (current: ShopFacts) => placedOrderFile(placed, profile, current) }];
  });
}

/**
 * The rows of a mended file, by the files they came from. Refuses `rejects-columns` where an original column is missing,
 * and `rejects-unclear` where several files may be meant and the columns that say which are gone.
 */
export async function mendedAttempts(bytes: Bytes, files: readonly KeptFile[], profiles: Profiles): Promise<Attempt[]> {
  const { placedOrderFile, readMended, underHeader } = await import('../../input/index.ts');
  const mended = readMended(
    bytes,
    files.flatMap((kept) => profileOf(kept, profiles).encodings),
  );
  const fitting = files.filter(({ header }) => underHeader(mended, header) !== undefined);
  const [first] = fitting;
  if (!first) throw new OmsError('rejects-columns', { path: bytes.name, batch: files[0]?.batch, missing: missingIn(mended.names, files) });
  const header = first.header;
  const rows = underHeader(mended, header) ?? [];
  const at = (column: Parameters<typeof addedColumn>[2]) => addedColumn(mended.names, header, column);
  const [batchAt, fileAt, rowAt] = [at('batch'), at('file'), at('row')];
  if (fitting.length > 1 && (batchAt < 0 || fileAt < 0)) {
    throw new OmsError('rejects-unclear', { path: bytes.name, batch: first.batch, files: fitting.map(({ name }) => name) });
  }
  return fitting.flatMap((kept) => {
    const isOf = (cells: readonly string[]) => fitting.length === 1 || (cells[batchAt] === kept.batch && cells[fileAt] === kept.name);
    const own = mended.rows.flatMap(({ cells }, index) =>
      isOf(cells) ? [{ row: rows[index] as RawRow, came: Number(cells[rowAt]) }] : [],
    );
    if (own.length === 0) return [];
    const came = new Set(own.map((one) => one.came));
    const entries = kept.orders.filter((order) => order.rows.some(({ row }) => came.has(row))).map(({ id }) => id);
    const placed = { name: bytes.name, header, rows: own.map((one) => asItCame(one.row, one.came, kept)) };
    return [{ kept, entries, open: (facts: ShopFacts) => placedOrderFile(placed, profileOf(kept, profiles), facts) }];
  });
}

/** A row that nobody has mended has as few cells as it came with. */
function asItCame(mended: RawRow, came: number, { orders }: KeptFile): RawRow {
  const row = orders.flatMap(({ rows }) => rows).find((one) => one.row === came);
  const isSame = row && mended.cells.every((cell, index) => cell === (row.cells[index] ?? ''));
  return isSame ? { ...mended, cells: row.cells } : mended;
}

function missingIn(names: readonly string[], files: readonly KeptFile[]): string[] {
  const known = new Set(names.map((name) => name.trim()));
  return (files[0]?.header ?? []).filter((name) => !known.has(name.trim()));
}

/** Refuses `profile-missing`, and `retry-half` for a format that comes in two files: only rows of one of them are kept. */
function profileOf({ profile, batch }: KeptFile, profiles: Profiles): Profile {
  const found = profiles.get(profile);
  if (!found) throw new OmsError('profile-missing', { profile, batch });
  if (found.join) throw new OmsError('retry-half', { profile, batch });
  return found;
}
