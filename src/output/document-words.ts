// Numbers, money, dates and rates on documents. Own tables, not Intl: a page drawn again must be the same on every Node.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { countryName } from '../domain/address.ts';
import { type DocumentLanguage, documentLanguageOf, type FrozenLanguage } from '../domain/document/language.ts';
import { ownTaxName, surchargeOf } from '../domain/invoice/law.ts';
import { formatAmount, formatUnitPrice } from '../domain/money.ts';
import type { TaxTreatment } from '../domain/tax.ts';
import { Words } from './words.ts';

interface NumberStyle {
  readonly group: string;
  readonly decimal: string;
  readonly percent: string;
  /** Currencies that this language writes with a sign; all others with their code behind the amount. */
  readonly signs: Readonly<Record<string, string>>;
}

const comma = { group: ',', decimal: '.', percent: '%' };
const point = { group: '.', decimal: ',' };
/** After the amount; in French the spaces hold together. */
const signsBehind = (space: string) => ({ EUR: `#${space}€`, USD: `#${space}$`, GBP: `#${space}£`, JPY: `#${space}¥`, KRW: `#${space}₩` });
const styles: Readonly<Record<DocumentLanguage, NumberStyle>> = {
  en: { ...comma, signs: { USD: '$#', EUR: '€#', GBP: '£#', JPY: '¥#', KRW: '₩#' } },
  es: { ...point, percent: ' %', signs: signsBehind(' ') },
  ko: { ...comma, signs: { KRW: '#원' } },
  ja: { ...comma, signs: { JPY: '¥#' } },
  'zh-CN': { ...comma, signs: { CNY: '¥#' } },
  'zh-TW': { ...comma, signs: { TWD: 'NT$#', HKD: 'HK$#' } },
  de: { ...point, percent: ' %', signs: signsBehind(' ') },
  fr: { group: '\u00A0', decimal: ',', percent: '\u00A0%', signs: signsBehind('\u00A0') },
  it: { ...point, percent: '%', signs: signsBehind(' ') },
  pt: { ...point, percent: '%', signs: { ...signsBehind(' '), BRL: 'R$ #' } },
};

const EUROPEAN = new Set('AT BE BG CY CZ DE DK EE FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '));
/** What a bilingual page says in both languages: names of things side by side, titles and sentences one under the other. */
const NAMES = /^(label|sum|strip|copy|carry|contents)\./;
const SENTENCES = /^(title|column|law|note|payment|reminder)\./;

type Details = Readonly<Record<string, string | number>>;

/** Everything a document writes in words and numbers, in one language, from one seller's country. */
export class DocumentWords {
  readonly language: DocumentLanguage;
  readonly country: string;
  readonly #words: Words;
  readonly #style: NumberStyle;
  readonly #second: DocumentWords | undefined;

  constructor(words: Words, language: DocumentLanguage, country: string, second?: DocumentWords) {
    this.language = language;
    this.country = country;
    this.#words = words;
    this.#style = styles[language];
    this.#second = second;
  }

  /** What abroad is written in: where a page has a second language, that one. */
  get languageAbroad(): DocumentLanguage {
    return this.#second?.language ?? this.language;
  }

  say(key: string, details: Details = {}): string {
    return this.#words.say(key, details);
  }

  /** The words of `key` as a country has them, else the common ones; on a bilingual page in both languages. */
  of(key: string, country = this.country): string {
    return this.inEach(key, () => ({}), country);
  }

  /** As {@link of}, with details that each language writes in its own way: dates, amounts, rates. */
  inEach(key: string, detailsIn: (words: DocumentWords) => Details, country = this.country): string {
    const isTwice = this.#second !== undefined && (NAMES.test(key) || SENTENCES.test(key));
    const first = this.#own(key, country, detailsIn(isTwice ? this.#alone() : this));
    const second = isTwice && this.#second ? this.#second.inEach(key, detailsIn, country) : '';
    if (second === '' || second === first) return first;
    return first === '' ? second : `${first}${SENTENCES.test(key) ? '\n' : ' / '}${second}`;
  }

