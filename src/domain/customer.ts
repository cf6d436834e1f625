// Customers as the outside reads them.
import type { OrderRow } from './order/list.ts';

/** What somebody has ordered in one currency; cancelled orders do not count. */
export interface CustomerTotal {
  readonly currency: string;
  readonly exponent: number;
  readonly orders: number;
  readonly totalMinor: number;
  /** Still to be paid, or below zero to be given back; history owes nothing. */
  readonly owedMinor: number;
}

export interface CustomerRow {
  readonly id: string;
  readonly name: string;
  readonly company: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly taxId: string | null;
  readonly orders: number;
  readonly firstOrder: string | null;
  readonly lastOrder: string | null;
  /** By currency, the most frequent first. */
  readonly totals: readonly CustomerTotal[];
}

export interface CustomerView extends CustomerRow {
  readonly language: string | null;
  readonly note: string | null;
  /** How channels know this customer. */
  readonly identities: readonly { readonly channel: string; readonly id: string }[];
  /** Newest first, cancelled ones included. */
  readonly orderList: readonly OrderRow[];
}
