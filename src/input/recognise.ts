// Which profile a file belongs to: by its first bytes, its encoding, and the names of its columns.
import { parse } from 'csv-parse/sync';
import { OmsError } from '../domain/error.ts';
import { type Bytes, upTo } from './bytes.ts';
import { Columns } from './columns.ts';
import { BadByte, byteOrderMark, textBlocks } from './decode.ts';
import type { Profile } from './profile.ts';
import type { Dialect } from './records.ts';

/** A file as it will be read. */
export interface Recognised<P extends Profile> {
  readonly profile: P;
  readonly encoding: string;
  readonly dialect: Dialect;
  readonly columns: Columns;
}

/** What first bytes say of a file that is no text. */
const signatures: readonly (readonly [what: string, bytes: string])[] = [
  ['xlsx', 'PK\x03\x04'],
  ['xls', '\xD0\xCF\x11\xE0'],
  ['pdf', '%PDF'],
  ['gzip', '\x1F\x8B'],
  ['png', '\x89PNG'],
  ['jpeg', '\xFF\xD8\xFF'],
  ['sqlite', 'SQLite format 3\0'],
];
const HTML = /^\s*<(!doctype html|html|table|\?xml)/i;
/** A header and its rows of instructions are far shorter. */
const HEAD_CHARACTERS = 64 << 10;
const COLUMNS_SHOWN = 40;

/**
 * The profile of a file. Refuses `file-binary`, `file-encoding`, `file-unknown` (with what is known and what was seen)
 * and `file-ambiguous` (with every profile that fits).
 */
export function recognise<P extends Profile>(bytes: Bytes, profiles: readonly P[]): Recognised<P> {
  const start = Buffer.alloc(Math.min(bytes.size, 4096));
  bytes.read(start, 0, 0);
  const mark = byteOrderMark(start);
  refuseBinary(bytes.name, start, mark?.encoding);
  const encodings = mark ? [mark.encoding] : [...new Set(['utf-8', ...profiles.flatMap((profile) => profile.encodings)])];
  let failure: unknown;
  let seen: readonly string[] | undefined;
  for (const encoding of encodings) {
    try {
      const head = headOf(bytes, encoding);
      const found = matches(head, encoding, profiles, mark !== undefined);
      if (found.length > 1) throw ambiguous(bytes.name, found);
      if (found[0]) return found[0];
      if (encoding === 'utf-8' || mark) seen ??= namesIn(head, ',', true);
    } catch (error) {
      if (!(error instanceof BadByte)) throw error;
      failure ??= error;
    }
  }
  if (failure instanceof BadByte && seen === undefined) throw failure;
  throw unknown(bytes.name, seen ?? [], profiles);
}

function refuseBinary(path: string, start: Buffer, encoding: string | undefined): void {
  const text = start.toString('latin1');
  const known = signatures.find(([, signature]) => text.startsWith(signature))?.[0] ?? (HTML.test(text) ? 'html' : undefined);
  const what = known ?? (!encoding?.startsWith('utf-16') && start.includes(0) ? 'NUL' : undefined);
  if (what !== undefined) throw new OmsError('file-binary', { path, what });
}

/** The beginning of the text. A byte that does not decode ends it, when it stands below the names of the columns. */
function headOf(bytes: Bytes, encoding: string): string {
  try {
    return firstBlock(bytes, encoding);
  } catch (error) {
    if (!(error instanceof BadByte) || error.offset === 0) throw error;
    const good = firstBlock(upTo(bytes, error.offset), encoding);
    const end = Math.max(good.lastIndexOf('\n'), good.lastIndexOf('\r'));
    if (end < 0) throw error;
    return good.slice(0, end + 1);
  }
}

function firstBlock(bytes: Bytes, encoding: string): string {
  const blocks = textBlocks(bytes, encoding);
  const first = blocks.next();
  blocks.return(undefined);
  return String(first.value ?? '').slice(0, HEAD_CHARACTERS);
}

/** Every profile whose columns the head has; of one profile, with the first delimiter that shows them. */
function matches<P extends Profile>(head: string, encoding: string, profiles: readonly P[], isMarked: boolean): Recognised<P>[] {
  const told = /^sep=(.)(?:\r\n|\r|\n)/.exec(head)?.[1];
  return profiles.flatMap((profile) => {
    if (!isMarked && encoding !== 'utf-8' && !profile.encodings.includes(encoding)) return [];
    for (const delimiter of told === undefined ? profile.delimiters : [told]) {
      const columns = new Columns(namesIn(head, delimiter, profile.quoted), profile);
      if (!profile.match.columns.every((name) => columns.has(name))) continue;
      if (!isMarked && encoding !== 'utf-8' && !provesEncoding(profile, columns)) continue;
      return [{ profile, encoding, dialect: { delimiter, quoted: profile.quoted }, columns }];
    }
    return [];
  });
}

/**
 * Whether another encoding than UTF-8 is more than a guess: a needed column's name is written in it, or it is the only
 * other one this format comes in.
 */
export function provesEncoding(profile: Profile, columns: Columns): boolean {
  if (profile.encodings.filter((encoding) => encoding !== 'utf-8').length === 1) return true;
  return profile.match.columns.some((name) => columns.all(name).some((index) => /[^\0-\x7F]/.test(columns.header[index] ?? '')));
}

/** The names in the first row that is not blank; none where it cannot be read. */
function namesIn(head: string, delimiter: string, quoted: boolean): string[] {
  try {
    const [first = []] = parse(head.replace(/^sep=.(?:\r\n|\r|\n)/, ''), {
      delimiter,
      quote: quoted ? '"' : null,
      skip_records_with_empty_values: true,
      relax_column_count: true,
      relax_quotes: true,
      to: 1,
    }) as string[][];
    return first;
  } catch {
    return [];
  }
}

function ambiguous(path: string, found: readonly Recognised<Profile>[]): OmsError {
  return new OmsError('file-ambiguous', { path, profiles: found.map(({ profile }) => profile.name) });
}

function unknown(path: string, seen: readonly string[], profiles: readonly Profile[]): OmsError {
  const names = seen.length > 1 ? seen : seen.flatMap((name) => name.split(/[;\t]/));
  const known = profiles.map((profile) => {
    const columns = new Columns(names, profile);
    const missing = profile.match.columns.filter((name) => !columns.has(name));
    return `${profile.name} (${missing.join(', ')})`;
  });
  return new OmsError('file-unknown', { path, columns: names.slice(0, COLUMNS_SHOWN), known });
}
