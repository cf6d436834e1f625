// Shares as people write them, and as they are kept: in parts per million, so that 8.875 % is whole.
import { OmsError } from './error.ts';
import { PPM } from './tax.ts';

const DIGITS = 4;

/** "12.5" or "12.5%" → 125000; at most 100, and not less than so many parts per million. Refuses `flag-value`. */
export function parsePercent(flag: string, text: string, leastPpm = 1): number {
  const ratePpm = readPercent(text);
  if (ratePpm !== undefined && ratePpm >= leastPpm && ratePpm <= PPM) return ratePpm;
  throw new OmsError('flag-value', { flag, value: text, allowed: [`${formatPercent(leastPpm)} … 100`] });
}

/** "12.5" or "12.5%" → 125000, above 100 too; undefined where it is no share. */
export function readPercent(text: string): number | undefined {
  const match = /^(\d{1,3})(?:\.(\d{1,4}))?\s*%?$/.exec(text.normalize('NFKC').trim());
  return match ? Number(`${match[1]}${(match[2] ?? '').padEnd(DIGITS, '0')}`) : undefined;
}

/** 125000 → "12.5". */
export function formatPercent(ratePpm: number): string {
  return String(ratePpm / (PPM / 100));
}
