// Orders typed in: lines as a person writes them, and what no field may be.
import { describe, expect, test } from 'vitest';
import { OmsError } from '../../src/domain/error.ts';
import { parsePlace, splitLinePlace } from '../../src/domain/order/place.ts';
import { checkCountry, checkParty, checkText, NOTE_LENGTH_MAX, parseLine } from '../../src/domain/order/typed.ts';

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof OmsError) return error.code;
    throw error;
  }
  return 'accepted';
}

describe('parseLine', () => {
  test.each([
    ['MUG', 'MUG', 1, null],
    ['MUG=2', 'MUG', 2, null],
    [' MUG = 2 ', 'MUG', 2, null],
    ['MUG=2@9.50', 'MUG', 2, 9_500_000],
    ['MUG=2@0', 'MUG', 2, 0],
    ['MUG=2@0.000001', 'MUG', 2, 1],
    ['MUG=２', 'MUG', 2, null],
    ['A=B=3', 'A=B', 3, null],
    ['me@shop', 'me@shop', 1, null],
    ['차-01=10', '차-01', 10, null],
  ])('%s', (text, sku, quantity, unitPriceMicros) => {
    expect(parseLine(text, 'EUR')).toEqual({ sku, quantity, unitPriceMicros });
  });

  test.each([
    ['', 'sku-invalid'],
    ['=2', 'sku-invalid'],
    ['x'.repeat(101), 'sku-invalid'],
    ['MUG=', 'quantity-invalid'],
    ['MUG=0', 'quantity-invalid'],
    ['MUG=-1', 'quantity-invalid'],
    ['MUG=1.5', 'quantity-invalid'],
    ['MUG=1e3', 'quantity-invalid'],
    ['MUG=1000000001', 'quantity-invalid'],
    ['MUG=2@', 'amount-invalid'],
    ['MUG=2@1,50', 'amount-invalid'],
    ['MUG=2@1@2', 'amount-invalid'],
    ['MUG=2@-1', 'amount-negative'],
    ['MUG=2@0.0000001', 'price-too-fine'],
  ])('%s is refused', (text, code) => {
    expect(refusal(() => parseLine(text, 'EUR'))).toBe(code);
  });

  test('a price has no decimals where the currency has none', () => {
    expect(refusal(() => parseLine('MUG=2@1.5', 'KRW'))).toBe('amount-too-fine');
    expect(parseLine('MUG=2@1500.0', 'JPY').unitPriceMicros).toBe(1_500_000_000);
  });
});

test('checkText trims, calls nothing null, and has a longest length', () => {
  expect(checkText('name', '  Ann ')).toBe('Ann');
  expect(checkText('name', '   ')).toBeNull();
  expect(checkText('name', undefined)).toBeNull();
  expect(checkText('name', 'x'.repeat(300))).toHaveLength(300);
  expect(refusal(() => checkText('name', 'x'.repeat(301)))).toBe('text-too-long');
  expect(refusal(() => checkText('name', 'x'.repeat(10_000)))).toBe('text-too-long');
  expect(refusal(() => checkText('note', 'x'.repeat(5001), NOTE_LENGTH_MAX))).toBe('text-too-long');
});

test('checkCountry knows the countries there are', () => {
  expect(checkCountry(' kr ')).toBe('KR');
  for (const text of ['', 'K', 'KOR', 'Spain', '日本', 'XX']) expect(refusal(() => checkCountry(text))).toBe('country-invalid');
});

test('checkParty: where no country is said it is the shop’s', () => {
  expect(checkParty({ name: ' Ann ', taxId: '' }, 'ES')).toMatchObject({ name: 'Ann', country: 'ES', taxId: null, email: null });
  expect(checkParty({ country: 'gb' }, 'ES')).toMatchObject({ name: '', country: 'GB' });
});

describe('parsePlace', () => {
  const place = (text: string) => {
    const party = parsePlace(text, 'ES');
    if (party === null || typeof party === 'string') return party;
    return Object.fromEntries(Object.entries(party).filter(([, value]) => value !== null && value !== ''));
  };

  test.each([
    ['', null],
    ['office', 'office'],
    ['Tom; Mill Lane 9; BA2 3QQ; Bath', { name: 'Tom', address1: 'Mill Lane 9', postcode: 'BA2 3QQ', city: 'Bath', country: 'ES' }],
    ['Tom; A; 1; Bath; gb', { name: 'Tom', address1: 'A', postcode: '1', city: 'Bath', country: 'GB' }],
    ['Tom; A; 97201; Portland; OR; US', { name: 'Tom', address1: 'A', postcode: '97201', city: 'Portland', region: 'OR', country: 'US' }],
    [
      '山田；中央1-2；100-0001；千代田区；東京都；JP',
      { name: '山田', address1: '中央1-2', postcode: '100-0001', city: '千代田区', region: '東京都', country: 'JP' },
    ],
    ['Tom; A; country=US; region=OR', { name: 'Tom', address1: 'A', region: 'OR', country: 'US' }],
    ['company=Hall, Inc.; Tax-ID=ESB1', { company: 'Hall, Inc.', taxId: 'ESB1', country: 'ES' }],
  ])('%s', (text, party) => expect(place(text)).toEqual(party));

  test.each([
    ['Tom; A; 1; Bath; Spain', 'country-invalid'],
    ['Tom; A; state=OR', 'place-invalid'],
    ['a; b; c; d; e; f; g', 'place-invalid'],
  ])('%s is refused', (text, code) => expect(refusal(() => parsePlace(text, 'ES'))).toBe(code));
});

describe('splitLinePlace', () => {
  test.each([
    ['2=office', '2', 'office'],
    ['A=B=office', 'A=B', 'office'],
    ['TEA=', 'TEA', ''],
    ['TEA=Tom; A=1; Bath', 'TEA', 'Tom; A=1; Bath'],
    ['A=B=name=Tom; region=OR', 'A=B', 'name=Tom; region=OR'],
    ['TEA=Tom; A; region=OR', 'TEA', 'Tom; A; region=OR'],
  ])('%s', (text, line, place) => expect(splitLinePlace(text, '')).toEqual({ line, place }));

  test('no line', () => expect(refusal(() => splitLinePlace('=office', ''))).toBe('line-value-invalid'));
});
