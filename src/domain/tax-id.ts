// Tax numbers by their check digits: Korea, Japan, China, Spain, the United Kingdom and the larger states of the European
// Union. A number without a check digit, or of a country that is not here, is taken as it is.
// Sources: National Tax Service of Korea (business registration number); ministerial ordinance on corporate numbers,
// article 2 (Japan); GB 32100 (China); Orden EHA/451/2008 and the decree on the DNI (Spain); HMRC V1-37 (United Kingdom);
// the member states' own descriptions of their VAT numbers for VIES.

/** What a number is taken for: its country and name, as "KR:brn". */
export type TaxIdKind = 'KR:brn' | 'JP:qii' | 'CN:uscc' | 'ES:nif' | 'GB:vat' | 'EU:vat';

/** What a wrong number was taken for; undefined where nothing is wrong with it, as far as its digits tell. */
export function taxIdFault(text: string, country: string): TaxIdKind | undefined {
  const id = tidyTaxId(text);
  const check = checkOf(id, country);
  return check && !check.isRight(check.digits) ? check.kind : undefined;
}

/** In capitals and half-width, without blanks, hyphens, points and slashes. */
export function tidyTaxId(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s.\-/‐‑–]/g, '');
}

interface Check {
  readonly kind: TaxIdKind;
  readonly digits: string;
  isRight(digits: string): boolean;
}

/** Which check a number is for: by its own prefix, else by its country. */
function checkOf(id: string, country: string): Check | undefined {
  const prefix = /^[A-Z]{2}/.exec(id)?.[0] ?? '';
  const vat = vatChecks[prefix];
  if (vat && id.length > 5) return { kind: prefix === 'GB' || prefix === 'XI' ? 'GB:vat' : 'EU:vat', digits: id.slice(2), isRight: vat };
  switch (country) {
    case 'KR':
      return { kind: 'KR:brn', digits: id, isRight: isKoreanNumber };
    case 'JP':
      return { kind: 'JP:qii', digits: id.replace(/^T/, ''), isRight: isJapaneseNumber };
    case 'CN':
      return { kind: 'CN:uscc', digits: id, isRight: isChineseNumber };
    case 'ES':
      return { kind: 'ES:nif', digits: id, isRight: isSpanishNumber };
    case 'GB':
      return /^\d{9}(\d{3})?$/.test(id) ? { kind: 'GB:vat', digits: id, isRight: isBritishNumber } : undefined;
    default:
      return undefined;
  }
}

/** The sum of digits by their weights. */
function weighed(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0);
}

/** 사업자등록번호: ten digits; the ninth counts fivefold, with its tens. A 주민등록번호 in its place has thirteen, and no check since 2020. */
function isKoreanNumber(id: string): boolean {
  if (/^\d{13}$/.test(id)) return true;
  if (!/^\d{10}$/.test(id)) return false;
  const sum = weighed(id, [1, 3, 7, 1, 3, 7, 1, 3, 5]) + Math.floor((5 * Number(id[8])) / 10);
  return (10 - (sum % 10)) % 10 === Number(id[9]);
}

/** 法人番号, with or without the T of an invoice issuer: thirteen digits, the first of which checks the others. */
function isJapaneseNumber(id: string): boolean {
  if (!/^\d{13}$/.test(id)) return false;
  let sum = 0;
  for (let place = 1; place <= 12; place += 1) sum += Number(id[13 - place]) * (place % 2 === 1 ? 1 : 2);
  return 9 - (sum % 9) === Number(id[0]);
}

const CHINESE = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** 统一社会信用代码: eighteen digits and letters, by powers of three modulo 31; a taxpayer number of fifteen digits has no check. */
function isChineseNumber(id: string): boolean {
  if (/^\d{15}$/.test(id)) return true;
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(id)) return false;
  let sum = 0;
  for (let index = 0, weight = 1; index < 17; index += 1, weight = (weight * 3) % 31) sum += CHINESE.indexOf(id[index] as string) * weight;
  return CHINESE[(31 - (sum % 31)) % 31] === id[17];
}

const DNI_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';

/** NIF: a person's eight digits and letter, a foreigner's with X, Y or Z before seven, or a firm's letter and eight. */
function isSpanishNumber(id: string): boolean {
  const person = /^(\d{8}|[XYZKLM]\d{7})([A-Z])$/.exec(id);
  if (person) {
    const [, digits = '', letter] = person;
    return DNI_LETTERS[Number(digits.replace(/^[KLM]/, '').replace(/^[XYZ]/, (first) => String('XYZ'.indexOf(first)))) % 23] === letter;
  }
  const firm = /^[ABCDEFGHJNPQRSUVW](\d{7})([0-9A-J])$/.exec(id);
  if (!firm) return false;
  const control = luhn(firm[1] as string);
  return firm[2] === String(control) || firm[2] === 'JABCDEFGHI'[control];
}

