// Words by code, in the reader's language: one catalog file is loaded, templates/locales/<language>.json.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { exponentOf, isCurrency } from '../domain/currency.ts';
import type { Detail, Details, MoneyDetail } from '../domain/error.ts';
import { formatAmount } from '../domain/money.ts';
import type { Language } from '../domain/settings.ts';
import { cleanLine } from './terminal.ts';

const INTL_LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', es: 'es-ES', ko: 'ko-KR', ja: 'ja-JP', zh: 'zh-CN' };

export class Words {
  readonly language: Language;
  readonly #catalog: Readonly<Record<string, string>>;
  readonly #numbers = new Map<string, Intl.NumberFormat>();

  constructor(language: Language, catalog: Readonly<Record<string, string>>) {
    this.language = language;
    this.#catalog = catalog;
  }

  has(key: string): boolean {
    return Object.hasOwn(this.#catalog, key);
  }

  /**
   * The words of a key with its details filled in. `{name}` is the detail; `{count#order#orders}` is the number with
   * the noun in the right form (the second for anything but 1). `{state@order-state}` is the word `order-state.<state>`,
   * of several values each its own.
   */
  say(key: string, details: Details = {}): string {
    const template = this.#catalog[key];
    if (template === undefined) return `${key} ${JSON.stringify(details)}`;
    return template.replace(
      /\{(\w+)(?:#([^#}]*)#([^}]*)|@([\w-]+))?\}/g,
      (_, name: string, one?: string, other?: string, kind?: string) => {
        if (kind !== undefined)
          return [details[name]]
            .flat()
            .map((value) => this.#word(kind, String(value)))
            .join(', ');
        const value = this.#detail(details[name]);
        return one === undefined ? value : `${value} ${value === '1' ? one : other}`;
      },
    );
  }

  /** "₩12,000", "12,50 €": an amount as people read it; decimals always as many as the currency has. */
  money(amountMinor: number, currency: string): string {
    if (!isCurrency(currency)) return `${amountMinor} ${currency}`;
    let format = this.#numbers.get(currency);
    if (!format) {
      const digits = exponentOf(currency);
      format = new Intl.NumberFormat(INTL_LOCALES[this.language], {
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
        useGrouping: true,
      });
      this.#numbers.set(currency, format);
    }
    // a decimal string is formatted exactly; a number above 2^53/100 would not be
    return format.format(formatAmount(amountMinor, currency) as unknown as number).replace(/[\u00A0\u202F]/g, ' ');
  }

  #word(kind: string, value: string): string {
    return this.has(`${kind}.${value}`) ? this.say(`${kind}.${value}`) : cleanLine(value);
  }

  #detail(value: Detail): string {
    if (value === null || value === undefined) return '';
    if (Array.isArray(value)) return value.map((part) => cleanLine(String(part))).join(', ');
    if (typeof value === 'object') return this.money((value as MoneyDetail).amountMinor, (value as MoneyDetail).currency);
    return cleanLine(String(value)).slice(0, 300);
  }
}

const catalogs = new Map<string, Readonly<Record<string, string>>>();

/** Loads one language's catalog, once. */
export function loadWords(root: string, language: Language): Words {
  const file = path.join(root, 'templates/locales', `${language}.json`);
  const known = catalogs.get(file) ?? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
  catalogs.set(file, known);
  return new Words(language, known);
}
