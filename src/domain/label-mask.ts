// Names and phones with their middle hidden, as Korean couriers print them: 홍*동, 010-****-5678.

const STAR = '*';
const CJK = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** Of a phone number the last digits stay, by which a courier and a customer know it. */
const DIGITS_KEPT = 4;
/** What stays at the front of a number that is written without spaces: the code of a mobile network or an area. */
const CODE_LENGTH = 3;

/** Of each word the first character; of a word of three and more in East Asian writing also the last. */
export function maskedName(name: string): string {
  return name.replace(/[\p{L}\p{M}\p{N}]+/gu, (word) => {
    const letters = word.match(/\P{M}\p{M}*|\p{M}+/gu) ?? [];
    const last = CJK.test(word) && letters.length > 2 ? letters.at(-1) : '';
    const hidden = letters.length - 1 - (last ? 1 : 0);
    return `${letters[0]}${STAR.repeat(Math.max(0, hidden))}${last}`;
  });
}

/** The first group of digits (after "+" the country's code) and the last four stay; what stands between them stays too. */
export function maskedPhone(phone: string): string {
  const digits = [...phone].filter((character) => /\p{Nd}/u.test(character)).length;
  const first = /^\D*(\p{Nd}+)(?=\P{Nd})/u.exec(phone)?.[1]?.length ?? CODE_LENGTH;
  const front = Math.min(first, CODE_LENGTH, Math.max(0, digits - DIGITS_KEPT - 1));
  const back = Math.min(DIGITS_KEPT, Math.max(0, digits - 1));
  let seen = 0;
  return phone.replace(/\p{Nd}/gu, (digit) => {
    seen += 1;
    return seen <= front || seen > digits - back ? digit : STAR;
  });
}
