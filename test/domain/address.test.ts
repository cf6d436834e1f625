// Addresses as each country writes them.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressLines, addressParts, countryName, honorificOf } from '../../src/domain/address.ts';
import type { Party } from '../../src/domain/order/order.ts';

const table: readonly [country: string, party: Omit<Party, 'country'>, lines: readonly string[]][] = [
  [
    'KR',
    {
      name: '한가람',
      company: '가람상사',
      address1: '테헤란로 152',
      address2: '11층 1103호',
      city: '강남구',
      region: '서울특별시',
      postcode: '06236',
    },
    ['서울특별시 강남구', '테헤란로 152', '11층 1103호', '가람상사', '한가람', '06236'],
  ],
  [
    'KR',
    { name: 'Han Garam', address1: '152 Teheran-ro', city: 'Gangnam-gu', region: 'Seoul', postcode: '06236' },
    ['Han Garam', '152 Teheran-ro', 'Gangnam-gu, Seoul 06236'],
  ],
  [
    'JP',
    { name: '青木 みのり', address1: '神南1-19-11', address2: '202号', city: '渋谷区', region: '東京都', postcode: '150-0041' },
    ['〒150-0041', '東京都渋谷区', '神南1-19-11', '202号', '青木 みのり'],
  ],
  [
    'JP',
    { name: 'Minori Aoki', address1: '1-19-11 Jinnan', city: 'Shibuya-ku', region: 'Tokyo', postcode: '150-0041' },
    ['Minori Aoki', '1-19-11 Jinnan', 'Shibuya-ku, Tokyo', '150-0041'],
  ],
  [
    'CN',
    { name: '林小溪', address1: '深南大道9988号', city: '深圳市', region: '广东省', postcode: '518057' },
    ['518057', '广东省深圳市', '深南大道9988号', '林小溪'],
  ],
  [
    'TW',
    { name: '溫如玉', address1: '忠孝東路七段1號', city: '南港區', region: '臺北市', postcode: '115' },
    ['115', '臺北市南港區', '忠孝東路七段1號', '溫如玉'],
  ],
  ['HK', { name: '何朗', address1: '彌敦道700號', city: '旺角', region: '九龍' }, ['九龍', '旺角', '彌敦道700號', '何朗']],
  [
    'ES',
    { name: 'Inés Robledo', address1: 'Calle Mayor, 5', city: 'Madrid', region: 'Madrid', postcode: '28013' },
    ['Inés Robledo', 'Calle Mayor, 5', '28013 Madrid'],
  ],
  [
    'ES',
    { name: 'Inés Robledo', address1: 'Calle Mayor, 5', city: 'Alcalá de Henares', region: 'Madrid', postcode: '28801' },
    ['Inés Robledo', 'Calle Mayor, 5', '28801 Alcalá de Henares Madrid'],
  ],
  [
    'FR',
    { name: 'Odile Marchais', address1: '12 rue des Lilas', city: 'Lyon', region: 'Rhône', postcode: '69003' },
    ['Odile Marchais', '12 rue des Lilas', '69003 Lyon'],
  ],
  [
    'DE',
    { name: 'Jutta Brandis', address1: 'Lindenweg 3', city: 'Köln', postcode: '50667' },
    ['Jutta Brandis', 'Lindenweg 3', '50667 Köln'],
  ],
  [
    'CH',
    { name: 'Urs Amrein', address1: 'Bahnhofstrasse 1', city: 'Zürich', region: 'ZH', postcode: '8001' },
    ['Urs Amrein', 'Bahnhofstrasse 1', '8001 Zürich'],
  ],
  [
    'IT',
    { name: 'Livia Serra', address1: 'Via Roma 8', city: 'Ostia', region: 'RM', postcode: '00121' },
    ['Livia Serra', 'Via Roma 8', '00121 Ostia RM'],
  ],
  [
    'PT',
    { name: 'Rui Falcão', address1: 'Rua do Sol 4', city: 'Porto', postcode: '4000-123' },
    ['Rui Falcão', 'Rua do Sol 4', '4000-123 Porto'],
  ],
  [
    'NL',
    { name: 'Wieke Vos', address1: 'Prinsengracht 1', city: 'Amsterdam', postcode: '1015 dk' },
    ['Wieke Vos', 'Prinsengracht 1', '1015 DK Amsterdam'],
  ],
  [
    'JP',
    { name: '青木 みのり', address1: '東京都渋谷区神南1-19-11', city: '渋谷区', region: '東京都', postcode: '150-0041' },
    ['〒150-0041', '東京都渋谷区神南1-19-11', '青木 みのり'],
  ],
  ['BE', { name: 'Noor Claes', address1: 'Kerkstraat 9', city: 'Gent', postcode: '9000' }, ['Noor Claes', 'Kerkstraat 9', '9000 Gent']],
  [
    'GB',
    {
      name: 'Ada Pemberton',
      company: 'Blue Mug Ltd',
      address1: '4 Mill Lane',
      city: 'York',
      region: 'North Yorkshire',
      postcode: 'yo1 7ep',
    },
    ['Ada Pemberton', 'Blue Mug Ltd', '4 Mill Lane', 'York', 'YO1 7EP'],
  ],
  [
    'US',
    { name: 'Dale Winslow', address1: '12 Elm St', address2: 'Apt 4', city: 'New York', region: 'NY', postcode: '10001' },
    ['Dale Winslow', '12 Elm St', 'Apt 4', 'New York, NY 10001'],
  ],
  [
    'CA',
    { name: 'Noa Tremblay', address1: '5 King St', city: 'Toronto', region: 'ON', postcode: 'm5v 2t6' },
    ['Noa Tremblay', '5 King St', 'Toronto ON M5V 2T6'],
  ],
  [
    'AU',
    { name: 'Kit Doyle', address1: '9 Bay Rd', city: 'Sydney', region: 'NSW', postcode: '2000' },
    ['Kit Doyle', '9 Bay Rd', 'Sydney NSW 2000'],
  ],
];

