// Countries: which there are (ISO 3166-1), and what a shop in one usually has.
import type { SettingKey } from './settings.ts';

const codes = new Set(
  (
    'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC ' +
    'CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD ' +
    'GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH ' +
    'KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW ' +
    'MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC ' +
    'SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY ' +
    'UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'
  ).split(' '),
);

/** Whether this is an ISO 3166-1 alpha-2 code, in capitals. */
export function isCountry(code: string): boolean {
  return codes.has(code);
}

/** Currency, time zone of the capital or the largest city, and the language where it is one of ours but English. */
const usual: Readonly<Record<string, readonly [currency: string, timeZone: string, language?: string]>> = {
  KR: ['KRW', 'Asia/Seoul', 'ko'],
  JP: ['JPY', 'Asia/Tokyo', 'ja'],
  CN: ['CNY', 'Asia/Shanghai', 'zh'],
  TW: ['TWD', 'Asia/Taipei', 'zh'],
  HK: ['HKD', 'Asia/Hong_Kong', 'zh'],
  SG: ['SGD', 'Asia/Singapore'],
  ES: ['EUR', 'Europe/Madrid', 'es'],
  MX: ['MXN', 'America/Mexico_City', 'es'],
  AR: ['ARS', 'America/Argentina/Buenos_Aires', 'es'],
  CL: ['CLP', 'America/Santiago', 'es'],
  CO: ['COP', 'America/Bogota', 'es'],
  PE: ['PEN', 'America/Lima', 'es'],
  UY: ['UYU', 'America/Montevideo', 'es'],
  US: ['USD', 'America/New_York'],
  CA: ['CAD', 'America/Toronto'],
  GB: ['GBP', 'Europe/London'],
  IE: ['EUR', 'Europe/Dublin'],
  AU: ['AUD', 'Australia/Sydney'],
  NZ: ['NZD', 'Pacific/Auckland'],
  FR: ['EUR', 'Europe/Paris'],
  DE: ['EUR', 'Europe/Berlin'],
  AT: ['EUR', 'Europe/Vienna'],
  BE: ['EUR', 'Europe/Brussels'],
  NL: ['EUR', 'Europe/Amsterdam'],
  LU: ['EUR', 'Europe/Luxembourg'],
  IT: ['EUR', 'Europe/Rome'],
  PT: ['EUR', 'Europe/Lisbon'],
  GR: ['EUR', 'Europe/Athens'],
  FI: ['EUR', 'Europe/Helsinki'],
  EE: ['EUR', 'Europe/Tallinn'],
  LV: ['EUR', 'Europe/Riga'],
  LT: ['EUR', 'Europe/Vilnius'],
  SI: ['EUR', 'Europe/Ljubljana'],
  SK: ['EUR', 'Europe/Bratislava'],
  HR: ['EUR', 'Europe/Zagreb'],
  MT: ['EUR', 'Europe/Malta'],
  CY: ['EUR', 'Asia/Nicosia'],
  DK: ['DKK', 'Europe/Copenhagen'],
  SE: ['SEK', 'Europe/Stockholm'],
  NO: ['NOK', 'Europe/Oslo'],
  CH: ['CHF', 'Europe/Zurich'],
  PL: ['PLN', 'Europe/Warsaw'],
  CZ: ['CZK', 'Europe/Prague'],
  HU: ['HUF', 'Europe/Budapest'],
  RO: ['RON', 'Europe/Bucharest'],
  BR: ['BRL', 'America/Sao_Paulo'],
  IN: ['INR', 'Asia/Kolkata'],
  ID: ['IDR', 'Asia/Jakarta'],
  MY: ['MYR', 'Asia/Kuala_Lumpur'],
  TH: ['THB', 'Asia/Bangkok'],
  VN: ['VND', 'Asia/Ho_Chi_Minh'],
  PH: ['PHP', 'Asia/Manila'],
  ZA: ['ZAR', 'Africa/Johannesburg'],
};
/** Sales tax comes on top of the price. */
const pricesWithoutTax = new Set(['US', 'CA']);
/** Tax authorities there let fractions fall, and shops do. */
const roundedDown = new Set(['KR', 'JP']);

/** The settings a new shop in this country starts with, country included; what is not known is left out. */
export function defaultsFor(country: string): Partial<Record<SettingKey, string>> {
  const [currency, timeZone, language] = usual[country] ?? [];
  return {
    country,
    ...(currency && timeZone ? { currency, 'time-zone': timeZone } : {}),
    ...(language ? { language } : {}),
    ...(pricesWithoutTax.has(country) ? {} : { 'prices-include-tax': 'true' }),
    ...(roundedDown.has(country) ? { rounding: 'down' } : {}),
  };
}
