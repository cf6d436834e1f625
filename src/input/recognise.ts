// Which profile a file belongs to: by its first bytes, its encoding, and the names of its columns.

import { OmsError } from '../domain/error.ts';
import { cutCardNumbers } from '../domain/import/card.ts';
import { type Bytes, upTo } from './bytes.ts';
import { Columns } from './columns.ts';
import { refuseContainer, startOf } from './container.ts';
import { BadByte, byteOrderMark, textBlocks } from './decode.ts';
import { guessedEncodings, guessedWideEncodings, isTextIn } from './guess.ts';
import { firstRows, headerIn, missingOf } from './header.ts';
import { likelyEncoding } from './likely-encoding.ts';
import type { Profile } from './profile.ts';
import type { Dialect } from './records.ts';

/** A file as it will be read. */
export interface Recognised<P extends Profile> {
  readonly profile: P;
  readonly encoding: string;
  /** Nothing says that it is this encoding: it is the only one that fits. */
  readonly isGuessed: boolean;
  readonly dialect: Dialect;
  readonly columns: Columns;
  /** The row of the names, as a spreadsheet numbers it. */
  readonly headerRow: number;
}

/** A header and its rows of instructions are far shorter. */
const HEAD_CHARACTERS = 64 << 10;

/**
 * The profile of a file. Refuses what `refuseContainer` does, `file-binary`, `file-encoding`, `file-unknown` (with what is known and what was seen),
 * `file-unknown-encoded` (with the encoding that it seems to be in),
 * `file-ambiguous` (with every profile that fits), and `file-no-rows` where only a row could tell which fits.
 */
export function recognise<P extends Profile>(bytes: Bytes, profiles: readonly P[]): Recognised<P> {
  const start = startOf(bytes);
  refuseContainer(bytes, start);
  // a sheet's text is in UTF-8 without a mark
  const mark = bytes.dialect ? { encoding: 'utf-8' } : byteOrderMark(start);
  const isWide = mark === undefined && start.includes(0) && isOfWideText(bytes, start);
  if (!isWide && !mark?.encoding.startsWith('utf-16') && start.includes(0)) binary(bytes.name);
  if (isWide) return guess(bytes, guessedWideEncodings, profiles) ?? binary(bytes.name);
  const encodings = mark ? [mark.encoding] : [...new Set(['utf-8', ...profiles.flatMap((profile) => profile.encodings)])];
  let failure: unknown;
  let seen: readonly string[] | undefined;
  for (const encoding of encodings) {
    try {
      const head = headOf(bytes, encoding);
      const only = onlyOf(matches(head, encoding, profiles, mark === undefined ? 'named' : 'marked', bytes), bytes.name);
      if (only) return only;
      if (endsAtHeader(head, bytes, encoding, profiles)) throw new OmsError('file-no-rows', { path: bytes.name });
      if (encoding === 'utf-8' || mark) seen ??= widest(head, profiles, bytes.name);
    } catch (error) {
      if (!(error instanceof BadByte)) throw error;
      failure ??= error;
    }
  }
  const guessed = failure && seen === undefined ? guess(bytes, guessedEncodings, profiles) : undefined;
  if (guessed) return guessed;
  if (failure instanceof BadByte && seen === undefined) throw seemingly(bytes, profiles) ?? failure;
  throw unknown(bytes, seen ?? [], profiles);
}

/** The profile whose names stand in the file in one encoding that nobody has named, where all of it is text in that one only. */
function guess<P extends Profile>(bytes: Bytes, encodings: readonly string[], profiles: readonly P[]): Recognised<P> | undefined {
  const found = encodings.flatMap((encoding) => {
    try {
      const only = onlyOf(matches(headOf(bytes, encoding), encoding, profiles, 'guessed', bytes), bytes.name);
      return only && isTextIn(bytes, encoding) ? [{ ...only, isGuessed: true }] : [];
    } catch (error) {
      if (error instanceof BadByte) return [];
      throw error;
    }
  });
  return found.length === 1 ? found[0] : undefined;
}

