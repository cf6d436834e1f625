// The shop's settings: each with its default, what it may be, and how flags, environment and database are ranked.
import { isCountry } from './country.ts';
import { isCurrency } from './currency.ts';
import { OmsError } from './error.ts';
import { roundings } from './money.ts';
import { valuations } from './stock-value.ts';
import { taxBases } from './tax.ts';
import { checkTimeZone } from './time.ts';

export const languages = ['en', 'es', 'ko', 'ja', 'zh'] as const;
export type Language = (typeof languages)[number];

export interface SettingSpec {
  readonly default: string;
  /** A closed list, or a check that refuses with the words of what is allowed. */
  readonly allowed?: readonly string[];
  readonly check?: (value: string) => boolean;
  /** What is said when a value is refused and there is no closed list: the words `expects.<this>`. */
  readonly expects?: string;
  /** What is kept in the shop depends on it: the environment does not override it. */
  readonly isFixed?: boolean;
  readonly summary: string;
}

const anything = (value: string) => value.length <= 2000;
const wholeNumber = (value: string) => /^\d{1,6}$/.test(value);
const flag = ['true', 'false'] as const;

export const settingSpecs = {
  name: { default: '', check: anything, expects: 'text', summary: 'the shop, as customers know it' },
  'legal-name': { default: '', check: anything, expects: 'text', summary: "the seller's legal name on invoices (else the name)" },
  address: { default: '', check: anything, expects: 'address', summary: "the seller's address on invoices and labels" },
  phone: { default: '', check: anything, expects: 'text', summary: "the seller's phone" },
  email: { default: '', check: anything, expects: 'text', summary: "the seller's e-mail" },
  country: {
    default: 'US',
    check: isCountry,
    expects: 'country',
    summary: 'country of the shop (ISO 3166-1)',
  },
  currency: {
    default: 'USD',
    check: isCurrency,
    expects: 'currency',
    isFixed: true,
    summary: 'currency of the shop and of its prices (ISO 4217); no variable overrides it',
  },
  'time-zone': {
    default: 'UTC',
    check: isTimeZone,
    expects: 'time-zone',
    summary: 'zone of the business date',
  },
  language: { default: 'en', allowed: languages, summary: 'words on the screen and on documents' },
  'tax-id': { default: '', check: anything, expects: 'text', summary: "the seller's tax registration" },
  'prices-include-tax': { default: 'false', allowed: flag, summary: 'whether prices contain tax' },
  rounding: { default: 'half-up', allowed: roundings, summary: 'how a fraction of the minor unit is rounded in tax' },
  'tax-basis': { default: 'document', allowed: taxBases, summary: 'tax rounded once per rate on the document, or on each line' },
  'shipping-tax-category': { default: 'standard', allowed: ['standard', 'reduced', 'zero', 'exempt'], summary: 'tax category of freight' },
  'reserve-on': { default: 'confirm', allowed: ['confirm', 'command'], summary: 'when stock is reserved' },
  'reserve-by': {
    default: 'turn',
    allowed: ['turn', 'fair-share'],
    summary: 'who gets what is short: the first in turn, or of the same priority each a share',
  },
  'reserve-from': {
    default: 'nearest',
    allowed: ['nearest', 'fewest-parcels', 'priority'],
    summary: 'where goods are taken from: near the buyer, from as few places as possible, or in the order of the places',
  },
  'reserve-days': {
    default: '0',
    check: wholeNumber,
    expects: 'days',
    summary: 'how many days goods stay promised to an order that is not paid; 0: without end',
  },
  'stock-value': { default: 'average', allowed: valuations, summary: 'what stock has cost: the moving average, or first in, first out' },
  'run-confirms': { default: 'true', allowed: flag, summary: 'whether oms run confirms new orders that are clean' },
  'allow-partial': { default: 'true', allowed: flag, summary: 'whether part of an order may be reserved and shipped' },
  'invoice-rule': { default: 'always', allowed: ['always', 'on-request'], summary: 'whether every order wants an invoice' },
  'invoice-series': {
    default: 'INV-',
    check: (value) => /^[\w./-]{0,20}$/.test(value),
    expects: 'series',
    summary: 'prefix of invoice numbers, before the year',
  },
  'credit-note-series': {
    default: 'CN-',
    check: (value) => /^[\w./-]{0,20}$/.test(value),
    expects: 'series',
    summary: 'prefix of credit note numbers, before the year',
  },
  'payment-terms-days': {
    default: '14',
    check: wholeNumber,
    expects: 'days',
    summary: 'days until an unpaid invoice is due',
  },
  'payment-instructions': { default: '', check: anything, expects: 'text', summary: 'how to pay, printed on invoices' },
  'price-tolerance-percent': {
    default: '0',
    check: wholeNumber,
    expects: 'whole',
    summary: "how far an order's price may be from the product's",
  },
} as const satisfies Record<string, SettingSpec>;

export type SettingKey = keyof typeof settingSpecs;
export type Settings = Readonly<Record<SettingKey, string>>;

function isTimeZone(value: string): boolean {
  try {
    return Boolean(checkTimeZone(value));
  } catch {
    return false;
  }
}

export function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(settingSpecs, key);
}

/** The value as kept. Refuses `config-unknown` and `config-value` (with what is allowed, under the name it was given as). */
export function checkSetting(key: string, value: string, givenAs = key): { key: SettingKey; value: string } {
  if (!isSettingKey(key)) throw new OmsError('config-unknown', { key, known: Object.keys(settingSpecs) });
  const spec: SettingSpec = settingSpecs[key];
  const kept = value.trim();
  if (spec.allowed ? !spec.allowed.includes(kept) : !spec.check?.(kept)) {
    throw new OmsError('config-value', { key: givenAs, value, allowed: spec.allowed, expects: spec.expects });
  }
  return { key, value: kept };
}

/** The environment variable that overrides a setting: `time-zone` → `OMS_TIME_ZONE`. */
export function environmentName(key: SettingKey): string {
  return `OMS_${key.toUpperCase().replaceAll('-', '_')}`;
}

export type SettingOrigin = 'environment' | 'shop' | 'default';
export interface SettingValue {
  readonly key: SettingKey;
  readonly value: string;
  readonly origin: SettingOrigin;
}

/** Every setting with its value and where it came from: environment, else the shop's own, else the default. */
export function resolveSettings(
  stored: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string | undefined>>,
): SettingValue[] {
  return (Object.keys(settingSpecs) as SettingKey[]).map((key) => {
    const spec: SettingSpec = settingSpecs[key];
    const fromEnvironment = spec.isFixed ? undefined : environment[environmentName(key)];
    if (fromEnvironment !== undefined && fromEnvironment !== '')
      return { ...checkSetting(key, fromEnvironment, environmentName(key)), origin: 'environment' };
    const own = stored[key];
    return own !== undefined ? { key, value: own, origin: 'shop' } : { key, value: settingSpecs[key].default, origin: 'default' };
  });
}

export function settingsOf(values: readonly SettingValue[]): Settings {
  return Object.fromEntries(values.map(({ key, value }) => [key, value])) as Settings;
}
