// Countries as exports write them: a code, or a name in one of many languages → the code of ISO 3166-1.
import { isCountry } from '../country.ts';

/** Of the catalog of names that comes with the runtime. */
const languages = ['en', 'es', 'ko', 'ja', 'zh-CN', 'zh-TW', 'de', 'fr', 'it', 'pt', 'nl', 'pl', 'sv'] as const;

/** Names that people and programs write and no catalog of names has, compared without points, spaces and capitals. */
const furtherNames: Readonly<Record<string, string>> = {
  GB: 'UK,England,Scotland,Wales,Northern Ireland,Great Britain,Britain,United Kingdom of Great Britain and Northern Ireland,Großbritannien,Grande-Bretagne,Gran Bretaña,イギリス,英国,영국,英國',
  US: 'USA,United States of America,Estados Unidos de América,EEUU,EE UU,EUA,Vereinigte Staaten von Amerika,États-Unis d’Amérique,米国,アメリカ,アメリカ合衆国,미국,미합중국,美国,美國',
  KR: 'Korea,Republic of Korea,Korea Republic of,Korea South,Corea,Corea del Sur,República de Corea,한국,대한민국,남한,韓国,大韓民国,韩国,韓國',
  KP: "Korea Democratic People's Republic of",
  CN: "P R China,PRC,People's Republic of China,China mainland,Mainland China,中華人民共和国,中华人民共和国,中国大陆,中國",
  TW: 'Taiwan Province of China,Taiwan ROC,台灣,台湾,臺灣,中国台湾,대만,타이완',
  HK: 'Hong Kong,Hong Kong SAR,Hongkong,香港,홍콩,中国香港',
  MO: 'Macau,Macao,澳门,澳門,マカオ,마카오',
  JP: 'Nippon,日本国,日本國',
  RU: 'Russian Federation',
  VN: 'Viet Nam,Vietnam',
  IR: 'Iran Islamic Republic of',
  MD: 'Moldova Republic of',
  TZ: 'Tanzania United Republic of',
  VE: 'Venezuela Bolivarian Republic of',
  BO: 'Bolivia Plurinational State of',
  SY: 'Syrian Arab Republic',
  LA: "Lao People's Democratic Republic",
  BN: 'Brunei Darussalam',
  CZ: 'Czech Republic,República Checa,Tschechische Republik',
  NL: 'Holland,The Netherlands,Holanda',
  MK: 'Macedonia,FYROM',
  SZ: 'Swaziland',
  CI: "Ivory Coast,Cote d'Ivoire",
  TR: 'Turkey,Türkiye,Turquía',
  AE: 'UAE,U A E',
  VA: 'Holy See',
  PS: 'Palestine State of',
  IE: 'Republic of Ireland,Eire',
  MX: 'Méjico,Estados Unidos Mexicanos',
  BR: 'Brasil',
};
/** Three letters, as some exports have them. */
const alpha3: Readonly<Record<string, string>> = {
  GBR: 'GB',
  KOR: 'KR',
  JPN: 'JP',
  CHN: 'CN',
  TWN: 'TW',
  HKG: 'HK',
  ESP: 'ES',
  DEU: 'DE',
  FRA: 'FR',
  ITA: 'IT',
  PRT: 'PT',
  NLD: 'NL',
  BEL: 'BE',
  AUT: 'AT',
  CHE: 'CH',
  IRL: 'IE',
  MEX: 'MX',
  ARG: 'AR',
  CHL: 'CL',
  COL: 'CO',
  PER: 'PE',
  BRA: 'BR',
  CAN: 'CA',
  AUS: 'AU',
  NZL: 'NZ',
  SGP: 'SG',
  POL: 'PL',
  SWE: 'SE',
  NOR: 'NO',
  DNK: 'DK',
  FIN: 'FI',
};

let codesByName: Map<string, string> | undefined;

/** "kr", "U.K.", "Republic of Korea", "대한민국", "España" → the code; a name that nobody knows stays as it is. */
export function countryCode(text: string): string {
  const upper = text.toUpperCase();
  if (isCountry(upper)) return upper;
  codesByName ??= namesOfCountries();
  return alpha3[upper] ?? codesByName.get(nameKey(text)) ?? text;
}

function nameKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036F]/g, '')
    .normalize('NFC')
    .toUpperCase()
    .replace(/[\p{P}\s]+/gu, '')
    .replace(/^(THE|LA|EL|DIE|LE|LES|LOS)(?=\p{Lu}{5})/u, '');
}

function namesOfCountries(): Map<string, string> {
  const found = new Map<string, string>();
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((first) => letters.map((second) => first + second)).filter(isCountry);
  for (const language of languages) {
    const names = new Intl.DisplayNames([language], { type: 'region' });
    for (const code of codes) found.set(nameKey(names.of(code) ?? code), code);
  }
  for (const [code, names] of Object.entries(furtherNames)) for (const name of names.split(',')) found.set(nameKey(name), code);
  return found;
}