/** The digit that completes a row of digits by Luhn's rule. */
function luhn(digits: string): number {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

/** Nine digits, with three more of a branch; the older and the newer way of checking. Offices have GD or HA and three digits. */
function isBritishNumber(id: string): boolean {
  if (/^(GD[0-4]|HA[5-9])\d{2}$/.test(id)) return true;
  if (!/^\d{9}(\d{3})?$/.test(id)) return false;
  const rest = (weighed(id, [8, 7, 6, 5, 4, 3, 2]) + Number(id.slice(7, 9))) % 97;
  return rest === 0 || rest === 42;
}

/** Germany, and others by ISO 7064 MOD 11,10. */
function isMod1110(digits: string): boolean {
  let product = 10;
  for (const digit of digits.slice(0, -1)) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (2 * sum) % 11;
  }
  return (11 - product) % 10 === Number(digits.at(-1));
}

const digitsOnly = (length: number) => new RegExp(`^\\d{${length}}$`);

/** France: two check digits before a SIREN, which itself goes by Luhn; newer ones have letters, which are taken as they are. */
function isFrenchNumber(id: string): boolean {
  if (!/^[0-9A-HJ-NP-Z]{2}\d{9}$/.test(id)) return false;
  const siren = id.slice(2);
  if (luhn(siren.slice(0, 8)) !== Number(siren[8]) && !siren.startsWith('356000000')) return false;
  return !/^\d{2}/.test(id) || (12 + 3 * (Number(siren) % 97)) % 97 === Number(id.slice(0, 2));
}

/** The last digit is what the weighed others leave by 11; ten counts as nothing where the country says so. */
function byEleven(id: string, weights: readonly number[], tenIs: number): boolean {
  const rest = (11 - (weighed(id, weights) % 11)) % 11;
  return (rest === 10 ? tenIs : rest) === Number(id[weights.length]);
}

/** The Netherlands: the old way by eleven, or ISO 7064 MOD 97-10 over the whole number with its letters. */
function isDutchNumber(id: string): boolean {
  if (!/^\d{9}B\d{2}$/.test(id)) return false;
  if (weighed(id, [9, 8, 7, 6, 5, 4, 3, 2]) % 11 === Number(id[8])) return true;
  return BigInt([...`NL${id}`].map((letter) => Number.parseInt(letter, 36)).join('')) % 97n === 1n;
}

/** Ireland: a letter that checks seven digits, with a second letter in newer numbers. */
function isIrishNumber(id: string): boolean {
  const found = /^(\d{7})([A-W])([A-I]?)$/.exec(id);
  if (!found) return /^\d[A-Z+*]\d{5}[A-W]$/.test(id);
  const [, digits = '', letter, second = ''] = found;
  const sum = weighed(digits, [8, 7, 6, 5, 4, 3, 2]) + (second === '' ? 0 : (second.charCodeAt(0) - 64) * 9);
  return 'WABCDEFGHIJKLMNOPQRSTUV'[sum % 23] === letter;
}

/** By the prefix of VIES; Greece is EL, Northern Ireland XI. */
const vatChecks: Readonly<Record<string, (id: string) => boolean>> = {
  GB: isBritishNumber,
  XI: isBritishNumber,
  ES: isSpanishNumber,
  FR: isFrenchNumber,
  DE: (id) => /^[1-9]\d{8}$/.test(id) && isMod1110(id),
  IT: (id) => digitsOnly(11).test(id) && luhn(id.slice(0, 10)) === Number(id[10]),
  NL: isDutchNumber,
  BE: (id) => /^0?[01]?\d{9}$/.test(id) && 97 - (Number(id.slice(0, -2)) % 97) === Number(id.slice(-2)),
  AT: isAustrianNumber,
  PT: (id) => /^[1-9]\d{8}$/.test(id) && byEleven(id, [9, 8, 7, 6, 5, 4, 3, 2], 0),
  IE: isIrishNumber,
  PL: (id) => digitsOnly(10).test(id) && weighed(id, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === Number(id[9]),
  DK: (id) => /^[1-9]\d{7}$/.test(id) && weighed(id, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
  FI: (id) => digitsOnly(8).test(id) && byEleven(id, [7, 9, 10, 5, 8, 4, 2], -1),
  SE: (id) => /^\d{10}01$/.test(id) && luhn(id.slice(0, 9)) === Number(id[9]),
  LU: (id) => digitsOnly(8).test(id) && Number(id.slice(0, 6)) % 89 === Number(id.slice(6)),
  EL: (id) => digitsOnly(9).test(id) && (weighed(id, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === Number(id[8]),
};

function isAustrianNumber(id: string): boolean {
  if (!/^U\d{8}$/.test(id)) return false;
  const digits = id.slice(1);
  const sum = [...digits.slice(0, 7)].reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + Math.floor(value / 10) + (value % 10);
  }, 0);
  return (10 - ((sum + 4) % 10)) % 10 === Number(digits[7]);
}
