// The shop's settings: each with its default, what it may be, and how flags, environment and database are ranked.
import { isCountry } from './country.ts';
import { isCurrency } from './currency.ts';
import { OmsError } from './error.ts';
import { chosenSymbols, labelFormats } from './label.ts';
import { isParcelSize, labelStocks } from './label-stock.ts';
import { roundings } from './money.ts';
import { invoiceRules } from './order/axes.ts';
import { type AdjustableCode, adjustableCodes, isFixed, type ProblemCode, problemCodes, severities } from './order/problem.ts';
import { isSetup, type PrintKind, printKinds } from './print.ts';
import { gs1Prefix } from './sscc.ts';
import { valuations } from './stock-value.ts';
import { taxBases } from './tax.ts';
import { checkTimeZone } from './time.ts';
import { parseUnserved } from './unserved.ts';

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
const wholeAmount = (value: string) => /^\d{1,12}$/.test(value);
const isList = (of: (word: string) => boolean) => (value: string) => value === '' || value.split(',').every((word) => of(word.trim()));
const flag = ['true', 'false'] as const;

const ownSpecs = {
  name: { default: '', check: anything, expects: 'text', summary: 'the shop, as customers know it' },
  'legal-name': { default: '', check: anything, expects: 'text', summary: "the seller's legal name on invoices (else the name)" },
  address: { default: '', check: anything, expects: 'address', summary: "the seller's address on invoices and labels" },
  'return-address': {
    default: '',
    check: anything,
    expects: 'address',
    summary: 'where parcels go back to that cannot be delivered, on labels (else the address)',
  },
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
  representative: { default: '', check: anything, expects: 'text', summary: 'who represents the seller, printed on documents (대표자)' },
  'business-type': { default: '', check: anything, expects: 'text', summary: 'kind of business, printed on documents (업태)' },
  'business-item': { default: '', check: anything, expects: 'text', summary: 'articles of the business, printed on documents (종목)' },
  'small-trader': { default: 'false', allowed: flag, summary: 'whether the seller is exempt as a small trader, which documents then say' },
  'retail-seller': {
    default: 'false',
    allowed: flag,
    summary: 'whether the seller is a retailer, for whom Spain has a higher limit of simplified invoices',
  },
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
  'invoice-rule': {
    default: 'always',
    allowed: invoiceRules,
    isFixed: true,
    summary: 'when orders want an invoice, unless their channel has its own rule ("channel edit"); no variable overrides it',
  },
  'invoice-series': {
    default: 'INV-',
    check: isSeries,
    expects: 'series',
    summary: 'prefix of invoice numbers, before the year; or a pattern such as F{yy}/{00000}',
  },
  'credit-note-series': {
    default: 'CN-',
    check: isSeries,
    expects: 'series',
    summary: 'prefix (or pattern) of credit note numbers',
  },
  'receipt-series': {
    default: 'REC-',
    check: isSeries,
    expects: 'series',
    summary: 'prefix (or pattern) of simplified invoices and receipts',
  },
  'payment-terms-days': {
    default: '14',
    check: wholeNumber,
    expects: 'days',
    summary: 'days until an unpaid invoice is due',
  },
  'payment-instructions': { default: '', check: anything, expects: 'text', summary: 'how to pay, printed on invoices' },
  'lowest-price': {
    default: 'by-law',
    allowed: ['by-law', 'always'],
    summary: 'whether promotions tell the lowest price of the 30 days before: where the law wants it (EU, EEA), or always',
  },
  'label-format': { default: 'pdf', allowed: labelFormats, summary: 'labels as a PDF, as images, or in ZPL for label printers' },
  'label-size': {
    default: (labelStocks[0] as { name: string }).name,
    check: isParcelSize,
    expects: 'label-size',
    summary: 'paper of shipping labels: 100x150, 4x6, a6, a4-2, a4-4, a4-8, or millimetres such as 102x190',
  },
  'label-barcode': { default: 'code128', allowed: chosenSymbols, summary: 'what holds the number of a shipment on its label' },
  'label-dpi': { default: '203', allowed: ['203', '300', '600'], summary: 'dots to the inch of the label printer, for ZPL and images' },
  'label-mask': { default: 'false', allowed: flag, summary: 'whether labels hide the middle of names and phones' },
  'gs1-prefix': {
    default: '',
    check: (value) => value === '' || gs1Prefix.test(value),
    expects: 'gs1-prefix',
    summary: "the company's GS1 prefix: every parcel gets an SSCC on its label",
  },
  'sscc-extension': { default: '0', check: (value) => /^\d$/.test(value), expects: 'digit', summary: 'first digit of an SSCC' },
  'print.default': {
    default: '',
    check: isSetup,
    expects: 'print-setup',
    summary: 'how documents are printed: printer=NAME tray=… paper=… copies=…',
  },
  'price-tolerance-percent': {
    default: '0',
    check: wholeNumber,
    expects: 'whole',
    summary: "how far an order's price may be from the product's",
  },
  'unusual-quantity': {
    default: '1000',
    check: wholeNumber,
    expects: 'whole',
    summary: 'so many of a product are unusual, while too few have been ordered to know what is usual',
  },
  'unusual-amount': {
    default: '0',
    check: wholeAmount,
    expects: 'whole',
    summary: 'an order of this total or more is unusual, in the shop’s currency; 0: none by its total alone',
  },
  'unusual-times': {
    default: '5',
    check: wholeNumber,
    expects: 'whole',
    summary: 'so many times what is usually ordered is unusual; 0: it is not compared',
  },
  'duplicate-days': {
    default: '3',
    check: wholeNumber,
    expects: 'days',
    summary: 'how many days apart the same order of the same buyer is likely a duplicate',
  },
  'payment-methods': {
    default: '',
    check: anything,
    expects: 'text',
    summary: 'ways of paying that the shop takes, with commas; empty: any',
  },
  'ships-to': {
    default: '',
    check: isList(isCountry),
    expects: 'countries',
    summary: 'countries the shop sends to, with commas; empty: all',
  },
  'not-served': {
    default: 'po-box',
    check: isList((word) => parseUnserved(word) !== undefined),
    expects: 'places',
    summary:
      'where carriers do not go: po-box, beginnings of postcodes such as ES:35, regions such as US/AK; one carrier or service, also countries: seur@ES:07, seur/24h@po-box, gls@NO',
  },
  carrier: {
    default: '',
    check: anything,
    expects: 'text',
    summary: 'with whom parcels usually go, and how: seur, or seur/24h; orders are looked over for where it does not go',
  },
} as const satisfies Record<string, SettingSpec>;

