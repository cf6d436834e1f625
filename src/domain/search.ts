// Searching in every script: texts as words without case and width, words as pairs of letters that an index can hold.

/** What is searched in, and what is searched for: each is looked for as a part of a word. */
export type Words = readonly string[];

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const LATIN_MARKS = /[\u0300-\u036f]/g;

/** Most texts: of these there is nothing to normalise. */
const ASCII = /^[\0-\x7f]*$/;

function folded(text: string): string {
  return ASCII.test(text) ? text.toLowerCase() : text.normalize('NFKC').toLowerCase().normalize('NFKC');
}

/** Without accents of Latin, Greek and Cyrillic; the marks of kana and of other scripts make other letters. */
function bare(word: string): string {
  return ASCII.test(word) ? word : word.normalize('NFD').replace(LATIN_MARKS, '').normalize('NFC');
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

/** A phone as people type it: as it is, and in one piece. */
export function phoneTexts(phone: string | null | undefined): string[] {
  return phone ? [phone, phone.normalize('NFKC').replace(/\D/g, '')] : [];
}

/** What is asked for; empty: nothing that could be found. "munoz" finds "Muñoz", "muñoz" does not find "Munoz". */
export function termsOf(query: string): string[] {
  return [...new Set([...folded(query).matchAll(WORD)].map(([word]) => word))];
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
