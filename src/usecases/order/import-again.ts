// An order that comes again with other content: what the channel changed is taken while the shop has done nothing that
// it would undo; what comes too late is kept beside the order, and holds it.

import { ageOf, type Said } from '../../domain/import/age.ts';
import { type Fields, fieldsOfFile, fieldsOfStored, HOLDS } from '../../domain/import/fields.ts';
import { keptOf } from '../../domain/import/merge.ts';
import { type FileOrder, MISSING_HOLD, UNDATED_HOLD } from '../../domain/import/order.ts';
import { alwaysTaken, NOT_ASKED, planReimport, type ReimportPlan, type StoredOrder, saysAnew } from '../../domain/import/reimport.ts';
import type { ImportingShop, SettledOrder } from '../../domain/import/totals.ts';
import { deriveAxes, type InvoiceRule } from '../../domain/order/axes.ts';
import type { Order } from '../../domain/order/order.ts';
import { businessDate } from '../../domain/time.ts';
import { dropUndated, noteConflicts } from '../../store/channel-conflict.ts';
import { recordEvent } from '../../store/event.ts';
import { keepFormer } from '../../store/former.ts';
import { openHolds, releaseHolds } from '../../store/hold.ts';
import { type KnownOrder, noteSaid } from '../../store/import.ts';
import { renumber } from '../../store/import-lasting.ts';
import { sumsOfOrder } from '../../store/order-axes.ts';
import { insertCancellation } from '../../store/order-documents.ts';
import { updateOrderState } from '../../store/order-write.ts';
import {
  addWithheld,
  doneForOrder,
  noteSource,
  rememberChannelValues,
  rewriteOrder,
  storedContent,
  writeChannelWords,
  writePaymentState,
} from '../../store/reimport.ts';
import type { Act } from '../shop.ts';
import { lookAround } from './alike.ts';
import { checkOrders } from './check.ts';
import { followConflicts } from './conflict.ts';
import { holdAsSaid, holdFor } from './import-holds.ts';
import { asKnown } from './import-known.ts';
import { type MissingMoney, missingOf, newlyPaidUnpriced, settledAgain } from './import-money.ts';
import { book, type Destination } from './import-new.ts';
import { type PricedOrder, saidPayments } from './import-prepare.ts';
import { withNewRefunds } from './import-refund.ts';
import { NO_SPLIT, type SplitOff, tellSplitOff } from './import-split.ts';
import { rememberPaid } from './paid-unpriced.ts';
import { refresh, refreshAll } from './refresh.ts';
import { releaseOrder } from './reserve.ts';
import { serveWaiting } from './serve.ts';

/** An order of a file that the shop knows already, and where it comes into. */
type Arrival = PricedOrder & Destination & { readonly profile: string };

export interface CameAgain {
  readonly outcome: ReimportPlan['outcome'];
  /** Older than what was read before, or of unknown age beside it: then nothing was taken of what differs. */
  readonly age: ReturnType<typeof ageOf>;
  /** The fields that were not taken. */
  readonly refused: readonly string[];
  /** What concerns orders that were split off it. */
  readonly split: SplitOff;
  readonly isShippedElsewhere: boolean;
  /** What a list of what is still to be sent lacks, where that holds the order since now; else null. */
  readonly missingLines: string | null;
  /** It was confirmed, and what it orders has changed: it is new again. */
  readonly isReopened: boolean;
  /** What the channel has given back without saying so: it was paid for more than the channel now says was ordered. */
  readonly givenBackMinor: number;
  readonly isHistory: boolean;
  readonly isHeld: boolean;
  /** Null: nothing of it is to be settled. */
  readonly changed: ChangedOrder | null;
}

/** An order of which something was taken, until {@link settleOrders}. */
export interface ChangedOrder {
  readonly orderId: number;
  /** More than the channel's words: what is wrong with it is found anew. */
  readonly isLookedOver: boolean;
}

