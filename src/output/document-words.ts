// Numbers, money, dates and rates on documents. Own tables, not Intl: a page drawn again must be the same on every Node.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { formatAmount, formatUnitPrice } from '../domain/money.ts';
import type { Language } from '../domain/settings.ts';
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
const styles: Readonly<Record<Language, NumberStyle>> = {
  en: { ...comma, signs: { USD: '$#', EUR: '€#', GBP: '£#', JPY: '¥#', KRW: '₩#' } },
  es: { group: '.', decimal: ',', percent: ' %', signs: { EUR: '# €', USD: '# $', GBP: '# £', JPY: '# ¥', KRW: '# ₩' } },
  ko: { ...comma, signs: { KRW: '#원' } },
  ja: { ...comma, signs: { JPY: '¥#' } },
  zh: { ...comma, signs: { CNY: '¥#' } },
};

const EUROPEAN = new Set('AT BE BG CY CZ DE DK EE FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '));

/** Everything a document writes in words and numbers, in one language, from one seller's country. */
export class DocumentWords {
  readonly language: Language;
  readonly country: string;
  readonly #words: Words;
  readonly #style: NumberStyle;

  constructor(words: Words, country: string) {
    this.language = words.language;
    this.country = country;
    this.#words = words;
    this.#style = styles[words.language];
  }

  say(key: string, details: Readonly<Record<string, string | number>> = {}): string {
    return this.#words.say(key, details);
  }

  /** The words of `key` as a country has them, else the common ones. */
  of(key: string, country = this.country): string {
    for (const place of [country, EUROPEAN.has(country) ? 'EU' : '']) {
      if (place && this.#words.has(`${key}.${place}`)) return this.say(`${key}.${place}`);
    }
    return this.say(key);
  }

  /** A sentence that only some countries have; empty elsewhere. */
  ifAny(key: string): string {
    return this.#words.has(`${key}.${this.country}`) ? this.say(`${key}.${this.country}`) : '';
  }

  number(decimal: string): string {
    const { group, decimal: point } = this.#style;
    const [, sign = '', whole = '', fraction] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
    return `${sign}${grouped}${fraction === undefined ? '' : point + fraction}`;
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

  /** "8.875%"; nothing but its name for what is not taxed. */
  rate({ ratePpm, category }: TaxTreatment): string {
    const named = ratePpm === 0 && this.#words.has(`category.${category}`);
    return named ? this.say(`category.${category}`) : this.percent(ratePpm);
  }

  /** "VAT 21%", "VAT: exempt": what a tax is called here, and how much of it there is. */
  taxed(tax: TaxTreatment): string {
    const rate = this.rate(tax);
    return `${this.of('tax-name')}${/\d/.test(rate) ? ' ' : this.say('separator')}${rate}`;
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
export function documentWords(root: string, language: Language, country: string): DocumentWords {
  const file = path.join(root, 'templates/locales/documents', `${language}.json`);
  let words = catalogs.get(file);
  if (!words) catalogs.set(file, (words = new Words(language, JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)));
  return new DocumentWords(words, country);
}
