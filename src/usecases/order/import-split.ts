// What a channel says of an order concerns the orders that were split off it as well: the channel knows of one order only.
import { formatId } from '../../domain/id.ts';
import { type Fields, fieldsOfStored, HOLDS, MONEY_FIELD } from '../../domain/import/fields.ts';
import { type ChannelHold, CONFLICT_HOLD } from '../../domain/import/order.ts';
import { isOpen, type ReimportPlan, type StoredOrder } from '../../domain/import/reimport.ts';
import type { Order } from '../../domain/order/order.ts';
import { conflictsOfOrder, noteConflicts } from '../../store/channel-conflict.ts';
import { recordEvent } from '../../store/event.ts';
import { keepFormer } from '../../store/former.ts';
import { orderById } from '../../store/order.ts';
import { splitOff } from '../../store/order-edit.ts';
import { storedContent } from '../../store/reimport.ts';
import type { Act } from '../shop.ts';
import { settleAgreed } from './conflict.ts';
import { holdAsSaid, holdFor } from './import-holds.ts';
import { refresh } from './refresh.ts';

/** What a channel has changed of an order that was split, and the other orders that somebody has to look at: "O7". */
export interface SplitOff {
  readonly fields: readonly string[];
  readonly orders: readonly string[];
}

export const NO_SPLIT: SplitOff = { fields: [], orders: [] };

/** An act within a batch. */
type BatchAct = Act & { readonly batchId: number };

/** What the file says of the order itself. */
interface Said {
  readonly incoming: Fields;
  readonly holds: readonly ChannelHold[];
}

/**
 * Holds the orders that were split off one, where its channel has cancelled it or changed who receives or pays what they have
 * too, until somebody settles that; they wait where the channel says wait. `before`: the order as it was. What its lines are
 * and cost is only told: which part of that is theirs nobody knows.
 */
export async function tellSplitOff(act: BatchAct, before: StoredOrder, plan: ReimportPlan, said: Said): Promise<SplitOff> {
  const all = [...plan.taken, ...plan.refused];
  const fields = plan.cancel || all.includes('state') ? ['state'] : all.filter(concernsParts);
  if (fields.length === 0) return NO_SPLIT;
  const was = fieldsOfStored(before);
  const areLinesChanged = fields.some((field) => MONEY_FIELD.test(field));
  const told: string[] = [];
  for (const orderId of await splitOff(act.db, before.order.id)) {
    const order = await orderById(act.db, orderId);
    if (order.state === 'cancelled') continue;
    const isConcerned = await tellOne(act, order, { fields, was, plan, said });
    if (isConcerned || areLinesChanged) told.push(formatId('order', orderId));
  }
  return told.length === 0 ? NO_SPLIT : { fields: fields.map((field) => (field === HOLDS ? 'status' : field)), orders: told };
}

const PEOPLE = /^(ship|bill)(\.|$)/;

function concernsParts(field: string): boolean {
  return field === HOLDS || PEOPLE.test(field) || MONEY_FIELD.test(field);
}

interface News extends Pick<SplitOff, 'fields'> {
  /** What the order they were split off had until now. */
  readonly was: Fields;
  readonly plan: ReimportPlan;
  readonly said: Said;
}

/** Returns whether any of it concerns this one. */
async function tellOne(act: BatchAct, order: Order, { fields, was, plan, said }: News): Promise<boolean> {
  const own = fieldsOfStored(storedContent(act.database, order.id));
  const waiting = new Set((await conflictsOfOrder(act.db, order.id)).map(({ field }) => field));
  const values: Fields = new Map();
  for (const field of fields) {
    if (field === 'state') values.set(field, 'cancelled');
    else if (PEOPLE.test(field) && (waiting.has(field) || own.get(field) === was.get(field)))
      values.set(field, said.incoming.get(field) ?? null);
  }
  const waits = fields.includes(HOLDS) && isOpen(order);
  if (values.size === 0 && !waits) return false;
  keepFormer(act.database, act.batchId, order.id, true);
  if (waits) await holdAsSaid(act, order, { ...plan, taken: [HOLDS], refused: [], cancel: false }, said.holds);
  const refused = [...values.keys()];
  const event = { ...(waits && { taken: [HOLDS] }), ...(refused.length > 0 && { refused }) };
  await recordEvent(act.db, act, 'order', order.id, refused.length > 0 ? 'conflict' : 'updated', event);
  if (refused.length > 0) {
    await noteConflicts(act.db, order.id, values, 'late');
    await holdFor(act, order, CONFLICT_HOLD, refused);
    await settleAgreed(act, order.id);
  }
  await refresh(act, order);
  return waits || refused.some((field) => field === 'state' || own.get(field) !== values.get(field));
}
