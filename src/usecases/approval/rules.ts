// Rules of approval: added, changed, ended. Their name is the key: the same again is `unchanged`.
import { OmsError } from '../../domain/error.ts';
import { type ApprovalRule, type ApprovalRuleView, ruleView } from '../../domain/order/approval.ts';
import { type ActResult, actResult } from '../../domain/result.ts';
import { findRule, heldBy, insertRule, listRules, updateRule } from '../../store/approval.ts';
import type { Handle } from '../../store/database.ts';
import { recordEvent } from '../../store/event.ts';
import { APPROVAL, REJECTED } from '../../store/hold.ts';
import { ordersById } from '../../store/order.ts';
import { standingsOf, weighApprovals } from '../order/approval.ts';
import { refresh } from '../order/refresh.ts';
import { serveOrder } from '../order/serve.ts';
import { type Act, need, read, type Shop, type WriteOptions, write } from '../shop.ts';

/** What a rule is to be; what is left out stays as it is, or is not looked at. */
export type RuleDraft = Partial<Omit<ApprovalRule, 'id' | 'name' | 'endedAt'>>;

const nothing = { overMinor: null, discountPercent: null, newCustomer: false, countries: null, channel: null, approvers: [[]] };

/** Adds a rule; one that had ended holds again. Another under this name is refused with `approval-exists`. */
export function addRule(shop: Shop, name: string, draft: RuleDraft, options: WriteOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    const wanted = { ...nothing, currency: act.settings.currency, ...draft, name: need(name, 'name') };
    const current = await findRule(act.db, wanted.name);
    if (current?.endedAt === null) {
      if (changedFields(current, wanted).length > 0) throw new OmsError('approval-exists', { rule: current.name });
      return actResult([{ id: current.name, outcome: 'unchanged' }]);
    }
    const id = current?.id ?? (await insertRule(act.db, wanted, act));
    if (current) await updateRule(act.db, { ...wanted, id, endedAt: null }, act.at);
    await recordEvent(act.db, act, 'approval', id, 'added');
    return actResult([{ id: wanted.name, outcome: 'added' }]);
  });
}

/** Changes a rule; orders that wait for it are weighed anew. Refuses `approval-unknown`. */
export function editRule(shop: Shop, name: string, draft: RuleDraft, options: WriteOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    const current = await ruleNamed(act.db, name);
    const wanted = { ...current, ...draft };
    const fields = changedFields(current, wanted);
    if (fields.length === 0) return actResult([{ id: current.name, outcome: 'unchanged' }]);
    await updateRule(act.db, wanted, act.at);
    await recordEvent(act.db, act, 'approval', current.id, 'edited', { fields });
    return actResult([{ id: current.name, outcome: 'edited', fields, released: await weighHeld(act) }]);
  });
}

/** Ends a rule: orders that waited only for it may go on. Ended already: unchanged. Refuses `approval-unknown`. */
export function endRule(shop: Shop, name: string, options: WriteOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    const current = await ruleNamed(act.db, name);
    if (current.endedAt !== null) return actResult([{ id: current.name, outcome: 'unchanged' }]);
    await updateRule(act.db, { ...current, endedAt: act.at }, act.at);
    await recordEvent(act.db, act, 'approval', current.id, 'ended');
    return actResult([{ id: current.name, outcome: 'ended', released: await weighHeld(act) }]);
  });
}

const fieldNames: Readonly<Record<string, string>> = { overMinor: 'over', discountPercent: 'discount', newCustomer: 'new-customer' };

function changedFields(current: RuleDraft, wanted: RuleDraft): string[] {
  const fields = ['overMinor', 'discountPercent', 'newCustomer', 'countries', 'channel', 'approvers', 'currency'] as const;
  return fields
    .filter((field) => JSON.stringify(current[field]) !== JSON.stringify(wanted[field]))
    .map((field) => fieldNames[field] ?? field);
}

async function ruleNamed(db: Handle, name: string): Promise<ApprovalRule> {
  const rule = await findRule(db, name.trim());
  if (!rule) throw new OmsError('approval-unknown', { rule: name, known: (await listRules(db)).map((known) => known.name) });
  return rule;
}

/** Weighs the orders anew that wait for an approval. Returns how many may go on. */
async function weighHeld(act: Act): Promise<number> {
  const orders = [...(await ordersById(act.db, await heldBy(act.db, [APPROVAL, REJECTED]))).values()];
  const moved = await weighApprovals(act, orders);
  let released = 0;
  for (const id of moved) {
    const { holdCount } = await refresh(act, { id });
    if (holdCount > 0) continue;
    released += 1;
    await serveOrder(act, id);
  }
  return released;
}

/** By name, with how many orders wait for each. */
export function approvalRules(shop: Shop, query: { readonly ended?: boolean }): Promise<ApprovalRuleView[]> {
  return read(shop, async (db) => {
    const rules = await listRules(db, query);
    const orders = [...(await ordersById(db, await heldBy(db, [APPROVAL, REJECTED]))).values()];
    const standings = [...(await standingsOf(db, shop.settings.country, orders)).values()].flat();
    const waiting = (rule: ApprovalRule) => standings.filter((one) => one.rule.id === rule.id && one.state !== 'approved').length;
    return rules.map((rule) => ruleView(rule, waiting(rule)));
  });
}
