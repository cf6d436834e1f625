// Payments in the database: only ever added to.
import type { Selectable } from 'kysely';
import type { Payment, PaymentKind } from '../domain/payment.ts';
import type { Handle } from './database.ts';
import type { EventFacts } from './event.ts';
import type { PaymentTable } from './schema.ts';

export interface PaymentDraft {
  readonly orderId: number;
  readonly kind: PaymentKind;
  readonly amountMinor: number;
  readonly currency: string;
  readonly method: string;
  readonly reference?: string | null;
  readonly returnId?: number | null;
  readonly paidOn: string;
}

function toPayment(row: Selectable<PaymentTable>): Payment {
  return {
    id: row.id,
    orderId: row.order_id,
    kind: row.kind,
    amountMinor: row.amount_minor,
    currency: row.currency,
    method: row.method,
    reference: row.reference,
    returnId: row.return_id,
    paidOn: row.paid_on,
    at: row.at,
    actor: row.actor,
  };
}

/** Appends a payment or a refund. Returns its id. */
export async function insertPayment(db: Handle, facts: EventFacts, draft: PaymentDraft): Promise<number> {
  const { id } = await db
    .insertInto('payment')
    .values({
      order_id: draft.orderId,
      kind: draft.kind,
      amount_minor: draft.amountMinor,
      currency: draft.currency,
      method: draft.method,
      reference: draft.reference ?? null,
      return_id: draft.returnId ?? null,
      batch_id: facts.batchId ?? null,
      paid_on: draft.paidOn,
      at: facts.at,
      actor: facts.actor,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** An order's payments, oldest first. */
export async function paymentsOfOrder(db: Handle, orderId: number): Promise<Payment[]> {
  return (await db.selectFrom('payment').selectAll().where('order_id', '=', orderId).orderBy('id').execute()).map(toPayment);
}

/** All payments, newest first. */
export async function listPayments(db: Handle, limit?: number): Promise<Payment[]> {
  const query = db.selectFrom('payment').selectAll().orderBy('id', 'desc');
  return (await (limit === undefined ? query : query.limit(limit)).execute()).map(toPayment);
}

/** Money that goes with lines to the order they are split off to. */
export interface PaymentMove {
  readonly fromOrderId: number;
  readonly toOrderId: number;
  readonly amountMinor: number;
  readonly currency: string;
}

export async function insertPaymentMove(db: Handle, facts: EventFacts, move: PaymentMove): Promise<void> {
  await db
    .insertInto('payment_move')
    .values({
      from_order_id: move.fromOrderId,
      to_order_id: move.toOrderId,
      amount_minor: move.amountMinor,
      currency: move.currency,
      business_date: facts.on,
      at: facts.at,
      actor: facts.actor,
    })
    .execute();
}

/** Money that came from other orders, and went to others, oldest first. */
export function paymentMovesOf(db: Handle, orderId: number) {
  return db
    .selectFrom('payment_move')
    .selectAll()
    .where(({ or, eb }) => or([eb('from_order_id', '=', orderId), eb('to_order_id', '=', orderId)]))
    .orderBy('id')
    .execute();
}

/** How much of an order's payments has gone to others. */
export async function movedAway(db: Handle, orderId: number): Promise<number> {
  const row = await db
    .selectFrom('payment_move')
    .select(({ fn }) => fn.sum<number | null>('amount_minor').as('moved'))
    .where('from_order_id', '=', orderId)
    .executeTakeFirst();
  return Number(row?.moved ?? 0);
}

/** How much was paid and given back for an order by what its channel's reports say. */
export async function bookedByReports(
  db: Handle,
  orderId: number,
): Promise<{ readonly paidMinor: number; readonly refundedMinor: number }> {
  const rows = await db
    .selectFrom('payment')
    .select(({ fn }) => ['kind', fn.sum<number>('amount_minor').as('amountMinor')])
    .where('order_id', '=', orderId)
    .where('batch_id', 'is not', null)
    .groupBy('kind')
    .execute();
  const sumOf = (kind: 'payment' | 'refund') => Number(rows.find((row) => row.kind === kind)?.amountMinor ?? 0);
  return { paidMinor: sumOf('payment'), refundedMinor: sumOf('refund') };
}
