// How a file is encoded that no mark, no UTF-8 and no profile explains: guessed where only one encoding makes text of it.
import type { Bytes } from './bytes.ts';
import { BadByte, textBlocks } from './decode.ts';

/** What files are written in where these shops are. */
export const guessedEncodings: readonly string[] = ['cp932', 'cp949', 'gb18030', 'big5', 'windows-1252'];
/** Files with zero bytes and no mark. */
export const guessedWideEncodings: readonly string[] = ['utf-16le', 'utf-16be'];

/** No text has these: control characters, private letters, places where no letter is. */
const NO_TEXT = /[^\P{Cc}\t\r\n]|[\p{Co}\p{Cn}\uFFFD]/u;
/** What no Western text has: Russian, Polish or Turkish letters look like this in windows-1252, which nearly any byte fits. */
const NOT_WESTERN = /[\u00C0-\u00FF]{3}|[£¥¦§¬±³µ¶¹¼½¾¤]\p{L}|[ÝýÞþÐð]/u;
/** A letter beyond ASCII in UTF-8, byte by byte. */
const UTF8_LETTER = /[\xC2-\xDF][\x80-\xBF]|[\xE0-\xEF][\x80-\xBF]{2}|[\xF0-\xF4][\x80-\xBF]{3}/;
const PART_BYTES = 1 << 16;
const LETTER_BYTES = 4;
const LAST_OF_ASCII = 0x7f;

/** Whether all of a file is text in an encoding. */
export function isTextIn(bytes: Bytes, encoding: string): boolean {
  try {
    for (const block of textBlocks(bytes, encoding)) if (NO_TEXT.test(block)) return false;
    return true;
  } catch (error) {
    if (error instanceof BadByte) return false;
    throw error;
  }
}

/**
 * The one of these encodings that makes text of a file whose names say nothing of it; undefined where several do, or
 * where some of it is UTF-8 already or it ends within a letter: such a file is damaged, and nothing is guessed of it.
 */
export function onlyEncodingOf(bytes: Bytes, encodings: readonly string[]): string | undefined {
  if (hasUtf8Letter(bytes) || endsBeyondAscii(bytes)) return undefined;
  const fitting = encodings.filter((encoding) => isTextIn(bytes, encoding));
  const [only] = fitting;
  return fitting.length > 1 || (only === 'windows-1252' && !isWestern(bytes)) ? undefined : only;
}

function isWestern(bytes: Bytes): boolean {
  for (const block of textBlocks(bytes, 'windows-1252')) if (NOT_WESTERN.test(block)) return false;
  return true;
}

function endsBeyondAscii(bytes: Bytes): boolean {
  const last = Buffer.alloc(1);
  bytes.read(last, 0, bytes.size - 1);
  return (last[0] as number) > LAST_OF_ASCII;
}

function hasUtf8Letter(bytes: Bytes): boolean {
  const part = Buffer.alloc(PART_BYTES);
  for (let at = 0; at < bytes.size; at += PART_BYTES - LETTER_BYTES) {
    const came = bytes.read(part, 0, at);
    if (UTF8_LETTER.test(part.toString('latin1', 0, came))) return true;
  }
  return false;
}
