// Orders that need somebody's approval: held until all whom the rules name have given it, and again when what they had
// looked at is no longer so.
import { lineAmountMinor } from '../../domain/money.ts';
import {
  type ApprovalRule,
  asksFor,
  type Decision,
  isChangedSince,
  type JudgedOrder,
  type Standing,
  seenBy,
  standingOf,
} from '../../domain/order/approval.ts';
import type { Order, OrderLine } from '../../domain/order/order.ts';
import { decisionsOf, firstOrders, happenedTo, listRules, rulesMade } from '../../store/approval.ts';
import type { Handle } from '../../store/database.ts';
import { recordEvent } from '../../store/event.ts';
import { APPROVAL, insertHold, openHolds, REJECTED, releaseHolds } from '../../store/hold.ts';
import { linesOfOrders } from '../../store/order.ts';
import { partiesById } from '../../store/validation.ts';
import type { Act } from '../shop.ts';

/** Where orders stand by the rules that ask for them, by order; those that no rule asks for are left out. */
export async function standingsOf(db: Handle, shopCountry: string, orders: readonly Order[]): Promise<Map<number, Standing[]>> {
  const rules = await listRules(db);
  if (rules.length === 0) return new Map();
  const decisions = await decisionsOf(
    db,
    orders.map(({ id }) => id),
  );
  const judged = await judge(db, orders);
  const asking = orders.map((order) => ({ order, rules: rules.filter((rule) => asksFor(rule, judged(order), shopCountry)) }));
  const mayAsk = await askers(
    db,
    asking.filter((one) => one.rules.length > 0).map(({ order }) => order),
    decisions,
  );
  return new Map(
    asking.flatMap(({ order, rules: asked }) => {
      const standings = asked
        .filter((rule) => mayAsk(order, rule))
        .map((rule) => standingOf(rule, seenBy(rule, judged(order)), decisions.get(order.id) ?? []));
      return standings.length === 0 ? [] : [[order.id, standings] as const];
    }),
  );
}

/** What was confirmed before there was a rule needs no approval by it, until it is changed in what the rule looks at. */
async function askers(
  db: Handle,
  orders: readonly Order[],
  decisions: ReadonlyMap<number, readonly Decision[]>,
): Promise<(order: Order, rule: ApprovalRule) => boolean> {
  const confirmed = orders.filter(({ state }) => state === 'confirmed').map(({ id }) => id);
  const happened = await happenedTo(db, confirmed);
  const made = confirmed.length > 0 ? await rulesMade(db) : new Map<number, number>();
  return ({ id, state }, rule) =>
    state === 'new' ||
    (state === 'confirmed' &&
      ((decisions.get(id) ?? []).some(({ ruleId }) => ruleId === rule.id) ||
        isChangedSince(rule, made.get(rule.id) ?? 0, happened.get(id) ?? [])));
}

/** What the rules look at, read for many orders at once. */
export async function judge(db: Handle, orders: readonly Order[]): Promise<(order: Order) => JudgedOrder> {
  const lines = await linesOfOrders(
    db,
    orders.map(({ id }) => id),
  );
  const parties = await partiesById(
    db,
    orders.flatMap(({ shipPartyId }) => shipPartyId ?? []),
  );
  const first = await firstOrders(db, [...new Set(orders.flatMap(({ customerId }) => customerId ?? []))]);
  return (order) => ({
    totalMinor: order.totalMinor,
    currency: order.currency,
    ...discountOf(order, lines.get(order.id) ?? []),
    customerId: order.customerId,
    isFirst: order.customerId === null || (first.get(order.customerId) ?? order.id) >= order.id,
    country: parties.get(order.shipPartyId ?? 0)?.country ?? '',
    channel: order.channel,
  });
}

function discountOf({ currency, discountMinor }: Order, lines: readonly OrderLine[]): Pick<JudgedOrder, 'goodsMinor' | 'discountMinor'> {
  const amounts = lines.map((line) => lineAmountMinor(line.quantity - line.cancelledQuantity, line.unitPriceMicros, currency));
  return {
    goodsMinor: amounts.reduce((sum, amount) => sum + amount, 0),
    discountMinor: lines.reduce((sum, line) => sum + line.discountMinor, discountMinor),
  };
}

/** Brings the holds of orders in line with what the rules ask of them now. Returns the orders whose holds have changed. */
export async function weighApprovals(act: Act, orders: readonly Order[]): Promise<Set<number>> {
  const standings = await standingsOf(act.db, act.settings.country, orders);
  const changed = new Set<number>();
  for (const order of orders) {
    const own = standings.get(order.id) ?? [];
    if (own.length === 0 && order.holdCount === 0) continue;
    if (await holdAsNeeded(act, order, own)) changed.add(order.id);
  }
  return changed;
}

async function holdAsNeeded(act: Act, { id }: Order, standings: readonly Standing[]): Promise<boolean> {
  const open = standings.filter(({ state }) => state !== 'approved');
  const wanted = open.some(({ state }) => state === 'rejected') ? REJECTED : open.length > 0 ? APPROVAL : undefined;
  const held = await openHolds(act.db, id);
  const past = [APPROVAL, REJECTED].filter((code) => code !== wanted && held.includes(code));
  if (past.length > 0) {
    await releaseHolds(act.db, id, act, past);
    if (wanted === undefined) await recordEvent(act.db, act, 'order', id, 'approval-settled');
  }
  if (wanted === undefined || held.includes(wanted)) return past.length > 0;
  const rules = open.map(({ rule }) => rule.name);
  await insertHold(act.db, { orderId: id, code: wanted, reason: rules.join(', '), actor: act.actor, at: act.at });
  if (wanted === APPROVAL) await recordEvent(act.db, act, 'order', id, 'approval-asked', { rules });
  return true;
}
