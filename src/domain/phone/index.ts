// Whether a phone number can be one, by each country's numbering plan (libphonenumber's data). A bundle of its own: what
// it knows weighs more than most commands.
import { isValidPhoneNumber } from 'libphonenumber-js/min';

type CountryCode = Parameters<typeof isValidPhoneNumber>[1];

/** Mobile numbers of our main countries as they are usually written: they need no look at the plan. */
const usual: Readonly<Record<string, RegExp>> = {
  KR: /^01[016-9]\d{7,8}$/,
  JP: /^0[789]0\d{8}$/,
  CN: /^1[3-9]\d{9}$/,
  ES: /^[67]\d{8}$/,
};

const KEPT_MOST = 10_000;
const kept = new Map<string, boolean>();

/** A number as it is written in its country, or with the code of another. An unknown country: any that has a code. */
export function isPhone(phone: string, country: string): boolean {
  const text = phone.normalize('NFKC');
  if (usual[country]?.test(text.replace(/[ ()-]/g, ''))) return true;
  const key = `${country} ${text}`;
  let is = kept.get(key);
  if (is === undefined) {
    if (kept.size === KEPT_MOST) kept.clear();
    kept.set(key, (is = isValidPhoneNumber(text, country as CountryCode)));
  }
  return is;
}
