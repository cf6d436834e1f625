// What a credit note gives back of invoices: whole or part, and never more than was invoiced.
import { groupBy } from '../group.ts';
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
  // of a line that amounts have used up there is nothing to say any more
  const said = lines.filter(
    ({ netMinor, taxMinor }, index) => netMinor !== 0 || taxMinor !== 0 || !isReduced(credited, chosen[index] as Chosen),
  );
  return said.length === 0 ? undefined : { lines: said, ...totalsOf(said) };
}

function isReduced(credited: readonly DocumentedLine[], { original }: Chosen): boolean {
  return before(credited, original).isReduced;
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

/** What was credited of an invoice line; `isReduced`: amounts too, without goods. */
function before(credited: readonly DocumentedLine[], original: DocumentedLine) {
  const own = credited.filter(({ originalLineId }) => originalLineId === original.id);
  return { ...sumOf(own), isReduced: own.some(({ quantity }) => quantity === 0) };
}

type Credited = ReturnType<typeof before>;

function untaxedCredit(rules: CreditRequest['rules'], original: DocumentedLine, quantity: number, credited: Credited): UntaxedLine {
  const upTo = (minor: number, count: number) => proportion(minor, count, original.quantity, rules.rounding);
  const part = (minor: number) => upTo(minor, credited.quantity + quantity) - upTo(minor, credited.quantity);
  const amountMinor = credited.isReduced
    ? ofRest(rules, amountIn(rules, original) - amountIn(rules, credited), original, quantity, credited)
    : upTo(amountIn(rules, original), credited.quantity + quantity) - amountIn(rules, credited);
  const discountMinor = credited.isReduced
    ? part(amountIn(rules, original) + original.discountMinor) - amountMinor
    : upTo(original.discountMinor, credited.quantity + quantity) - credited.discountMinor;
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
    ...roundingOf(original, quantity, credited),
  };
}

/** Its part of what rounding once for several orders had added. */
function roundingOf(
  { taxRoundingMinor, quantity: all }: DocumentedLine,
  quantity: number,
  credited: Credited,
): Pick<UntaxedLine, 'taxRoundingMinor'> {
  if (taxRoundingMinor === 0) return {};
  const upTo = (count: number) => proportion(taxRoundingMinor, count, all);
  return { taxRoundingMinor: upTo(credited.quantity + quantity) - upTo(credited.quantity) };
}

/** Of what a reduced line still comes to: the part of so many of the goods that are left. */
function ofRest(rules: CreditRequest['rules'], restMinor: number, original: DocumentedLine, quantity: number, credited: Credited): number {
  return proportion(restMinor, quantity, original.quantity - credited.quantity, rules.rounding);
}

function taxOfLine({ rules, credited }: CreditRequest, { original, quantity }: Chosen): number {
  const earlier = before(credited, original);
  if (earlier.isReduced) return ofRest(rules, original.taxMinor - earlier.taxMinor, original, quantity, earlier);
  return proportion(original.taxMinor, earlier.quantity + quantity, original.quantity, rules.rounding) - earlier.taxMinor;
}

/** One rounding for the rate, on all of the invoice that was and is credited at it; exactly the rest with the last of it. */
function taxOfRate({ rules, invoiced, credited }: CreditRequest, given: readonly (Chosen & { readonly amountMinor: number })[]): number[] {
  const { invoiceId, tax } = (given[0] as Chosen).original;
  const group = invoiced.filter((line) => line.invoiceId === invoiceId && taxKey(line.tax) === taxKey(tax));
  const whole = sumOf(group);
  const notes = credited.filter(({ originalLineId }) => group.some(({ id }) => id === originalLineId));
  const earlier = sumOf(notes);
  const last = given.reduce((sum, { quantity }) => sum + quantity, earlier.quantity) === whole.quantity;
  const upTo = given.reduce((sum, { amountMinor }) => sum + amountMinor, amountIn(rules, earlier));
  const taxMinor = last ? whole.taxMinor : proportion(whole.taxMinor, upTo, amountIn(rules, whole), rules.rounding);
  // an amount has taken its tax by totals, which may be a unit ahead of what goods would have taken
  const isAhead = taxMinor < earlier.taxMinor && notes.some(({ quantity }) => quantity === 0);
  return shareTax(
    isAhead ? 0 : taxMinor - earlier.taxMinor,
    given.map(({ amountMinor }) => amountMinor),
  );
}
