// Labels: places on sheets, what is hidden of people, who pays at the door, and serial shipping container codes.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isCashOnDelivery } from '../../src/domain/label.ts';
import { maskedName, maskedPhone } from '../../src/domain/label-mask.ts';
import { labelStocks, placesOn, smallestParcelLabel, smallestSticker, stickerStocks, stockNamed } from '../../src/domain/label-stock.ts';
import { formatSscc, isSscc } from '../../src/domain/sscc.ts';

const parcelStock = (size: string) => stockNamed(size, labelStocks, smallestParcelLabel);

describe('places on paper', () => {
  test.each([
    [
      '100x150',
      1,
      [
        [1, 0, 0],
        [2, 0, 0],
      ],
    ],
    [
      'a4-2',
      2,
      [
        [1, 0, 148.5],
        [2, 0, 0],
      ],
    ],
    [
      'a4-4',
      4,
      [
        [1, 105, 148.5],
        [2, 0, 0],
      ],
    ],
    [
      'a4-8',
      3,
      [
        [1, 0, 74.25],
        [1, 105, 74.25],
      ],
    ],
    [
      'a4-8',
      8,
      [
        [1, 105, 222.75],
        [2, 0, 0],
      ],
    ],
  ] as const)('two labels on %s from place %i', (size, start, places) => {
    expect(placesOn(parcelStock(size), 2, start).map(({ page, xMm, yMm }) => [page, xMm, yMm])).toEqual(places);
  });

  test('no two labels share a place, and a page is filled before the next', () => {
    fc.assert(
      fc.property(fc.constantFrom(...stickerStocks), fc.integer({ min: 1, max: 60 }), fc.nat(), (stock, count, chosen) => {
        const each = stock.columns * stock.rows;
        const start = (chosen % each) + 1;
        const places = placesOn(stock, count, start);
        expect(new Set(places.map(({ page, xMm, yMm }) => `${page}/${xMm}/${yMm}`)).size).toBe(count);
        expect(places.at(-1)?.page).toBe(Math.ceil((count + start - 1) / each));
        for (const { xMm, yMm } of places) {
          expect(xMm + stock.label.widthMm).toBeLessThanOrEqual(stock.page.widthMm + 1e-9);
          expect(yMm + stock.label.heightMm).toBeLessThanOrEqual(stock.page.heightMm + 1e-9);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('a place that a sheet has not is refused', () => {
    expect(() => placesOn(parcelStock('a4-8'), 1, 9)).toThrow(/label-start.*"most":8/);
    expect(() => placesOn(parcelStock('4x6'), 1, 2)).toThrow(/label-start/);
  });

  test.each([
    ['102x190', [102, 190]],
    [' 100×150 ', [100, 150]],
    ['101.6x152.4mm', [101.6, 152.4]],
    ['A6', [105, 148]],
  ] as const)('%s is a size', (size, lengths) => {
    const { label } = parcelStock(size);
    expect([label.widthMm, label.heightMm]).toEqual(lengths);
  });

  test.each(['89x150', '100x69', '100x321', 'a5', '', '100', '0x0', '1e2x150', 'a4-24'])('%j is none', (size) => {
    expect(() => parcelStock(size)).toThrow(/label-size/);
  });

  test('stickers may be smaller', () => {
    expect(stockNamed('62x29', stickerStocks, smallestSticker).label).toEqual({ widthMm: 62, heightMm: 29 });
    expect(() => stockNamed('29x62', stickerStocks, smallestSticker)).toThrow(/label-size/);
  });
});

describe('what is hidden', () => {
  test.each([
    ['홍길동', '홍*동'],
    ['김민', '김*'],
    ['남궁민수', '남**수'],
    ['青木 みのり', '青* み*り'],
    ['Ada Pemberton', 'A** P********'],
    ['Jean-Luc O’Hara', 'J***-L** O’H***'],
    ['J', 'J'],
    ['', ''],
  ])('of the name %j', (name, hidden) => expect(maskedName(name)).toBe(hidden));

  test.each([
    ['010-1234-5678', '010-****-5678'],
    ['01012345678', '010****5678'],
    ['+34 600 123 456', '+34 *** **3 456'],
    ['(02) 123-4567', '(02) ***-4567'],
    ['03-1234-5678', '03-****-5678'],
    ['1234', '*234'],
    ['', ''],
  ])('of the phone %j', (phone, hidden) => expect(maskedPhone(phone)).toBe(hidden));
});

test.each([
  ['COD', true],
  ['Cash on Delivery (COD)', true],
  ['代金引換', true],
  ['代引き', true],
  ['货到付款', true],
  ['대금 상환', true],
  ['Contra reembolso', true],
  ['Nachnahme', true],
  ['card', false],
  ['Codensa', false],
  ['bank transfer', false],
  [null, false],
])('%j is paid at the door: %s', (method, isPaidThere) => expect(isCashOnDelivery(method)).toBe(isPaidThere));

describe('SSCC', () => {
  // the first is the example of the GS1 General Specifications; the others were worked out by hand
  test.each([
    ['1', '0614141', 123_456_789, '106141411234567897'],
    ['3', '4012345', 1, '340123450000000017'],
    ['0', '4012345', 0, '040123450000000009'],
    ['9', '123456789012', 7, '912345678901200070'],
  ])('%s %s %i is %s', (extension, prefix, serial, sscc) => {
    expect(formatSscc({ extension, prefix, serial })).toBe(sscc);
    expect(isSscc(sscc)).toBe(true);
  });

  test('one wrong digit shows', () => {
    for (let at = 0; at < 18; at += 1) {
      const digits = [...'340123450000000017'];
      digits[at] = String((Number(digits[at]) + 1) % 10);
      expect(isSscc(digits.join(''))).toBe(false);
    }
  });

  test('a serial that has no room is refused', () => {
    expect(formatSscc({ extension: '0', prefix: '123456789012', serial: 9999 })).toMatch(/^01234567890129999\d$/);
    expect(() => formatSscc({ extension: '0', prefix: '123456789012', serial: 10_000 })).toThrow(/sscc-used-up/);
  });
});
