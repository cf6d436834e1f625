// What a channel says of an order besides its lines: totals, taxes, payment, and the words for its state.

import { groupBy } from '../domain/group.ts';
import { cutCardNumbers } from '../domain/import/card.ts';
import type { ChannelHold, ChannelPayment, ChannelTotals, SaidRefund } from '../domain/import/order.ts';
import { toldTaxes } from '../domain/import/told-tax.ts';
import type { ChannelState, OrderDraft } from '../domain/order/order.ts';
import { type CellReader, cellOf } from './cell-reader.ts';
import type { ReadLines } from './line-reader.ts';
import { readRatePpm } from './numbers.ts';
import type { AmountRows, OrderAmounts } from './order-amounts.ts';
import type { OrderSlots } from './order-slots.ts';
import type { OrderStatus, PaymentStatus } from './profile.ts';
import { NO_SLOT, type Row } from './row.ts';

/** The state of an order in the channel's words, and what they mean here. */
export interface SaidState {
  readonly words: string;
  readonly channelState: ChannelState;
  readonly hold: ChannelHold | null;
  readonly paymentStatus: PaymentStatus | undefined;
  /** Some of its lines are cancelled, and others are not. */
  readonly isPartCancelled: boolean;
  /** The lines that have gone, as indexes of those that are kept, where it is held since others are still to be sent. */
  readonly sentLines: readonly number[];
}

const NONE: readonly never[] = [];
/** More than was ever paid: what is given back is that at most. */
const ALL_OF_IT = Number.MAX_SAFE_INTEGER;
const RATES_REMEMBERED = 1000;

export class ChannelReader {
  readonly #slots: OrderSlots;
  readonly #cells: CellReader;
  readonly #amounts: OrderAmounts;
  /** Where the channel's words for the state of an order stand. */
  readonly #wordSlots: readonly number[];
  /** Those of them where the words for the states of lines stand too. */
  readonly #sharedSlots: readonly number[];
  /** By the names of taxes, of which a file has few. */
  readonly #rates = new Map<string, number | null>();

  constructor(slots: OrderSlots, cells: CellReader, amounts: OrderAmounts) {
    this.#slots = slots;
    this.#cells = cells;
    this.#amounts = amounts;
    const payments = slots.paymentStatus.slots.filter((slot) => !slots.ofMethod.has(slot));
    this.#wordSlots = [...new Set([...payments, ...slots.status.slots])];
    this.#sharedSlots = this.#wordSlots.filter((slot) => slots.lineStatus.slots.includes(slot));
  }

  /** A word that no rule knows never means "ok to ship". */
  state(head: Row, lines: Pick<ReadLines, 'states' | 'words' | 'leftOut'>): SaidState {
    const { status, paymentStatus: payments } = this.#slots;
    const own = status.isEmpty && lines.states.length > 0 ? 'open' : status.decide(head.cells);
    const state = lines.states.length === 0 ? own : together(own, lines.states);
    const paymentStatus = payments.decide(head.cells, state);
    const said = this.#words(head, lines.words);
    const words = cutCardNumbers(said);
    if (words !== said) this.#cells.note('card-cut', head, this.#wordsSlot);
    const isUnknown = state === undefined || (paymentStatus === undefined && !payments.isEmpty);
    const code = isUnknown ? 'channel-status-unknown' : 'channel-hold';
    return {
      words,
      paymentStatus,
      channelState: state === undefined || state === 'hold' ? 'unknown' : state,
      hold: isUnknown || state === 'hold' ? { code, reason: words } : null,
      isPartCancelled: lines.leftOut.size > 0,
      sentLines: own === 'open' && state === 'hold' ? sentOf(lines.states) : NONE,
    };
  }

  /** Where the words stand, or the first of them. */
  get #wordsSlot(): number {
    const own = this.#slots.order.words;
    return own === NO_SLOT ? (this.#wordSlots[0] ?? NO_SLOT) : own;
  }

