// Customers as the outside reads them.
import type { OrderRow } from './order/list.ts';
import type { addressFields } from './order/order.ts';
import type { OrderView } from './order/show.ts';

/** How a channel knows somebody. */
export interface Identity {
  readonly channel: string;
  readonly id: string;
}

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

export const consents = ['given', 'refused'] as const;
/** Whether mail about anything but their orders is welcome. */
export type Consent = (typeof consents)[number];

/** What a person says of a customer. Left out: as it is; null: none. */
export interface CustomerEdit {
  readonly name?: string;
  readonly company?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly taxId?: string | null;
  readonly language?: string | null;
  readonly note?: string | null;
  readonly paymentPreference?: string | null;
  /** Null: nobody has asked. */
  readonly consent?: Consent | null;
  readonly address: Address;
  readonly tags: readonly string[];
  readonly untags: readonly string[];
}

/** Somebody at a firm, or another way to reach the customer. */
export interface CustomerContact {
  readonly label: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
}

/** Another place goods or letters go to. */
export interface CustomerAddress extends Address {
  readonly label: string;
  readonly name: string;
  readonly company: string | null;
  readonly phone: string | null;
}

/** A remark with who made it; the date is the shop's own at the instant beside it. */
export interface NoteView {
  readonly text: string;
  readonly date: string;
  readonly at: string;
  readonly actor: string;
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

/** What somebody has ordered in one currency, and what came back of it. */
export interface CustomerHistory extends CustomerTotal {
  /** Ordered and not cancelled. */
  readonly units: number;
  readonly returns: number;
  readonly returnedUnits: number;
  /** What the goods that came back had cost. */
  readonly returnedMinor: number;
}

export interface CustomerView extends CustomerRow {
  readonly totals: readonly CustomerHistory[];
  readonly language: string | null;
  readonly paymentPreference: string | null;
  readonly consent: Consent | null;
  /** The day it was given or refused. */
  readonly consentOn: string | null;
  readonly tags: readonly string[];
  readonly note: string | null;
  /** Oldest first. */
  readonly notes: readonly NoteView[];
  /** By label. */
  readonly contacts: readonly CustomerContact[];
  readonly addresses: readonly CustomerAddress[];
  /** Customers who were merged into this one. */
  readonly merged: readonly string[];
  readonly erasedOn: string | null;
  /** How channels know this customer. */
  readonly identities: readonly Identity[];
  readonly address: Address;
  /** Newest first, cancelled ones included. */
  readonly orderList: readonly OrderRow[];
}

/** All that a shop holds of somebody. */
export interface Disclosure {
  readonly customer: Omit<CustomerView, 'orderList'>;
  /** In the order they came. */
  readonly orders: readonly OrderView[];
  /** Invoices and credit notes as they were issued; null where that has been erased. */
  readonly documents: readonly { readonly number: string; readonly retainUntil: string | null; readonly document: unknown }[];
  /** What their orders were before an import changed them, kept while it can be undone. */
  readonly formerOrders: readonly unknown[];
  /** Orders that could not be read, as their rows came. */
  readonly quarantined: readonly unknown[];
  readonly events: readonly { readonly at: string; readonly actor: string; readonly command: string; readonly action: string }[];
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
