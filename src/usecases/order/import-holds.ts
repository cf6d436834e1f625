// Holds of an order that comes again: they follow what its channel says, and one waits for whoever settles what was not taken.

import { HOLDS } from '../../domain/import/fields.ts';
import { type ChannelHold, CONFLICT_HOLD, lineHolds, peopleHolds, statusHolds } from '../../domain/import/order.ts';
import { isOpen, type ReimportPlan, SHIPPED_ELSEWHERE } from '../../domain/import/reimport.ts';
import type { Order } from '../../domain/order/order.ts';
import { insertHold, openHolds, releaseHolds } from '../../store/hold.ts';
import type { Act } from '../shop.ts';

/** Holds an order on which something is still to be done, once. */
export async function holdFor(act: Act, order: Order, code: string, fields: readonly string[]): Promise<void> {
  if (!isOpen(order) || (await openHolds(act.db, order.id)).includes(code)) return;
  await insertHold(act.db, { orderId: order.id, code, reason: fields.join(', '), actor: act.actor, at: act.at });
}

/**
 * Holds follow what the channel says when that changes: a hold that a person lifted stays lifted while it does not. A
 * change that was not taken holds the order until a person has looked at it. Returns whether the order is held.
 */
export async function holdAsSaid(
  act: Act,
  order: Order,
  plan: Pick<ReimportPlan, 'taken' | 'refused' | 'cancel' | 'isShippedElsewhere'>,
  said: readonly ChannelHold[],
): Promise<boolean> {
  if (plan.cancel || !isOpen(order)) return false;
  const moved = movedHolds(plan);
  if (order.holdCount === 0 && moved.length === 0 && plan.refused.length === 0) return false;
  const open = await openHolds(act.db, order.id);
  const gone = plan.isShippedElsewhere ? [SHIPPED_ELSEWHERE] : said.filter(({ code }) => !ofContent.has(code));
  const wanted = [...gone, ...said.filter(({ code }) => ofContent.has(code))];
  const past = moved.filter((code) => open.includes(code) && wanted.every((hold) => hold.code !== code));
  if (past.length > 0) await releaseHolds(act.db, order.id, act, past);
  for (const hold of wanted)
    if (moved.includes(hold.code) && !open.includes(hold.code))
      await insertHold(act.db, { orderId: order.id, ...hold, actor: act.actor, at: act.at });
  if (plan.refused.length > 0) await holdFor(act, order, CONFLICT_HOLD, plan.refused);
  return (await openHolds(act.db, order.id)).length > 0;
}

const ofContent: ReadonlySet<string> = new Set([...peopleHolds, ...lineHolds]);

/** The holds that may come and go with what was taken: with the channel's words, and with people and lines. */
function movedHolds({ taken }: Pick<ReimportPlan, 'taken'>): readonly ChannelHold['code'][] {
  const words = taken.includes('status') || taken.includes(HOLDS) ? statusHolds : [];
  const people = taken.some((field) => /^ship\.|\.ship-to$/.test(field)) ? peopleHolds : [];
  const lines = taken.some((field) => field.startsWith('line')) ? lineHolds : [];
  return [...new Set([...words, ...people, ...lines])];
}
