// Deposits and collective invoices: what they say sums to the orders, rate by rate and to the unit.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DocumentedLine } from '../../src/domain/invoice/amounts.ts';
import { planCollective } from '../../src/domain/invoice/collective.ts';
import { planCredit } from '../../src/domain/invoice/credit.ts';
import { isDepositTaxed, openDeposits, planDeposit, withDeposits } from '../../src/domain/invoice/deposit.ts';
import { formOf } from '../../src/domain/invoice/document.ts';
import { type InvoicedOrder, type PlannedInvoice, planInvoice } from '../../src/domain/invoice/plan.ts';
import { taxOn } from '../../src/domain/tax.ts';
import { build, cutsOf, orderOf, stored } from './drawn-orders.ts';

type Built = ReturnType<typeof build>;

/** Asks for deposits of so many percent of what is left, then invoices the order in parts. */
function documentsOf({ order, lines }: Built, percents: readonly number[], cuts: readonly (readonly number[])[], isTaxed: boolean) {
  const invoiced: DocumentedLine[] = [];
  const documents: PlannedInvoice[] = [];
  const keep = (planned: PlannedInvoice) => {
    invoiced.push(...stored(planned, documents.length + 1, invoiced.length + 1));
    documents.push(planned);
  };
  const rest = planInvoice({ order, lines, invoiced });
  for (const percent of percents) {
    const open = openDeposits(invoiced, []);
    const left = (rest?.totalMinor ?? 0) - open.reduce((sum, { netMinor, taxMinor }) => sum + netMinor + taxMinor, 0);
    const amountMinor = Math.ceil((left * percent) / 100);
    if (rest && amountMinor > 0) keep(planDeposit({ id: 'O1', order, rest, open, amountMinor, isTaxed }));
  }
  for (const cut of [...cuts, undefined]) {
    const most = cut && new Map(lines.map(({ id }, index) => [id, cut[index % cut.length] as number]));
    const planned = planInvoice({ order, lines, invoiced, most });
    if (planned) keep(withDeposits(order, planned, openDeposits(invoiced, [])));
  }
  return { documents, invoiced, rest };
}

/** Net and tax by rate. */
function byRate(documents: readonly PlannedInvoice[]): Map<string, readonly [number, number]> {
  const sums = new Map<string, readonly [number, number]>();
  for (const { category, ratePpm, netMinor, taxMinor } of documents.flatMap(({ taxes }) => taxes)) {
    const [net, tax] = sums.get(`${category}/${ratePpm}`) ?? [0, 0];
    sums.set(`${category}/${ratePpm}`, [net + netMinor, tax + taxMinor]);
  }
  return new Map([...sums].filter(([, [net, tax]]) => net !== 0 || tax !== 0).sort());
}

const percentsOf = fc.array(fc.oneof(fc.integer({ min: 1, max: 99 }), fc.constant(100)), { minLength: 1, maxLength: 3 });

