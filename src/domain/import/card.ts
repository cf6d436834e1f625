// Card numbers that somebody typed into a note: cut to their last four digits before anything is kept.
// Source: ISO/IEC 7812 issuer ranges and Luhn check digit; PCI DSS 3.4 allows the last four digits.

const LEAST_DIGITS = 13;
const MOST_DIGITS = 19;
/** Digits, with spaces, hyphens, dots or what looks like them between groups. */
const DIGIT_RUN = /\d(?:[ \t\u00A0\u2007\u200B-\u200D\u202F./_\u2010-\u2015-]{0,2}\d){12,}/g;
const BETWEEN = /([ \t\u00A0\u2007\u200B-\u200D\u202F./_\u2010-\u2015-]+)/;
const FULL_WIDTH_DIGIT = /[０-９]/g;

/** First digits of each scheme, and how many digits its numbers have. */
const schemes: readonly (readonly [prefix: RegExp, lengths: readonly number[]])[] = [
  [/^4/, [13, 16, 18, 19]], // Visa
  [/^5[1-5]/, [16]], // Mastercard
  [/^(222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]], // Mastercard, second range
  [/^3[47]/, [15]], // American Express
  [/^(6011|64[4-9]|65)/, [16, 17, 18, 19]], // Discover
  [/^3(0[0-5]|095|[689])/, [14, 15, 16, 17, 18, 19]], // Diners Club
  [/^35(2[89]|[3-8])/, [16, 17, 18, 19]], // JCB
  [/^(62|81)/, [16, 17, 18, 19]], // UnionPay
  [/^(50|5[6-8]|6[37])/, [13, 14, 15, 16, 17, 18, 19]], // Maestro
];

/** The text with every card number replaced by "****1234"; the same string when there is none. */
export function cutCardNumbers(text: string): string {
  if (text.length < LEAST_DIGITS || !hasManyDigits(text)) return text;
  const plain = text.replace(FULL_WIDTH_DIGIT, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  const cut = plain.replace(DIGIT_RUN, cutRun);
  return cut === plain ? text : cut;
}

/** What digits may be by themselves: where they are as many, they are no number of a card. */
export type NumberKind = 'phone' | 'tax-id';

/** Phone numbers have at most 15 digits (ITU-T E.164); 17 and 18 digits are of people, whose numbers are tax numbers in China. */
const lengthsOfCards: Readonly<Record<NumberKind, ReadonlySet<number>>> = { phone: new Set([16, 17, 18, 19]), 'tax-id': new Set([16, 19]) };

/**
 * As {@link cutCardNumbers}, for what is a number itself: a phone or a postcode, a tax number. A tenth of all such numbers
 * pass for a card's, so that only what is too long to be one is cut, and a whole American Express number, which no plus
 * stands before.
 */
export function cutCardInNumber(text: string, kind: NumberKind): string {
  if (text.length < AMEX_DIGITS || !hasManyDigits(text)) return text;
  return text.replace(DIGIT_RUN, (run, at: number) => {
    const digits = run.replace(/\D/g, '');
    const isAmex = kind === 'phone' && digits.length === AMEX_DIGITS && /^3[47]/.test(digits) && text[at - 1] !== '+';
    const isTooLong = isAmex || lengthsOfCards[kind].has(digits.length);
    return isTooLong && isCardNumber(digits) ? `****${digits.slice(-4)}` : run;
  });
}

const AMEX_DIGITS = 15;

/** What the columns of a file hold that may look like the number of a card: what is an id stays as it is. */
export type ColumnsOfNumbers = ReadonlyMap<number, NumberKind | 'id'>;

/** The cells of a row, card numbers cut as far as its columns allow. */
export function cutCards(cells: readonly string[], columns: ColumnsOfNumbers): string[] {
  return cells.map((cell, index) => {
    const kind = columns.get(index);
    if (kind === undefined) return cutCardNumbers(cell);
    return kind === 'id' ? cell : cutCardInNumber(cell, kind);
  });
}

/** A look that costs nothing, since nearly no text has as many digits as a card. */
function hasManyDigits(text: string): boolean {
  let digits = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if ((code >= 48 && code <= 57) || (code >= 0xff10 && code <= 0xff19)) digits += 1;
  }
  return digits >= LEAST_DIGITS;
}

/** A run may hold a card number beside other digits ("2 4111 …"), so every row of whole groups is tried, longest first. */
function cutRun(run: string): string {
  const groups = run.split(BETWEEN);
  for (let from = 0; from < groups.length; from += 2) {
    for (let to = groups.length; to > from; to -= 2) {
      const digits = groups
        .slice(from, to)
        .filter((_, index) => index % 2 === 0)
        .join('');
      if (digits.length > MOST_DIGITS || !isCardNumber(digits)) continue;
      const rest = groups.slice(to).join('');
      return `${groups.slice(0, from).join('')}****${digits.slice(-4)}${rest.replace(DIGIT_RUN, cutRun)}`;
    }
  }
  return run;
}

/** Whether these digits could be a payment card's number. The number of an article, which has 13 digits too, is none. */
export function isCardNumber(digits: string): boolean {
  if (digits.length === LEAST_DIGITS && isArticleNumber(digits)) return false;
  return schemes.some(([prefix, lengths]) => lengths.includes(digits.length) && prefix.test(digits)) && passesLuhn(digits);
}

/** By the check digit of an EAN or JAN code. Source: GS1 General Specifications, 7.9. */
function isArticleNumber(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) sum += (digits.charCodeAt(index) - 48) * (index % 2 === 0 ? 1 : 3);
  return sum % 10 === 0;
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = digits.length - 1, double = false; index >= 0; index -= 1, double = !double) {
    const digit = digits.charCodeAt(index) - 48;
    sum += double ? (digit * 2 > 9 ? digit * 2 - 9 : digit * 2) : digit;
  }
  return sum % 10 === 0;
}
