// What a credit note gives back of invoices: whole or part, and never more than was invoiced.
import { proportion, type Rounding } from '../money.ts';
import type { TaxBasis } from '../tax.ts';
import { amountIn, type DocumentedLine, shareTax, sumOf, taxKey, totalsOf, type UntaxedLine, withTax } from './amounts.ts';
import type { PlannedInvoice } from './plan.ts';

/** What is wanted back: so many of an order line (from its invoices, oldest first) or of one invoice line. */
export interface CreditWish {
  readonly orderLineId?: number;
  readonly invoiceLineId?: number;
  readonly quantity: number;
}

export interface CreditRequest {
  readonly rules: { readonly pricesIncludeTax: boolean; readonly rounding: Rounding; readonly taxBasis: TaxBasis };
  /** The lines of the invoices that may be credited, oldest first. */
  readonly invoiced: readonly DocumentedLine[];
  /** The lines of every credit note against them. */
  readonly credited: readonly DocumentedLine[];
  /** Undefined: everything that is left. */
  readonly wishes?: readonly CreditWish[];
  /** Whether freight is given back too, as far as it was invoiced. */
  readonly shipping: boolean;
}

/**
 * The credit note; undefined when nothing of it was invoiced or all was credited before. Amounts are round(cumulative) −
 * credited before, per line and, for tax, per rate of each invoice: crediting everything, in one go or in parts, gives
 * back the invoice to the unit. A wish for more than is left gives what is left.
 */
export function planCredit(request: CreditRequest): PlannedInvoice | undefined {
  const { rules, credited } = request;
  const chosen = choose(request);
  if (chosen.length === 0) return undefined;
  const untaxed = chosen.map(({ original, quantity }) => untaxedCredit(rules, original, quantity, before(credited, original)));
  const lines = withTax(untaxed, rules.pricesIncludeTax, (_, members) => {
    const parts = new Map<number, number>();
    const byInvoice = groupBy(members, (index) => (chosen[index] as Chosen).original.invoiceId);
    for (const own of byInvoice.values()) {
      const given = own.map((index) => ({ ...(chosen[index] as Chosen), amountMinor: (untaxed[index] as UntaxedLine).amountMinor }));
      const taxes = rules.taxBasis === 'line' ? given.map((one) => taxOfLine(request, one)) : taxOfRate(request, given);
      for (const [at, index] of own.entries()) parts.set(index, taxes[at] as number);
    }
    return members.map((index) => parts.get(index) as number);
  });
  return { lines, ...totalsOf(lines) };
}

interface Chosen {
  readonly original: DocumentedLine;
  readonly quantity: number;
}

/** Which invoice lines are credited, and how many of each; oldest first. */
function choose({ invoiced, credited, wishes, shipping }: CreditRequest): Chosen[] {
  const left = new Map(invoiced.map((line) => [line.id, line.quantity - before(credited, line).quantity]));
  const quantities = new Map<number, number>();
  const take = (line: DocumentedLine, most: number) => {
    const quantity = Math.min(most, (left.get(line.id) as number) - (quantities.get(line.id) ?? 0));
    if (quantity > 0) quantities.set(line.id, (quantities.get(line.id) ?? 0) + quantity);
    return Math.max(0, quantity);
  };
  for (const line of invoiced) {
    if (line.kind === 'shipping' ? shipping : wishes === undefined) take(line, line.quantity);
  }
  for (const { orderLineId, invoiceLineId, quantity } of wishes ?? []) {
    let wanted = quantity;
    const own = invoiced.filter((line) => (invoiceLineId === undefined ? line.orderLineId === orderLineId : line.id === invoiceLineId));
    for (const line of own) wanted -= take(line, wanted);
  }
  return invoiced.flatMap((original) => {
    const quantity = quantities.get(original.id);
    return quantity === undefined ? [] : [{ original, quantity }];
  });
}

function before(credited: readonly DocumentedLine[], original: DocumentedLine) {
  return sumOf(credited.filter(({ originalLineId }) => originalLineId === original.id));
}

type Sum = ReturnType<typeof sumOf>;

function untaxedCredit(rules: CreditRequest['rules'], original: DocumentedLine, quantity: number, credited: Sum): UntaxedLine {
  const upTo = credited.quantity + quantity;
  const amountMinor = proportion(amountIn(rules, original), upTo, original.quantity, rules.rounding) - amountIn(rules, credited);
  const discountMinor = proportion(original.discountMinor, upTo, original.quantity, rules.rounding) - credited.discountMinor;
  return {
    kind: original.kind,
    orderLineId: original.orderLineId,
    originalLineId: original.id,
    quantity,
    tax: original.tax,
    grossMinor: amountMinor + discountMinor,
    lineDiscountMinor: discountMinor,
    orderDiscountMinor: 0,
    amountMinor,
  };
}

function taxOfLine({ rules, credited }: CreditRequest, { original, quantity }: Chosen): number {
  const earlier = before(credited, original);
  return proportion(original.taxMinor, earlier.quantity + quantity, original.quantity, rules.rounding) - earlier.taxMinor;
}

/** One rounding for the rate, on all of the invoice that was and is credited at it; exactly the rest with the last of it. */
function taxOfRate({ rules, invoiced, credited }: CreditRequest, given: readonly (Chosen & { readonly amountMinor: number })[]): number[] {
  const { invoiceId, tax } = (given[0] as Chosen).original;
  const group = invoiced.filter((line) => line.invoiceId === invoiceId && taxKey(line.tax) === taxKey(tax));
  const whole = sumOf(group);
  const earlier = sumOf(credited.filter(({ originalLineId }) => group.some(({ id }) => id === originalLineId)));
  const now = given.reduce((sum, { quantity, amountMinor }) => ({ quantity: sum.quantity + quantity, amount: sum.amount + amountMinor }), {
    quantity: 0,
    amount: 0,
  });
  const last = earlier.quantity + now.quantity === whole.quantity;
  const upTo = amountIn(rules, earlier) + now.amount;
  const taxMinor = last ? whole.taxMinor : proportion(whole.taxMinor, upTo, amountIn(rules, whole), rules.rounding);
  return shareTax(
    taxMinor - earlier.taxMinor,
    given.map(({ amountMinor }) => amountMinor),
  );
}

function groupBy<T, Key>(values: readonly T[], keyOf: (value: T) => Key): Map<Key, T[]> {
  const groups = new Map<Key, T[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}