  #alone(): DocumentWords {
    return new DocumentWords(this.#words, this.language, this.country);
  }

  #own(key: string, country: string, details: Details): string {
    for (const place of [country, EUROPEAN.has(country) ? 'EU' : '']) {
      if (place && this.#words.has(`${key}.${place}`)) return this.say(`${key}.${place}`, details);
    }
    return this.say(key, details);
  }

  /** Whether there are words for a key in the seller's country; of some, only certain countries say anything. */
  says(key: string): boolean {
    return [key, `${key}.${this.country}`, ...(EUROPEAN.has(this.country) ? [`${key}.EU`] : [])].some((one) => this.#words.has(one));
  }

  /** "Phone: 02-312". */
  labelled(label: string, value: string): string {
    return `${this.of(`label.${label}`)}${this.say('separator')}${value}`;
  }

  countryName(code: string): string {
    return countryName(code, this.language);
  }

  number(decimal: string): string {
    const { group, decimal: mark } = this.#style;
    const [, sign = '', whole = '', fraction] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
    return `${sign}${grouped}${fraction === undefined ? '' : mark + fraction}`;
  }

  /** "1,234.50", without the currency: in columns that say it at their head. */
  amount(minor: number, currency: string): string {
    return this.number(formatAmount(minor, currency));
  }

  unitPrice(micros: number, currency: string): string {
    return this.number(formatUnitPrice(micros, currency));
  }

  /** "1.234,50 €". */
  money(minor: number, currency: string): string {
    const sign = this.#style.signs[currency] ?? `# ${currency}`;
    const amount = this.amount(Math.abs(minor), currency);
    return `${minor < 0 ? '-' : ''}${sign.replace('#', amount)}`;
  }

  /** "8.875%", "21% + 5.2%" with Spain's surcharge; nothing but its name for what is not taxed. */
  rate(tax: TaxTreatment): string {
    const { ratePpm, category } = tax;
    if (ratePpm === 0 && this.#words.has(`category.${category}`)) return this.say(`category.${category}`);
    return (surchargeOf(this.country, tax) ?? [ratePpm]).map((part) => this.percent(part)).join(' + ');
  }

  /** "VAT 21%", "VAT: exempt": what a tax is called here, and how much of it there is. */
  taxed(tax: TaxTreatment): string {
    const rate = this.rate(tax);
    return `${ownTaxName([tax]) ?? this.of('tax-name')}${/\d/.test(rate) ? ' ' : this.say('separator')}${rate}`;
  }

  percent(ratePpm: number): string {
    const text = String(ratePpm).padStart(5, '0');
    const fraction = text.slice(-4).replace(/0+$/, '');
    return `${this.number(`${Number(text.slice(0, -4))}${fraction ? `.${fraction}` : ''}`)}${this.#style.percent}`;
  }

  /** "2 March 2026", "2026년 3월 2일". */
  date(iso: string): string {
    const [year = '', month = '', day = ''] = iso.split('-');
    const details = { year, month: this.say(`month.${Number(month)}`), day: Number(day) };
    return this.say(this.country === 'US' ? 'date.US' : 'date', details);
  }
}

const catalogs = new Map<string, Words>();

/** The words of documents in a language, from templates/locales/documents/; each file is read once. */
export function documentWords(root: string, language: FrozenLanguage, country: string, second?: DocumentLanguage | null): DocumentWords {
  const other = second ? new DocumentWords(wordsIn(root, second), second, country) : undefined;
  const own = documentLanguageOf(language) ?? 'en';
  return new DocumentWords(wordsIn(root, own), own, country, other);
}

function wordsIn(root: string, language: DocumentLanguage): Words {
  const file = path.join(root, 'templates/locales/documents', `${language}.json`);
  let words = catalogs.get(file);
  // the screen's language would only matter for money and lists, which documents write themselves
  if (!words) catalogs.set(file, (words = new Words('en', JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)));
  return words;
}
