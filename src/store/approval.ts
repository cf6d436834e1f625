// Rules of approval and what was decided by them.
import type { Selectable } from 'kysely';
import { groupBy } from '../domain/group.ts';
import type { ApprovalRule, Decision, Happening } from '../domain/order/approval.ts';
import { among } from './among.ts';
import type { Handle } from './database.ts';
import { listEvents } from './event.ts';
import type { ApprovalRuleTable, ApprovalTable } from './schema.ts';

function toRule(row: Selectable<ApprovalRuleTable>): ApprovalRule {
  return {
    id: row.id,
    name: row.name,
    overMinor: row.over_minor,
    currency: row.currency,
    discountPercent: row.discount_percent,
    newCustomer: row.new_customer === 1,
    countries: row.countries === null ? null : row.countries.split(','),
    channel: row.channel,
    approvers: JSON.parse(row.approvers) as string[][],
    endedAt: row.ended_at,
  };
}

/** By name; ended ones only where they are asked for. */
export async function listRules(db: Handle, { ended = false }: { readonly ended?: boolean } = {}): Promise<ApprovalRule[]> {
  let query = db.selectFrom('approval_rule').selectAll().orderBy('name');
  if (!ended) query = query.where('ended_at', 'is', null);
  return (await query.execute()).map(toRule);
}

export async function findRule(db: Handle, name: string): Promise<ApprovalRule | undefined> {
  const row = await db.selectFrom('approval_rule').selectAll().where('name', '=', name).executeTakeFirst();
  return row && toRule(row);
}

type RuleFields = Omit<ApprovalRule, 'id' | 'endedAt'>;

function toRow(rule: RuleFields) {
  return {
    name: rule.name,
    over_minor: rule.overMinor,
    currency: rule.currency,
    discount_percent: rule.discountPercent,
    new_customer: rule.newCustomer ? 1 : 0,
    countries: rule.countries === null ? null : rule.countries.join(','),
    channel: rule.channel,
    approvers: JSON.stringify(rule.approvers),
  };
}

export async function insertRule(db: Handle, rule: RuleFields, by: { readonly actor: string; readonly at: string }): Promise<number> {
  const { id } = await db
    .insertInto('approval_rule')
    .values({ ...toRow(rule), actor: by.actor, created_at: by.at, updated_at: by.at })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** As it is from now on; `endedAt` null: it holds. */
export async function updateRule(db: Handle, { id, endedAt, ...rule }: ApprovalRule, at: string): Promise<void> {
  await db
    .updateTable('approval_rule')
    .set({ ...toRow(rule), ended_at: endedAt, updated_at: at })
    .where('id', '=', id)
    .execute();
}

function toDecision(row: Selectable<ApprovalTable>): Decision {
  const { rule_id: ruleId, decision, actor, note, at, seen } = row;
  return { ruleId, decision, actor, note, at, seen };
}

/** What was decided of these orders, by order, oldest first. */
export async function decisionsOf(db: Handle, orderIds: readonly number[]): Promise<Map<number, Decision[]>> {
  const rows = await db.selectFrom('approval').selectAll().where('order_id', 'in', among(orderIds)).orderBy('id').execute();
  return groupBy(rows, (row) => row.order_id, toDecision);
}

export async function insertDecision(db: Handle, orderId: number, { ruleId, ...decision }: Decision): Promise<void> {
  await db
    .insertInto('approval')
    .values({ order_id: orderId, rule_id: ruleId, ...decision })
    .execute();
}

/** What has happened to these orders, by order, oldest first. */
export async function happenedTo(db: Handle, orderIds: readonly number[]): Promise<Map<number, Happening[]>> {
  const happened = new Map<number, Happening[]>();
  for (const orderId of orderIds) {
    const events = await listEvents(db, 'order', orderId);
    happened.set(
      orderId,
      events.map(({ id, action, fields }) => {
        const said = JSON.parse(fields) as { fields?: string[]; taken?: string[] };
        return { id, action, fields: said.fields ?? said.taken ?? [] };
      }),
    );
  }
  return happened;
}

/** When each rule was made, or made to hold again: the number of that event, by rule. */
export async function rulesMade(db: Handle): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('event')
    .select(['entity_id', ({ fn }) => fn.max('id').as('last')])
    .where('entity_kind', '=', 'approval')
    .where('action', '=', 'added')
    .groupBy('entity_id')
    .execute();
  return new Map(rows.map(({ entity_id, last }) => [entity_id, last]));
}

/** The first order of each of these customers that was not cancelled. */
export async function firstOrders(db: Handle, customerIds: readonly number[]): Promise<Map<number, number>> {
  if (customerIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('sales_order')
    .select(['customer_id', ({ fn }) => fn.min('id').as('first')])
    .where('customer_id', 'in', among(customerIds))
    .where('state', '<>', 'cancelled')
    .groupBy('customer_id')
    .execute();
  return new Map(rows.map((row) => [row.customer_id as number, row.first]));
}

/** Orders that an open hold of one of these codes keeps, by number. */
export async function heldBy(db: Handle, codes: readonly string[]): Promise<number[]> {
  const rows = await db
    .selectFrom('hold')
    .innerJoin('sales_order', 'sales_order.id', 'hold.order_id')
    .select('hold.order_id')
    .distinct()
    .where('hold.released_at', 'is', null)
    .where('hold.code', 'in', codes)
    .where('sales_order.state', 'in', ['new', 'confirmed'])
    .orderBy('hold.order_id')
    .execute();
  return rows.map(({ order_id }) => order_id);
}
