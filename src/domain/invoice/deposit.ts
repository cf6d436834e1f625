// Deposits: money asked for before goods leave, and taken off the invoice of the whole, rate by rate and to the unit.
import { OmsError } from '../error.ts';
import { allocate, proportion } from '../money.ts';
import { type TaxTreatment, taxOn } from '../tax.ts';
import { amountIn, type DocumentedLine, sumOf, taxKey, totalsOf } from './amounts.ts';
import type { LineAmounts } from './document.ts';
import type { InvoicedOrder, PlannedInvoice } from './plan.ts';

/** What of a line is still to be taken off: of a deposit, or of one that a final invoice has taken off. Above zero. */
export interface OpenDeposit {
  readonly lineId: number;
  readonly tax: TaxTreatment;
  readonly netMinor: number;
  readonly taxMinor: number;
}

/**
 * Where tax is owed as soon as money for goods has come (EU 2006/112 art. 65, VATA 1994 s. 6(4) in the UK), or with the
 * document that asks for it (Korea's 부가가치세법 art. 17), a deposit contains tax. Elsewhere it is owed when goods leave.
 */
export function isDepositTaxed(country: string): boolean {
  return !['JP', 'CN', 'TW', 'US'].includes(country);
}

/** A deposit without tax, as it stands on documents. */
const untaxed: TaxTreatment = { category: 'O', ratePpm: 0 };

/** Of an order's invoices and credit notes: its deposits, as far as they are neither given back nor taken off; oldest first. */
export function openDeposits(invoiced: readonly DocumentedLine[], credited: readonly DocumentedLine[]): OpenDeposit[] {
  const deposits = invoiced.filter(({ kind, depositLineId }) => kind === 'deposit' && depositLineId === null);
  return deposits.flatMap(({ id, tax, netMinor, taxMinor }) => {
    const takenOff = invoiced.filter(({ depositLineId }) => depositLineId === id);
    const named = [id, ...takenOff.map((line) => line.id)];
    const given = sumOf(credited.filter(({ originalLineId }) => originalLineId !== null && named.includes(originalLineId)));
    const off = sumOf(takenOff);
    const open = { netMinor: netMinor + off.netMinor - given.netMinor, taxMinor: taxMinor + off.taxMinor - given.taxMinor };
    return open.netMinor + open.taxMinor === 0 ? [] : [{ lineId: id, tax, ...open }];
  });
}

/** What deposits come to, tax included. */
export function totalOf(deposits: readonly OpenDeposit[]): number {
  return deposits.reduce((sum, { netMinor, taxMinor }) => sum + netMinor + taxMinor, 0);
}

/** Of lines that took deposits off, as far as that was not given back. */
export function takenOffDeposits(invoiced: readonly DocumentedLine[], credited: readonly DocumentedLine[]): OpenDeposit[] {
  const lines = invoiced.filter(({ depositLineId }) => depositLineId !== null);
  return lines.flatMap(({ id, tax, netMinor, taxMinor }) => {
    const given = sumOf(credited.filter(({ originalLineId }) => originalLineId === id));
    const open = { netMinor: given.netMinor - netMinor, taxMinor: given.taxMinor - taxMinor };
    return open.netMinor + open.taxMinor === 0 ? [] : [{ lineId: id, tax, ...open }];
  });
}

/** How much of each deposit goods can bear: never more than there is at its rate, and never below zero in all. */
export function borne(goods: readonly LineAmounts[], deposits: readonly OpenDeposit[]): OpenDeposit[] {
  const room = new Map(totalsOf(goods).taxes.map((tax) => [taxKey(tax), { netMinor: tax.netMinor, taxMinor: tax.taxMinor }]));
  let left = totalsOf(goods).totalMinor;
  return deposits.flatMap((deposit) => {
    const own = isUntaxed(deposit.tax) ? { netMinor: left, taxMinor: 0 } : (room.get(taxKey(deposit.tax)) ?? { netMinor: 0, taxMinor: 0 });
    const netMinor = Math.max(0, Math.min(deposit.netMinor, own.netMinor, left));
    const taxMinor = Math.max(0, Math.min(deposit.taxMinor, own.taxMinor, left - netMinor));
    own.netMinor -= netMinor;
    own.taxMinor -= taxMinor;
    left -= netMinor + taxMinor;
    return netMinor + taxMinor === 0 ? [] : [{ ...deposit, netMinor, taxMinor }];
  });
}

function isUntaxed({ category, ratePpm }: TaxTreatment): boolean {
  return category === untaxed.category && ratePpm === untaxed.ratePpm;
}

