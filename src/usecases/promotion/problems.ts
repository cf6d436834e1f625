// What is wrong with the codes that orders name: found for many at once, and looked at closely only where one gives nothing.
import type { Order } from '../../domain/order/order.ts';
import type { Problem } from '../../domain/order/problem.ts';
import { promotionProblems } from '../../domain/promotion/problem.ts';
import type { Promotion } from '../../domain/promotion/promotion.ts';
import type { Handle } from '../../store/database.ts';
import { appliedCodes, pricingsOf } from '../../store/order-promotion.ts';
import { listPromotions } from '../../store/promotion.ts';
import { basketBefore, usesByOthers } from './apply.ts';

/** By order; those whose codes all apply, or that name none, are left out. Severity is for the shop to say. */
export async function promotionsFound(db: Handle, orders: readonly Order[]): Promise<Map<number, Omit<Problem, 'severity'>[]>> {
  const ids = orders.map(({ id }) => id);
  const pricings = await pricingsOf(db, ids);
  const naming = orders.filter(({ id }) => (pricings.get(id)?.codes.length ?? 0) > 0);
  if (naming.length === 0) return new Map();
  const applied = await appliedCodes(
    db,
    naming.map(({ id }) => id),
  );
  const promotions = new Map(
    (await listPromotions(db, { codes: naming.flatMap(({ id }) => pricings.get(id)?.codes ?? []) })).map((promotion) => [
      promotion.code,
      promotion,
    ]),
  );
  const found = new Map<number, Omit<Problem, 'severity'>[]>();
  for (const order of naming) {
    const own = applied.get(order.id) ?? new Set<string>();
    const codes = pricings.get(order.id)?.codes ?? [];
    if (codes.every((code) => own.has(code))) continue;
    const problems = await problemsOfOrder(db, order, { codes, applied: own, promotions });
    if (problems.length > 0) found.set(order.id, problems);
  }
  return found;
}

interface Named {
  readonly codes: readonly string[];
  readonly applied: ReadonlySet<string>;
  readonly promotions: ReadonlyMap<string, Promotion>;
}

async function problemsOfOrder(db: Handle, order: Order, { codes, applied, promotions }: Named): Promise<Omit<Problem, 'severity'>[]> {
  const problems = promotionProblems({
    codes,
    applied,
    basket: await basketBefore(db, order),
    promotion: (code) => promotions.get(code),
    used: await usesByOthers(db, order),
  });
  return problems.map((problem) => ({ ...problem, field: 'code' }));
}
