// Files that may be sheets: an xlsx is read as the text of its first filled sheet; what only looks like one is refused.
import { OmsError } from '../domain/error.ts';
import { type Bytes, bytesOfText } from './bytes.ts';
import { zipRefusal } from './container.ts';
import type { SheetText } from './sheet/index.ts';

const SIGNATURE = 'PK\x03\x04';
/** Beyond this a sheet would need more memory than an order file may. */
const SHEET_MOST = 64 << 20;

/** The file itself, or the text of its sheet. Refuses `sheet-too-large`, `file-blank`, and as `zipRefusal` says. */
export async function withoutSheet(bytes: Bytes): Promise<Bytes> {
  const start = Buffer.alloc(Math.min(bytes.size, SIGNATURE.length));
  bytes.read(start, 0, 0);
  if (start.toString('latin1') !== SIGNATURE) return bytes;
  try {
    if (bytes.size > SHEET_MOST) throw new OmsError('sheet-too-large', { path: bytes.name, most: SHEET_MOST >> 20 });
    const whole = Buffer.alloc(bytes.size);
    for (let at = 0; at < bytes.size; ) {
      const came = bytes.read(whole, at, at);
      if (came === 0) throw new OmsError('file-changed', { path: bytes.name });
      at += came;
    }
    const sheet = await textOf(whole, bytes.name);
    if (sheet === undefined) throw new OmsError('file-blank', { path: bytes.name });
    return { ...bytesOfText(bytes.name, sheet.text), dialect: { delimiter: ',', quoted: true }, sheets: sheet.sheets };
  } finally {
    bytes.close();
  }
}

async function textOf(whole: Buffer, path: string): Promise<SheetText | undefined> {
  const { sheetText } = await import('./sheet/index.ts');
  try {
    return await sheetText(whole);
  } catch {
    throw zipRefusal(whole, path);
  }
}
