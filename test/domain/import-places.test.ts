// Countries, regions and postcodes as exports write them.
import { describe, expect, test } from 'vitest';
import { countryCode } from '../../src/domain/import/country.ts';
import { postcodeDigits } from '../../src/domain/import/postcode.ts';
import { regionName } from '../../src/domain/import/region.ts';

describe('countries', () => {
  test.each([
    ['kr', 'KR'],
    ['GBR', 'GB'],
    ['U.K.', 'GB'],
    ['United Kingdom', 'GB'],
    ['Vereinigtes Königreich', 'GB'],
    ['Royaume-Uni', 'GB'],
    ['Republic of Korea', 'KR'],
    ['Korea, Republic of', 'KR'],
    ['한국', 'KR'],
    ['대한민국', 'KR'],
    ['台灣', 'TW'],
    ['臺灣', 'TW'],
    ['香港', 'HK'],
    ['Hong Kong', 'HK'],
    ['米国', 'US'],
    ['アメリカ合衆国', 'US'],
    ['Estados Unidos', 'US'],
    ['The Netherlands', 'NL'],
    ['Deutschland', 'DE'],
    ['España', 'ES'],
    ['ESPANA', 'ES'],
    ['México', 'MX'],
    ['日本', 'JP'],
    ['Viet Nam', 'VN'],
    ['Côte d’Ivoire', 'CI'],
    ['Laos', 'LA'],
    ['Lesotho', 'LS'],
    ['Elba', 'Elba'],
    ['Atlantis', 'Atlantis'],
  ])('%s → %s', (name, code) => {
    expect(countryCode(name)).toBe(code);
  });
});

describe('regions', () => {
  test.each([
    ['KR-11', 'KR', '서울특별시'],
    ['JP-13', 'JP', '東京都'],
    ['JP-13', null, '東京都'],
    ['JP13', 'JP', '東京都'],
    ['JP13', 'KR', 'JP13'],
    ['JP99', 'JP', 'JP99'],
    ['ES-M', 'ES', 'Madrid'],
    ['CN-BJ', 'CN', '北京市'],
    ['GB-SCT', 'GB', 'Scotland'],
    ['US-NY', 'US', 'NY'],
    ['DE-BE', 'DE', 'DE-BE'],
    ['JP-13', 'KR', 'JP-13'],
    ['JP-99', 'JP', 'JP-99'],
    ['York', 'GB', 'York'],
  ])('%s in %s → %s', (code, country, name) => {
    expect(regionName(code, country)).toBe(name);
  });
});

test('postcodes of nothing but digits have a length', () => {
  expect([postcodeDigits('ES'), postcodeDigits('JP'), postcodeDigits('AU'), postcodeDigits('GB')]).toEqual([5, 7, 4, undefined]);
});
