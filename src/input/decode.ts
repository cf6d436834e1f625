// Bytes → text, strictly: what does not decode is refused with its place, never replaced.
import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import type { Bytes } from './bytes.ts';

/** The encodings a profile may name. */
export const knownEncodings: readonly string[] = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'cp949',
  'cp932',
  'gb18030',
  'big5',
  'euc-jp',
  'windows-1250',
  'windows-1251',
  'windows-1252',
];
/** Under a thousand orders. The first blocks are smaller, so that whoever waits for them has something to do soon. */
const BLOCK_BYTES = 1 << 19;
const FIRST_BYTES = 1 << 15;
const LF = 10;
const REPLACEMENT = '\uFFFD';

/** A byte that does not belong to a text in this encoding. */
export class BadByte extends Error {
  override readonly name = 'BadByte';
  readonly encoding: string;
  /** From 0, in the file. */
  readonly offset: number;
  constructor(encoding: string, offset: number) {
    super(`not ${encoding} at byte ${offset}`);
    this.encoding = encoding;
    this.offset = offset;
  }
}

/** Marks at the beginning of a file that name its encoding. */
const byteOrderMarks: readonly (readonly [encoding: string, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** The encoding a file's first bytes name, and how many bytes that takes. */
export function byteOrderMark(head: Uint8Array): { encoding: string; length: number } | undefined {
  const found = byteOrderMarks.find(([, mark]) => mark.every((byte, index) => head[index] === byte));
  return found && { encoding: found[0], length: found[1].length };
}

/**
 * The text of a file in blocks of half a megabyte, cut after a newline where there is one. `see` is given every byte.
 * Throws `BadByte` where the bytes are no text in this encoding.
 */
export function* textBlocks(bytes: Bytes, encoding: string, see?: (part: Buffer) => void): Generator<string> {
  const until = bytes.size;
  const decode = decoderOf(encoding);
  const buffer = Buffer.allocUnsafe(Math.min(BLOCK_BYTES, until) + 4);
  const unit = encoding.startsWith('utf-16') ? 2 : 1;
  let kept = 0;
  let most = FIRST_BYTES;
  for (let position = 0; position < until; most = Math.min(most * 2, BLOCK_BYTES)) {
    const came = bytes.read(buffer.subarray(0, kept + most), kept, position);
    if (came === 0) break;
    see?.(buffer.subarray(kept, kept + came));
    position += came;
    const length = kept + came;
    const end = position >= until ? length : cutOf(buffer.subarray(0, length), unit);
    const offset = position - length;
    const mark = offset === 0 ? (byteOrderMark(buffer.subarray(0, end))?.length ?? 0) : 0;
    if (end > mark) yield decode(buffer.subarray(mark, end), offset + mark);
    buffer.copyWithin(0, end, length);
    kept = length - end;
  }
  if (unit === 2 && until % 2 !== 0) throw new BadByte(encoding, until - 1);
}

/** Where a block may end: after its last newline, else before its last, perhaps incomplete, character. */
function cutOf(block: Buffer, unit: number): number {
  if (unit === 2) return block.length - (block.length % 2);
  const newline = block.lastIndexOf(LF);
  if (newline >= 0) return newline + 1;
  let end = block.length;
  while (end > block.length - 4 && ((block[end - 1] as number) & 0xc0) === 0x80) end -= 1;
  return Math.max(1, end - 1);
}

type Decode = (block: Buffer, offset: number) => string;

function decoderOf(encoding: string): Decode {
  if (encoding === 'utf-8') return decodeUtf8;
  if (encoding.startsWith('utf-16')) return utf16Decoder(encoding);
  return (block, offset) => {
    const text = iconv.decode(block, encoding, { stripBOM: false });
    const bad = text.indexOf(REPLACEMENT);
    if (bad >= 0) throw new BadByte(encoding, offset + iconv.encode(text.slice(0, bad), encoding).length);
    return text;
  };
}

function decodeUtf8(block: Buffer, offset: number): string {
  if (isAscii(block)) return block.toString('latin1');
  if (isUtf8(block)) return composed(block.toString('utf8'));
  throw new BadByte('utf-8', offset + firstBadByte(block));
}

const APART = /[\u0300-\u036F\u1100-\u11FF\u3099\u309A]/;
const WITH_MARKS = /.[\u0300-\u036F\u3099\u309A]+|[\u1100-\u11FF]+/gsu;

/** Letters in one with their accents, and Korean syllables whole, as keyboards write them: a Mac may write them apart. */
function composed(text: string): string {
  return APART.test(text) ? text.replace(WITH_MARKS, (letters) => letters.normalize('NFC')) : text;
}

/** The first byte that is no UTF-8: bytes of a replacement character that really stands there are skipped. */
function firstBadByte(block: Buffer): number {
  const text = block.toString('utf8');
  let offset = 0;
  for (let from = 0; ; ) {
    const at = text.indexOf(REPLACEMENT, from);
    offset += Buffer.byteLength(text.slice(from, at));
    if (block[offset] !== 0xef || block[offset + 1] !== 0xbf || block[offset + 2] !== 0xbd) return offset;
    offset += 3;
    from = at + 1;
  }
}

function utf16Decoder(encoding: string): Decode {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  return (block, offset) => {
    try {
      return composed(decoder.decode(block, { stream: true }));
    } catch {
      const bad = new TextDecoder(encoding, { ignoreBOM: true }).decode(block).indexOf(REPLACEMENT);
      throw new BadByte(encoding, offset + bad * 2);
    }
  };
}
