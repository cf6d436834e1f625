// Waiving: an error that a person takes upon themselves no longer keeps an order from going on, and is remembered.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { type ProblemCode, waivableCodes } from '../../domain/order/problem.ts';
import { type ActResult, actResult } from '../../domain/result.ts';
import { recordEvent } from '../../store/event.ts';
import { findOrder } from '../../store/order.ts';
import { insertWaiver, problemsOfOrder, waiversOfOrder } from '../../store/problem.ts';
import { type Shop, type WriteOptions, write } from '../shop.ts';
import { checkOrder } from './check.ts';
import { refuseClosed } from './refuse.ts';

/**
 * Waives an error of an open order, also when it is found again. Waived already: unchanged. Refuses `reason-needed`,
 * `problem-not-waivable`, `problem-not-found` where the order has no such error, `order-unknown`, and a closed order.
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
    if ((await waiversOfOrder(act.db, order.id)).some((waiver) => waiver.code === code))
      return actResult([{ id, outcome: 'unchanged', code }]);
    const errors = (await problemsOfOrder(act.db, order.id)).filter(({ severity }) => severity === 'error');
    if (!errors.some((found) => found.code === code)) throw new OmsError('problem-not-found', { id, code });
    await insertWaiver(act.db, order.id, { code, reason: why, actor: act.actor }, act.at);
    await recordEvent(act.db, act, 'order', order.id, 'waived', { problem: code });
    const { order: checked } = await checkOrder(act, order);
    return actResult([{ id, outcome: 'waived', code, errors: checked.errorCount }]);
  });
}
