// ISO 4217 minor units. An own table: Intl differs from ISO for HUF, COP, IDR and others, and between engines.
import { OmsError } from './error.ts';

const EXPONENT_NOT_TWO: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  CLF: 4,
  UYW: 4,
};

const TWO_DECIMALS = new Set(
  (
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP ' +
    'CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES ' +
    'KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK ' +
    'NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB ' +
    'TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG'
  ).split(' '),
);

/** The currencies with so many decimals, other than two. */
export function currenciesWithDecimals(places: number): string[] {
  return Object.keys(EXPONENT_NOT_TWO).filter((currency) => EXPONENT_NOT_TWO[currency] === places);
}

/** Number of decimals of the currency's minor unit (ISO 4217). Refuses with `currency-unknown`. */
export function exponentOf(currency: string): number {
  if (TWO_DECIMALS.has(currency)) return 2;
  if (!isCurrency(currency)) throw new OmsError('currency-unknown', { currency });
  return EXPONENT_NOT_TWO[currency] as number;
}

/** True for a code of ISO 4217 that money can be kept in. */
export function isCurrency(code: string): boolean {
  return Object.hasOwn(EXPONENT_NOT_TWO, code) || TWO_DECIMALS.has(code);
}
