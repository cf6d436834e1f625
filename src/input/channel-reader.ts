// What a channel says of an order besides its lines: totals, taxes, payment, and the words for its state.
import type { ChannelHold, ChannelPayment, ChannelTotals } from '../domain/import/order.ts';
import type { ChannelState } from '../domain/order/order.ts';
import { type CellReader, cellOf } from './cell-reader.ts';
import { readRatePpm } from './numbers.ts';
import type { OrderSlots } from './order-slots.ts';
import type { PaymentStatus } from './profile.ts';
import type { Row } from './row.ts';

/** The state of an order in the channel's words, and what they mean here. */
export interface SaidState {
  readonly words: string;
  readonly channelState: ChannelState;
  readonly hold: ChannelHold | null;
  readonly paymentStatus: PaymentStatus | undefined;
}

const RATES_REMEMBERED = 1000;

export class ChannelReader {
  readonly #slots: OrderSlots;
  readonly #cells: CellReader;
  /** Where the channel's words for the state of an order stand. */
  readonly #wordSlots: readonly number[];
  /** By the names of taxes, of which a file has few. */
  readonly #rates = new Map<string, number | null>();

  constructor(slots: OrderSlots, cells: CellReader) {
    this.#slots = slots;
    this.#cells = cells;
    const payments = slots.paymentStatus.slots.filter((slot) => !slots.ofMethod.has(slot));
    this.#wordSlots = [...new Set([...payments, ...slots.status.slots])];
  }

  /** A word that no rule knows never means "ok to ship". */
  state(head: Row): SaidState {
    const { status, paymentStatus: payments } = this.#slots;
    const state = status.decide(head.cells);
    const paymentStatus = payments.decide(head.cells);
    const words = this.#words(head);
    const isUnknown = state === undefined || (paymentStatus === undefined && !payments.isEmpty);
    const code = isUnknown ? 'channel-status-unknown' : 'channel-hold';
    return {
      words,
      paymentStatus,
      channelState: state === undefined || state === 'hold' ? 'unknown' : state,
      hold: isUnknown || state === 'hold' ? { code, reason: words } : null,
    };
  }

  #words(head: Row): string {
    let words = '';
    for (const slot of this.#wordSlots) {
      const word = head.cells[slot] as string;
      if (word !== '') words += words === '' ? word : `, ${word}`;
    }
    return words;
  }

  totals(head: Row, currency: string, taxable: readonly boolean[]): ChannelTotals {
    const { subtotal, tax, total } = this.#slots.order;
    return {
      subtotalMinor: this.#cells.minor(head, subtotal, currency),
      taxMinor: this.#cells.minor(head, tax, currency),
      totalMinor: this.#cells.minor(head, total, currency),
      taxes: this.#taxes(head, currency),
      taxable,
    };
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

  payment(head: Row, currency: string, status: PaymentStatus | undefined, totalMinor: number): ChannelPayment {
    const { refunded, date } = this.#slots.payment;
    return {
      paid: status === 'paid' ? 'all' : status === 'partly-paid' ? this.#part(head, currency, totalMinor) : 0,
      refundedMinor: this.#cells.minor(head, refunded, currency) ?? 0,
      paidAt: this.#cells.date(head, date),
    };
  }

  /** Of an order that is paid in part: the amount, or what is left of the total. */
  #part(head: Row, currency: string, totalMinor: number): number {
    const { paid, owed } = this.#slots.payment;
    const amount = this.#cells.minor(head, paid, currency);
    if (amount !== null) return amount;
    return totalMinor - Math.min(totalMinor, this.#cells.minor(head, owed, currency) ?? totalMinor);
  }
}

function rateIn(name: string): number | null {
  const match = /(\d{1,3}(?:[.,]\d{1,4})?)\s*%/.exec(name.normalize('NFKC'));
  const rate = match && readRatePpm(match[1] as string);
  return typeof rate === 'number' ? rate : null;
}
