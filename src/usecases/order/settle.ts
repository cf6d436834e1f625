// An order after a change: promises, problems, holds and axes in line with what it now is.
import { exponentOf } from '../../domain/currency.ts';
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { missingOf, type Order, owedMinor } from '../../domain/order/order.ts';
import type { Problem } from '../../domain/order/problem.ts';
import type { Served } from '../../domain/order/served.ts';
import { type ProblemView, problemView } from '../../domain/order/show.ts';
import { writeBackorders } from '../../store/backorder.ts';
import { demandOfOrders } from '../../store/demand.ts';
import { recordEvent } from '../../store/event.ts';
import { APPROVAL, openHolds } from '../../store/hold.ts';
import type { Act } from '../shop.ts';
import { findAndKeep } from './check.ts';
import { releaseExcess } from './excess.ts';
import { weighPrepayment } from './prepayment.ts';
import { refresh } from './refresh.ts';
import { type Released, reserveOrder } from './reserve.ts';
import { serveWaiting } from './serve.ts';

/** What a change of an order came to; amounts in minor units of its currency. */
export interface SettledChange {
  readonly totalMinor: number;
  readonly refundMinor: number;
  readonly owedMinor: number;
  readonly currency: string;
  readonly exponent: number;
  readonly released: number;
  readonly reserved: number;
  readonly backordered: number;
  readonly served: readonly Served[];
  readonly errors: number;
  readonly warnings: number;
  /** Holds until it is paid: come back, and lifted. */
  readonly heldAgain: readonly string[];
  readonly unheld: readonly string[];
  /** What is wrong with it now, errors and warnings. */
  readonly problems: readonly ProblemView[];
  /** It waits for an approval that it did not wait for before. */
  readonly needsApproval: boolean;
}

/**
 * Records the change, and brings stock, problems, holds and axes in line with it; `before` is the order as it was,
 * `freed` what the change has freed already.
 * Refuses `order-edit-errors` where a confirmed order would be left with more errors than it had.
 */
export async function settleChange(
  act: Act,
  before: Order,
  action: string,
  fields: Readonly<Record<string, unknown>>,
  freed: Released = { quantity: 0, productIds: [] },
): Promise<SettledChange> {
  const had = await hasPromises(act, before);
  const heldBefore = await openHolds(act.db, before.id);
  await recordEvent(act.db, act, 'order', before.id, action, fields);
  const { quantity: released, productIds } = await releaseExcess(act, before.id, freed);
  const problems = await findAndKeep(act, await refresh(act, before));
  refuseErrors(before, problems);
  // what is asked for now may have to be approved or paid first
  const weighed = await weighPrepayment(act, await refresh(act, before));
  const added = await promiseMore(act, await refresh(act, before), had);
  const order = await refresh(act, before);
  const served = [...(await serveWaiting(act, productIds)), ...(weighed.served ?? [])];
  const { currency, totalMinor, errorCount, warningCount } = order;
  const owed = owedMinor(order);
  return {
    totalMinor,
    refundMinor: Math.max(0, -owed),
    owedMinor: Math.max(0, owed),
    currency,
    exponent: exponentOf(currency),
    released,
    ...added,
    served,
    errors: errorCount,
    warnings: warningCount,
    heldAgain: weighed.held,
    unheld: weighed.released,
    problems: problems.map(problemView),
    needsApproval: !heldBefore.includes(APPROVAL) && (await openHolds(act.db, before.id)).includes(APPROVAL),
  };
}

/** A confirmed order, and each part of it, stays one that may be confirmed: errors it had before are no news. */
export function refuseErrors(before: Order, problems: readonly Problem[]): void {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (before.state !== 'confirmed' || errors.length <= before.errorCount) return;
  throw new OmsError('order-edit-errors', { id: formatId('order', before.id), problems: [...new Set(errors.map(({ code }) => code))] });
}

/** Whether anything is promised to it, or waits to be. Who lacks nothing any more, or has no goods left, waits no longer. */
async function hasPromises(act: Act, { id }: Order): Promise<boolean> {
  const [demand] = await demandOfOrders(act.db, [id]);
  const isWhole = !demand || (demand.isWaiting && demand.lines.every((line) => missingOf(line) === 0));
  if (isWhole) writeBackorders(act.database, [], [id], act.at);
  return demand !== undefined && (demand.isWaiting || demand.lines.some(({ reserved }) => reserved > 0));
}

/**
 * A confirmed order gets what it lacks now, where it would have got it when it was confirmed, or has got some by command;
 * one that is held gets it when it may go on.
 */
export async function promiseMore(
  act: Act,
  { id, state, holdCount }: Order,
  had: boolean,
): Promise<{ reserved: number; backordered: number }> {
  const none = { reserved: 0, backordered: 0 };
  if (state !== 'confirmed' || (act.settings['reserve-on'] === 'command' && !had)) return none;
  if (holdCount > 0) {
    const [demand] = await demandOfOrders(act.db, [id]);
    if (demand?.lines.some((line) => missingOf(line) > 0)) writeBackorders(act.database, [id], [], act.at);
    return none;
  }
  const { added: reserved, backordered } = await reserveOrder(act, { id });
  return { reserved, backordered };
}
