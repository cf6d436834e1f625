// What leads to the orders of a filter: the few that an index names, or the walk by date that finds many soon.
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { currenciesWithDecimals } from '../domain/currency.ts';
import type { OrderFilter } from '../domain/order/list.ts';
import type { Handle } from './database.ts';
import { isSameWord } from './product.ts';

/** A condition that SQLite does not look an index up for. */
type Condition = RawBuilder<SqlBool>;

/** Up to so many orders are sorted; of more, those of a page are found soon by walking from the newest. */
const FEW = 2000;

/** The few orders that have to be looked at. */
export interface Few {
  readonly ids: RawBuilder<number>;
  /** They are those with the filter's SKU: that need not be asked of each again, which costs more than all else. */
  readonly isOfSku: boolean;
}

interface Lead {
  readonly ids: RawBuilder<unknown>;
  readonly isOfSku: boolean;
}

/**
 * The orders that have to be looked at, where an index of one of the filter's conditions says that they are few;
 * undefined: walk. Asked of each condition, since SQLite does not count.
 */
export async function fewestOf(db: Handle, filter: OrderFilter): Promise<Few | undefined> {
  for (const { ids, isOfSku } of leadsOf(filter)) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from (${ids} limit ${FEW + 1})`.execute(db);
    if ((rows[0]?.n ?? 0) <= FEW) return { ids: sql<number>`(${ids})`, isOfSku };
  }
  return undefined;
}

/** For each condition that an index answers, the orders that it names; the predicate of a partial index word for word. */
function leadsOf(filter: OrderFilter): Lead[] {
  const { channel, customerId, sku, tags = [], problem, states, payment, fulfilment, returns, invoice } = filter;
  const leads: Lead[] = [];
  const lead = (table: string, column: string, condition: RawBuilder<unknown>) =>
    leads.push({ ids: sql`select ${sql.ref(column)} from ${sql.table(table)} where ${condition}`, isOfSku: false });
  if (customerId !== undefined) lead('sales_order', 'id', sql`customer_id = ${customerId}`);
  for (const tag of tags) lead('order_tag', 'order_id', sql`tag = ${tag}`);
  if (filter.tasks?.includes('conflicts')) lead('channel_conflict', 'order_id', sql`order_id > 0`);
  if (problem !== undefined) lead('problem', 'order_id', sql`code = ${problem}`);
  if (sku !== undefined) leads.push({ ids: sql`select order_id from (${withSku(sku)})`, isOfSku: true });
  if (channel !== undefined) lead('sales_order', 'id', sql`channel_id = ${channelNamed(channel)}`);
  for (const [axis, values, partial] of [
    ['state', states, openStates],
    ['state', states, cancelledState],
    ['payment_state', payment, rarePayments],
    ['fulfilment_state', fulfilment, rareFulfilments],
    ['return_state', returns, anyReturn],
    ['invoice_state', invoice, anyInvoice],
  ] as const) {
    const isCovered = values !== undefined && values.length > 0 && (values as readonly string[]).every((value) => partial.covers(value));
    if (isCovered) lead('sales_order', 'id', sql`${partial.predicate} and ${sql.ref(axis)} in (${sql.join(values)})`);
  }
  return leads;
}

interface PartialIndex {
  readonly predicate: RawBuilder<SqlBool>;
  covers(value: string): boolean;
}

const openStates: PartialIndex = {
  predicate: sql`state in ('new', 'confirmed')`,
  covers: (value) => value === 'new' || value === 'confirmed',
};
const cancelledState: PartialIndex = { predicate: sql`state = 'cancelled'`, covers: (value) => value === 'cancelled' };
const rarePayments: PartialIndex = { predicate: sql`payment_state <> 'paid'`, covers: (value) => value !== 'paid' };
const rareFulfilments: PartialIndex = {
  predicate: sql`fulfilment_state <> 'unreserved' and fulfilment_state <> 'delivered'`,
  covers: (value) => value !== 'unreserved' && value !== 'delivered',
};
const anyReturn: PartialIndex = { predicate: sql`return_state <> 'none'`, covers: (value) => value !== 'none' };
const anyInvoice: PartialIndex = { predicate: sql`invoice_state <> 'none'`, covers: (value) => value !== 'none' };

function channelNamed(name: string) {
  return sql`(select id from channel where name = ${name})`;
}

/** By the product where the SKU is known, and by the code as it came in where it is not. */
function withSku(sku: string) {
  return sql`select order_id from order_line where product_id = (select id from product where sku = ${sku})
    union select order_id from order_line where product_id is null and sku = ${sku}`;
}

export function ofChannel(name: string): Condition {
  return sql`+sales_order.channel_id = ${channelNamed(name)}`;
}

export function hasSku(sku: string): Condition {
  return sql`exists (select 1 from order_line where order_line.order_id = sales_order.id
    and ((+order_line.product_id is null and order_line.sku = ${sku})
      or +order_line.product_id = (select id from product where sku = ${sku})))`;
}

/** What a list can be asked besides states, dates and people. */
export function furtherConditions(filter: OrderFilter): Condition[] {
  const { tags = [], country, carrier, currency, leastMicros, mostMicros, problem, overdueOn } = filter;
  const conditions = tags.map(
    (tag): Condition => sql`exists (select 1 from order_tag where order_tag.order_id = sales_order.id and order_tag.tag = ${tag})`,
  );
  const add = (value: unknown, condition: Condition) => value !== undefined && conditions.push(condition);
  add(country, sql`exists (select 1 from party where party.id = sales_order.ship_party_id and party.country = ${country})`);
  add(
    carrier,
    sql`(exists (select 1 from shipment where ${isSent} and ${isSameWord('shipment.carrier', carrier ?? '')})
      or (not exists (select 1 from shipment where ${isSent})
        and exists (select 1 from order_terms where order_terms.order_id = sales_order.id
          and ${isSameWord('order_terms.carrier', carrier ?? '')})))`,
  );
  add(currency, sql`sales_order.currency = ${currency}`);
  add(leastMicros, sql`${totalMicros} >= ${leastMicros}`);
  add(mostMicros, sql`${totalMicros} <= ${mostMicros}`);
  add(problem, sql`exists (select 1 from problem where problem.order_id = sales_order.id and problem.code = ${problem})`);
  add(overdueOn, isOverdue(overdueOn));
  return conditions;
}

const isSent = sql`shipment.order_id = sales_order.id and shipment.state <> 'cancelled'`;

const decimals = (places: number) => sql`sales_order.currency in (${sql.join(currenciesWithDecimals(places))})`;

/** The total in millionths of its currency: an amount is compared whatever the currency has behind the point. */
const totalMicros = sql<number>`(sales_order.total_minor * case when ${decimals(0)} then 1000000 when ${decimals(3)} then 1000
  when ${decimals(4)} then 100 else 10000 end)`;

function isOverdue(day: string | undefined): Condition {
  return sql`(sales_order.state in ('new', 'confirmed') and sales_order.history = 0
    and sales_order.total_minor - sales_order.credited_minor - sales_order.uncredited_minor
      - sales_order.paid_minor + sales_order.refunded_minor > 0
    and exists (select 1 from invoice_line join invoice on invoice.id = invoice_line.invoice_id
      where invoice_line.order_id = sales_order.id and invoice.kind = 'invoice' and invoice.due_on < ${day}))`;
}

/** What a list is sorted by; `isFew`: the few are sorted, and no index is walked for their order. */
export function orderKeys({ ids, sort, reverse = false }: OrderFilter, isFew: boolean): { key: RawBuilder<unknown>; isDown: boolean }[] {
  const column = (name: string) => (isFew ? sql`+${sql.ref(`sales_order.${name}`)}` : sql`${sql.ref(`sales_order.${name}`)}`);
  const by = sort ?? (ids === undefined ? 'date' : 'entry');
  const names = {
    entry: column('id'),
    date: column('ordered_on'),
    number: column('number'),
    total: totalMicros,
    customer: sql`customer_name`,
  };
  const isDown = (by === 'date' || by === 'entry' || by === 'total') !== reverse;
  // among equals the newest comes first, but for dates, which are walked as their index lies
  return [
    { key: names[by], isDown },
    { key: column('id'), isDown: by !== 'date' || isDown },
  ];
}
