// Tagging orders and adding remarks, whatever state they are in.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import type { ActResult } from '../../domain/result.ts';
import { recordEvent } from '../../store/event.ts';
import { findOrder } from '../../store/order.ts';
import { insertOrderNote, tagOrder, tagsOfOrder, untagOrder } from '../../store/order-remark.ts';
import { actOnEach } from '../each.ts';
import { actOnce, type KeyedOptions } from '../once.ts';
import { need, type Shop, type WriteOptions, write } from '../shop.ts';

export interface Tagging {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** Adds and takes away tags; orders that have them so already are unchanged. Refuses `argument-missing`. */
export function tagOrders(shop: Shop, ids: readonly string[], { add, remove }: Tagging, options: WriteOptions): Promise<ActResult> {
  if (add.length + remove.length === 0) throw new OmsError('argument-missing', { name: '--add' });
  return actOnEach(shop, ids, options, async (act, typed) => {
    const order = await findOrder(act.db, typed);
    const id = formatId('order', order.id);
    const before = await tagsOfOrder(act.db, order.id);
    for (const tag of add) await tagOrder(act.db, order.id, tag);
    for (const tag of remove) await untagOrder(act.db, order.id, tag);
    const tags = await tagsOfOrder(act.db, order.id);
    if (tags.join() === before.join()) return { id, outcome: 'unchanged', tags };
    await recordEvent(act.db, act, 'order', order.id, 'tagged', { tags: tags.length });
    return { id, outcome: 'tagged', tags };
  });
}

/** Adds a remark. Refuses `order-unknown`, `argument-missing`. */
export function noteOrder(shop: Shop, text: string, remark: string, options: KeyedOptions): Promise<ActResult> {
  const what = need(remark, 'text');
  return write(shop, options, async (act) => {
    const order = await findOrder(act.db, text);
    return actOnce(act, options.key, [order.id, what], async () => {
      await insertOrderNote(act.db, order.id, what, act.actor, act.at);
      await recordEvent(act.db, act, 'order', order.id, 'noted');
      return { id: formatId('order', order.id), outcome: 'noted' };
    });
  });
}
