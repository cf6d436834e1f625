// Card numbers that somebody typed into a note: cut to their last four digits before anything is kept.
// Source: ISO/IEC 7812 issuer ranges and Luhn check digit; PCI DSS 3.4 allows the last four digits.

const LEAST_DIGITS = 13;
const MOST_DIGITS = 19;
/** Spaces, hyphens and dots between groups of digits, and what looks like them, full width and East Asian ones included. */
const BETWEEN_DIGITS = ' \\t\\u00A0\\u2000-\\u200D\\u202F\\u2060\\u3000./_\\u2010-\\u2015\\u2212\\u30FC\\uFF0D\\uFF0E\\uFF70-';
const DIGIT_RUN = new RegExp(`\\d(?:[${BETWEEN_DIGITS}]{0,2}\\d){12,}`, 'g');
const BETWEEN = new RegExp(`([${BETWEEN_DIGITS}]+)`);
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
  return cutInText(text.replace(ROUNDED, cutRounded));
}

/** A long number as sheets write it: 4.11111111111111E+15. The digit that is lost is the check digit, which anybody can compute. */
const ROUNDED = /(?<!\d)(\d)\.(\d{11,14})E\+(1[2-8])(?!\d)/gi;

function cutRounded(run: string, first: string, rest: string, exponent: string): string {
  const length = Number(exponent) + 1;
  return schemes.some(([prefix, lengths]) => lengths.includes(length) && prefix.test(first + rest)) ? '****' : run;
}

function cutInText(text: string): string {
  return withoutRuns(text, (groups) => isCardNumber(groups.join('')));
}

/** What digits may be by themselves: where they are as many, they are no number of a card. */
export type NumberKind = 'phone' | 'tax-id' | 'gtin';

const LONGER_THAN_15: ReadonlySet<number> = new Set([16, 17, 18, 19]);
/**
 * Phone numbers have at most 15 digits (ITU-T E.164), article numbers 14; 17 and 18 digits are of people, whose numbers are
 * tax numbers in China.
 */
const lengthsOfCards: Readonly<Record<NumberKind, ReadonlySet<number>>> = {
  phone: LONGER_THAN_15,
  gtin: LONGER_THAN_15,
  'tax-id': new Set([16, 19]),
};

/**
 * As {@link cutCardNumbers}, for what is a number itself: a phone or a postcode, a tax number. A tenth of all such numbers
 * pass for a card's, so that only what is too long to be one is cut, also beside another number, and an American Express
 * number as it is written on the card, which no plus stands before.
 */
export function cutCardInNumber(text: string, kind: NumberKind): string {
  if (text.length < AMEX_DIGITS || !hasManyDigits(text)) return text;
  return withoutRuns(text.replace(ROUNDED, cutRounded), (groups, before) => {
    const digits = groups.join('');
    const isAmex = kind !== 'tax-id' && before !== '+' && isAmexGrouped(groups);
    return (isAmex || lengthsOfCards[kind].has(digits.length)) && isCardNumber(digits);
  });
}

const AMEX_DIGITS = 15;

/** 378282246310005, or 3782 822463 10005. */
function isAmexGrouped(groups: readonly string[]): boolean {
  const [first = ''] = groups;
  const lengths = groups.map(({ length }) => length).join();
  return (lengths === '15' || lengths === '4,6,5') && /^3[47]/.test(first);
}

const LEADING_ID = /^\d{13,}(?!\d)/;

/**
 * As {@link cutCardNumbers}, for the code of a product, with which some formats put what the buyer has chosen or written:
 * the digits that it begins with, or is, are the marketplace's own number.
 */
export function cutCardsInCode(text: string): string {
  if (text.length < LEAST_DIGITS || !hasManyDigits(text)) return text;
  const own = LEADING_ID.exec(text)?.[0] ?? '';
  return own + cutInText(text.slice(own.length));
}

/** What the columns of a file hold that may look like the number of a card: what is an id stays as it is. */
export type ColumnsOfNumbers = ReadonlyMap<number, NumberKind | 'code' | 'id'>;

/** The cells of a row, card numbers cut as far as its columns allow. */
export function cutCards(cells: readonly string[], columns: ColumnsOfNumbers): string[] {
  return cells.map((cell, index) => {
    const kind = columns.get(index);
    if (kind === undefined) return cutCardNumbers(cell);
    if (kind === 'code') return cutCardsInCode(cell);
    return kind === 'id' ? cell : cutCardInNumber(cell, kind);
  });
}

/** Whether groups of digits are the number of a card; what stands before the first of them. */
type IsCard = (groups: readonly string[], before: string | undefined) => boolean;

function withoutRuns(text: string, isCard: IsCard): string {
  const plain = text.replace(FULL_WIDTH_DIGIT, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  const ungrouped = plain.replace(GROUPED, cutGrouped);
  const cut = ungrouped.replace(DIGIT_RUN, (run, at: number) => cutRun(run, ungrouped[at - 1], isCard));
  return cut === plain ? text : cut;
}

const ODD = '([\\s|,;:/·•*_=~+–—－ー−-]{1,5})';
/** In groups as they stand on the card, with one and the same between them whatever that is: "4111 - 1111 - 1111 - 1111". */
const GROUPED = new RegExp(`(?<!\\d)\\d{4}(?:${ODD}\\d{4}\\1\\d{4}\\1\\d{4}|${ODD}\\d{6}\\2\\d{5})(?!\\d)`, 'g');

function cutGrouped(run: string): string {
  const digits = run.replace(/\D/g, '');
  return isCardNumber(digits) ? `****${digits.slice(-4)}` : run;
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
function cutRun(run: string, before: string | undefined, isCard: IsCard): string {
  const groups = run.split(BETWEEN);
  let cut = '';
  for (let from = 0; from < groups.length; ) {
    const to = endOfCard(groups, from, from === 0 ? before : groups[from - 1], isCard);
    cut += to === undefined ? groups[from] : `****${lastFour(groups.slice(from, to))}`;
    const next = to ?? from + 1;
    cut += groups[next] ?? '';
    from = next + 1;
  }
  return cut;
}

function lastFour(groups: readonly string[]): string {
  return groups.join('').replace(/\D/g, '').slice(-4);
}

/** Behind the last group of the longest card number that begins here; of as many digits as that has, however long the text. */
function endOfCard(groups: readonly string[], from: number, before: string | undefined, isCard: IsCard): number | undefined {
  const own: string[] = [];
  let length = 0;
  let end: number | undefined;
  for (let at = from; at < groups.length; at += 2) {
    const group = groups[at] as string;
    length += group.length;
    if (length > MOST_DIGITS) break;
    own.push(group);
    if (length >= LEAST_DIGITS && isCard(own, before)) end = at + 1;
  }
  return end;
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
