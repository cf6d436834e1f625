// Searching in every script: texts as words without case and width, words as pairs of letters that an index can hold.

/** What is searched in, and what is searched for: each is looked for as a part of a word. */
export type Words = readonly string[];

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const LATIN_MARKS = /[\u0300-\u036f]/g;

/** Most texts: of these there is nothing to normalise. */
const ASCII = /^[\0-\x7f]*$/;

/** A text as its like is found: without case and width. */
export function folded(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  // written in capitals ß is SS, so that nobody can tell the two apart
  return text.normalize('NFKC').toLowerCase().normalize('NFKC').replaceAll('ß', 'ss');
}

/** Letters that are no others with a mark, and what those type who do not have them. */
const plainLetters: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  þ: 'th',
  ð: 'd',
};
const SPECIAL = /[łøđæœıħŧþð]/g;

/** Without accents of Latin, Greek and Cyrillic; the marks of kana and of other scripts make other letters. */
function bare(word: string): string {
  if (ASCII.test(word)) return word;
  const unmarked = word.normalize('NFD').replace(LATIN_MARKS, '').normalize('NFC');
  return unmarked.replace(SPECIAL, (letter) => plainLetters[letter] ?? letter);
}

/** The words of some texts, each once: as they are written and, where they have accents, without them too. */
export function wordsOf(texts: readonly (string | null | undefined)[]): string[] {
  const words = new Set<string>();
  for (const text of texts) {
    for (const [word] of folded(text ?? '').matchAll(WORD)) {
      words.add(word);
      words.add(bare(word));
    }
  }
  return [...words];
}

/** Calling codes of one digit and of two; all others have three. Source: ITU-T E.164. */
const CALLING_CODE = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;
/** Where numbers are dialled at home as they are: no 0 comes before them. */
const WITHOUT_ZERO = new Set([
  '1',
  '30',
  '34',
  '39',
  '45',
  '47',
  '48',
  '65',
  '351',
  '352',
  '354',
  '356',
  '357',
  '371',
  '372',
  '420',
  '852',
  '853',
]);

/** "+82 10-1234" → "0101234": as it is dialled at home; undefined where no country is named. */
function dialledAtHome(phone: string): string | undefined {
  const digits = phone.replace(/\D/g, '');
  const number = /^\s*\+/.test(phone) ? digits : /^\s*00[1-9]/.test(phone) ? digits.slice(2) : undefined;
  const [country] = CALLING_CODE.exec(number ?? '') ?? [];
  if (number === undefined || country === undefined || number.length <= country.length + 1) return undefined;
  const rest = number.slice(country.length).replace(WITHOUT_ZERO.has(country) ? /^$/ : /^0/, '');
  return WITHOUT_ZERO.has(country) ? rest : `0${rest}`;
}

/** A phone as people type it: as it is, in one piece, and as it is dialled at home. */
export function phoneTexts(phone: string | null | undefined): string[] {
  if (!phone) return [];
  const plain = phone.normalize('NFKC');
  const home = dialledAtHome(plain);
  return [phone, plain.replace(/\D/g, ''), ...(home === undefined ? [] : [home])];
}

/** What is nothing but a number with its country: "+82 10-1234-5678". */
const ABROAD = /(?:^|\s)(\+[1-9][\d\s().-]{3,})$/;

/** What is asked for; empty: nothing that could be found. "munoz" finds "Muñoz", "muñoz" does not find "Munoz". */
export function termsOf(query: string): string[] {
  const plain = folded(query);
  const abroad = ABROAD.exec(plain)?.[1];
  const home = abroad === undefined ? undefined : dialledAtHome(abroad);
  const rest = home === undefined ? plain : plain.slice(0, plain.length - (abroad as string).length);
  return [...new Set([...rest.matchAll(WORD)].map(([word]) => word).concat(home ?? []))];
}

/** Whether each term is a part of some word. */
export function matches(words: Words, terms: Words): boolean {
  return terms.every((term) => words.some((word) => word.includes(term)));
}

/** A letter as four ASCII characters, so that no tokenizer takes it for a space or for another. */
function code(letter: string): string {
  let known = codes.get(letter);
  if (known === undefined) codes.set(letter, (known = (letter.codePointAt(0) as number).toString(36).padStart(LETTER_CODE, '0')));
  return known;
}

const codes = new Map<string, string>();

export const LETTER_CODE = 4;

/** Letters in pairs, each with the next, and the last alone: "abc" → ab bc c. */
function pairs(word: string): string[] {
  const all: string[] = [];
  let before = '';
  for (const letter of word) {
    const own = code(letter);
    if (before !== '') all.push(before + own);
    before = own;
  }
  all.push(before);
  return all;
}

/** What an index is given of some words. */
export function indexText(words: Words): string {
  return words.map((word) => pairs(word).join(' ')).join(' ');
}

/**
 * What an index is asked: a letter is the beginning of a pair or stands last, two are a pair, more are pairs that follow
 * one another, which they do within one word only.
 */
export function indexQuery(terms: Words): string {
  return terms
    .map((term) => {
      const all = pairs(term);
      return all.length === 1 ? `"${all[0]}" *` : `"${all.slice(0, -1).join(' ')}"`;
    })
    .join(' AND ');
}
