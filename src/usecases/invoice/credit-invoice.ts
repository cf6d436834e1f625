// `invoice credit`: one invoice given back, whole or by its lines.
import { exponentOf } from '../../domain/currency.ts';
import { OmsError } from '../../domain/error.ts';
import type { CreditWish } from '../../domain/invoice/credit.ts';
import type { DocumentCheck, ReasonCode } from '../../domain/invoice/document.ts';
import { parsePositiveAmount } from '../../domain/money.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import { creditNotesOf, finalInvoicesOf, linesOfInvoice, ordersOfInvoice, type StoredInvoice } from '../../store/invoice.ts';
import { ordersById } from '../../store/order.ts';
import { actOnce, type KeyedOptions } from '../once.ts';
import { type Act, type Shop, write } from '../shop.ts';
import { creditOrders } from './credit.ts';
import { issuedFacts } from './number.ts';
import { invoiceNumbered } from './read.ts';

export interface CreditInvoiceRequest {
  readonly number: string;
  readonly reason: string;
  /** Why, by the list that countries' forms ask for; where it is invoiced anew a mistake, unless told otherwise. */
  readonly reasonCode?: ReasonCode;
  /** By position on the invoice, from 1; undefined: all that is left, freight included. */
  readonly lines?: readonly { readonly position: number; readonly quantity: number }[];
  /** Instead of goods: so much, tax included, as it was typed. */
  readonly amount?: string;
  /** The invoice was wrong: what is credited is invoiced anew. Otherwise it is no longer owed. */
  readonly isReissue: boolean;
  readonly check: DocumentCheck;
}

/**
 * Issues a credit note against an invoice; with nothing left to credit it is `unchanged`. Refuses `invoice-unknown`,
 * `invoice-not-creditable`, `invoice-line-unknown`, `reason-needed`, and `invoice-credited` for what is to be invoiced anew
 * and is no longer owed; `deposit-taken-off` for what a final invoice has; of an amount `credit-exceeds-invoice`, `amount-not-positive`, and what is no amount.
 */
export function creditInvoice(shop: Shop, request: CreditInvoiceRequest, options: KeyedOptions): Promise<ActResult> {
  if (!request.reason.trim()) throw new OmsError('reason-needed', { flag: '--reason' });
  const asked = { number: request.number, lines: request.lines ?? null, amount: request.amount ?? null, isReissue: request.isReissue };
  return write(shop, options, (act) => actOnce(act, options.key, asked, () => creditOne(act, request)));
}

async function creditOne(
  act: Act,
  { number, reason, reasonCode, lines, amount, isReissue, check }: CreditInvoiceRequest,
): Promise<Outcome> {
  const invoice = await invoiceNumbered(act.db, number);
  if (invoice.kind === 'credit-note') throw new OmsError('invoice-not-creditable', { number: invoice.number });
  const [order, ...others] = (await ordersById(act.db, await ordersOfInvoice(act.db, invoice.id))).values();
  if (!order) throw new Error(`${invoice.number} is about no order`);
  const { currency } = order;
  const wishes = lines && (await wishesOf(act, invoice, lines));
  const issued = await creditOrders(act, [order, ...others], {
    wishes,
    shipping: wishes === undefined,
    reason: reason.trim(),
    reasonCode: reasonCode ?? (isReissue ? 'mistake' : amount === undefined ? undefined : 'price'),
    returnId: null,
    invoiceId: invoice.id,
    isReissue,
    amount: amount === undefined ? undefined : { number: invoice.number, amountMinor: parsePositiveAmount(amount, currency) },
    check,
  });
  if (!issued) return nothingLeft(act, invoice, isReissue);
  return {
    ...issuedFacts(issued.document),
    outcome: 'credited',
    original: invoice.number,
    reissue: isReissue,
    exponent: exponentOf(currency),
  };
}

/** A repeated call answers with what there is; what was credited for good cannot be invoiced anew. */
async function nothingLeft(act: Act, { id, number }: StoredInvoice, isReissue: boolean): Promise<Outcome> {
  const notes = await creditNotesOf(act.db, id);
  const forGood = notes.filter(({ reissue }) => reissue === 0).map((note) => note.number);
  if (isReissue && forGood.length > 0) throw new OmsError('invoice-credited', { number, invoices: forGood });
  const finals = notes.length === 0 ? await finalInvoicesOf(act.db, id) : [];
  if (finals.length > 0) throw new OmsError('deposit-taken-off', { number, invoices: finals, invoice: finals[0] });
  const numbers = notes.map((note) => note.number);
  return { id: numbers.at(-1) ?? number, outcome: 'unchanged', original: number, invoices: numbers };
}

async function wishesOf(act: Act, invoice: StoredInvoice, lines: NonNullable<CreditInvoiceRequest['lines']>): Promise<CreditWish[]> {
  const own = await linesOfInvoice(act.db, invoice.id);
  return lines.map(({ position, quantity }) => {
    const line = own.find((one) => one.position === position);
    if (!line || line.depositLineId !== null) throw new OmsError('invoice-line-unknown', { number: invoice.number, line: position });
    return { invoiceLineId: line.id, quantity };
  });
}