/** A deposit as a line; `sign` −1: taken off. */
export function depositLine(
  rules: { readonly pricesIncludeTax: boolean },
  { tax, netMinor, taxMinor }: Omit<OpenDeposit, 'lineId'>,
  sign: 1 | -1,
): LineAmounts {
  const money = { netMinor: sign * netMinor, taxMinor: sign * taxMinor };
  const amountMinor = amountIn(rules, money);
  return {
    kind: 'deposit',
    orderLineId: null,
    originalLineId: null,
    quantity: sign === 1 ? 1 : 0,
    tax,
    grossMinor: amountMinor,
    lineDiscountMinor: 0,
    orderDiscountMinor: 0,
    amountMinor,
    ...money,
  };
}

/** An invoice of goods with the deposits taken off that they can bear. */
export function withDeposits(rules: InvoicedOrder, goods: PlannedInvoice, deposits: readonly OpenDeposit[]): PlannedInvoice {
  const off = borne(goods.lines, deposits).map((deposit) => ({ ...depositLine(rules, deposit, -1), depositLineId: deposit.lineId }));
  if (off.length === 0) return goods;
  const lines = [...goods.lines, ...off];
  return { lines, ...totalsOf(lines) };
}

/** A credit note of goods that gives back what deposits their invoice had taken off, as far as these goods bore it. */
export function givingBackDeposits(
  rules: { readonly pricesIncludeTax: boolean },
  goods: PlannedInvoice,
  takenOff: readonly OpenDeposit[],
): PlannedInvoice {
  const back = borne(goods.lines, takenOff).map((deposit) => ({ ...depositLine(rules, deposit, -1), originalLineId: deposit.lineId }));
  const lines = [...goods.lines, ...back];
  return { lines, ...totalsOf(lines) };
}

export interface DepositRequest {
  /** As a refusal names it. */
  readonly id: string;
  readonly order: InvoicedOrder;
  /** What would be invoiced of the order now, without deposits. */
  readonly rest: PlannedInvoice;
  /** Asked for before and not taken off yet. */
  readonly open: readonly OpenDeposit[];
  /** Tax included, more than nothing. */
  readonly amountMinor: number;
  readonly isTaxed: boolean;
}

/**
 * Asks for so much of an order before goods leave, shared over its rates by what is left of each. The tax of a rate is
 * that of the amount, held within what the final invoice will say, so that deposits and final invoice sum to the order.
 * Refuses `deposit-exceeds-order`.
 */
export function planDeposit({ id, order, rest, open, amountMinor, isTaxed }: DepositRequest): PlannedInvoice {
  const leftMinor = rest.totalMinor - totalOf(open);
  if (amountMinor > leftMinor) {
    const { currency } = order;
    throw new OmsError('deposit-exceeds-order', {
      id,
      amount: { amountMinor, currency },
      left: { amountMinor: Math.max(0, leftMinor), currency },
    });
  }
  const lines = isTaxed
    ? taxedParts(order, rest, open, amountMinor).map((part) => depositLine(order, part, 1))
    : [depositLine(order, { tax: untaxed, netMinor: amountMinor, taxMinor: 0 }, 1)];
  return { lines, ...totalsOf(lines) };
}

function taxedParts(order: InvoicedOrder, rest: PlannedInvoice, open: readonly OpenDeposit[], amountMinor: number) {
  const rooms = rest.taxes.map((tax) => {
    const before = open.filter((deposit) => taxKey(deposit.tax) === taxKey(tax));
    const sum = (field: 'netMinor' | 'taxMinor') => before.reduce((total, deposit) => total + deposit[field], 0);
    return { tax, netMinor: tax.netMinor - sum('netMinor'), taxMinor: tax.taxMinor - sum('taxMinor') };
  });
  const parts = allocate(
    amountMinor,
    rooms.map(({ netMinor, taxMinor }) => Math.max(0, netMinor + taxMinor)),
  );
  return rooms.flatMap((room, index) => {
    const part = parts[index] as number;
    const { category, ratePpm } = room.tax;
    const taxMinor = Math.min(Math.max(taxIn(order, room, part), part - room.netMinor, 0), room.taxMinor, part);
    return part === 0 ? [] : [{ tax: { category, ratePpm }, netMinor: part - taxMinor, taxMinor }];
  });
}

/** The tax in a part of a rate: by its rate, or where each line is rounded by itself, in proportion. */
function taxIn(order: InvoicedOrder, { tax, netMinor, taxMinor }: Room, part: number): number {
  if (order.taxBasis === 'line') return proportion(taxMinor, part, netMinor + taxMinor, order.rounding);
  return taxOn(part, tax.ratePpm, { ...order, pricesIncludeTax: true });
}

interface Room {
  readonly tax: TaxTreatment;
  readonly netMinor: number;
  readonly taxMinor: number;
}
