// Invoices and credit notes of an order, in any number of parts: they sum to the order, and to each other, to the unit.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountIn, type DocumentedLine } from '../../src/domain/invoice/amounts.ts';
import { planCredit } from '../../src/domain/invoice/credit.ts';
import { planAmountCredit } from '../../src/domain/invoice/credit-amount.ts';
import { moneyOfOrder, type PlannedInvoice, planInvoice } from '../../src/domain/invoice/plan.ts';
import { taxOn } from '../../src/domain/tax.ts';
import { build, cutsOf, orderOf, stored } from './drawn-orders.ts';

/** Invoices an order in parts; `cuts` says how many of each line each part may take, the last part takes the rest. */
function invoiceInParts({ order, lines }: ReturnType<typeof build>, cuts: readonly (readonly number[])[]) {
  const invoiced: DocumentedLine[] = [];
  const documents: PlannedInvoice[] = [];
  for (const cut of [...cuts, undefined]) {
    const most = cut && new Map(lines.map(({ id }, index) => [id, cut[index % cut.length] as number]));
    const planned = planInvoice({ order, lines, invoiced, most });
    if (!planned) continue;
    invoiced.push(...stored(planned, documents.length + 1, invoiced.length + 1));
    documents.push(planned);
  }
  return { invoiced, documents };
}

const total = (documents: readonly PlannedInvoice[], field: 'netMinor' | 'taxMinor' | 'totalMinor') =>
  documents.reduce((sum, document) => sum + document[field], 0);