  /** The order's own words; those that the rules know, where it has none of its own, or only in some cases. */
  #words(head: Row, ofLines: readonly string[]): string {
    const own = this.#slots.order.words;
    const told = cellOf(head, own);
    if (told !== '' || (own !== NO_SLOT && !this.#slots.saysWordsInCases)) return told;
    let words = '';
    for (const slot of this.#wordSlots) {
      const word = head.cells[slot] as string;
      if (word !== '') words += words === '' ? word : `, ${word}`;
    }
    const more = ofLines.length === 0 ? ofLines : ofLines.filter((word) => this.#sharedSlots.every((slot) => head.cells[slot] !== word));
    if (more.length === 0) return words;
    const said = more.join(' + ');
    return words === '' ? said : `${words}, ${said}`;
  }

  totals(head: Row, rows: AmountRows, currency: string, taxable: readonly boolean[]): ChannelTotals {
    return {
      subtotalMinor: this.#amounts.minor('subtotal', head, rows, currency),
      taxMinor: this.#amounts.minor('tax', head, rows, currency),
      totalMinor: this.#amounts.minor('total', head, rows, currency),
      taxes: this.#taxes(head, currency),
      taxable,
    };
  }

  /** With the taxes that the file names of each line and of the freight. */
  withTold(totals: ChannelTotals, draft: OrderDraft, head: Row, rows: AmountRows, { taxes, taxable }: ReadLines): ChannelTotals {
    if (totals.taxMinor === 0 || (taxes.length === 0 && this.#slots.order.shipping_tax === NO_SLOT)) return totals;
    const freightMinor = this.#amounts.minor('shipping_tax', head, rows, draft.currency);
    const grossFreightMinor = this.#amounts.before('shipping', head, rows, draft.currency);
    const told = toldTaxes(draft, { lines: taxes, taxable, freightMinor, allMinor: totals.taxMinor, grossFreightMinor });
    // of some lines only, it is no tax of the order's
    return told || totals.totalMinor !== null ? { ...totals, told } : { ...totals, taxMinor: null };
  }

  #taxes(head: Row, currency: string): ChannelTotals['taxes'] {
    const taxes: { ratePpm: number | null; amountMinor: number }[] = [];
    for (const { name, amount } of this.#slots.taxes) {
      const amountMinor = this.#cells.minor(head, amount, currency);
      if (amountMinor !== null) taxes.push({ ratePpm: this.#rateIn(cellOf(head, name)), amountMinor });
    }
    return taxes;
  }

  /** "CGST 9%" → 90000; null where the name has no percentage. */
  #rateIn(name: string): number | null {
    let rate = this.#rates.get(name);
    if (rate === undefined) {
      rate = rateIn(name);
      if (this.#rates.size < RATES_REMEMBERED) this.#rates.set(name, rate);
    }
    return rate;
  }

  /**
   * `refunds`: the rows that give money back, in formats that have such; else the order's own. `total`: of what is left of
   * it; `before`: of all its lines, where the file's total is still that.
   */
  payment(
    head: Row,
    rows: AmountRows,
    refunds: readonly Row[],
    currency: string,
    said: SaidState,
    { total, before }: { readonly total: number; readonly before: number | null },
  ): ChannelPayment {
    const { paymentStatus: status, channelState, isPartCancelled } = said;
    const isGivenBack = channelState === 'cancelled' && this.#slots.givesBackCancelled;
    if (channelState === 'shipped') this.#tellUnsaid(rows.counted);
    const refunded = this.#amounts.minor('refunded', head, { all: refunds, counted: refunds }, currency) ?? 0;
    const each = this.#refundsOf(refunds, head, currency);
    const isForCancelled = isPartCancelled && refunded > 0;
    const all = isForCancelled && total + (before ?? 0) > 0 ? (before ?? total + refunded) : this.#all(head, currency, total);
    return {
      paid: status === 'paid' ? all : status === 'partly-paid' ? this.#part(head, rows, currency, total) : 0,
      refundedMinor: isGivenBack ? ALL_OF_IT : refunded,
      ...(each && { refunds: each }),
      isMoreGivenBack: isPartCancelled && status === 'paid' && this.#slots.givesBackCancelled,
      isSettled: status === 'paid' && (this.#slots.givesBackCancelled || cellOf(head, this.#slots.payment.owed) !== ''),
      paidAt: this.#cells.date(head, this.#slots.payment.date),
    };
  }

  /** By the channel's own numbers of them; undefined where the format has none, or a row. */
  #refundsOf(rows: readonly Row[], head: Row, currency: string): readonly SaidRefund[] | undefined {
    const { refund_id: slot } = this.#slots.payment;
    if (slot === NO_SLOT) return undefined;
    const isGivenBack = this.#slots.kinds.refunds;
    if (!isGivenBack || !rows.every(({ cells }) => isGivenBack(cells))) return NONE;
    const byId = groupBy(
      rows,
      (row) => this.#cells.id(row, slot),
      (row) => row,
    );
    if (byId.has('')) return undefined;
    return [...byId].map(([id, own]) => ({
      id,
      amountMinor: this.#amounts.minor('refunded', head, { all: own, counted: own }, currency) ?? 0,
    }));
  }

  /** What was sent and then given back is neither cancelled nor held: somebody has to book what nobody says here. */
  #tellUnsaid(rows: readonly Row[]): void {
    const unsaid = rows.find(({ cells }) => this.#slots.refundUnsaid?.(cells));
    if (unsaid) this.#cells.note('refund-unsaid', unsaid, NO_SLOT);
  }

  /** All of it, and what is owed the buyer since the order has become smaller. */
  #all(head: Row, currency: string, totalMinor: number): ChannelPayment['paid'] {
    const { owed } = this.#slots.payment;
    if (totalMinor === 0 || !cellOf(head, owed).startsWith('-')) return 'all';
    return totalMinor - Math.min(0, this.#cells.signedMinor(head, owed, currency) ?? 0);
  }

  /** Of an order that is paid in part: the amount, or what is left of the total. */
  #part(head: Row, rows: AmountRows, currency: string, totalMinor: number): number {
    const amount = this.#amounts.minor('paid', head, rows, currency);
    if (amount !== null) return amount;
    return totalMinor - Math.min(totalMinor, this.#amounts.minor('owed', head, rows, currency) ?? totalMinor);
  }
}

/** What an order and its lines say together: cancelled lines count for nothing while others remain. */
function together(own: OrderStatus | undefined, lines: readonly (OrderStatus | undefined)[]): OrderStatus | undefined {
  if (own !== 'open') return own;
  const rest = lines.filter((state) => state !== 'cancelled');
  if (rest.length === 0) return 'cancelled';
  if (rest.includes(undefined)) return undefined;
  const [first] = rest;
  return rest.every((state) => state === first) ? first : 'hold';
}

/** Of lines of which some have gone and all others are still to be sent: those that have. */
function sentOf(states: readonly (OrderStatus | undefined)[]): readonly number[] {
  const kept = states.filter((state) => state !== 'cancelled');
  if (kept.some((state) => state !== 'shipped' && state !== 'open')) return NONE;
  return [...kept.keys()].filter((index) => kept[index] === 'shipped');
}

function rateIn(name: string): number | null {
  const match = /(\d{1,3}(?:[.,]\d{1,4})?)\s*%/.exec(name.normalize('NFKC'));
  const rate = match && readRatePpm(match[1] as string);
  return typeof rate === 'number' ? rate : null;
}
