// Validating: what is wrong with open orders, found anew.
import { formatId } from '../../domain/id.ts';
import type { Order } from '../../domain/order/order.ts';
import type { Problem } from '../../domain/order/problem.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import { findOrder } from '../../store/order.ts';
import { actOnEach } from '../each.ts';
import type { Shop, WriteOptions } from '../shop.ts';
import { checkOrder } from './check.ts';
import { refuseClosed } from './refuse.ts';

/** Checks new and confirmed orders: `clean`, `warnings`, or refused with `order-has-problems`. Others: `order-state`. */
export function validateOrders(shop: Shop, ids: readonly string[], options: WriteOptions): Promise<ActResult> {
  return actOnEach(shop, ids, options, async (act, id) => {
    const order = await findOrder(act.db, id);
    refuseClosed(order, 'validate');
    const checked = await checkOrder(act, order);
    if (checked.order.errorCount > 0) return errorsOutcome(checked.order, checked.problems);
    const problems = checked.problems.map(problemOutcome);
    const codes = [...new Set(problems.map(({ code }) => code))];
    return { id: formatId('order', order.id), outcome: codes.length > 0 ? 'warnings' : 'clean', codes, problems };
  });
}

/** Errors refuse the order, but what was found is kept: returned rather than thrown. A hold is told in the same breath. */
export function errorsOutcome(order: Pick<Order, 'id' | 'holdCount'>, problems: readonly Problem[]): Outcome {
  const id = formatId('order', order.id);
  const codes = new Set<string>(problems.filter(({ severity }) => severity === 'error').map(({ code }) => code));
  if (order.holdCount > 0) codes.add('held');
  const error = { code: 'order-has-problems', details: { id, problems: [...codes] } } as const;
  return { id, outcome: 'refused', error, problems: problems.map(problemOutcome) };
}

function problemOutcome({ code, severity, field, position, details }: Problem) {
  return { code, severity, line: position ?? null, field, details };
}
