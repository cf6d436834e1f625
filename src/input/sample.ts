// The beginning of a file that no profile knows: how it is written, its columns, and what stands in them.
import { OmsError } from '../domain/error.ts';
import type { Bytes } from './bytes.ts';
import { columnKey } from './columns.ts';
import { refuseContainer, startOf } from './container.ts';
import { BadByte, byteOrderMark, textBlocks } from './decode.ts';
import { guessedWideEncodings, onlyEncodingOf } from './guess.ts';
import { firstRows } from './header.ts';
import { likelyEncoding } from './likely-encoding.ts';
import { headerAt } from './sample-header.ts';
import { undecodable } from './table.ts';

export interface Sample {
  readonly encoding: string;
  /** Nothing says that it is this encoding: it looks like it. */
  readonly isGuessed: boolean;
  readonly delimiter: string;
  /** In which filled row the names stand, the first being 1; null: nowhere, the first row is one of an order already. */
  readonly headerRow: number | null;
  /** The names as a profile has them: "Name#2" is the second of that name, "#3" the third column, which has none. */
  readonly columns: readonly string[];
  /** The first rows under the names, as many cells as there are names. */
  readonly rows: readonly (readonly string[])[];
}

const DELIMITERS = [',', ';', '\t', '|'];
/** Without a mark and not UTF-8: the likeliest by its letters, else the one in which most names are known words. */
const OTHERS = ['cp949', 'cp932', 'gb18030', 'big5', 'windows-1252'];
const ROWS_MOST = 200;

/** Names of columns as they are compared, from the aliases of a profile. */
export function knownColumns(aliases: Readonly<Record<string, readonly string[]>>): Set<string> {
  return new Set(Object.entries(aliases).flatMap(([name, others]) => [name, ...others].map(columnKey)));
}

/**
 * Reads the beginning of a file. `known` are names of columns as they are compared. Refuses what `refuseContainer` does,
 * `file-binary`, `file-empty`, `file-encoding` and `file-no-rows`.
 */
export function sampleOf(bytes: Bytes, known: ReadonlySet<string>): Sample {
  const start = startOf(bytes);
  refuseContainer(bytes, start);
  const marked = bytes.dialect ? 'utf-8' : byteOrderMark(start)?.encoding;
  const isWide = !marked?.startsWith('utf-16') && start.includes(0);
  const wide = isWide && !marked ? onlyEncodingOf(bytes, guessedWideEncodings) : undefined;
  if (isWide && wide === undefined) throw new OmsError('file-binary', { path: bytes.name, what: 'NUL' });
  const told = marked ?? wide;
  let failure: BadByte | undefined;
  for (const encodings of told ? [[told]] : [['utf-8'], OTHERS]) {
    const tables = encodings.flatMap((encoding) => attempt(bytes, encoding, known, (bad) => (failure ??= bad)));
    const read = tables.map((table) => ({ ...table, isGuessed: !marked && table.encoding !== 'utf-8' }));
    const knownIn = ({ columns }: Sample) => columns.filter((name) => known.has(columnKey(name))).length;
    const likely = encodings.length > 1 ? likelyEncoding(bytes) : undefined;
    const isLikely = ({ encoding }: Sample) => Number(encoding === likely);
    const [best] = read.sort((one, other) => isLikely(other) - isLikely(one) || knownIn(other) - knownIn(one));
    if (best && best.columns.length === 0) throw new OmsError('file-empty', { path: bytes.name });
    if (best && best.rows.length === 0) throw new OmsError('file-no-rows', { path: bytes.name });
    if (best) return best;
  }
  if (failure) throw undecodable(bytes, failure);
  throw new OmsError('file-no-rows', { path: bytes.name });
}

/** Nothing where the bytes are no text in this encoding. */
function attempt(bytes: Bytes, encoding: string, known: ReadonlySet<string>, failed: (bad: BadByte) => void): Omit<Sample, 'isGuessed'>[] {
  try {
    const blocks = textBlocks(bytes, encoding);
    const head = String(blocks.next().value ?? '');
    blocks.return(undefined);
    const delimiters = bytes.dialect ? [bytes.dialect.delimiter] : DELIMITERS;
    const read = delimiters.map((delimiter) => tableOf(head, delimiter, known, bytes.name));
    const [table] = read.sort((one, other) => other.columns.length - one.columns.length);
    return table ? [{ encoding, ...table }] : [];
  } catch (error) {
    if (!(error instanceof BadByte)) throw error;
    failed(error);
    return [];
  }
}

function tableOf(head: string, delimiter: string, known: ReadonlySet<string>, path: string) {
  const all = firstRows(head, { delimiter, quoted: true }, ROWS_MOST, path).map(({ names }) => names);
  const at = headerAt(all, known);
  const columns = at === null ? (all[0] ?? []).map((_, index) => `#${index + 1}`) : referenced(all[at] ?? []);
  const rows = all.slice(at === null ? 0 : at + 1).map((row) => columns.map((_, index) => row[index]?.trim() ?? ''));
  return { delimiter, headerRow: at === null ? null : at + 1, columns, rows };
}

function referenced(names: readonly string[]): string[] {
  // templates mark so what has to be filled in; in a profile a star is any text
  const bare = names.map((name) => name.trim().replace(/\*+$/, ''));
  const keys = bare.map(columnKey);
  return bare.map((name, at) => {
    const key = keys[at] as string;
    if (key === '') return `#${at + 1}`;
    const isOne = keys.indexOf(key) === keys.lastIndexOf(key);
    return isOne ? name : `${name}#${keys.slice(0, at + 1).filter((other) => other === key).length}`;
  });
}