/** Brings an order up to date with what its channel says now. */
export async function bringUpToDate(act: Act, known: KnownOrder, arriving: Arrival, shop: ImportingShop): Promise<CameAgain> {
  const { id: orderId, saidAt, saidBy } = known;
  const content = storedContent(act.database, orderId);
  const told = await asKnown(act, arriving, content, shop);
  const payment = await withNewRefunds(act, content.order, told.order.payment);
  const arrival = payment === told.order.payment ? told : { ...told, order: { ...told.order, payment } };
  const incoming = fieldsOfFile(arrival.settled.planned, arrival.order);
  const done = saysAnew(content, incoming, arrival.order) ? await doneForOrder(act.database, act.db, orderId) : NOT_ASKED;
  const stored: StoredOrder = { ...content, ...done };
  const plan = planReimport(stored, incoming, arrival.order);
  const kept = keptOf(fieldsOfStored(stored), incoming, plan.taken, arrival.order);
  const settled = settledAgain(stored, kept, arrival, shop);
  const missing = await missingOf(act.db, stored, incoming, { arrival, settled, taken: plan.taken }, shop);
  const isPaid = missing.paidMinor > 0 || missing.refundedMinor > 0;
  const said = { saidAt: arrival.order.saidAt, saidBy: arrival.profile };
  const age = ageOf(known, said);
  if (age !== 'current') return leaveAsItIs(act, stored, plan, age, { ...arrival, incoming, missing });
  const unpriced = plan.cancel ? undefined : newlyPaidUnpriced(act, stored, { ...arrival, settled });
  const isRenumbered = hasNewNumber(known, arrival.order);
  keepFormer(
    act.database,
    arrival.batchId,
    orderId,
    plan.outcome !== 'unchanged' || plan.agreed.length > 0 || isPaid || unpriced !== undefined || isRenumbered,
  );
  if (isRenumbered) renumber(act.database, orderId, arrival.order.externalId, act.at);
  const isReopened = await takeFields(act, stored, plan, settled);
  if (plan.cancel) await cancel(act, stored);
  if (plan.withholds) await addWithheld(act.database, act.db, stored, arrival.settled.planned.lines);
  const late = saidOf(plan.refused, incoming);
  const isAgreed = await followConflicts(act, orderId, plan, late);
  for (const [field, value] of saidOf(plan.noted, incoming)) late.set(field, value);
  if (plan.taken.includes(HOLDS)) late.set(HOLDS, plan.holdsSaid);
  await rememberChannelValues(act.db, orderId, late);
  if (unpriced !== undefined) await rememberPaid(act, orderId, arrival.batchId, unpriced);
  book(act, orderId, arrival.batchId, saidPayments({ ...arrival, settled }, act.on, missing, act.settings));
  const isSettled = await liftUndated(act, stored.order, arrival.order.saidAt);
  const isHeld = await holdAsSaid(act, stored.order, plan, arrival.order.holds);
  const split = await tellSplitOff({ ...act, batchId: arrival.batchId }, stored, plan, { incoming, holds: arrival.order.holds });
  noteSource(act.database, orderId, { fileId: arrival.fileId, ...arrival.order, ...(said.saidAt === null ? { saidAt, saidBy } : said) });
  const outcome = plan.outcome === 'unchanged' && (isPaid || isRenumbered) ? 'updated' : plan.outcome;
  if (outcome !== 'unchanged') {
    const taken = [...(isRenumbered ? ['number'] : []), ...plan.taken, ...(plan.cancel ? ['state'] : []), ...(isPaid ? ['payment'] : [])];
    const fields = { ...(taken.length > 0 && { taken }), ...(plan.refused.length > 0 && { refused: plan.refused }) };
    await recordEvent(act.db, { ...act, batchId: arrival.batchId }, 'order', orderId, outcome, fields);
  }
  const changed =
    outcome !== 'unchanged' || isSettled || isAgreed
      ? { orderId, isLookedOver: changesOrder(plan) || (isPaid && plan.outcome === 'conflict') }
      : null;
  const { refused, isShippedElsewhere } = plan;
  const givenBackMinor = missing.isInferred ? missing.refundedMinor : 0;
  const { history: isHistory } = stored.order;
  const missingLines = plan.taken.includes(HOLDS) ? (arrival.order.holds.find(({ code }) => code === MISSING_HOLD)?.reason ?? null) : null;
  return { outcome, age, refused, split, isShippedElsewhere, missingLines, isReopened, givenBackMinor, isHistory, isHeld, changed };
}

/** Whether its channel calls it by another number now. A file that has only the one that stays may be older. */
function hasNewNumber(known: KnownOrder, { externalId, lastingId }: FileOrder): boolean {
  return lastingId !== null && externalId !== known.externalId && externalId !== lastingId;
}

/** What the channel says of these fields. */
function saidOf(fields: readonly string[], incoming: Fields): Fields {
  return new Map(fields.map((field) => [field, field === 'state' ? 'cancelled' : (incoming.get(field) ?? null)]));
}

