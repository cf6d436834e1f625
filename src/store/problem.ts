// What validation found in orders, kept until it looks again.
import type { Selectable } from 'kysely';
import type { Details } from '../domain/error.ts';
import { groupBy } from '../domain/group.ts';
import type { Problem, ProblemCode, Severity } from '../domain/order/problem.ts';
import type { Waiver } from '../domain/order/waiver.ts';
import { among } from './among.ts';
import type { Database, Handle } from './database.ts';
import { insertProblems } from './order-write.ts';
import type { ProblemTable } from './schema.ts';

/** An order's problems as they were found: the order's own first, then by line. */
export async function problemsOfOrder(db: Handle, orderId: number): Promise<Problem[]> {
  const rows = await db
    .selectFrom('problem')
    .leftJoin('order_line', 'order_line.id', 'problem.line_id')
    .selectAll('problem')
    .select('order_line.position')
    .where('problem.order_id', '=', orderId)
    .orderBy('problem.id')
    .execute();
  return rows.map(toProblem);
}

function toProblem(row: Selectable<ProblemTable> & { readonly position: number | null }): Problem {
  return {
    code: row.code as ProblemCode,
    severity: row.severity as Severity,
    field: row.field,
    details: JSON.parse(row.details) as Details,
    position: row.position ?? undefined,
  };
}

/** The problems of many orders, each order's as {@link problemsOfOrder}. */
export async function problemsOfOrders(db: Handle, orderIds: readonly number[]): Promise<Map<number, Problem[]>> {
  const rows = await db
    .selectFrom('problem')
    .leftJoin('order_line', 'order_line.id', 'problem.line_id')
    .selectAll('problem')
    .select('order_line.position')
    .where('problem.order_id', 'in', among(orderIds))
    .orderBy('problem.order_id')
    .orderBy('problem.id')
    .execute();
  return groupBy(rows, (row) => row.order_id, toProblem);
}

/** An order with what was found in it, and what was known of it. */
export interface FoundProblems {
  readonly orderId: number;
  readonly known: readonly Problem[];
  readonly problems: readonly Problem[];
  /** By position, from 1. */
  readonly lineIds: readonly number[];
}

/** Puts what was found in the place of what was known, on the order's row too. The same again: nothing is written, and false. */
export function replaceProblems(database: Database, { orderId, known, problems, lineIds }: FoundProblems, at: string): boolean {
  if (known.length === 0 && problems.length === 0) return false;
  if (JSON.stringify(known.map(fingerprint)) === JSON.stringify(problems.map(fingerprint))) return false;
  if (known.length > 0) database.statement('forget problems', (db) => db.deleteFrom('problem').where('order_id', '=', 0)).run(orderId);
  insertProblems(database, orderId, problems, lineIds, at);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const count = database.statement('count problems', (db) =>
    db.updateTable('sales_order').set({ error_count: 0, warning_count: 0, updated_at: '' }).where('id', '=', 0),
  );
  count.run(errors, problems.length - errors, at, orderId);
  return true;
}

export async function insertWaiver(db: Handle, orderId: number, { code, seen, reason, actor, at }: Waiver): Promise<void> {
  await db
    .insertInto('order_waiver')
    .values({ order_id: orderId, code, seen: JSON.stringify(seen), reason, actor, at })
    .execute();
}

/** Forgets what was found of one kind. The orders' rows are still to be refreshed. */
export async function dropProblems(db: Handle, orderIds: readonly number[], code: ProblemCode): Promise<void> {
  await db.deleteFrom('problem').where('order_id', 'in', among(orderIds)).where('code', '=', code).execute();
}

function fingerprint({ code, severity, field, details, position }: Problem): unknown {
  return [code, severity, field, details, position ?? null];
}
