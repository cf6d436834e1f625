// Tracking numbers: text, whatever a carrier prints. Where a carrier's form or check digit is known, a typing error shows.
// Sources: UPU S10; the carriers' published forms as collected in tracking_number_data (MIT); Japan's 7DR by the carriers.
// Forms change without notice, so that a number that does not fit is told, never refused.
import { OmsError } from './error.ts';

const TRACKING_MAX = 60;
const WRITABLE = /^[\p{L}\p{N}][\p{L}\p{N} ._/-]*$/u;

/** A number as it is kept: half-width, trimmed. Refuses `tracking-invalid`. */
export function parseTracking(text: string): string {
  const tracking = text.normalize('NFKC').trim();
  if (tracking.length > TRACKING_MAX || !WRITABLE.test(tracking)) {
    throw new OmsError('tracking-invalid', { tracking: text, most: TRACKING_MAX });
  }
  return tracking;
}

/** A number as it is compared and checked: without spaces and hyphens, in capitals. */
export function plainTracking(tracking: string): string {
  return tracking.replace(/[ -]/g, '').toUpperCase();
}

/** What about a number is odd: its check digit, or that this carrier's numbers look otherwise. */
export type TrackingProblem = 'check-digit' | 'form';

interface Form {
  readonly pattern: RegExp;
  /** True when the check digit fits; left out where none is published. */
  readonly fits?: (plain: string) => boolean;
}

interface Carrier {
  /** What the carrier's name, in small letters without spaces, begins with. */
  readonly names: readonly string[];
  readonly forms: readonly Form[];
  /** The carrier has no other forms: what matches none of them is odd. */
  readonly closed?: true;
}

const s10: Form = { pattern: /^[A-Z]{2}\d{9}[A-Z]{2}$/, fits: (plain) => s10Digit(plain.slice(2, 10)) === plain[10] };
const ups: Form = { pattern: /^1Z[\dA-Z]{15}\d$/, fits: (plain) => upsDigit(plain.slice(2, 17)) === plain[17] };
const sevenDr: Form = { pattern: /^\d{12}$/, fits: (plain) => String(Number(plain.slice(0, 11)) % 7) === plain[11] };
const fedexExpress: Form = { pattern: /^\d{12}$/, fits: (plain) => fedexDigit(plain.slice(0, 11)) === plain[11] };
const mod10 = (pattern: RegExp): Form => ({ pattern, fits: (plain) => mod10Digit(plain.slice(0, -1)) === plain.at(-1) });
const digits = (pattern: RegExp): Form => ({ pattern });

const carriers: readonly Carrier[] = [
  { names: ['ups'], forms: [ups] },
  { names: ['fedex', '페덱스'], forms: [fedexExpress, mod10(/^\d{15}$/)] },
  { names: ['usps'], forms: [s10, mod10(/^9\d{19}$|^9\d{21}$/)] },
  { names: ['yamato', 'ヤマト', 'クロネコ', '야마토'], forms: [sevenDr], closed: true },
  { names: ['sagawa', '佐川'], forms: [sevenDr], closed: true },
  { names: ['japanpost', '日本郵便', 'ゆうパック', '郵便局'], forms: [s10, sevenDr, digits(/^\d{11}$/)], closed: true },
  { names: ['cj', '대한통운', '씨제이'], forms: [digits(/^\d{10}$|^\d{12}$/)], closed: true },
  { names: ['우체국', 'koreapost', 'epost'], forms: [s10, digits(/^\d{13}$/)], closed: true },
  { names: ['한진', 'hanjin', '롯데', 'lotte'], forms: [digits(/^\d{10,12}$/)], closed: true },
  { names: ['로젠', 'logen'], forms: [digits(/^\d{11}$/)], closed: true },
  { names: ['sf', '顺丰', '順豐'], forms: [digits(/^(?:SF)?\d{12,13}$/)], closed: true },
  { names: ['ems', 'chinapost', '中国邮政', 'royalmail', 'correos'], forms: [s10] },
];

/** What is odd about a carrier's number, or undefined. Numbers that name their own form (S10, 1Z) are checked with any carrier. */
export function trackingProblem(carrier: string, tracking: string): TrackingProblem | undefined {
  const plain = plainTracking(tracking);
  const name = carrier.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
  const known = carriers.find(({ names }) => names.some((begin) => name.startsWith(begin)));
  const matching = [...(known?.forms ?? []), s10, ups].filter(({ pattern }) => pattern.test(plain));
  if (matching.length === 0) return known?.closed ? 'form' : undefined;
  return matching.some(({ fits }) => fits === undefined || fits(plain)) ? undefined : 'check-digit';
}

/** UPU S10: weights 8 6 4 2 3 5 9 7, 11 less the rest of the sum by 11; 10 is written 0 and 11 is written 5. */
function s10Digit(serial: string): string {
  const weights = [8, 6, 4, 2, 3, 5, 9, 7];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(serial[index]), 0);
  const digit = 11 - (sum % 11);
  return String(digit === 10 ? 0 : digit === 11 ? 5 : digit);
}

/** UPS 1Z: letters count as digits (A is 2), every second one doubled, up to the next ten. */
function upsDigit(body: string): string {
  const sum = [...body].reduce((total, character, index) => {
    const value = /\d/.test(character) ? Number(character) : (character.charCodeAt(0) - 3) % 10;
    return total + value * (index % 2 === 1 ? 2 : 1);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

/** FedEx Express: weights 3 1 7 over and over, the rest by 11; 10 is written 0. */
function fedexDigit(body: string): string {
  const sum = [...body].reduce((total, digit, index) => total + Number(digit) * ([3, 1, 7][index % 3] as number), 0);
  return String((sum % 11) % 10);
}

/** GS1 and USPS: weights 3 and 1 in turn from the right, up to the next ten. */
function mod10Digit(body: string): string {
  const sum = [...body].reverse().reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return String((10 - (sum % 10)) % 10);
}
