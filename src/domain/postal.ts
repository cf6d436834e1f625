// What an address of a country needs to arrive, and how its postcodes look.
// Source: Universal Postal Union, postal addressing systems; the required fields are those without which carriers take
// no parcel. Where a whole address is usually written in one piece (East Asia), the town is not asked for by itself.

/** Fields besides street and country. */
export type PostalField = 'city' | 'region' | 'postcode';

interface PostalRule {
  readonly required: readonly PostalField[];
  /** In capitals, without blanks around it. */
  readonly postcode?: RegExp;
  /** What a postcode looks like, for people. */
  readonly example?: string;
}

const town: readonly PostalField[] = ['city', 'postcode'];
const regional: readonly PostalField[] = ['city', 'region', 'postcode'];
const code: readonly PostalField[] = ['postcode'];

const rule = (required: readonly PostalField[], postcode: RegExp, example: string): PostalRule => ({ required, postcode, example });

const rules: Readonly<Record<string, PostalRule>> = {
  KR: rule(code, /^\d{5}$/, '04524'),
  JP: rule(code, /^\d{3}-?\d{4}$/, '100-0001'),
  CN: rule([], /^\d{6}$/, '100000'),
  TW: rule([], /^\d{3}(-?\d{2,3})?$/, '100'),
  HK: { required: [] },
  MO: { required: [] },
  SG: rule(code, /^\d{6}$/, '018956'),
  VN: rule(['city'], /^\d{5,6}$/, '10000'),
  TH: rule(code, /^\d{5}$/, '10200'),
  MY: rule(town, /^\d{5}$/, '50000'),
  ID: rule(['city'], /^\d{5}$/, '10110'),
  PH: rule(['city'], /^\d{4}$/, '1000'),
  IN: rule(town, /^\d{3} ?\d{3}$/, '110001'),
  ES: rule(town, /^(0[1-9]|[1-4]\d|5[0-2])\d{3}$/, '28001'),
  PT: rule(town, /^\d{4}-\d{3}$/, '1100-148'),
  FR: rule(town, /^\d{2} ?\d{3}$/, '75001'),
  MC: rule(town, /^980\d{2}$/, '98000'),
  DE: rule(town, /^\d{5}$/, '10115'),
  AT: rule(town, /^[1-9]\d{3}$/, '1010'),
  CH: rule(town, /^[1-9]\d{3}$/, '8001'),
  LI: rule(town, /^94\d{2}$/, '9490'),
  IT: rule(town, /^\d{5}$/, '00184'),
  NL: rule(town, /^[1-9]\d{3} ?[A-Z]{2}$/, '1012 JS'),
  BE: rule(town, /^[1-9]\d{3}$/, '1000'),
  LU: rule(town, /^(L-)?\d{4}$/, '1009'),
  GB: rule(town, /^([A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|GIR ?0AA|BFPO ?\d{1,4})$/, 'YO1 7EP'),
  IE: rule(['city'], /^[A-Z]\d[\dW] ?[A-Z\d]{4}$/, 'D02 AF30'),
  DK: rule(town, /^\d{4}$/, '1050'),
  SE: rule(town, /^\d{3} ?\d{2}$/, '111 20'),
  NO: rule(town, /^\d{4}$/, '0150'),
  FI: rule(town, /^\d{5}$/, '00100'),
  IS: rule(town, /^\d{3}$/, '101'),
  PL: rule(town, /^\d{2}-\d{3}$/, '00-001'),
  CZ: rule(town, /^\d{3} ?\d{2}$/, '110 00'),
  SK: rule(town, /^\d{3} ?\d{2}$/, '811 01'),
  HU: rule(town, /^\d{4}$/, '1011'),
  RO: rule(town, /^\d{6}$/, '010011'),
  BG: rule(town, /^\d{4}$/, '1000'),
  GR: rule(town, /^\d{3} ?\d{2}$/, '105 57'),
  HR: rule(town, /^\d{5}$/, '10000'),
  SI: rule(town, /^(SI-)?\d{4}$/, '1000'),
  EE: rule(town, /^\d{5}$/, '10111'),
  LV: rule(town, /^(LV-)?\d{4}$/, 'LV-1010'),
  LT: rule(town, /^(LT-)?\d{5}$/, 'LT-01100'),
  CY: rule(town, /^\d{4}$/, '1010'),
  MT: rule(['city'], /^[A-Z]{3} ?\d{4}$/, 'VLT 1117'),
  TR: rule(town, /^\d{5}$/, '34110'),
  US: rule(regional, /^\d{5}(-?\d{4})?$/, '10001'),
  CA: rule(regional, /^[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] ?\d[ABCEGHJ-NPRSTV-Z]\d$/, 'M5V 2T6'),
  AU: rule(regional, /^\d{4}$/, '2000'),
  NZ: rule(town, /^\d{4}$/, '6011'),
  MX: rule(town, /^\d{5}$/, '06000'),
  BR: rule(regional, /^\d{5}-?\d{3}$/, '01310-100'),
  AR: rule(town, /^([A-HJ-NP-Z])?\d{4}([A-Z]{3})?$/, 'C1002AAP'),
  CL: rule(['city'], /^\d{3}-?\d{4}$/, '8320000'),
  CO: rule(['city'], /^\d{6}$/, '110111'),
  PE: rule(['city'], /^\d{5}$/, '15001'),
  UY: rule(['city'], /^\d{5}$/, '11000'),
  ZA: rule(town, /^\d{4}$/, '8001'),
};

/** The fields besides street and country that an address there needs; none where no rule is known. */
export function requiredFields(country: string): readonly PostalField[] {
  return rules[country]?.required ?? [];
}

/** Whether a postcode could be one of that country. Where no rule is known, any can. */
export function isPostcode(postcode: string, country: string): boolean {
  const form = rules[country]?.postcode;
  return form === undefined || form.test(postcode) || form.test(postcode.trim().toUpperCase());
}

/** What a postcode of the country looks like; undefined where none is known. */
export function postcodeExample(country: string): string | undefined {
  return rules[country]?.example;
}

/** Whether a postcode of that country stands somewhere in a text, as a word of its own. */
export function holdsPostcode(text: string, country: string): boolean {
  const form = rules[country]?.postcode;
  if (form === undefined) return false;
  const within = new RegExp(`(?<![\\p{L}\\d])(?:${form.source.slice(1, -1)})(?![\\p{L}\\d])`, 'u');
  return within.test(text.toUpperCase());
}
