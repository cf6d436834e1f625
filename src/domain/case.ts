// Cases: a complaint or a question tied to an order, open until somebody closes it.
import type { NoteView } from './customer.ts';

export const caseKinds = ['complaint', 'question'] as const;
export type CaseKind = (typeof caseKinds)[number];
export const caseStates = ['open', 'closed'] as const;
export type CaseState = (typeof caseStates)[number];

/** Everything asked for must hold. */
export interface CaseFilter {
  readonly state?: CaseState;
  readonly kind?: CaseKind;
  readonly orderId?: number;
  readonly customerId?: number;
  readonly limit?: number;
}

export interface CaseRow {
  readonly id: string;
  readonly order: string;
  /** The order's own number at its channel. */
  readonly number: string;
  readonly customer: string | null;
  readonly kind: CaseKind;
  readonly state: CaseState;
  readonly text: string;
  readonly date: string;
  readonly at: string;
  readonly actor: string;
  readonly closedOn: string | null;
  readonly closedAt: string | null;
  readonly closedBy: string | null;
  readonly resolution: string | null;
}

export interface CaseView extends CaseRow {
  /** Oldest first. */
  readonly notes: readonly NoteView[];
}