describe('an address', () => {
  for (const [country, party, lines] of table)
    test(`${country}: ${lines.at(0)}`, () => expect(addressLines({ ...party, country }, { fromCountry: country })).toEqual(lines));

  test('says the country in the sender’s language when it goes abroad, and only then', () => {
    const party = { name: 'Dale Winslow', address1: '12 Elm St', city: 'Reno', region: 'NV', postcode: '89501', country: 'us' };
    expect(addressLines(party, { fromCountry: 'US', language: 'en' })).toHaveLength(3);
    expect(addressLines(party, { fromCountry: 'KR', language: 'ko' }).at(-1)).toBe('미국');
    expect(addressLines(party, { fromCountry: 'ES', language: 'es' }).at(-1)).toBe('ESTADOS UNIDOS');
    expect(addressLines(party, { fromCountry: 'KR', language: 'ko', isPosted: true }).at(-1)).toBe('미국 UNITED STATES');
    expect(addressLines(party, { fromCountry: 'ES', language: 'es', isPosted: true }).at(-1)).toBe('ESTADOS UNIDOS');
    expect(countryName('KR', 'ja')).toBe('韓国');
  });

  test('leaves out what is missing, without stray commas or marks', () => {
    expect(addressLines({ name: 'Nobody', city: 'Reno', country: 'US' }, { fromCountry: 'US' })).toEqual(['Nobody', 'Reno']);
    expect(addressLines({ name: 'Nobody', region: 'NV', postcode: '89501', country: 'US' }, { fromCountry: 'US' })).toEqual([
      'Nobody',
      'NV 89501',
    ]);
    expect(addressLines({ name: '', country: 'JP', city: '渋谷区' }, { fromCountry: 'JP' })).toEqual(['渋谷区']);
    expect(addressLines({ name: '' }, { fromCountry: 'JP' })).toEqual([]);
  });

  test('keeps a country that is no code as it was written', () => {
    expect(addressLines({ name: 'A', city: 'B', country: 'Atlantis' }, { fromCountry: 'US' })).toEqual(['A', 'B', 'Atlantis']);
  });

  test('knows which line is the name', () => {
    const party = { name: '한가람', company: '가람상사', address1: '길 1', country: 'KR' };
    expect(addressParts(party, { fromCountry: 'KR' }).map(({ part }) => part)).toEqual(['place', 'company', 'name']);
  });

  test('any fields make lines without line breaks, none of them empty', () => {
    const text = fc.option(fc.string({ unit: 'binary' }), { nil: null });
    const party = fc.record({
      name: fc.string(),
      company: text,
      address1: text,
      address2: text,
      city: text,
      region: text,
      postcode: text,
      country: fc.oneof(text, fc.constantFrom('KR', 'JP', 'US', 'ES', 'XX')),
    });
    fc.assert(
      fc.property(party, (one) => {
        for (const line of addressLines(one, { fromCountry: 'KR', language: 'ko' })) expect(line).toMatch(/^\S(?:[^\n\r\t]*\S)?$/u);
      }),
    );
  });
});

test.each([
  [{ name: '한가람', country: 'KR' }, ' 님'],
  [{ name: '', company: '가람상사', country: 'KR' }, ' 귀중'],
  [{ name: 'Han Garam', country: 'KR' }, ''],
  [{ name: '青木 みのり', company: '青木商店', country: 'JP' }, ' 様'],
  [{ name: '', company: '青木商店', country: 'JP' }, ' 御中'],
  [{ name: '林小溪', country: 'CN' }, ' 收'],
  [{ name: 'Ada', country: 'GB' }, ''],
])('the honorific of %o is "%s"', (party, honorific) => expect(honorificOf(party)).toBe(honorific));

test('a city that is its own region is written once', () => {
  const beijing = { name: '林小溪', address1: '国贸大厦', city: '北京市', region: '北京市', postcode: '100004', country: 'CN' };
  expect(addressLines(beijing, { fromCountry: 'CN' })).toEqual(['100004', '北京市', '国贸大厦', '林小溪']);
});
