// Customers as the outside reads them.
import type { OrderRow } from './order/list.ts';
import type { Party } from './order/order.ts';

/** How a channel knows somebody. */
export interface Identity {
  readonly channel: string;
  readonly id: string;
}

export const addressFields = ['address1', 'address2', 'city', 'region', 'postcode', 'country'] as const satisfies readonly (keyof Party)[];
export type Address = Readonly<Partial<Record<(typeof addressFields)[number], string | null>>>;

/** A customer as a file says it. Left out: as it is. */
export interface CustomerDraft {
  readonly name?: string;
  readonly company?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly taxId?: string;
  readonly language?: string;
  readonly note?: string;
  readonly identities: readonly Identity[];
  readonly address: Address;
}

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
  readonly identities: readonly Identity[];
  readonly address: Address;
  /** Newest first, cancelled ones included. */
  readonly orderList: readonly OrderRow[];
}

/** A customer as an export has it. */
export interface CustomerExport {
  readonly id: string;
  readonly name: string;
  readonly company: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly taxId: string | null;
  readonly language: string | null;
  readonly note: string | null;
  readonly identities: readonly Identity[];
  readonly address: Address;
}