describe('invoices of an order', () => {
  test('sum to the order in net, tax and total, however they are cut', () => {
    fc.assert(
      fc.property(orderOf, cutsOf, (shape, cuts) => {
        const built = build(shape);
        const { documents, invoiced } = invoiceInParts(built, cuts);
        fc.pre(documents.length > 0);
        const money = moneyOfOrder(built.order, built.lines);
        expect(total(documents, 'netMinor')).toBe(money.netMinor);
        expect(total(documents, 'taxMinor')).toBe(money.taxMinor);
        expect(total(documents, 'totalMinor')).toBe(money.totalMinor);
        for (const { id, quantity } of built.lines) {
          const taken = invoiced.filter(({ orderLineId }) => orderLineId === id).reduce((sum, one) => sum + one.quantity, 0);
          expect(taken).toBe(quantity - 1);
        }
      }),
      { numRuns: 600 },
    );
  });

  test('say on their own page what adds up: lines to rates, rates to totals', () => {
    fc.assert(
      fc.property(orderOf, cutsOf, (shape, cuts) => {
        const built = build(shape);
        for (const { lines, taxes, netMinor, taxMinor, totalMinor } of invoiceInParts(built, cuts).documents) {
          expect(lines.reduce((sum, one) => sum + one.netMinor, 0)).toBe(netMinor);
          expect(taxes.reduce((sum, one) => sum + one.taxMinor, 0)).toBe(taxMinor);
          expect(netMinor + taxMinor).toBe(totalMinor);
          for (const one of lines) {
            expect(one.grossMinor - one.lineDiscountMinor - one.orderDiscountMinor).toBe(one.amountMinor);
            expect(amountIn(built.order, one)).toBe(one.amountMinor);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('have nothing below zero, however fine the prices and large the discounts', () => {
    fc.assert(
      fc.property(orderOf, cutsOf, (shape, cuts) => {
        for (const { lines, taxes, totalMinor } of invoiceInParts(build(shape), cuts).documents) {
          const shown = lines.flatMap(({ grossMinor, lineDiscountMinor, orderDiscountMinor, amountMinor, netMinor, taxMinor }) => [
            grossMinor,
            lineDiscountMinor,
            orderDiscountMinor,
            amountMinor,
            netMinor + taxMinor,
          ]);
          const rates = taxes.flatMap(({ netMinor, taxMinor }) => [netMinor, taxMinor]);
          expect(Math.min(0, totalMinor, ...shown, ...rates)).toBe(0);
        }
      }),
      { numRuns: 600 },
    );
  });

  test('have in each rate its exact tax, rounded up or down by less than one unit', () => {
    fc.assert(
      fc.property(orderOf, cutsOf, (shape, cuts) => {
        const built = build({ ...shape, taxBasis: 'document' });
        for (const { taxes } of invoiceInParts(built, cuts).documents) {
          for (const tax of taxes) {
            const amount = amountIn(built.order, tax);
            const exact = (amount * tax.ratePpm) / (1_000_000 + (built.order.pricesIncludeTax ? tax.ratePpm : 0));
            expect(Math.abs(tax.taxMinor - exact)).toBeLessThanOrEqual(1);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('carry freight once, on the first', () => {
    const built = build({
      currency: 'EUR',
      pricesIncludeTax: true,
      rounding: 'half-up',
      taxBasis: 'document',
      lines: [{ quantity: 4, unitPriceMicros: 10_000_000, discountPercent: 0, rate: 2 }],
      discountPercent: 0,
      shippingMinor: 500,
      shippingRate: 2,
    });
    const { documents } = invoiceInParts(built, [[1], [2]]);
    expect(documents.map(({ totalMinor }) => totalMinor)).toEqual([1500, 2000, 1000]);
    expect(documents.map(({ lines }) => lines.some(({ kind }) => kind === 'shipping'))).toEqual([true, false, false]);
    expect(documents[0]?.taxMinor).toBe(taxOn(1500, 210_000, built.order));
  });
});

describe('credit notes', () => {
  test('of everything equal the invoices to the unit, in one go or in parts', () => {
    fc.assert(
      fc.property(orderOf, cutsOf, cutsOf, (shape, cuts, creditCuts) => {
        const built = build(shape);
        const { invoiced, documents } = invoiceInParts(built, cuts);
        fc.pre(documents.length > 0);
        const credited: DocumentedLine[] = [];
        const notes: PlannedInvoice[] = [];
        const steps = [
          ...creditCuts.map((cut) => ({
            wishes: built.lines.map(({ id }, index) => ({ orderLineId: id, quantity: cut[index % cut.length] as number })),
            shipping: cut.length % 2 === 0,
          })),
          { wishes: undefined, shipping: true },
        ];
        for (const step of steps) {
          const note = planCredit({ rules: built.order, invoiced, credited, ...step });
          if (!note) continue;
          credited.push(...stored(note, 100 + notes.length, 1000 + credited.length));
          notes.push(note);
        }
        expect(total(notes, 'netMinor')).toBe(total(documents, 'netMinor'));
        expect(total(notes, 'taxMinor')).toBe(total(documents, 'taxMinor'));
        expect(total(notes, 'totalMinor')).toBe(total(documents, 'totalMinor'));
        expect(planCredit({ rules: built.order, invoiced, credited, shipping: true })).toBeUndefined();
      }),
      { numRuns: 600 },
    );
  });

  test('over amounts and goods, in any order, give back the invoice to the unit and nothing below zero', () => {
    fc.assert(
      fc.property(orderOf, fc.array(fc.integer({ min: 1, max: 9_000 }), { maxLength: 6 }), cutsOf, (shape, shares, cuts) => {
        const built = build(shape);
        const whole = planInvoice({ ...built, invoiced: [] });
        fc.pre(whole !== undefined && whole.totalMinor > 0);
        const invoiced = stored(whole as PlannedInvoice, 1, 1);
        const credited: DocumentedLine[] = [];
        const notes: PlannedInvoice[] = [];
        const take = (note: PlannedInvoice | undefined) => {
          if (!note) return;
          expect(note.totalMinor).toBeGreaterThanOrEqual(0);
          for (const line of note.lines) expect(line.netMinor + line.taxMinor).toBeGreaterThanOrEqual(0);
          credited.push(...stored(note, 100 + notes.length, 1000 + credited.length));
          notes.push(note);
        };
        const left = () => (whole as PlannedInvoice).totalMinor - total(notes, 'totalMinor');
        for (const [index, share] of shares.entries()) {
          const amountMinor = Math.floor((left() * share) / 10_000);
          if (amountMinor > 0) {
            const note = planAmountCredit({ rules: built.order, invoiced, credited, number: 'INV-1', currency: 'EUR', amountMinor });
            expect(note?.totalMinor).toBe(amountMinor);
            take(note);
          }
          const cut = cuts[index];
          if (cut)
            take(
              planCredit({
                rules: built.order,
                invoiced,
                credited,
                wishes: built.lines.map(({ id }, at) => ({ orderLineId: id, quantity: cut[at % cut.length] as number })),
                shipping: false,
              }),
            );
        }
        take(planCredit({ rules: built.order, invoiced, credited, shipping: true }));
        expect(left()).toBe(0);
        expect(total(notes, 'taxMinor')).toBe((whole as PlannedInvoice).taxMinor);
      }),
      { numRuns: 600 },
    );
  });

  test('never give back more of a line than was invoiced', () => {
    const built = build({
      currency: 'KRW',
      pricesIncludeTax: true,
      rounding: 'down',
      taxBasis: 'document',
      lines: [{ quantity: 3, unitPriceMicros: 1_000_000_000, discountPercent: 10, rate: 0 }],
      discountPercent: 0,
      shippingMinor: 300,
      shippingRate: 0,
    });
    const { invoiced } = invoiceInParts(built, [[2]]);
    const wishes = [{ orderLineId: 1, quantity: 99 }];
    const note = planCredit({ rules: built.order, invoiced, credited: [], wishes, shipping: false });
    expect(note?.lines.map(({ quantity, originalLineId }) => [quantity, originalLineId])).toEqual([
      [2, 1],
      [1, 3],
    ]);
    expect(note?.totalMinor).toBe(2700);
    expect(
      planCredit({ rules: built.order, invoiced, credited: [], wishes: [{ orderLineId: 9, quantity: 1 }], shipping: false }),
    ).toBeUndefined();
  });
});
