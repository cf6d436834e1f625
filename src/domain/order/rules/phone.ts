// Phones: numbers that can be called. One that its channel hides cannot be mended, and is nobody's problem.
import type { OrderRule } from './rule.ts';

export const phoneRule: OrderRule = ({ shipTo, billTo, rules, isPhone = isPlausible }, tell) => {
  const phone = shipTo?.phone ?? billTo?.phone;
  if (!phone) return;
  const country = shipTo?.country ?? rules.country;
  // the number itself stays with the person it is of
  if (!isPhone(phone, country) && !isMasked(phone)) tell('phone-invalid', 'phone', { country });
};

/** Stars or letters in the place of digits, or what a channel puts before what it has encrypted. */
function isMasked(phone: string): boolean {
  return /[*＊○●xX#$]{2}|密文/.test(phone);
}

const DIGITS_LEAST = 7;
const DIGITS_MOST = 17;

/** As many digits as a number has, and not all alike: without a look at any country's numbers. An extension counts too. */
export function isPlausible(phone: string): boolean {
  let digits = 0;
  let first = 0;
  let isVaried = false;
  for (let at = 0; at < phone.length; at += 1) {
    const code = phone.charCodeAt(at);
    const digit = code >= 0xff10 && code <= 0xff19 ? code - 0xfee0 : code;
    if (digit < 48 || digit > 57) continue;
    if (digits === 0) first = digit;
    else if (digit !== first) isVaried = true;
    digits += 1;
  }
  return digits >= DIGITS_LEAST && digits <= DIGITS_MOST && isVaried;
}
