// A credit note over an amount rather than goods: a price lowered afterwards, a refund by the channel.
import { OmsError } from '../error.ts';
import { allocate, proportion } from '../money.ts';
import { amountIn, type DocumentedLine, shareTax, sumOf, taxKey, totalsOf } from './amounts.ts';
import type { CreditRequest } from './credit.ts';
import type { LineAmounts } from './document.ts';
import type { PlannedInvoice } from './plan.ts';

export interface AmountCredit extends Pick<CreditRequest, 'rules' | 'invoiced' | 'credited'> {
  /** The invoice, as a refusal names it. */
  readonly number: string;
  readonly currency: string;
  /** Tax included, more than nothing. */
  readonly amountMinor: number;
}

/** Lines of an invoice that are taxed together, and what of their net and tax has not been credited. */
interface Rest {
  readonly lines: readonly DocumentedLine[];
  readonly credited: readonly DocumentedLine[];
  readonly netMinor: number;
  readonly taxMinor: number;
}

/**
 * Shares an amount over all that is left of an invoice, freight included, by what is left of each rate and line; no
 * quantity is given back. The tax in it is that of the invoice: round(cumulative) − credited before, where it is rounded.
 * Undefined where nothing is left; refuses `credit-exceeds-invoice`.
 */
export function planAmountCredit(request: AmountCredit): PlannedInvoice | undefined {
  const { rules, amountMinor } = request;
  const rests = restsOf(request);
  const most = rests.map(({ netMinor, taxMinor }) => netMinor + taxMinor);
  const mostMinor = most.reduce((sum, one) => sum + one, 0);
  if (mostMinor === 0) return undefined;
  if (amountMinor > mostMinor) throw exceeds(request, mostMinor);
  const parts = allocate(amountMinor, most);
  const given = rests.flatMap((rest, index) => shared(rest, parts[index] as number, rules));
  const lines = request.invoiced.flatMap(({ id }) => given.filter(({ originalLineId }) => originalLineId === id));
  return { lines, ...totalsOf(lines) };
}

function exceeds({ number, currency, amountMinor }: AmountCredit, mostMinor: number): OmsError {
  const amount = { amountMinor, currency };
  return new OmsError('credit-exceeds-invoice', { number, amount, left: { amountMinor: mostMinor, currency } });
}

function restsOf({ rules, invoiced, credited }: AmountCredit): Rest[] {
  const keyOf = ({ id, tax }: DocumentedLine) => (rules.taxBasis === 'line' ? String(id) : taxKey(tax));
  return [...new Set(invoiced.map(keyOf))].map((key) => {
    const lines = invoiced.filter((line) => keyOf(line) === key);
    const earlier = credited.filter(({ originalLineId }) => lines.some(({ id }) => id === originalLineId));
    const [asked, before] = [sumOf(lines), sumOf(earlier)];
    return { lines, credited: earlier, netMinor: asked.netMinor - before.netMinor, taxMinor: asked.taxMinor - before.taxMinor };
  });
}

/** One rate's part, over its lines: never more than is left of a line in price terms. */
function shared({ lines, credited, ...rest }: Rest, partMinor: number, rules: AmountCredit['rules']): LineAmounts[] {
  if (partMinor === 0) return [];
  const [asked, before] = [sumOf(lines), sumOf(credited)];
  const upTo = before.netMinor + before.taxMinor + partMinor;
  const cumulative = proportion(asked.taxMinor, upTo, asked.netMinor + asked.taxMinor, rules.rounding) - before.taxMinor;
  const taxMinor = Math.min(Math.max(cumulative, partMinor - rest.netMinor, 0), rest.taxMinor, partMinor);
  const left = lines.map((line) => {
    const own = sumOf(credited.filter(({ originalLineId }) => originalLineId === line.id));
    return amountIn(rules, line) - amountIn(rules, own);
  });
  const amounts = allocate(amountIn(rules, { netMinor: partMinor - taxMinor, taxMinor }), left);
  const taxes = shareTax(taxMinor, amounts);
  return lines.flatMap((line, index) => {
    const [amountMinor, ownTaxMinor] = [amounts[index] as number, taxes[index] as number];
    return amountMinor === 0 && ownTaxMinor === 0 ? [] : [withoutGoods(line, amountMinor, ownTaxMinor, rules)];
  });
}

function withoutGoods(line: DocumentedLine, amountMinor: number, taxMinor: number, rules: AmountCredit['rules']): LineAmounts {
  return {
    kind: line.kind,
    orderLineId: line.orderLineId,
    originalLineId: line.id,
    quantity: 0,
    tax: line.tax,
    grossMinor: amountMinor,
    lineDiscountMinor: 0,
    orderDiscountMinor: 0,
    amountMinor,
    netMinor: rules.pricesIncludeTax ? amountMinor - taxMinor : amountMinor,
    taxMinor,
  };
}
