// The beginning of a file that no profile knows: how it is written, its columns, and what stands in them.
import { OmsError } from '../domain/error.ts';
import type { Bytes } from './bytes.ts';
import { columnKey } from './columns.ts';
import { refuseContainer, startOf } from './container.ts';
import { BadByte, byteOrderMark, textBlocks } from './decode.ts';
import { likelyEncoding } from './likely-encoding.ts';
import { Records } from './records.ts';
import { undecodable } from './table.ts';

export interface Sample {
  readonly encoding: string;
  /** Nothing says that it is this encoding: it looks like it. */
  readonly isGuessed: boolean;
  readonly delimiter: string;
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
 * Reads the beginning of a file whose names stand in its first filled row. `known` are names of columns as they are
 * compared. Refuses what `refuseContainer` does, `file-binary`, `file-encoding` and `file-no-rows`.
 */
export function sampleOf(bytes: Bytes, known: ReadonlySet<string>): Sample {
  const start = startOf(bytes);
  refuseContainer(bytes, start);
  const marked = bytes.dialect ? 'utf-8' : byteOrderMark(start)?.encoding;
  if (!marked?.startsWith('utf-16') && start.includes(0)) throw new OmsError('file-binary', { path: bytes.name, what: 'NUL' });
  let failure: BadByte | undefined;
  for (const encodings of marked ? [[marked]] : [['utf-8'], OTHERS]) {
    const read = encodings.flatMap((encoding) => attempt(bytes, encoding, (bad) => (failure ??= bad)));
    const knownIn = ({ columns }: Sample) => columns.filter((name) => known.has(columnKey(name))).length;
    const likely = encodings.length > 1 ? likelyEncoding(bytes) : undefined;
    const isLikely = ({ encoding }: Sample) => Number(encoding === likely);
    const [best] = read.sort((one, other) => isLikely(other) - isLikely(one) || knownIn(other) - knownIn(one));
    if (best && best.rows.length === 0) throw new OmsError('file-no-rows', { path: bytes.name });
    if (best) return best;
  }
  if (failure) throw undecodable(bytes, failure);
  throw new OmsError('file-no-rows', { path: bytes.name });
}

function isTold(bytes: Bytes, encoding: string): boolean {
  return bytes.dialect !== undefined || encoding === 'utf-8' || encoding.startsWith('utf-16');
}

/** Nothing where the bytes are no text in this encoding. */
function attempt(bytes: Bytes, encoding: string, failed: (bad: BadByte) => void): Sample[] {
  try {
    const blocks = textBlocks(bytes, encoding);
    const head = String(blocks.next().value ?? '');
    blocks.return(undefined);
    const delimiters = bytes.dialect ? [bytes.dialect.delimiter] : DELIMITERS;
    const read = delimiters.map((delimiter) => ({ delimiter, rows: rowsOf(head, delimiter, bytes.name) }));
    const [{ delimiter, rows } = { delimiter: ',', rows: [] }] = read.sort((a, b) => (b.rows[0]?.length ?? 0) - (a.rows[0]?.length ?? 0));
    const [names = [], ...others] = rows;
    return [
      {
        encoding,
        isGuessed: !isTold(bytes, encoding),
        delimiter,
        columns: referenced(names),
        rows: others.map((row) => names.map((_, at) => row[at]?.trim() ?? '')),
      },
    ];
  } catch (error) {
    if (!(error instanceof BadByte)) throw error;
    failed(error);
    return [];
  }
}

/** The first rows that are not blank; as many as can be read. */
function rowsOf(head: string, delimiter: string, path: string): string[][] {
  const rows: string[][] = [];
  const records = new Records([head].values(), { delimiter, quoted: true }, path);
  try {
    while (rows.length <= ROWS_MOST && records.next()) if (!records.isBlank) rows.push(records.cells());
  } catch (error) {
    if (!(error instanceof OmsError)) throw error;
  }
  return rows;
}

function referenced(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((marked, at) => {
    // templates mark so what has to be filled in; in a profile a star is any text
    const name = marked.trim().replace(/\*+$/, '');
    const key = columnKey(name);
    if (key === '') return `#${at + 1}`;
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return before === 0 ? name : `${name}#${before + 1}`;
  });
}
