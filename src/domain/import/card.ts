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

/** Whether these digits could be a payment card's number. */
export function isCardNumber(digits: string): boolean {
  return schemes.some(([prefix, lengths]) => lengths.includes(digits.length) && prefix.test(digits)) && passesLuhn(digits);
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = digits.length - 1, double = false; index >= 0; index -= 1, double = !double) {
    const digit = digits.charCodeAt(index) - 48;
    sum += double ? (digit * 2 > 9 ? digit * 2 - 9 : digit * 2) : digit;
  }
  return sum % 10 === 0;
}