/** Nothing is taken. Where nobody knows which of the two is newer, the order waits for somebody to tell. */
async function leaveAsItIs(
  act: Act,
  stored: StoredOrder,
  { taken, refused, cancel, holdsSaid }: ReimportPlan,
  age: CameAgain['age'],
  { batchId, order: { saidAt }, incoming, missing }: Arrival & { readonly incoming: Fields; readonly missing: MissingMoney },
): Promise<CameAgain> {
  const { order } = stored;
  const said = saidOf([...taken, ...refused, ...(cancel ? ['state'] : [])], incoming);
  if (said.has(HOLDS)) said.set(HOLDS, holdsSaid);
  if (missing.paidMinor > 0 || missing.refundedMinor > 0)
    said.set('payment', String(order.paidMinor + missing.paidMinor - order.refundedMinor - missing.refundedMinor));
  const fields = [...said.keys()];
  const isInDoubt = age === 'undated' && fields.length > 0;
  if (isInDoubt) {
    keepFormer(act.database, batchId, order.id, true);
    await noteConflicts(act.db, order.id, said, 'undated');
    await holdFor(act, order, UNDATED_HOLD, fields);
    await recordEvent(act.db, { ...act, batchId }, 'order', order.id, 'conflict', { refused: fields });
  }
  if (isInDoubt || (age === 'older' && (await liftUndated(act, order, saidAt)))) await refresh(act, order);
  return {
    outcome: isInDoubt ? 'conflict' : 'unchanged',
    age: fields.length > 0 ? age : 'current',
    refused: isInDoubt ? fields : [],
    split: NO_SPLIT,
    isShippedElsewhere: false,
    missingLines: null,
    isReopened: false,
    givenBackMinor: 0,
    isHistory: order.history,
    isHeld: (await openHolds(act.db, order.id)).length > 0,
    changed: null,
  };
}

/**
 * What is known of an order is said again by a file that was exported later: it is of that time now, and nobody has to tell
 * any more which of two exports is newer. Returns how many holds the order has then.
 */
export async function dateAnew(act: Act, known: KnownOrder, said: Said): Promise<number> {
  if (said.saidAt === null || said.saidAt <= (known.saidAt ?? '')) return known.holdCount;
  noteSaid(act.database, known.id, said);
  return (await liftUndated(act, known, said.saidAt)) ? (await refresh(act, known)).holdCount : known.holdCount;
}

/** It has come with its age: nobody has to tell any more. Returns whether that held the order. */
async function liftUndated(act: Act, { id, holdCount }: Pick<Order, 'id' | 'holdCount'>, saidAt: string | null): Promise<boolean> {
  if (saidAt === null) return false;
  await dropUndated(act.db, id);
  return holdCount > 0 && (await releaseHolds(act.db, id, act, [UNDATED_HOLD])).length > 0;
}

/** Whether more than the channel's words is taken. */
function changesOrder({ taken, cancel }: ReimportPlan): boolean {
  return !cancel && taken.some((field) => !alwaysTaken.has(field));
}

/** Fields without which goods, money and lines stay as they are. */
function changesLines({ taken }: ReimportPlan): boolean {
  return taken.some((field) => /^line(?!\d+\.ship-to)|^(currency|discount|shipping|total)$/.test(field));
}

/** Returns whether a confirmed order is new again, since what it orders has changed. */
async function takeFields(act: Act, stored: StoredOrder, plan: ReimportPlan, settled: SettledOrder): Promise<boolean> {
  if (!changesOrder(plan)) {
    if (plan.taken.length > 0) writeChannelWords(act.database, stored, settled.planned.draft);
    return false;
  }
  const isReopened = changesLines(plan) && stored.order.state === 'confirmed';
  if (isReopened) {
    const { productIds } = await releaseOrder(act, stored.order);
    await updateOrderState(act.db, stored.order.id, 'new', act.at);
    await serveWaiting(act, productIds);
  }
  await rewriteOrder(act.database, act.db, stored, settled, businessDate(settled.planned.draft.orderedAt, act.settings['time-zone']));
  return isReopened;
}

/** What was promised is free again. */
async function cancel(act: Act, { order }: StoredOrder): Promise<void> {
  const { productIds } = await releaseOrder(act, order);
  await updateOrderState(act.db, order.id, 'cancelled', act.at);
  await serveWaiting(act, productIds);
  await insertCancellation(act.db, order.id, 'channel', act.actor, act.at);
}

/** What was taken of orders that came again shows in their problems and axes: of many at once, before anybody reads them. */
export async function settleOrders(act: Act, changed: readonly ChangedOrder[]): Promise<void> {
  if (changed.length === 0) return;
  // what was paid is looked over as the orders' rows have it
  const current = await refreshAll(
    act,
    changed.map(({ orderId }) => orderId),
  );
  await lookOver(
    act,
    changed.flatMap(({ orderId, isLookedOver }) => (isLookedOver ? [current.get(orderId) as Order] : [])),
  );
  for (const order of current.values()) {
    if (!order.history) continue;
    const sums = await sumsOfOrder(act.db, order.id);
    await writePaymentState(act.db, order.id, deriveAxes(order, sums, act.settings['invoice-rule'] as InvoiceRule).paymentState);
  }
}

async function lookOver(act: Act, orders: readonly Order[]): Promise<void> {
  const open = orders.filter(({ history, state }) => !history && state !== 'cancelled');
  if (open.length === 0) return;
  await checkOrders(act, open, await lookAround(act.db, act.settings, open));
}