/** Whether every second of the first bytes may be a zero, as where text is written in two bytes a letter. */
function isOfWideText({ size }: Bytes, start: Buffer): boolean {
  if (size % 2 !== 0) return false;
  const zeros = [0, 0];
  for (const [at, byte] of start.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] as number) + 1;
  return Math.max(...zeros) > start.length / WIDE_ZEROS_LEAST && Math.min(...zeros) * 4 < Math.max(...zeros);
}

/** Of the separators and digits of every file of rows. */
const WIDE_ZEROS_LEAST = 20;

/** The one that fits; undefined where none does. */
function onlyOf<P extends Profile>(found: readonly Recognised<P>[], path: string): Recognised<P> | undefined {
  const [only, ...others] = bestOf(found, path);
  if (only && others.length > 0) throw ambiguous(path, [only, ...others]);
  return only;
}

function binary(path: string): never {
  throw new OmsError('file-binary', { path, what: 'NUL' });
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

/** How an encoding is known: by a mark, since a profile names it, or not at all. */
type Trust = 'marked' | 'named' | 'guessed';

/** Every profile whose columns the head has; of one profile, with the first delimiter that shows them. */
function matches<P extends Profile>(
  head: string,
  encoding: string,
  profiles: readonly P[],
  trust: Trust,
  { name: path, dialect: known }: Bytes,
): Recognised<P>[] {
  const told = known?.delimiter ?? /^sep=(.)(?:\r\n|\r|\n)/.exec(head)?.[1];
  return profiles.flatMap((profile) => {
    if (trust === 'named' && encoding !== 'utf-8' && !profile.encodings.includes(encoding)) return [];
    const delimiters = told === undefined ? profile.delimiters : [told];
    for (const dialect of known ? [known] : delimiters.flatMap((delimiter) => dialectsOf(profile, delimiter))) {
      const found = headerIn(head, dialect, profile, path);
      if (!found || !isBelieved(profile, found.columns, encoding, trust)) continue;
      return [{ profile, encoding, isGuessed: false, dialect, ...found }];
    }
    return [];
  });
}

/** Quotes are data between tabs only, and not where they stand around the names: a spreadsheet has saved the file again then. */
function dialectsOf({ quoted }: Profile, delimiter: string): Dialect[] {
  return quoted || delimiter !== '\t' ? [{ delimiter, quoted: true }] : [false, true].map((each) => ({ delimiter, quoted: each }));
}

function isBelieved(profile: Profile, columns: Columns, encoding: string, trust: Trust): boolean {
  if (trust === 'guessed') return encoding.startsWith('utf-16') || isWrittenIn(profile, columns);
  return trust === 'marked' || encoding === 'utf-8' || provesEncoding(profile, columns);
}

/** Whether nothing is wanting for a profile to fit but a row under the names, and the file has none. */
function endsAtHeader(head: string, bytes: Bytes, encoding: string, profiles: readonly Profile[]): boolean {
  const asking = profiles.filter(({ match }) => match.first.length > 0).map((one) => ({ ...one, match: { ...one.match, first: [] } }));
  if (asking.length === 0 || !isAll(head, bytes, encoding)) return false;
  const fitting = matches(head, encoding, asking, 'marked', bytes);
  return fitting.some(({ dialect, headerRow }) => firstRows(head, dialect, headerRow + 1, bytes.name).at(-1)?.row === headerRow);
}

/** Whether a head is the whole text; a byte that does not decode is more of it. */
function isAll(head: string, bytes: Bytes, encoding: string): boolean {
  let length = 0;
  try {
    for (const block of textBlocks(bytes, encoding)) {
      length += block.length;
      if (length > head.length) return false;
    }
    return true;
  } catch (error) {
    if (error instanceof BadByte) return false;
    throw error;
  }
}

/** Of several profiles whose columns fit: those that do not give way, and of these the ones that know the file's name. */
function bestOf<P extends Profile>(found: readonly Recognised<P>[], path: string): readonly Recognised<P>[] {
  if (found.length < 2) return found;
  const firm = found.filter(({ profile }) => !profile.match.givesWay);
  const left = firm.length > 0 ? firm : found;
  const name = path.split(/[\\/]/).at(-1) ?? path;
  const named = left.filter(({ profile }) => profile.match.files.some((pattern) => fileNamePattern(pattern).test(name)));
  return named.length > 0 ? named : left;
}

function fileNamePattern(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'iu');
}

