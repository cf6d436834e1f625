// Cases of orders in the database.
import type { CaseFilter, CaseKind } from '../domain/case.ts';
import { OmsError } from '../domain/error.ts';
import { parseId } from '../domain/id.ts';
import type { Handle } from './database.ts';

export interface CaseDraft {
  readonly orderId: number;
  readonly kind: CaseKind;
  readonly text: string;
  readonly actor: string;
  readonly at: string;
  readonly on: string;
}

/** Opens a case. Returns its number. */
export async function insertCase(db: Handle, { orderId, on, ...draft }: CaseDraft): Promise<number> {
  const made = db
    .insertInto('order_case')
    .values({ order_id: orderId, business_date: on, ...draft })
    .returning('id');
  return (await made.executeTakeFirstOrThrow()).id;
}

function selectCases(db: Handle) {
  return db
    .selectFrom('order_case')
    .innerJoin('sales_order', 'sales_order.id', 'order_case.order_id')
    .selectAll('order_case')
    .select(['sales_order.number', 'sales_order.customer_id']);
}

export type CaseRecord = Awaited<ReturnType<typeof listCases>>[number];

/** Newest first. */
export function listCases(db: Handle, { state, kind, orderId, customerId, limit }: CaseFilter) {
  let query = selectCases(db).orderBy('order_case.id', 'desc');
  if (state !== undefined) query = query.where('order_case.closed_at', state === 'open' ? 'is' : 'is not', null);
  if (kind !== undefined) query = query.where('order_case.kind', '=', kind);
  if (orderId !== undefined) query = query.where('order_case.order_id', '=', orderId);
  if (customerId !== undefined) query = query.where('sales_order.customer_id', '=', customerId);
  if (limit !== undefined) query = query.limit(limit);
  return query.execute();
}

/** By "K12". Refuses `id-invalid`, `case-unknown`. */
export async function findCase(db: Handle, text: string): Promise<CaseRecord> {
  const row = await selectCases(db).where('order_case.id', '=', parseId('case', text)).executeTakeFirst();
  if (!row) throw new OmsError('case-unknown', { id: text });
  return row;
}

export async function insertCaseNote(db: Handle, caseId: number, text: string, actor: string, at: string): Promise<void> {
  await db.insertInto('order_case_note').values({ case_id: caseId, text, actor, at }).execute();
}

/** Oldest first. */
export function notesOfCase(db: Handle, caseId: number) {
  return db.selectFrom('order_case_note').select(['text', 'actor', 'at']).where('case_id', '=', caseId).orderBy('id').execute();
}

export async function updateCaseClosed(db: Handle, caseId: number, resolution: string, actor: string, at: string): Promise<void> {
  await db.updateTable('order_case').set({ closed_at: at, closed_by: actor, resolution }).where('id', '=', caseId).execute();
}
