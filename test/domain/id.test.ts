// Ids and quantities as people type them; check digits.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatId, type IdKind, idLetters, ownId, parseId, parseQuantity, QUANTITY_MAX } from '../../src/domain/id.ts';
import { checkGtin, checkSku, gs1CheckDigit, SKU_LENGTH_MAX } from '../../src/domain/product.ts';

const kinds = Object.keys(idLetters) as IdKind[];

describe('own ids', () => {
  test('no two kinds share a letter', () => {
    expect(new Set(Object.values(idLetters)).size).toBe(kinds.length);
  });

  test.each([
    ['O12', 12],
    ['o12', 12],
    ['Ｏ１２', 12],
    ['ｏ１２', 12],
    [' O12 ', 12],
    ['O0012', 12],
    ['O123456789012345', 123456789012345],
  ])('"%s" is order %d', (text, number) => {
    expect(ownId('order', text)).toBe(number);
  });

  test.each(['', 'O', '12', 'O-12', 'O 12', 'O12a', 'S12', '012', 'O1234567890123456', '#O12', 'O12.0', 'О12'])(
    '"%s" is no order id',
    (text) => {
      expect(ownId('order', text)).toBeUndefined();
      expect(() => parseId('order', text)).toThrow(expect.objectContaining({ code: 'id-invalid' }));
    },
  );

  test('what is written is read again, and by its own kind only', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.constantFrom(...kinds),
        fc.integer({ min: 1, max: 999_999_999_999_999 }),
        (kind, other, number) => {
          expect(ownId(other, formatId(kind, number))).toBe(kind === other ? number : undefined);
        },
      ),
    );
  });
});

describe('quantities', () => {
  test.each([
    ['1', 1],
    [' 24 ', 24],
    ['＋５', 5],
    ['２４', 24],
    ['1000000000', QUANTITY_MAX],
  ])('"%s" is %d', (text, quantity) => {
    expect(parseQuantity(text)).toBe(quantity);
  });

  test.each(['0', '-1', '1.5', '1,5', '', 'two', '1e3', '0x10', '1000000001', '99999999999', 'NaN', '½'])('"%s" is refused', (text) => {
    expect(() => parseQuantity(text)).toThrow(expect.objectContaining({ code: 'quantity-invalid' }));
  });

  test('from another least value, down to the negative', () => {
    expect(parseQuantity('-2', -QUANTITY_MAX)).toBe(-2);
    expect(parseQuantity('0', 0)).toBe(0);
    expect(() => parseQuantity('-1000000001', -QUANTITY_MAX)).toThrow(expect.objectContaining({ code: 'quantity-invalid' }));
  });
});

describe('check digits', () => {
  test.each([
    ['9638507', 4],
    ['400638133393', 1],
    ['03600029145', 2],
    ['1061414100041', 5],
    ['00614141123456789', 0],
  ])('GS1 of %s is %d', (digits, check) => {
    expect(gs1CheckDigit(digits)).toBe(check);
  });

  test.each(['96385074', '036000291452', '4006381333931', '10614141000415', ' 4006381333931 '])('GTIN %s is accepted', (gtin) => {
    expect(checkGtin(gtin)).toBe(gtin.trim());
  });

  test.each(['4006381333930', '400638133393', '', '123456789', '40063813339311', '400638133393X', '４００６３８１３３３９３１'])(
    'GTIN "%s" is refused',
    (gtin) => {
      expect(() => checkGtin(gtin)).toThrow(expect.objectContaining({ code: 'gtin-invalid' }));
    },
  );

  test('every single wrong digit is caught', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 12 }).map((all) => all.join(''));
    fc.assert(
      fc.property(digits, fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 9 }), (base, position, shift) => {
        const gtin = `${base}${gs1CheckDigit(base)}`;
        const wrong = [...gtin].map((digit, index) => (index === position ? String((Number(digit) + shift) % 10) : digit)).join('');
        expect(checkGtin(gtin)).toBe(gtin);
        expect(() => checkGtin(wrong)).toThrow();
      }),
    );
  });
});

describe('SKUs', () => {
  test('are text, trimmed, kept as they are', () => {
    expect(checkSku(' 007-a 머그 ')).toBe('007-a 머그');
    expect(checkSku('x'.repeat(SKU_LENGTH_MAX))).toHaveLength(SKU_LENGTH_MAX);
  });

  test.each(['', '   ', 'a\u0007b', 'a\nb', 'x'.repeat(SKU_LENGTH_MAX + 1)])('%j is refused', (sku) => {
    expect(() => checkSku(sku)).toThrow(expect.objectContaining({ code: 'sku-invalid' }));
  });
});
