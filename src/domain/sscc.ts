// Serial shipping container codes: 18 digits that name one parcel in the world. Source: GS1 General Specifications 2.1.6, 7.9.1.
import { OmsError } from './error.ts';
import { gs1CheckDigit } from './product.ts';

const LENGTH = 18;
/** What GS1 gives out as company prefixes. */
export const gs1Prefix = /^\d{4,12}$/;

export interface SsccParts {
  /** The first digit, free to choose: it makes room for ten times as many. */
  readonly extension: string;
  /** The company's, as GS1 gave it. */
  readonly prefix: string;
  /** From 0. */
  readonly serial: number;
}

/** The 18 digits. Refuses `sscc-used-up` where the serial has no room beside the prefix. */
export function formatSscc({ extension, prefix, serial }: SsccParts): string {
  const room = LENGTH - 2 - prefix.length;
  const digits = String(serial);
  if (digits.length > room) throw new OmsError('sscc-used-up', { prefix, extension });
  const body = `${extension}${prefix}${digits.padStart(room, '0')}`;
  return `${body}${gs1CheckDigit(body)}`;
}

/** Whether these are 18 digits that end in their own check digit. */
export function isSscc(text: string): boolean {
  return /^\d{18}$/.test(text) && gs1CheckDigit(text.slice(0, -1)) === Number(text.at(-1));
}
