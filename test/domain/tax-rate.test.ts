// A category has one rate on every day, whichever is set after which.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beginRate, type TaxRate, type WantedRate } from '../../src/domain/tax-rate.ts';
import { addDays } from '../../src/domain/time.ts';

type Rates = readonly Pick<TaxRate, 'category' | 'code' | 'ratePpm' | 'from' | 'to'>[];

const FIRST = '2026-01-01';
const day = fc.nat(9).map((days) => addDays(FIRST, days));
const wanted = fc.record({ category: fc.constant('standard'), ratePpm: fc.constantFrom(0, 50_000, 210_000), from: day });

/** As the store writes it. */
function begun(rates: Rates, one: WantedRate): Rates {
  const change = beginRate(rates, one);
  if (!change) return rates;
  const others = rates.filter(({ from }) => from !== one.from).map((rate) => (rate.from === change.cut?.from ? change.cut : rate));
  const { category, ratePpm, from } = one;
  return [...others, { category, code: change.code, ratePpm, from, to: change.to }];
}

function inForce(rates: Rates, on: string): Rates {
  return rates.filter(({ from, to }) => from <= on && (to == null || to >= on));
}

test('what is set holds from its day until the next that is known, and nothing before it changes', () => {
  fc.assert(
    fc.property(fc.array(wanted, { maxLength: 8 }), wanted, (before, last) => {
      const known = before.reduce<Rates>(begun, []);
      const rates = begun(known, last);
      const next =
        known
          .map(({ from }) => from)
          .filter((from) => from > last.from)
          .sort()[0] ?? addDays(FIRST, 12);
      for (let on = FIRST; on < addDays(FIRST, 12); on = addDays(on, 1)) {
        const [rate, ...more] = inForce(rates, on);
        expect(more).toEqual([]);
        if (on >= last.from && on < next) expect(rate?.ratePpm).toBe(last.ratePpm);
        else expect(rate?.ratePpm).toBe(inForce(known, on)[0]?.ratePpm);
      }
      expect(beginRate(rates, last)).toBeNull();
    }),
    { numRuns: 300 },
  );
});

test('a code is as before where it can be, else by the rate', () => {
  const igic: Rates = [{ category: 'standard', code: 'L', ratePpm: 70_000, from: FIRST, to: null }];
  const from = addDays(FIRST, 1);
  expect(beginRate(igic, { category: 'standard', ratePpm: 90_000, from })?.code).toBe('L');
  expect(beginRate([], { category: 'standard', ratePpm: 90_000, from })?.code).toBe('S');
  expect(beginRate([], { category: 'zero', ratePpm: 0, from })?.code).toBe('Z');
  expect(beginRate([], { category: 'exempt', ratePpm: 0, from })?.code).toBe('E');
  expect(() => beginRate([], { category: 'standard', ratePpm: 90_000, code: 'E', from })).toThrow('flag-value');
});
