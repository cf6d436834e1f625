// Sheets as the reader cannot take them, or takes for less than they are: failed formulas, which it leaves empty as if nothing
// had been meant to stand there; cells that do not say where they stand, which they need not; rows that come in pieces.
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

const FAILED = Buffer.from(' t="e"');
const SHEET = /^xl\/worksheets\/[^/]+\.xml$/;
/** Whoever writes sheets writes all rows alike, or all but the names of the columns. */
const LOOKED_AT = 1 << 20;

/**
 * The same sheets with what failed formulas show ("#N/A", "#REF!") as text, and with every row whole and every cell in its
 * place; the very same bytes where they are so already, and where the file is damaged: whoever reads the sheets tells that.
 */
export function mendedSheets(zip: Buffer): Buffer {
  const sheets = unpacked(zip, (name) => SHEET.test(name));
  const changed = Object.entries(sheets).flatMap(([name, bytes]) => {
    const hasFailed = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(FAILED);
    const head = strFromU8(bytes.subarray(0, LOOKED_AT), true);
    const isPlaced = inPlace(head) === head;
    if (!hasFailed && isPlaced) return [];
    // byte for byte, in whatever encoding
    const xml = strFromU8(bytes, true);
    const placed = isPlaced ? xml : inPlace(xml);
    return [[name, strToU8(hasFailed ? errorsAsText(placed) : placed, true)] as const];
  });
  if (changed.length === 0) return zip;
  const all = { ...unpacked(zip, () => true), ...Object.fromEntries(changed) };
  return Buffer.from(zipSync(all, { level: 0 }));
}

function unpacked(zip: Buffer, wants: (name: string) => boolean): Record<string, Uint8Array> {
  try {
    return unzipSync(zip, { filter: ({ name }) => wants(name) });
  } catch {
    return {};
  }
}

function errorsAsText(xml: string): string {
  return xml.replace(/(<(?:\w+:)?c\b[^>]*) t="e"/g, '$1 t="str"');
}

const PLACE = / r=["']([A-Z]*)(\d+)["']/;

/** A row without a number stands under the one above, a cell without a place beside the one before it; pieces of one row are one. */
function inPlace(xml: string): string {
  let row = 0;
  let column = 0;
  return xml.replace(/(<\/(?:\w+:)?row>\s*)?(<(?:\w+:)?(row|c)\b)([^>]*>)/g, (all, end = '', tag: string, name: string, rest: string) => {
    const [, letters = '', number = ''] = PLACE.exec(rest) ?? [];
    if (name === 'c') {
      column = letters === '' ? column + 1 : columnOf(letters);
      return letters === '' ? `${end}${tag} r="${lettersOf(column)}${row}"${rest}` : all;
    }
    const isPiece = end !== '' && Number(number) === row;
    if (isPiece) return '';
    row = number === '' ? row + 1 : Number(number);
    column = 0;
    return number === '' ? `${end}${tag} r="${row}"${rest}` : all;
  });
}

const LETTERS = 26;
const BEFORE_A = 64;

/** "A" is 1, "AB" is 28. */
function columnOf(letters: string): number {
  return [...letters].reduce((column, letter) => column * LETTERS + letter.charCodeAt(0) - BEFORE_A, 0);
}

function lettersOf(column: number): string {
  const rest = (column - 1) % LETTERS;
  const letter = String.fromCharCode(BEFORE_A + 1 + rest);
  return column > LETTERS ? lettersOf((column - 1 - rest) / LETTERS) + letter : letter;
}
