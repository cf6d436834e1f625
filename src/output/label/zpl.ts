// Labels in ZPL II, for Zebra's printers and those that speak like them: text that the printer's own font has as text, all
// other as bitmaps, so that nothing has to be installed on it; barcodes in the printer's own commands.
import { Bitmap } from './bitmap.ts';
import type { BarcodeMark, Drawing, FillMark, Mark, TextMark } from './drawing.ts';
import { baselineOf } from './outline.ts';

/** What the font that every printer has can print: ASCII and Latin-1, no backslash (it breaks lines), no soft hyphen. */
const OWN_FONT = /^[\x20-\x5B\x5D-\x7E\u00A1-\u00AC\u00AE-\u00FF]*$/;
/** Barcode data that no printer takes for an instruction of its own. */
const PLAIN_DATA = /^[\x20-\x3D\x3F-\x5B\x5D\x60-\x7D]*$/;
/** More black than white is black. */
const BLACK = 128;

/** One label: everything between ^XA and ^XZ, one instruction a line, a remark in ASCII first. */
export function asZpl(drawing: Drawing, remark = ''): string {
  const dots = (length: number) => Math.round(length / drawing.dot);
  const fields = drawing.marks.map((mark) => field(mark, drawing, dots));
  const begin = ['^XA', remark && `^FX${remark}^FS`, '^CI28', `^PW${dots(drawing.width)}`, `^LL${dots(drawing.height)}`, '^LH0,0'];
  return `${[...begin, ...fields, '^PQ1', '^XZ'].filter(Boolean).join('\n')}\n`;
}

type Dots = (length: number) => number;

function field(mark: Mark, drawing: Drawing, dots: Dots): string {
  if (mark.kind === 'fill') return boxOf(mark, dots);
  if (mark.kind === 'barcode') return PLAIN_DATA.test(mark.text) ? barcodeOf(mark, dots) : bitmapOf(mark, drawing);
  return OWN_FONT.test(mark.text) ? textOf(mark, dots) : bitmapOf(mark, drawing);
}

/** Any text as field data: what would be an instruction is written as the bytes of its UTF-8. Goes with ^FH_. */
export function fieldData(text: string): string {
  return text.replace(/[\^~_\p{Cc}]/gu, (character) =>
    [...Buffer.from(character, 'utf8')].map((byte) => `_${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}

function boxOf({ x, y, width, height }: FillMark, dots: Dots): string {
  const [wide, high] = [Math.max(1, dots(width)), Math.max(1, dots(height))];
  return `^FO${dots(x)},${dots(y)}^GB${wide},${high},${Math.min(wide, high)}^FS`;
}

/** The printer's font is narrower than the one that was measured: within its width it stands as it was meant to. */
function textOf({ text, x, y, size, width, align }: TextMark, dots: Dots): string {
  const at = `^FT${dots(x)},${dots(y + baselineOf(size))}^A0N,${dots(size)}`;
  const aligned = align === 'left' ? '' : `^FB${dots(width) + 2},1,0,${align === 'center' ? 'C' : 'R'}`;
  return `${at}${aligned}^FH_^FD${fieldData(text)}^FS`;
}

function barcodeOf({ barcode, text, x, y, module, rowHeight }: BarcodeMark, dots: Dots): string {
  const at = `^FO${dots(x)},${dots(y)}`;
  const high = dots(rowHeight);
  const narrow = `^BY${dots(module)}`;
  const data = (said: string) => `^FH_^FD${fieldData(said)}^FS`;
  switch (barcode.kind) {
    case 'code128':
      return `${narrow}${at}^BCN,${high},N,N,N,A${data(text)}`;
    case 'gs1-128':
      // begins in set C with FNC1
      return `${narrow}${at}^BCN,${high},N,N,N^FD>;>8${text.replace(/[()]/g, '')}^FS`;
    case 'ean13':
      return `${narrow}${at}^BEN,${high},N,N${data(text.slice(0, 12))}`;
    case 'ean8':
      return `${narrow}${at}^B8N,${high},N,N${data(text.slice(0, 7))}`;
    case 'upca':
      return `${narrow}${at}^BUN,${high},N,N,N${data(text.slice(0, 11))}`;
    case 'qr':
      return `${at}^BQN,2,${dots(module)}${data(`MA,${text}`)}`;
    case 'datamatrix':
      return `${at}^BXN,${dots(module)},200${data(text)}`;
  }
}

/** A mark as dots: exactly what a page would show, black or white. */
function bitmapOf(mark: TextMark | BarcodeMark, drawing: Drawing): string {
  const box = boundsOf(mark, drawing.dot);
  if (box.width <= 0 || box.height <= 0) return '';
  const bitmap = new Bitmap(box.width, box.height);
  bitmap.fillMark(mark.kind === 'text' ? { ...mark, color: '#000000' } : mark, drawing, -box.x, -box.y);
  const bytesPerRow = Math.ceil(box.width / 8);
  const total = bytesPerRow * box.height;
  return `^FO${box.x},${box.y}^GFA,${total},${total},${bytesPerRow},${packed(bitmap, bytesPerRow)}^FS`;
}

function boundsOf(mark: TextMark | BarcodeMark, dot: number) {
  const [width, height] =
    mark.kind === 'text'
      ? [mark.width + mark.size * 0.2, mark.size * 1.5]
      : [mark.barcode.columns * mark.module, mark.barcode.rows * mark.rowHeight];
  const x = Math.max(0, Math.floor(mark.x / dot));
  const y = Math.max(0, Math.floor(mark.y / dot));
  return { x, y, width: Math.ceil(width / dot), height: Math.ceil(height / dot) };
}

/** Rows in hexadecimal; "," ends a row that goes on white, ":" repeats the row above. */
function packed({ width, height, ink }: Bitmap, bytesPerRow: number): string {
  const rows: string[] = [];
  let above = '';
  for (let row = 0; row < height; row += 1) {
    const bytes = Buffer.alloc(bytesPerRow);
    for (let x = 0; x < width; x += 1) {
      if ((ink[row * width + x] as number) >= BLACK) bytes[x >> 3] = (bytes[x >> 3] as number) | (0x80 >> (x & 7));
    }
    const hex = bytes.toString('hex').toUpperCase();
    const short = hex.replace(/(00)+$/, '');
    rows.push(hex === above ? ':' : short.length < hex.length ? `${short},` : hex);
    above = hex;
  }
  return rows.join('');
}
