// An address as its own country writes it: which parts, in which order, on which lines.
// Source: the formats of Google's libaddressinput, with the city put back in for Japan.
import type { Party } from './order/order.ts';

/** What a line of an address holds, so that a label can set the name larger than the rest. */
export type AddressPart = 'name' | 'company' | 'place' | 'country';

export interface AddressLine {
  readonly part: AddressPart;
  readonly text: string;
}

export interface AddressOptions {
  /** The sender's language, in which the country's name is written. */
  readonly language?: string;
  /** The sender's country; mail within it carries no country name. */
  readonly fromCountry: string;
  /** It is what the mail is sorted by: the country is named in Latin letters too. */
  readonly isPosted?: boolean;
}

/**
 * Lines from top to bottom. N name, O company, A street (one or two lines), C city, S region, Z postcode; a small "s" is
 * a region left out where it repeats the city. What stands between two letters is written only between two values.
 */
const formats: Readonly<Record<string, readonly string[]>> = {
  KR: ['s C', 'A', 'O', 'N', 'Z'],
  JP: ['〒Z', 'sC', 'A', 'O', 'N'],
  CN: ['Z', 'sC', 'A', 'O', 'N'],
  TW: ['Z', 'sC', 'A', 'O', 'N'],
  HK: ['S', 'C', 'A', 'O', 'N'],
  ES: ['N', 'O', 'A', 'Z C s'],
  IT: ['N', 'O', 'A', 'Z C s'],
  FR: ['N', 'O', 'A', 'Z C'],
  DE: ['N', 'O', 'A', 'Z C'],
  PT: ['N', 'O', 'A', 'Z C'],
  NL: ['N', 'O', 'A', 'Z C'],
  BE: ['N', 'O', 'A', 'Z C'],
  AT: ['N', 'O', 'A', 'Z C'],
  CH: ['N', 'O', 'A', 'Z C'],
  LU: ['N', 'O', 'A', 'Z C'],
  DK: ['N', 'O', 'A', 'Z C'],
  SE: ['N', 'O', 'A', 'Z C'],
  NO: ['N', 'O', 'A', 'Z C'],
  FI: ['N', 'O', 'A', 'Z C'],
  PL: ['N', 'O', 'A', 'Z C'],
  CZ: ['N', 'O', 'A', 'Z C'],
  SK: ['N', 'O', 'A', 'Z C'],
  GB: ['N', 'O', 'A', 'C', 'Z'],
  IE: ['N', 'O', 'A', 'C', 'S', 'Z'],
  US: ['N', 'O', 'A', 'C, S Z'],
  CA: ['N', 'O', 'A', 'C S Z'],
  AU: ['N', 'O', 'A', 'C S Z'],
  MX: ['N', 'O', 'A', 'Z C, S'],
  BR: ['N', 'O', 'A', 'C, S', 'Z'],
};
const elsewhere = ['N', 'O', 'A', 'C, S Z'];

/** The same countries when the address is written in Latin letters, as mail from abroad is. */
const latinFormats: Readonly<Record<string, readonly string[]>> = {
  KR: ['N', 'O', 'A', 'C, S Z'],
  JP: ['N', 'O', 'A', 'C, S', 'Z'],
  CN: ['N', 'O', 'A', 'C, S Z'],
  TW: ['N', 'O', 'A', 'C, S Z'],
  HK: ['N', 'O', 'A', 'C', 'S'],
};

const EAST_ASIAN = /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** The lines of an address, empty ones left out, with what each holds. The honorific is apart: {@link honorificOf}. */
export function addressParts(party: Party, options: AddressOptions): AddressLine[] {
  const country = countryCode(party);
  const lines = formatOf(party, country).flatMap((format) => linesOf(party, format));
  const nameOf = options.isPosted ? countryNameAbroad : countryName;
  const foreign = country !== undefined && country !== options.fromCountry.trim().toUpperCase();
  if (foreign) lines.push({ part: 'country', text: nameOf(country, options.language ?? 'en') });
  else if (country === undefined && tidy(party.country) !== '') lines.push({ part: 'country', text: tidy(party.country) });
  return lines;
}

/** The lines of {@link addressParts} as text: name, company, streets, town and, to another country, its name. */
export function addressLines(party: Party, options: AddressOptions): string[] {
  return addressParts(party, options).map(({ text }) => text);
}

/** What is written after the addressee's name: " 님", " 様" (to a firm " 御中"), " 收"; nothing elsewhere or after Latin letters. */
export function honorificOf(party: Party): string {
  const name = tidy(party.name);
  const addressee = name || tidy(party.company);
  if (!EAST_ASIAN.test(addressee)) return '';
  switch (countryCode(party)) {
    case 'KR':
      return name ? ' 님' : ' 귀중';
    case 'JP':
      return name ? ' 様' : ' 御中';
    case 'CN':
    case 'TW':
    case 'HK':
      return ' 收';
    default:
      return '';
  }
}

/** A country's name in a language; in capitals where the script has them, as the postal union asks. */
export function countryName(code: string, language: string): string {
  return (new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }).of(code) ?? code).toLocaleUpperCase(language);
}

/** As {@link countryName}; where that has no Latin letters, in English too, which is read wherever mail is sorted. */
export function countryNameAbroad(code: string, language: string): string {
  const own = countryName(code, language);
  return /\p{Script=Latin}/u.test(own) ? own : `${own} ${countryName(code, 'en')}`;
}

function countryCode(party: Party): string | undefined {
  const code = tidy(party.country).toUpperCase();
  return /^[A-Z]{2}$/.test(code) ? code : undefined;
}

function formatOf(party: Party, country: string | undefined): readonly string[] {
  if (country === undefined) return elsewhere;
  const written = [party.address1, party.address2, party.city, party.region].map(tidy).join('');
  const latin = latinFormats[country];
  return (latin && !EAST_ASIAN.test(written) ? latin : formats[country]) ?? elsewhere;
}

function linesOf(party: Party, format: string): AddressLine[] {
  if (format === 'A') return [party.address1, party.address2].map(tidy).filter(Boolean).map(place);
  if (format === 'N' || format === 'O') {
    const text = tidy(format === 'N' ? party.name : party.company);
    return text ? [{ part: format === 'N' ? 'name' : 'company', text }] : [];
  }
  let text = '';
  for (const [, between = '', field = ''] of format.matchAll(/([^CSsZ]*)([CSsZ])/g)) {
    const value = fieldOf(party, field);
    if (value) text += text === '' && /^[ ,]*$/.test(between) ? value : `${between}${value}`;
  }
  return text ? [place(text)] : [];
}

function fieldOf(party: Party, field: string): string {
  if (field === 'C') return repeated(party.city, party) ? '' : tidy(party.city);
  if (field === 'Z') return tidy(party.postcode).toUpperCase();
  const region = repeated(party.region, party) ? '' : tidy(party.region);
  return field === 's' && region.toUpperCase() === tidy(party.city).toUpperCase() ? '' : region;
}

/** East Asian exports often write the whole address into the street: a town or region that stands there is not said twice. */
function repeated(text: string | null | undefined, party: Party): boolean {
  const wanted = tidy(text);
  return EAST_ASIAN.test(wanted) && [party.address1, party.address2].some((line) => tidy(line).includes(wanted));
}

function place(text: string): AddressLine {
  return { part: 'place', text };
}

function tidy(text: string | null | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').trim();
}
