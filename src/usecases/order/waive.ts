// Waiving: an error that a person takes upon themselves no longer keeps an order from going on, and is remembered.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { type ProblemCode, waivableCodes } from '../../domain/order/problem.ts';
import { type ActResult, actResult } from '../../domain/result.ts';
import { recordEvent } from '../../store/event.ts';
import { findOrder } from '../../store/order.ts';
import { insertWaiver } from '../../store/problem.ts';
import { waiversOf } from '../../store/validation.ts';
import { type Shop, type WriteOptions, write } from '../shop.ts';
import { checkOrder, findAnew } from './check.ts';
import { refuseClosed } from './refuse.ts';

/**
 * Waives an error of an open order for what it is found in now: found in the same again it is a warning, in anything else the
 * error comes back. Waived already: unchanged. Refuses `reason-needed`, `problem-not-waivable`, `problem-not-found` where the
 * order has no such error, `order-unknown`, and a closed order.
 */
export function waiveProblem(
  shop: Shop,
  text: string,
  code: ProblemCode,
  reason: string | undefined,
  options: WriteOptions,
): Promise<ActResult> {
  const why = reason?.trim();
  if (!why) throw new OmsError('reason-needed', { flag: '--reason' });
  if (!waivableCodes.has(code)) throw new OmsError('problem-not-waivable', { code, order: text });
  return write(shop, options, async (act) => {
    const order = await findOrder(act.db, text);
    const id = formatId('order', order.id);
    refuseClosed(order, 'waive');
    const own = (await findAnew(act, order)).filter(({ found }) => found.code === code && found.severity === 'error');
    if (own.length === 0) throw new OmsError('problem-not-found', { id, code });
    const known = ((await waiversOf(act.db, [order.id])).get(order.id) ?? []).filter((waiver) => waiver.code === code);
    const seen = [...new Set(own.map((one) => one.seen))];
    if (seen.every((one) => known.some((waiver) => waiver.seen.includes(one)))) return actResult([{ id, outcome: 'unchanged', code }]);
    await insertWaiver(act.db, order.id, { code, seen, reason: why, actor: act.actor, at: act.at });
    await recordEvent(act.db, act, 'order', order.id, 'waived', { problem: code });
    const { order: checked } = await checkOrder(act, order);
    return actResult([{ id, outcome: 'waived', code, errors: checked.errorCount }]);
  });
}
