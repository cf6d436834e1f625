// What validation found in orders, kept until it looks again.
import type { Selectable } from 'kysely';
import type { Details } from '../domain/error.ts';
import type { Problem, ProblemCode, Severity } from '../domain/order/problem.ts';
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

/** Puts what was found in the place of what was known. The same problems again leave everything as it is. */
export async function replaceProblems(
  database: Database,
  db: Handle,
  orderId: number,
  problems: readonly Problem[],
  lineIds: readonly number[],
  at: string,
): Promise<void> {
  const known = await problemsOfOrder(db, orderId);
  if (JSON.stringify(known.map(fingerprint)) === JSON.stringify(problems.map(fingerprint))) return;
  await db.deleteFrom('problem').where('order_id', '=', orderId).execute();
  insertProblems(database, orderId, problems, lineIds, at);
}

/** An error that a person takes upon themselves: it is told as a warning from then on. */
export interface Waiver {
  readonly code: string;
  readonly reason: string;
  readonly actor: string;
}

/** By code. */
export function waiversOfOrder(db: Handle, orderId: number): Promise<Waiver[]> {
  return db.selectFrom('order_waiver').select(['code', 'reason', 'actor']).where('order_id', '=', orderId).orderBy('code').execute();
}

export async function insertWaiver(db: Handle, orderId: number, waiver: Waiver, at: string): Promise<void> {
  await db
    .insertInto('order_waiver')
    .values({ order_id: orderId, ...waiver, at })
    .execute();
}

/** Forgets what was found of one kind. The order's row is still to be refreshed. */
export async function dropProblems(db: Handle, orderId: number, code: ProblemCode): Promise<void> {
  await db.deleteFrom('problem').where('order_id', '=', orderId).where('code', '=', code).execute();
}

function fingerprint({ code, severity, field, details, position }: Problem): unknown {
  return [code, severity, field, details, position ?? null];
}
