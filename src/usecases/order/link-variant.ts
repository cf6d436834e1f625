// A variant that is taught while an order with it is confirmed: what was taken for it is given back, and it gets its own goods.
import type { Order, OrderLine } from '../../domain/order/order.ts';
import { linesOfOrder } from '../../store/order.ts';
import { progressOfOrder } from '../../store/order-axes.ts';
import type { Act } from '../shop.ts';
import { releaseLines } from './excess.ts';
import { linkLines } from './link.ts';
import { settleChange } from './settle.ts';

/**
 * Links the lines of a confirmed order that are this variant, as far as nothing of them is packed, sent or invoiced. False:
 * none is. Refuses as `settleChange`.
 */
export async function linkTaughtVariant(act: Act, order: Order, code: string): Promise<boolean> {
  const done = await doneLines(act, order);
  const lines = (await linesOfOrder(act.db, order.id)).filter(({ id, variant }) => variant === code && !done.has(id));
  if (lines.length === 0) return false;
  const freed = await releaseLines(act, order.id, new Set(lines.map(idOf)));
  // as in an order that is new: nothing is promised of these lines now
  const positions = await linkLines(act, { ...order, state: 'new' }, lines);
  await settleChange(act, order, 'linked', { lines: positions }, freed);
  return true;
}

async function doneLines(act: Act, { id }: Order): Promise<ReadonlySet<number>> {
  const progress = await progressOfOrder(act.db, id);
  return new Set(progress.filter(({ packed, shipped, invoiced }) => packed + shipped + invoiced > 0).map(({ lineId }) => lineId));
}

function idOf({ id }: OrderLine): number {
  return id;
}
