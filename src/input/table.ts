// A file of rows, read twice: first whether it is whole (every byte decodes, every quote closes), then row by row.
import { createHash } from 'node:crypto';
import { OmsError } from '../domain/error.ts';
import type { Finding } from '../domain/import/finding.ts';
import { type Bytes, upTo } from './bytes.ts';
import type { Columns } from './columns.ts';
import { BadByte, textBlocks } from './decode.ts';
import { guessedEncodings, onlyEncodingOf } from './guess.ts';
import type { Profile } from './profile.ts';
import { provesEncoding, type Recognised, recognise } from './recognise.ts';
import { type Dialect, Records } from './records.ts';
import type { RowReader } from './row.ts';

/** A file that has been found whole. */
export class Table<P extends Profile = Profile> {
  readonly bytes: Bytes;
  readonly profile: P;
  readonly encoding: string;
  /** Nothing says that it is this encoding: it is the only one that fits. */
  readonly isGuessed: boolean;
  readonly dialect: Dialect;
  readonly columns: Columns;
  /** The row of the names, as a spreadsheet numbers it. */
  readonly headerRow: number;
  readonly sha256: string;
  /** Of the text read in the second pass, from 0 to 1: for telling progress. */
  progress = 0;

  constructor(bytes: Bytes, { profile, encoding, isGuessed, dialect, columns, headerRow }: Recognised<P>, sha256: string) {
    this.bytes = bytes;
    this.profile = profile;
    this.encoding = encoding;
    this.isGuessed = isGuessed;
    this.dialect = dialect;
    this.columns = columns;
    this.headerRow = headerRow;
    this.sha256 = sha256;
  }

  /** A cursor before the first row under the header. Refuses `file-changed` when the file is not what it was. */
  rows(): Records {
    if (!this.bytes.isUnchanged()) throw new OmsError('file-changed', { path: this.bytes.name });
    let read = 0;
    const blocks = textBlocks(this.bytes, this.encoding, (part) => {
      read += part.length;
      this.progress = read / this.bytes.size;
    });
    return underHeader(new Records(blocks, this.dialect, this.bytes.name), this.headerRow);
  }

  /** What is told of the file as a whole: a guessed encoding, sheets that are not read, numbers of cards, columns nothing is made of. */
  findings(reader: RowReader): readonly Finding[] {
    const told = { row: 1, line: 1, column: '', details: {} };
    const [sheet, ...others] = this.bytes.sheets ?? [];
    const ofFile: Finding[] = [
      ...(this.isGuessed ? [{ ...told, code: 'encoding-guessed' as const, details: { encoding: this.encoding } }] : []),
      ...(others.length > 0 ? [{ ...told, code: 'sheets-left' as const, details: { sheet: sheet ?? '', others } }] : []),
      ...(this.columns.isCut ? [{ ...told, code: 'card-cut' as const }] : []),
    ];
    if (!this.profile.tellUnknownColumns) return ofFile;
    const unknown = this.columns.header.filter((name, index) => name.trim() !== '' && !reader.uses(index));
    return [...ofFile, ...unknown.map((column) => ({ ...told, code: 'column-unknown' as const, column, details: { column } }))];
  }
}

/** What looks at each row in the first pass, and how many of its cells it looks at. */
interface Watcher {
  /** Undefined: all. */
  readonly cells: number | undefined;
  row(rows: Records): void;
}
/** Given how a file will be read, what is to look at its rows. */
type See<P extends Profile> = (recognised: Recognised<P>) => Watcher;

/**
 * Recognises a file and goes through it once. `see` is shown every row under the header. Refuses what is not whole, is
 * no text, has no rows, or names a needed column twice.
 */
export function openTable<P extends Profile>(bytes: Bytes, profiles: readonly P[], see: See<P>): Table<P> {
  let recognised: Recognised<P> | undefined;
  try {
    recognised = recognise(bytes, profiles);
    refuseTwice(bytes.name, recognised.profile, recognised.columns);
    return skim(bytes, recognised, see);
  } catch (error) {
    throw error instanceof BadByte ? undecodable(bytes, error, recognised) : error;
  }
}

function refuseTwice(path: string, profile: Profile, columns: Columns): void {
  for (const name of [...profile.match.columns, ...profile.match.any]) {
    const all = columns.all(name);
    if (all.length > 1) throw new OmsError('column-twice', { path, name, columns: all.map((index) => columns.header[index] ?? '') });
  }
}

