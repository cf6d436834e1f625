// Validating: what is wrong with open orders, found anew.
import { formatId } from '../../domain/id.ts';
import type { Order } from '../../domain/order/order.ts';
import type { Problem } from '../../domain/order/problem.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import { findOrder } from '../../store/order.ts';
import { actOnGroups, refusedOutcome } from '../each.ts';
import type { Act, Shop, WriteOptions } from '../shop.ts';
import { lookAroundNamed } from './alike.ts';
import { type CheckedOrder, checkOrders } from './check.ts';
import { refuseClosed } from './refuse.ts';
import { ordersNamed } from './select.ts';

/**
 * Checks new and confirmed orders, many of them in each short transaction: `clean`, `warnings`, or refused with
 * `order-has-problems`. Others: `order-state`.
 */
export async function validateOrders(shop: Shop, ids: readonly string[], options: WriteOptions): Promise<ActResult> {
  const around = await lookAroundNamed(shop, ids);
  return actOnGroups(shop, ids, options, async (act, group) => {
    const named = await ordersNamed(act.db, group);
    const open = [...new Map([...named.values()].filter(isOpen).map((order) => [order.id, order])).values()];
    const checked = new Map((await checkOrders(act, open, around)).map((one) => [one.order.id, one]));
    return Promise.all(group.map((id) => outcomeOf(act, id, named.get(id), checked)));
  });
}

async function outcomeOf(act: Act, id: string, named: Order | undefined, checked: ReadonlyMap<number, CheckedOrder>): Promise<Outcome> {
  const found = named && checked.get(named.id);
  if (found) return checkedOutcome(found);
  try {
    refuseClosed(named ?? (await findOrder(act.db, id)), 'validate');
    throw new Error(`${id} was not looked over`);
  } catch (error) {
    return refusedOutcome(id, error);
  }
}

function checkedOutcome({ order, problems: found }: CheckedOrder): Outcome {
  if (order.errorCount > 0) return errorsOutcome(order, found);
  const problems = found.map(problemOutcome);
  const codes = [...new Set(problems.map(({ code }) => code))];
  return { id: formatId('order', order.id), outcome: codes.length > 0 ? 'warnings' : 'clean', codes, problems };
}

function isOpen({ state, history }: Order): boolean {
  return !history && (state === 'new' || state === 'confirmed');
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
