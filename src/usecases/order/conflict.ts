// What a channel says of an order that was not taken: kept beside the order until somebody settles it, or shop and channel
// say the same again.
import { type ChannelConflict, shownConflicts } from '../../domain/import/conflict.ts';
import { fieldsOfShop } from '../../domain/import/fields.ts';
import { CONFLICT_HOLD, UNDATED_HOLD } from '../../domain/import/order.ts';
import type { ReimportPlan } from '../../domain/import/reimport.ts';
import { conflictsOfOrder, dropConflicts, noteConflicts } from '../../store/channel-conflict.ts';
import { releaseHolds } from '../../store/hold.ts';
import { storedContent } from '../../store/reimport.ts';
import type { Act } from '../shop.ts';

/** Nothing is in conflict any more. Returns the holds that are lifted by that. */
export async function settleAll(act: Act, orderId: number): Promise<readonly string[]> {
  await dropConflicts(act.db, orderId);
  return releaseHolds(act.db, orderId, act, [CONFLICT_HOLD, UNDATED_HOLD]);
}

/** Forgets conflicts of which shop and channel say the same by now; with the last of them goes the hold. */
export async function settleAgreed(act: Act, orderId: number): Promise<void> {
  const rows = await conflictsOfOrder(act.db, orderId);
  if (rows.length === 0) return;
  const now = fieldsOfShop(storedContent(act.database, orderId));
  await settleFields(
    act,
    orderId,
    rows.filter(({ field, value }) => now.has(field) && (now.get(field) ?? null) === value).map(({ field }) => field),
  );
}

/** Returns whether the order was held for these, and is not any more. */
async function settleFields(act: Act, orderId: number, fields: readonly string[]): Promise<boolean> {
  if (fields.length === 0) return false;
  await dropConflicts(act.db, orderId, fields);
  if ((await conflictsOfOrder(act.db, orderId)).length > 0) return false;
  return (await releaseHolds(act.db, orderId, act, [CONFLICT_HOLD, UNDATED_HOLD])).length > 0;
}

/**
 * What an import has not taken, and what is no conflict any more since it was taken or is said as the shop has it. Returns
 * whether that has lifted a hold.
 */
export async function followConflicts(
  act: Act,
  orderId: number,
  { taken, agreed, cancel }: ReimportPlan,
  refused: ReadonlyMap<string, string | null>,
): Promise<boolean> {
  if (cancel) await dropConflicts(act.db, orderId);
  const isLifted = !cancel && (await settleFields(act, orderId, [...taken, ...agreed]));
  await noteConflicts(act.db, orderId, refused, 'late');
  return isLifted;
}

/** What a channel says of an order and the shop has otherwise. */
export async function conflictViews(act: Pick<Act, 'db' | 'database'>, orderId: number): Promise<ChannelConflict[]> {
  const rows = await conflictsOfOrder(act.db, orderId);
  return rows.length === 0 ? [] : shownConflicts(storedContent(act.database, orderId), rows);
}