function skim<P extends Profile>(bytes: Bytes, recognised: Recognised<P>, see: See<P>): Table<P> {
  try {
    return new Table(bytes, recognised, skimAs(bytes, recognised, see));
  } catch (error) {
    if (!(error instanceof BadByte)) throw error;
    const other = inOtherEncoding(bytes, recognised);
    if (other === undefined) throw error;
    return new Table(bytes, other, skimAs(bytes, other, see));
  }
}

/** A header in plain ASCII says nothing of the encoding of the rows: it is the profile's other one, or the only one that fits. */
function inOtherEncoding<P extends Profile>(bytes: Bytes, recognised: Recognised<P>): Recognised<P> | undefined {
  const encoding = otherEncoding(recognised);
  if (encoding !== undefined) return { ...recognised, encoding };
  if (recognised.encoding !== 'utf-8' || bytes.dialect) return undefined;
  const named = recognised.profile.encodings.filter((one) => one !== 'utf-8');
  const guessed = onlyEncodingOf(bytes, [...new Set([...named, ...guessedEncodings])]);
  return guessed === undefined ? undefined : { ...recognised, encoding: guessed, isGuessed: true };
}

function otherEncoding({ profile, encoding, columns }: Recognised<Profile>): string | undefined {
  if (encoding !== 'utf-8' || !provesEncoding(profile, columns)) return undefined;
  const others = profile.encodings.filter((one) => one !== 'utf-8');
  return others.length === 1 ? others[0] : undefined;
}

/** Goes through every byte and every row. Returns the SHA-256 of the bytes. */
function skimAs<P extends Profile>(bytes: Bytes, recognised: Recognised<P>, see: See<P>): string {
  const { encoding, dialect } = recognised;
  const digest = createHash('sha256');
  const isWide = encoding.startsWith('utf-16');
  let read = 0;
  const blocks = textBlocks(bytes, encoding, (part) => {
    digest.update(part);
    const zero = isWide ? -1 : part.indexOf(0);
    if (zero >= 0) throw new OmsError('file-binary', { path: bytes.name, what: 'NUL', byte: read + zero + 1 });
    read += part.length;
  });
  const rows = underHeader(new Records(blocks, dialect, bytes.name), recognised.headerRow);
  const seeRow = see(recognised);
  let filled = 0;
  while (rows.next(seeRow.cells)) {
    if (rows.isEmptyLine) continue;
    filled += 1;
    seeRow.row(rows);
  }
  if (filled === 0) throw new OmsError('file-no-rows', { path: bytes.name });
  if (read !== bytes.size || !bytes.isUnchanged()) throw new OmsError('file-changed', { path: bytes.name });
  return digest.digest('hex');
}

/** Moves past the names. */
function underHeader(rows: Records, headerRow: number): Records {
  while (rows.row < headerRow && rows.next());
  return rows;
}

/** Where in the file a byte stands that does not decode, in words a person can follow. */
export function undecodable(bytes: Bytes, { encoding, offset }: BadByte, recognised?: Recognised<Profile>): OmsError {
  const value = Buffer.alloc(1);
  bytes.read(value, 0, offset);
  const hex = `0x${(value[0] as number).toString(16).toUpperCase().padStart(2, '0')}`;
  return new OmsError('file-encoding', {
    path: bytes.name,
    ...placeOf(bytes, encoding, offset, recognised),
    byte: offset + 1,
    value: hex,
    encoding,
  });
}

/** Row, physical line and column (its name, else its number) of a byte, from the text before it, which is good. */
function placeOf(bytes: Bytes, encoding: string, offset: number, recognised: Recognised<Profile> | undefined) {
  const before = upTo(bytes, offset);
  let line = 1;
  let isFresh = true;
  for (const block of textBlocks(before, encoding)) {
    line += (block.match(/\r\n|\r|\n/g) ?? []).length;
    isFresh = /[\r\n]$/.test(block);
  }
  const dialect = recognised?.dialect ?? { delimiter: ',', quoted: true };
  const { row, cell, isOpen } = lastPlace(new Records(textBlocks(before, encoding), dialect, bytes.name));
  const isNext = isFresh && !isOpen;
  const at = isNext ? 0 : cell;
  return { row: isNext ? row + 1 : row, line, column: recognised?.columns.header[at] || String(at + 1) };
}

function lastPlace(rows: Records): { row: number; cell: number; isOpen: boolean } {
  let place = { row: 0, cell: 0, isOpen: false };
  try {
    while (rows.next()) place = { row: rows.row, cell: rows.count - 1, isOpen: false };
    return place;
  } catch (error) {
    if (!(error instanceof OmsError)) throw error;
    return { row: Number(error.details.row), cell: Number(error.details.column) - 1, isOpen: true };
  }
}
