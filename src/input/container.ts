// Files that are no text of rows: what they are by their first bytes, whatever their names end in.
import { OmsError } from '../domain/error.ts';
import type { Bytes } from './bytes.ts';
import { byteOrderMark } from './decode.ts';

/** What a refusal says of a kind: a table that is to be saved anew, a file that has others in it, or no table at all. */
type Kind = 'file-format' | 'file-packed' | 'file-no-table';

/** What first bytes say of a file that is no text. */
const signatures: readonly (readonly [kind: Kind, what: string, bytes: string])[] = [
  ['file-packed', 'ZIP', 'PK\x03\x04'],
  ['file-packed', 'ZIP', 'PK\x05\x06'],
  ['file-format', 'Excel 97–2003 (.xls)', '\xD0\xCF\x11\xE0'],
  ['file-packed', 'gzip', '\x1F\x8B'],
  ['file-packed', 'RAR', 'Rar!\x1A'],
  ['file-packed', '7z', '7z\xBC\xAF'],
  ['file-no-table', 'PDF', '%PDF'],
  ['file-no-table', 'PNG', '\x89PNG'],
  ['file-no-table', 'JPEG', '\xFF\xD8\xFF'],
  ['file-no-table', 'SQLite', 'SQLite format 3\0'],
];

/** What the text begins with, blanks and comments left out, of pages and sheets that are written as text. */
const markups: readonly (readonly [kind: Kind, what: string, beginning: RegExp])[] = [
  ['file-format', 'XML Spreadsheet 2003', /^(<\?[^>]*>\s*)+<(\w+:)?workbook[\s>]/i],
  [
    'file-format',
    'HTML',
    /^(<\?[^>]*>\s*)?<(!doctype\s+html|html|head|title|meta|link|style|script|body|div|center|font|form|table|thead|tbody|tr)[\s/>]/i,
  ],
  ['file-format', 'MHTML', /^((from|subject|date):[^\n]*\n)*mime-version:\s*1\.0\s*\n/i],
  ['file-no-table', 'XML', /^<\?xml\s/i],
];

/** Beyond this nothing is looked for. */
const START_BYTES = 4096;

/** The first bytes of a file. */
export function startOf(bytes: Bytes): Buffer {
  const start = Buffer.alloc(Math.min(bytes.size, START_BYTES));
  bytes.read(start, 0, 0);
  return start;
}

/**
 * Refuses what is no text of rows: `file-encrypted`, and `file-format`, `file-packed` or `file-no-table` with what it is.
 * `start`: its first bytes.
 */
export function refuseContainer(bytes: Bytes, start: Buffer): void {
  if (bytes.dialect) return;
  if (isEncrypted(bytes, start)) throw new OmsError('file-encrypted', { path: bytes.name });
  const binary = start.toString('latin1', 0, 16);
  const [kind, what] = signatures.find(([, , signature]) => binary.startsWith(signature)) ?? markupOf(start) ?? [];
  if (kind !== undefined) throw new OmsError(kind, { path: bytes.name, what });
}

function markupOf(start: Buffer) {
  const text = textOf(start).replace(/^(\uFEFF|\s+|<!--[\s\S]*?-->)+/, '');
  return /^[<a-z]/i.test(text) ? markups.find(([, , beginning]) => beginning.test(text.replaceAll('\r', ''))) : undefined;
}

/** Letters of ASCII as they are, in one byte each or in two; of others whatever comes. */
function textOf(start: Buffer): string {
  const mark = byteOrderMark(start);
  const [first, second] = start;
  if (mark?.encoding === 'utf-16be' || (!mark && first === 0))
    return Buffer.from(start.subarray(0, start.length & ~1))
      .swap16()
      .toString('utf16le');
  if (mark?.encoding === 'utf-16le' || (!mark && second === 0)) return start.toString('utf16le');
  return start.toString('utf8');
}

/** Where a compound file (an old .xls, or a sheet with a password) says how large its sectors are, and which lists its parts. */
const COMPOUND = { signature: '\xD0\xCF\x11\xE0', sectorShift: 30, firstDirectory: 48, headerBytes: 52 };

/** Whether a spreadsheet has a password: the list of its parts names the encrypted one. */
function isEncrypted(bytes: Bytes, start: Buffer): boolean {
  if (bytes.size < COMPOUND.headerBytes || !start.toString('latin1', 0, 4).startsWith(COMPOUND.signature)) return false;
  const sector = 2 ** Math.min(start.readUInt16LE(COMPOUND.sectorShift), 12);
  const at = (start.readUInt32LE(COMPOUND.firstDirectory) + 1) * sector;
  if (at >= bytes.size) return false;
  const directory = Buffer.alloc(Math.min(4 * sector, bytes.size - at));
  bytes.read(directory, 0, at);
  return directory.includes(Buffer.from('EncryptedPackage', 'utf16le'));
}

/** The entries of a ZIP file are listed at its end: each under this, its name behind. */
const LISTED = { signature: Buffer.from('PK\x01\x02', 'latin1'), nameLength: 28, name: 46 };

/** Kinds of sheets that are ZIP files, by a name in them. */
const packedSheets: readonly (readonly [what: string, name: RegExp])[] = [
  ['Excel binary (.xlsb)', /^xl\/workbook\.bin$/],
  ['OpenDocument (.ods)', /^content\.xml$/],
  ['Apple Numbers', /\.iwa$|^Index\.zip$/],
];

/** Why a ZIP file cannot be read as a sheet. */
export function zipRefusal(whole: Buffer, path: string): OmsError {
  const names = namesIn(whole);
  const [what] = packedSheets.find(([, name]) => names.some((one) => name.test(one))) ?? [];
  if (what !== undefined) return new OmsError('file-format', { path, what });
  const isSheet = names.length === 0 || names.some((name) => name === '[Content_Types].xml');
  return isSheet ? new OmsError('sheet-damaged', { path }) : new OmsError('file-packed', { path, what: 'ZIP' });
}

function namesIn(whole: Buffer): string[] {
  const names: string[] = [];
  for (let at = whole.indexOf(LISTED.signature); at >= 0; at = whole.indexOf(LISTED.signature, at + 1)) {
    if (at + LISTED.name > whole.length) break;
    names.push(whole.toString('latin1', at + LISTED.name, at + LISTED.name + whole.readUInt16LE(at + LISTED.nameLength)));
  }
  return names;
}