describe('deposits', () => {
  test('and the invoices of the rest sum to the order, rate by rate, and no document is below zero', () => {
    fc.assert(
      fc.property(orderOf, percentsOf, cutsOf, (shape, percents, cuts) => {
        const { documents, invoiced, rest } = documentsOf(build(shape), percents, cuts, true);
        fc.pre(rest !== undefined && rest.totalMinor > 0);
        expect(byRate(documents)).toEqual(byRate([rest as PlannedInvoice]));
        expect(openDeposits(invoiced, [])).toEqual([]);
        for (const { taxes } of documents)
          for (const { netMinor, taxMinor } of taxes) expect(Math.min(netMinor, taxMinor)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 100 },
    );
  });

  test('without tax leave the tax to the final invoice, whole', () => {
    fc.assert(
      fc.property(orderOf, percentsOf, (shape, percents) => {
        const { documents, rest } = documentsOf(build(shape), percents, [], false);
        fc.pre(rest !== undefined && rest.totalMinor > 0);
        expect(byRate(documents)).toEqual(byRate([rest as PlannedInvoice]));
        expect(documents.at(-1)?.taxMinor).toBe(rest?.taxMinor);
        for (const { totalMinor } of documents) expect(totalMinor).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 50 },
    );
  });

  test('that are given back whole are taken off nothing', () => {
    fc.assert(
      fc.property(orderOf, percentsOf, (shape, percents) => {
        const { order } = build(shape);
        const { invoiced } = documentsOf(build(shape), percents, [], true);
        const deposits = invoiced.filter(({ kind, depositLineId }) => kind === 'deposit' && depositLineId === null);
        const note = planCredit({ rules: order, invoiced: deposits, credited: [], shipping: true });
        const credited = note ? stored(note, 99, 1000) : [];
        expect(openDeposits(deposits, credited)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test.each([
    ['DE', true],
    ['ES', true],
    ['GB', true],
    ['KR', true],
    ['JP', false],
    ['US', false],
  ])('in %s contain tax: %s', (country, isTaxed) => expect(isDepositTaxed(country)).toBe(isTaxed));
});

describe('a collective invoice', () => {
  test('rounds the tax of each rate once, and says of each line what that has added', () => {
    fc.assert(
      fc.property(fc.array(orderOf, { minLength: 1, maxLength: 4 }), fc.constantFrom('document', 'line'), (shapes, taxBasis) => {
        const rules = { ...build(shapes[0] as (typeof shapes)[number]).order, taxBasis } as InvoicedOrder;
        const { currency, pricesIncludeTax, rounding } = rules;
        const collected = shapes.flatMap((shape, index) => {
          const { order, lines } = build({ ...shape, currency: currency as 'EUR', pricesIncludeTax, rounding, taxBasis });
          const planned = planInvoice({ order, lines, invoiced: [] });
          return planned ? [{ orderId: index + 1, planned }] : [];
        });
        const whole = planCollective(rules, collected);
        for (const tax of whole.taxes) {
          const own = whole.lines.filter((line) => line.tax.ratePpm === tax.ratePpm && line.tax.category === tax.category);
          const amount = own.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
          if (taxBasis === 'document') expect(tax.taxMinor).toBe(taxOn(amount, tax.ratePpm, rules));
          else expect(own.every(({ taxRoundingMinor }) => taxRoundingMinor === undefined)).toBe(true);
        }
        for (const { orderId, planned } of collected) {
          const own = whole.lines.filter((line) => line.orderId === orderId);
          const added = own.reduce((sum, { taxRoundingMinor = 0 }) => sum + taxRoundingMinor, 0);
          expect(own.reduce((sum, { taxMinor }) => sum + taxMinor, 0) - added).toBe(planned.taxMinor);
          if (pricesIncludeTax) expect(own.reduce((sum, one) => sum + one.netMinor + one.taxMinor, 0)).toBe(planned.totalMinor);
        }
      }),
      { numRuns: 50 },
    );
  });
});

test.each([
  [{ kind: 'credit-note' }, true, 'corrective'],
  [{ kind: 'credit-note' }, false, 'credit'],
  [{ period: { from: '2026-03-01', to: '2026-03-31' } }, false, 'collective'],
  [{ lines: ['deposit'] }, false, 'deposit'],
  [{ lines: ['line', 'deposit'], originals: ['INV-1'] }, false, 'final'],
  [{ originals: ['INV-1'], isSimplified: true }, false, 'replacement'],
  [{ isSimplified: true }, false, 'simplified'],
  [{}, false, 'plain'],
] as [{ lines?: string[] }, boolean, string][])('%j, said anew: %s, is %s', ({ lines = ['line'], ...given }, isReissue, form) => {
  const document = { kind: 'invoice', originals: [], ...given, lines: lines.map((kind) => ({ kind })) };
  expect(formOf(document as unknown as Parameters<typeof formOf>[0], isReissue)).toBe(form);
});