/**
 * Whether another encoding than UTF-8 is more than a guess: a known column's name is written in it, or it is the only
 * other one this format comes in.
 */
export function provesEncoding(profile: Profile, columns: Columns): boolean {
  return profile.encodings.filter((encoding) => encoding !== 'utf-8').length === 1 || isWrittenIn(profile, columns);
}

/** Whether the name of a known column, as it stands in the file, has letters beyond ASCII. */
function isWrittenIn(profile: Profile, columns: Columns): boolean {
  if (profile.header !== undefined) return false;
  const names = [...profile.match.columns, ...profile.match.any, ...Object.keys(profile.aliases)];
  return names.some((name) => columns.all(name).some((index) => /[^\0-\x7F]/.test(columns.header[index] ?? '')));
}

/** The names as the delimiter has them that makes most of them. */
function widest(head: string, profiles: readonly Profile[], path: string): readonly string[] {
  const delimiters = new Set([',', ...profiles.flatMap((profile) => profile.delimiters)]);
  const all = [...delimiters].map((delimiter) => firstRows(head, { delimiter, quoted: true }, 1, path)[0]?.names ?? []);
  return all.reduce((most, names) => (names.length > most.length ? names : most), []);
}

function ambiguous(path: string, found: readonly Recognised<Profile>[]): OmsError {
  return new OmsError('file-ambiguous', { path, profiles: found.map(({ profile }) => profile.name) });
}

/** Of the profiles that come near, the nearest first, what each would need to fit. */
function unknown({ name: path, sheets = [] }: Bytes, names: readonly string[], profiles: readonly Profile[]): OmsError {
  const [sheet, ...others] = sheets;
  if (others.length > 0) return new OmsError('sheet-unknown', { path, sheet, others, columns: shortened(names) });
  if (names.every((name) => name.trim() === '')) return new OmsError('file-blank', { path });
  return new OmsError('file-unknown', { path, columns: shortened(names), known: nearest(names, profiles).slice(0, PROFILES_SHOWN) });
}

/** Each with the columns that it misses; where every profile finds one that it must not have, with those. */
function nearest(names: readonly string[], profiles: readonly Profile[]): string[] {
  const all = profiles
    .filter(({ header }) => header === undefined)
    .map(({ name, match, aliases, remarks }) => {
      const columns = new Columns(names, { aliases, remarks });
      const missing = missingOf(match, columns);
      const asked = match.columns.length + Math.min(match.any.length, 1);
      const excess = match.without.filter((one) => columns.has(one));
      return { name, missing, excess, share: missing.length / asked, isSpecial: !match.givesWay };
    });
  const near = all
    .filter(({ excess }) => excess.length === 0)
    // of those that miss as much the plain ones first, then those that ask for less
    .sort((a, b) => a.share - b.share || Number(a.isSpecial) - Number(b.isSpecial) || a.missing.length - b.missing.length);
  if (near.length === 0) return all.map(({ name, excess }) => `${name} (without: ${excess.join(', ')})`);
  const fitting = near.filter(({ share }) => share < 1 || near[0]?.share === 1);
  return fitting.map(({ name, missing }) => `${name} (${missing.join(', ')})`);
}

/** An unknown file of orders in an encoding that can be told: with its names as they stand in that. */
function seemingly(bytes: Bytes, profiles: readonly Profile[]): OmsError | undefined {
  if (!profiles.some(({ kind }) => kind === 'orders')) return undefined;
  const encoding = likelyEncoding(bytes);
  if (encoding === undefined) return undefined;
  const columns = shortened(widest(headOf(bytes, encoding), profiles, bytes.name));
  return new OmsError('file-unknown-encoded', { path: bytes.name, encoding, columns });
}

/** Of formats that come near, how many are told. */
const PROFILES_SHOWN = 3;
const COLUMNS_SHOWN = 300;

function shortened(names: readonly string[]): string[] {
  const rest = names.length - COLUMNS_SHOWN;
  const shown = names.slice(0, COLUMNS_SHOWN).map(cutCardNumbers);
  return rest > 0 ? [...shown, `… (+${rest})`] : shown;
}
