// How a file of an unknown layout is probably encoded: by how many of its letters are everyday ones in each encoding. A guess
// to be told and looked at, never one to import by.
import type { Bytes } from './bytes.ts';
import { BadByte, textBlocks } from './decode.ts';

/** From a letter's two bytes: whether it is an everyday one. */
type IsCommon = (lead: number, trail: number) => boolean;

const between = (value: number, from: number, to: number): boolean => value >= from && value <= to;

/**
 * The everyday letters of each encoding: kana and the kanji of the first level, the syllables of KS X 1001, the first level
 * of GB 2312 and of Big5, and their punctuation. Korean in cp949 could be Chinese in gb18030, hardly the other way round.
 */
const everyday: readonly (readonly [encoding: string, isCommon: IsCommon])[] = [
  ['cp932', (lead, trail) => between(lead, 0x81, 0x83) || (between(lead, 0x88, 0x97) && trail >= 0x40)],
  ['cp949', (lead, trail) => (between(lead, 0xa1, 0xa3) || between(lead, 0xb0, 0xc8)) && trail >= 0xa1],
  ['gb18030', (lead, trail) => (lead === 0xa1 || lead === 0xa3 || between(lead, 0xb0, 0xd7)) && trail >= 0xa1],
  ['big5', (lead, trail) => between(lead, 0xa1, 0xa3) || (between(lead, 0xa4, 0xc6) && trail >= 0x40)],
];
const HEAD_BYTES = 1 << 16;
const LAST_OF_ASCII = 0x7f;
/** Of all letters beyond ASCII. */
const SHARE_LEAST = 0.75;

/** The encoding in which most letters beyond ASCII are everyday ones; undefined where they are in none, or all is ASCII. */
export function likelyEncoding(bytes: Bytes): string | undefined {
  const buffer = Buffer.alloc(Math.min(bytes.size, HEAD_BYTES));
  const head = buffer.subarray(0, bytes.read(buffer, 0, 0));
  const shares = [...everyday.map(([encoding, isCommon]) => ({ encoding, share: shareOf(head, isCommon) })), western(head)];
  const likely = shares.filter(({ encoding, share }) => share >= SHARE_LEAST && decodes(bytes, encoding));
  return likely.reduce<(typeof likely)[number] | undefined>((best, one) => (best && best.share >= one.share ? best : one), undefined)
    ?.encoding;
}

function shareOf(head: Uint8Array, isCommon: IsCommon): number {
  let letters = 0;
  let common = 0;
  for (let at = 0; at < head.length - 1; at += 1) {
    const lead = head[at] as number;
    if (lead <= LAST_OF_ASCII) continue;
    letters += 1;
    if (!isCommon(lead, head[at + 1] as number)) continue;
    common += 1;
    at += 1;
  }
  return letters === 0 ? 0 : common / letters;
}

/** Letters of western languages stand alone among those of ASCII. */
function western(head: Uint8Array) {
  let letters = 0;
  let alone = 0;
  for (const [at, byte] of head.entries()) {
    if (byte <= LAST_OF_ASCII) continue;
    letters += 1;
    const isAlone = (head[at - 1] ?? 0) <= LAST_OF_ASCII && (head[at + 1] ?? 0) <= LAST_OF_ASCII;
    if (isAlone && (byte >= 0xc0 || byte === 0x80 || byte === 0xa3)) alone += 1;
  }
  return { encoding: 'windows-1252', share: letters === 0 ? 0 : alone / letters };
}

function decodes(bytes: Bytes, encoding: string): boolean {
  try {
    const blocks = textBlocks(bytes, encoding);
    blocks.next();
    blocks.return(undefined);
    return true;
  } catch (error) {
    if (error instanceof BadByte) return false;
    throw error;
  }
}