type SeverityKey = `severity.${AdjustableCode}`;

const severitySpecs = Object.fromEntries(
  adjustableCodes.map((code) => [
    `severity.${code}`,
    { default: problemCodes[code], allowed: severities, summary: `how severe it is that validation finds ${code}` },
  ]),
) as unknown as Record<SeverityKey, SettingSpec>;

type PrintKey = `print.${PrintKind}`;

const printSpecs = Object.fromEntries(
  printKinds.map((kind) => [
    `print.${kind}`,
    { default: '', check: isSetup, expects: 'print-setup', summary: `how to print ${kind}: printer=NAME tray=… paper=… copies=…` },
  ]),
) as unknown as Record<PrintKey, SettingSpec>;

export const settingSpecs: Readonly<Record<keyof typeof ownSpecs | SeverityKey | PrintKey, SettingSpec>> = {
  ...ownSpecs,
  ...severitySpecs,
  ...printSpecs,
};

export type SettingKey = keyof typeof settingSpecs;
export type Settings = Readonly<Record<SettingKey, string>>;

/** A prefix, or a pattern that tells years apart: numbers begin anew with each. */
function isSeries(value: string): boolean {
  return /^[\w./-]{0,20}$/.test(value) || (/^(?:[\w./-]|\{(?:year|yy|0{1,9})\}){1,30}$/.test(value) && isPattern(value));
}

function isPattern(value: string): boolean {
  return /\{(year|yy)\}/.test(value) && value.match(/\{0+\}/g)?.length === 1;
}

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

/** The value as kept. Refuses `config-unknown`, `severity-fixed` and `config-value` (with what is allowed, under the name it was given as). */
export function checkSetting(key: string, value: string, givenAs = key): { key: SettingKey; value: string } {
  refuseFixed(key);
  if (!isSettingKey(key)) throw new OmsError('config-unknown', { key, known: Object.keys(settingSpecs) });
  const spec: SettingSpec = settingSpecs[key];
  const kept = value.trim();
  if (spec.allowed ? !spec.allowed.includes(kept) : !spec.check?.(kept)) {
    throw new OmsError('config-value', { key: givenAs, value, allowed: spec.allowed, expects: spec.expects });
  }
  return { key, value: kept };
}

/** Refuses `severity-fixed`: without what these rules ask for nothing could be reserved, priced or sent. */
export function refuseFixed(key: string): void {
  const code = key.startsWith('severity.') ? key.slice('severity.'.length) : '';
  if (Object.hasOwn(problemCodes, code) && isFixed(code as ProblemCode)) throw new OmsError('severity-fixed', { key, problem: code });
}

/** The environment variable that overrides a setting: `time-zone` → `OMS_TIME_ZONE`. */
export function environmentName(key: SettingKey): string {
  return `OMS_${key.toUpperCase().replace(/[-.]/g, '_')}`;
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
