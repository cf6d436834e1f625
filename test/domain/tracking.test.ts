// Tracking numbers: what fits, what looks like a typing error, what is refused.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTracking, plainTracking, trackingProblem } from '../../src/domain/tracking.ts';

const table: readonly [carrier: string, tracking: string, problem: ReturnType<typeof trackingProblem>][] = [
  ['Correos', 'RR473124829ES', undefined],
  ['Correos', 'RR473124828ES', 'check-digit'],
  ['Correos', 'PQ4F6P0704085470128770A', undefined],
  ['somebody', 'RR473124829ES', undefined],
  ['somebody', 'RR473124820ES', 'check-digit'],
  ['UPS', '1Z5R89390357567127', undefined],
  ['UPS Standard', '1z 5r8 939 03 5756 7127', undefined],
  ['UPS', '1Z5R89390357567128', 'check-digit'],
  ['UPS', 'K2479825491', undefined],
  ['FedEx', '986578788855', undefined],
  ['FedEx', '986578788856', 'check-digit'],
  ['FedEx Ground', '041441760228964', undefined],
  ['FedEx Ground', '041441760228965', 'check-digit'],
  ['USPS', '9400 1112 0108 0805 4830 16', undefined],
  ['USPS', '9400 1112 0108 0805 4830 17', 'check-digit'],
  ['ヤマト運輸', '3197-2164-8466', undefined],
  ['Yamato', '319721648465', 'check-digit'],
  ['Yamato', '31972164846', 'form'],
  ['佐川急便', '319721648466', undefined],
  ['日本郵便', '319721648466', undefined],
  ['日本郵便', 'EE473124829JP', undefined],
  ['日本郵便', '319721648467', 'check-digit'],
  ['CJ대한통운', '123456789012', undefined],
  ['CJ 대한통운', '12345678901', 'form'],
  ['우체국택배', '1234567890123', undefined],
  ['우체국택배', '123456789012', 'form'],
  ['顺丰速运', 'SF1234567890123', undefined],
  ['a cousin with a van', 'whatever 1', undefined],
];

describe('a tracking number', () => {
  test.each(table)('of %s, %s: %s', (carrier, tracking, problem) => expect(trackingProblem(carrier, tracking)).toBe(problem));

  test('of the postal union with one digit mistyped is noticed, whichever digit it is', () => {
    const good = 'RR473124829ES';
    for (let at = 2; at < 11; at += 1) {
      for (let digit = 0; digit <= 9; digit += 1) {
        if (digit === Number(good[at])) continue;
        const wrong = `${good.slice(0, at)}${digit}${good.slice(at + 1)}`;
        expect([wrong, trackingProblem('Correos', wrong)]).toEqual([wrong, 'check-digit']);
      }
    }
  });

  test('is kept half-width and trimmed, and compared without spaces and hyphens', () => {
    expect(parseTracking('　３１９７−２１６４ '.replace('−', '-'))).toBe('3197-2164');
    expect(plainTracking('3197-2164 8466a')).toBe('319721648466A');
  });

  test.each(['', ' ', '../x\u0000', 'a\nb', '<1>', '-x', 'x'.repeat(61)])('cannot be %j', (text) => {
    expect(() => parseTracking(text)).toThrow('tracking-invalid');
  });

  test('of any text and carrier is judged without trouble', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (carrier, tracking) => void trackingProblem(carrier, tracking)));
  });
});
