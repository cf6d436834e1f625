// Opening, following and closing cases.
import type { CaseKind } from '../../domain/case.ts';
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import type { ActResult } from '../../domain/result.ts';
import { recordEvent } from '../../store/event.ts';
import { findOrder } from '../../store/order.ts';
import { findCase, insertCase, insertCaseNote, updateCaseClosed } from '../../store/order-case.ts';
import { actOnEach } from '../each.ts';
import { actOnce, type KeyedOptions } from '../once.ts';
import { need, type Shop, type WriteOptions, write } from '../shop.ts';

/** Opens a case on an order, whatever its state. Refuses `order-unknown`, `argument-missing`. */
export function openCase(shop: Shop, order: string, text: string, kind: CaseKind, options: KeyedOptions): Promise<ActResult> {
  const what = need(text, 'text');
  return write(shop, options, async (act) => {
    const { id: orderId } = await findOrder(act.db, order);
    return actOnce(act, options.key, [orderId, kind, what], async () => {
      const number = await insertCase(act.db, { orderId, kind, text: what, actor: act.actor, at: act.at, on: act.on });
      const id = formatId('case', number);
      await recordEvent(act.db, act, 'case', number, 'opened');
      await recordEvent(act.db, act, 'order', orderId, 'case-opened', { case: id });
      return { id, outcome: 'opened', order: formatId('order', orderId) };
    });
  });
}

/** Adds a remark to a case, also to a closed one. Refuses `case-unknown`, `argument-missing`. */
export function noteCase(shop: Shop, text: string, remark: string, options: KeyedOptions): Promise<ActResult> {
  const what = need(remark, 'text');
  return write(shop, options, async (act) => {
    const { id } = await findCase(act.db, text);
    return actOnce(act, options.key, [id, what], async () => {
      await insertCaseNote(act.db, id, what, act.actor, act.at);
      await recordEvent(act.db, act, 'case', id, 'noted');
      return { id: formatId('case', id), outcome: 'noted' };
    });
  });
}

/** Closes cases with what came of them. Closed already: unchanged. Refuses `case-unknown`, `reason-needed`. */
export function closeCases(shop: Shop, ids: readonly string[], resolution: string | undefined, options: WriteOptions): Promise<ActResult> {
  const result = resolution?.trim();
  if (!result) throw new OmsError('reason-needed', { flag: '--reason' });
  return actOnEach(shop, ids, options, async (act, text) => {
    const known = await findCase(act.db, text);
    const id = formatId('case', known.id);
    if (known.closed_at !== null) return { id, outcome: 'unchanged' };
    await updateCaseClosed(act.db, known.id, result, act.actor, act.at);
    await recordEvent(act.db, act, 'case', known.id, 'closed');
    await recordEvent(act.db, act, 'order', known.order_id, 'case-closed', { case: id });
    return { id, outcome: 'closed', order: formatId('order', known.order_id) };
  });
}
