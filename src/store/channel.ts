// Channels: named accounts where orders come from.
import { sql } from 'kysely';
import type { ChannelView } from '../domain/channel.ts';
import type { InvoiceRule } from '../domain/order/axes.ts';
import { settingSpecs } from '../domain/settings.ts';
import type { Handle } from './database.ts';

/** When an order wants an invoice where its channel has no rule of its own. */
const shopsRule = sql<InvoiceRule>`coalesce((select value from setting where key = 'invoice-rule'), ${settingSpecs['invoice-rule'].default})`;

/**
 * When an order of `sales_order` wants an invoice: by its channel's rule, else by the shop's. One that a deposit was asked
 * for is invoiced by what has left, whatever the rule: else its final invoice would follow at once.
 */
export const invoiceRule = sql<InvoiceRule>`case when exists (select 1 from invoice_line where order_id = sales_order.id and kind = 'deposit')
  then 'on-shipping' else coalesce((select invoice_rule from channel where channel.id = sales_order.channel_id), ${shopsRule}) end`;

/** As {@link invoiceRule}. */
export async function invoiceRuleOfOrder(db: Handle, orderId: number): Promise<InvoiceRule> {
  const query = db.selectFrom('sales_order').select(invoiceRule.as('rule')).where('id', '=', orderId);
  return (await query.executeTakeFirstOrThrow()).rule;
}

/** When the orders of a channel want an invoice. */
export async function invoiceRuleOf(db: Handle, channelId: number): Promise<InvoiceRule> {
  const { rows } = await sql<{ rule: InvoiceRule }>`
    select coalesce((select invoice_rule from channel where id = ${channelId}), ${shopsRule}) as rule`.execute(db);
  return (rows[0] as { rule: InvoiceRule }).rule;
}

/** As {@link invoiceRuleOf} for every channel at once. */
export async function invoiceRulesOf(db: Handle): Promise<(channelId: number) => InvoiceRule> {
  const rows = await db
    .selectFrom('channel')
    .select(['id', sql<InvoiceRule>`coalesce(invoice_rule, ${shopsRule})`.as('rule')])
    .execute();
  const rules = new Map(rows.map(({ id, rule }) => [id, rule]));
  return (channelId) => rules.get(channelId) ?? 'always';
}

/** Every channel with the rule that holds for it, by name. */
export async function listChannels(db: Handle): Promise<ChannelView[]> {
  const rows = await db
    .selectFrom('channel')
    .select(['name', 'profile', 'invoice_rule', sql<InvoiceRule>`coalesce(invoice_rule, ${shopsRule})`.as('rule')])
    .orderBy('name')
    .execute();
  return rows.map(({ name, profile, invoice_rule, rule }) => ({
    channel: name,
    profile,
    invoiceRule: rule,
    origin: invoice_rule === null ? 'shop' : 'channel',
  }));
}

/** Gives a channel a rule of its own; null: the shop's holds again. */
export async function writeInvoiceRule(db: Handle, channelId: number, rule: InvoiceRule | null): Promise<void> {
  await db.updateTable('channel').set({ invoice_rule: rule }).where('id', '=', channelId).execute();
}

/**
 * Orders that may be completed, or no longer be, where another rule says when they want an invoice: those of a channel, or
 * of all that have no rule of their own.
 */
export async function ordersUnderRule(db: Handle, channelId: number | undefined): Promise<number[]> {
  const rows = await db
    .selectFrom('sales_order')
    .innerJoin('channel', 'channel.id', 'sales_order.channel_id')
    .select('sales_order.id')
    .where('sales_order.state', 'in', ['confirmed', 'completed'])
    .where('sales_order.fulfilment_state', 'in', ['shipped', 'delivered'])
    .where('sales_order.invoice_state', '<>', 'invoiced')
    .where('sales_order.history', '=', 0)
    .where((where) => (channelId === undefined ? where('channel.invoice_rule', 'is', null) : where('channel.id', '=', channelId)))
    .orderBy('sales_order.id')
    .execute();
  return rows.map(({ id }) => id);
}

/** The channel of that name; made at its first order. */
export async function channelNamed(db: Handle, name: string, at: string, profile?: string): Promise<number> {
  const known = await findChannel(db, name);
  if (known !== undefined) return known;
  return (
    await db
      .insertInto('channel')
      .values({ name, profile: profile ?? null, created_at: at })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id;
}

/** The channels whose files come in this format, by name. */
export async function channelsOfProfile(db: Handle, profile: string): Promise<string[]> {
  const rows = await db.selectFrom('channel').select('name').where('profile', '=', profile).orderBy('name').execute();
  return rows.map(({ name }) => name);
}

/** The channel of that name, if there is one. */
export async function findChannel(db: Handle, name: string): Promise<number | undefined> {
  return (await db.selectFrom('channel').select('id').where('name', '=', name).executeTakeFirst())?.id;
}
