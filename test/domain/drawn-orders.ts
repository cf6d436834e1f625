// Orders drawn at random, for properties of invoices.
import fc from 'fast-check';
import type { DocumentedLine } from '../../src/domain/invoice/amounts.ts';
import { type InvoicedOrder, type InvoicedOrderLine, moneyOfOrder, type PlannedInvoice } from '../../src/domain/invoice/plan.ts';
import { roundings } from '../../src/domain/money.ts';
import { taxBases } from '../../src/domain/tax.ts';

export const rates = [
  { category: 'S', ratePpm: 100_000 },
  { category: 'AA', ratePpm: 80_000 },
  { category: 'S', ratePpm: 210_000 },
  { category: 'Z', ratePpm: 0 },
];
const line = fc.record({
  quantity: fc.integer({ min: 0, max: 9 }),
  unitPriceMicros: fc.oneof(
    fc.integer({ min: 0, max: 50_000_000 }),
    fc.integer({ min: 0, max: 500 }).map((cents) => cents * 10_000),
    fc.integer({ min: 0, max: 500_000 }),
  ),
  discountPercent: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.constant(100)),
  rate: fc.integer({ min: 0, max: rates.length - 1 }),
});
export const orderOf = fc.record({
  currency: fc.constantFrom('EUR', 'KRW', 'KWD'),
  pricesIncludeTax: fc.boolean(),
  rounding: fc.constantFrom(...roundings),
  taxBasis: fc.constantFrom(...taxBases),
  lines: fc.array(line, { minLength: 1, maxLength: 6 }),
  discountPercent: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.constant(100)),
  shippingMinor: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 900 })),
  shippingRate: fc.integer({ min: 0, max: rates.length - 1 }),
});
type OrderShape = typeof orderOf extends fc.Arbitrary<infer Shape> ? Shape : never;

export function build(shape: OrderShape): { order: InvoicedOrder; lines: InvoicedOrderLine[] } {
  const bare: InvoicedOrderLine[] = shape.lines.map((drawn, index) => ({
    id: index + 1,
    quantity: drawn.quantity + 1,
    cancelledQuantity: 1,
    unitPriceMicros: drawn.unitPriceMicros,
    discountMinor: 0,
    tax: rates[drawn.rate] as (typeof rates)[number],
  }));
  const empty = { ...shape, discountMinor: 0, shippingTax: rates[shape.shippingRate] as (typeof rates)[number] };
  const gross = moneyOfOrder(empty, bare).lines.map(({ amountMinor }) => amountMinor);
  const lines = bare.map((one, index) => ({
    ...one,
    discountMinor: Math.floor(((gross[index] as number) * (shape.lines[index] as { discountPercent: number }).discountPercent) / 100),
  }));
  const sum = moneyOfOrder(empty, lines).lines.reduce((total, { amountMinor }) => total + amountMinor, 0);
  return { order: { ...empty, discountMinor: Math.floor((sum * shape.discountPercent) / 100) }, lines };
}

/** A planned document as the database would give it back. */
export function stored(planned: PlannedInvoice, invoiceId: number, firstId: number): DocumentedLine[] {
  return planned.lines.map((planned, index) => ({
    taxRoundingMinor: 0,
    depositLineId: null,
    ...planned,
    id: firstId + index,
    invoiceId,
    orderId: 1,
    shipmentId: null,
    position: index + 1,
    discountMinor: planned.lineDiscountMinor + planned.orderDiscountMinor,
  }));
}

/** How many of each line each part may take, by parts. */
export const cutsOf = fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 6 }), { maxLength: 4 });
