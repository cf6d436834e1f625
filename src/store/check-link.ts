// Checking what rows say of each other: documents and their lines belong to one order, days are the days of their
// instants, sums beside documents are the sums of others.
import type { CheckedValue, WrongRow } from '../domain/check.ts';
import { fixedCodes, problemCodes } from '../domain/order/problem.ts';
import type { Database } from './database.ts';
import type { EntityKind } from './event.ts';

/** Rows that say other than their neighbours: `id`, `field`, what it `is_now` and what it `should` be. */
interface Link {
  readonly table: string;
  readonly rows: string;
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(', ');
}

/** A document's line is of the document's own order. */
function ofOneOrder(table: string, parent: string, key: string, letter: string): Link {
  return {
    table: parent,
    rows: `select '${letter}' || document.id as id, 'order_id' as field, 'O' || document.order_id as is_now, 'O' || order_line.order_id as should
      from ${table} as line join order_line on order_line.id = line.order_line_id join ${parent} as document on document.id = line.${key}
      where order_line.order_id <> document.order_id group by document.id`,
  };
}

/** What refers to a document is of the same order as the document. */
function ofSameOrder(table: string, column: string, parent: string, name: string): Link {
  return {
    table,
    rows: `select ${name} as id, '${column}' as field, parent.order_id as is_now, own.order_id as should
      from ${table} as own join ${parent} as parent on parent.id = own.${column} where parent.order_id <> own.order_id`,
  };
}

/** What a document names is of an order that it has lines of. */
function ofInvoicedOrder(column: string, parent: string): Link {
  return {
    table: 'invoice',
    rows: `select own.number as id, '${column}' as field, parent.order_id as is_now, (select min(order_id) from invoice_line where invoice_id = own.id) as should
      from invoice as own join ${parent} as parent on parent.id = own.${column}
      where parent.order_id not in (select order_id from invoice_line where invoice_id = own.id)`,
  };
}

/** A document's line is of the order of what it names. */
function ofLineOrder(column: string, parent: string): Link {
  return {
    table: 'invoice_line',
    rows: `select invoice.number || '/' || own.position as id, 'order_id' as field, own.order_id as is_now, parent.order_id as should
      from invoice_line as own join ${parent} as parent on parent.id = own.${column} join invoice on invoice.id = own.invoice_id
      where parent.order_id <> own.order_id`,
  };
}

/** A business date is that of its instant, in some time zone: the shop's may have been another then. */
function dayOf(table: string, day: string, instant: string, name = 'id'): Link {
  return {
    table,
    rows: `select ${name} as id, '${day}' as field, ${day} as is_now, substr(${instant}, 1, 10) as should from ${table}
      where ${day} <> substr(${instant}, 1, 10) and abs(julianday(${day}) - julianday(substr(${instant}, 1, 10))) > 1`,
  };
}

/** Nothing ends before it begins. */
function inOrder(table: string, first: string, last: string, name = 'id'): Link {
  return {
    table,
    rows: `select ${name} as id, '${last}' as field, ${last} as is_now, ${first} as should from ${table} where ${last} < ${first}`,
  };
}

/** The thing that an event tells of is there. What an undone batch brought is gone, and its events stay. */
function happenedTo(kind: string, table: string): Link {
  return {
    table: 'event',
    rows: `select event.id, 'entity_id' as field, entity_id as is_now, '${table}.id' as should from event
      where entity_kind = '${kind}' and not exists (select 1 from ${table} where ${table}.id = entity_id)
      and not exists (select 1 from event as gone where gone.entity_kind = '${kind}' and gone.entity_id = event.entity_id and gone.action = 'undone')`,
  };
}

/** Where the things are that events tell of. */
const kinds: Readonly<Record<Exclude<EntityKind, 'shop' | 'stock'>, string>> = {
  order: 'sales_order',
  product: 'product',
  customer: 'customer',
  shipment: 'shipment',
  invoice: 'invoice',
  return: 'goods_return',
  batch: 'batch',
  location: 'location',
  supplier: 'supplier',
  purchase: 'purchase',
  case: 'order_case',
  approval: 'approval_rule',
  print: 'print_job',
  promotion: 'promotion',
  channel: 'channel',
};

/** A document's row beside its snapshot. */
function inSnapshot(field: string, column = field, value = `json_extract(snapshot, '$.${field}')`): Link {
  return {
    table: 'invoice',
    rows: `select number as id, '${column}' as field, ${column} as is_now, ${value} as should from invoice
      where snapshot is not null and json_valid(snapshot) and ${column} is not ${value}`,
  };
}

/** A document's line beside the same in its snapshot. */
function inSnapshotLine(column: string, path: string): Link {
  return {
    table: 'invoice_line',
    rows: `select invoice.number || '/' || line.position as id, '${column}' as field, line.${column} as is_now, ${path} as should
      from invoice join json_each(invoice.snapshot, '$.lines') as said
      left join invoice_line as line on line.invoice_id = invoice.id and line.position = said.key + 1
      where invoice.snapshot is not null and json_valid(invoice.snapshot) and line.${column} is not ${path}`,
  };
}

const lineValue = (path: string) => `json_extract(said.value, '$.${path}')`;

const links: readonly Link[] = [
  ofOneOrder('shipment_line', 'shipment', 'shipment_id', 'S'),
  ofOneOrder('goods_return_line', 'goods_return', 'return_id', 'R'),
  ofInvoicedOrder('shipment_id', 'shipment'),
  ofInvoicedOrder('return_id', 'goods_return'),
  ofLineOrder('order_line_id', 'order_line'),
  ofLineOrder('original_line_id', 'invoice_line'),
  ofLineOrder('deposit_line_id', 'invoice_line'),
  ofSameOrder('payment', 'return_id', 'goods_return', `'P' || own.id`),
  ofSameOrder('problem', 'line_id', 'order_line', 'own.id'),
  ofSameOrder('order_line_party', 'order_line_id', 'order_line', 'own.order_line_id'),
  {
    table: 'shipment',
    rows: `select 'S' || own.id as id, 'state' as field, own.state as is_now, lead.state as should
      from shipment as own join shipment as lead on lead.id = own.with_id where own.state not in (lead.state, 'cancelled')`,
  },
  ofSameOrder('line_cancellation', 'order_line_id', 'order_line', 'own.id'),
  ofSameOrder('order_line_party', 'order_line_id', 'order_line', 'own.order_line_id'),
  {
    table: 'line_cancellation',
    rows: `select 'O' || line.order_id || '/' || line.position as id, 'quantity' as field, line.cancelled_quantity as is_now, sum(own.quantity) as should
      from line_cancellation as own join order_line as line on line.id = own.order_line_id
      group by line.id having min(sum(own.quantity), line.quantity) > line.cancelled_quantity or sum(own.quantity) < 0`,
  },
  {
    table: 'payment',
    rows: `select 'P' || payment.id as id, 'currency' as field, payment.currency as is_now, sales_order.currency as should
      from payment join sales_order on sales_order.id = payment.order_id where payment.currency <> sales_order.currency`,
  },
  {
    table: 'goods_return',
    rows: `select 'R' || id as id, 'refund_minor' as field, refund_minor as is_now, paid as should from (
        select goods_return.id, refund_minor, coalesce(sum(payment.amount_minor), 0) as paid
        from goods_return left join payment on payment.return_id = goods_return.id and payment.kind = 'refund' group by goods_return.id
      ) where refund_minor <> paid`,
  },
  {
    table: 'goods_return_line',
    rows: `select 'R' || return_id as id, 'resellable_quantity' as field, resellable as is_now, resellable - unavailable + held as should from (
        select return_id, sum(resellable_quantity) as resellable, sum((received_quantity - resellable_quantity) * coalesce((select sum(quantity) from order_line_part as part where part.order_line_id = line.order_line_id), 1)) as unavailable,
          (select coalesce(sum(movement.unavailable), 0) from movement where cause_kind = 'return' and cause_id = line.return_id) as held
        from goods_return_line as line join order_line on order_line.id = line.order_line_id where order_line.product_id is not null group by return_id
      ) where unavailable <> held`,
  },
  {
    table: 'number_series',
    rows: `select kind || ' ' || prefix || year as id, 'last_issued_on' as field, last_issued_on as is_now, issued as should from (
        select number_series.kind, prefix, year, last_issued_on, (select max(issued_on) from invoice where series_id = number_series.id) as issued from number_series
      ) where issued is not null and last_issued_on is not issued`,
  },
  {
    table: 'quarantine',
    rows: `select quarantine.id, 'batch_id' as field, 'B' || quarantine.batch_id as is_now, 'B' || batch_file.batch_id as should
      from quarantine join batch_file on batch_file.id = batch_file_id where batch_file.batch_id <> quarantine.batch_id`,
  },
  {
    table: 'quarantine',
    rows: `select quarantine.id, 'channel_id' as field, quarantine.channel_id as is_now, case when batch.records is null then 'a channel' end as should
      from quarantine join batch on batch.id = batch_id where (quarantine.channel_id is null) <> (batch.records is not null)`,
  },
  {
    table: 'invoice_line',
    rows: `select credit.number || '/' || line.position as id, 'order_line_id' as field, line.order_line_id as is_now, credited.order_line_id as should
      from invoice_line as line join invoice as credit on credit.id = line.invoice_id
      join invoice_line as credited on credited.id = line.original_line_id where line.order_line_id is not credited.order_line_id`,
  },
  {
    table: 'invoice',
    // of several invoices that it gives back, a note names the oldest
    rows: `select credit.number as id, 'original_id' as field, named.number as is_now, oldest.number as should
      from (select line.invoice_id, min(credited.invoice_id) as oldest_id from invoice_line as line
        join invoice_line as credited on credited.id = line.original_line_id group by line.invoice_id) as given
      join invoice as credit on credit.id = given.invoice_id join invoice as named on named.id = credit.original_id
      join invoice as oldest on oldest.id = given.oldest_id where named.id <> oldest.id`,
  },
  {
    table: 'print_job',
    rows: `select 'J' || id as id, 'files' as field, (select count(*) from print_file where job_id = print_job.id) as is_now,
      coalesce((select max(position) from print_file where job_id = print_job.id), 1) as should from print_job
      where is_now <> should`,
  },
  {
    table: 'print_job',
    rows: `select 'J' || id as id, 'documents' as field, 0 as is_now, 1 as should from print_job
      where not exists (select 1 from print_item where job_id = print_job.id)`,
  },
  {
    table: 'sscc_series',
    rows: `select extension || prefix as id, 'next' as field, next as is_now, given + 1 as should from (
        select extension, prefix, next, max(cast(substr(sscc, 2 + length(prefix), 16 - length(prefix)) as integer)) as given
        from sscc_series join parcel on substr(sscc, 1, 1 + length(prefix)) = extension || prefix group by extension, prefix
      ) where next <= given`,
  },
  {
    table: 'command_key',
    rows: `select key as id, 'command' as field, command as is_now, asked as should from (
        select key, command, iif(json_valid(fingerprint), json_extract(fingerprint, '$[0]'), null) as asked from command_key
      ) where command is not asked`,
  },
  {
    table: 'event',
    rows: `select id, 'entity_kind' as field, entity_kind as is_now, null as should from event
      where entity_kind not in (${[...Object.keys(kinds), 'shop', 'stock'].map((kind) => `'${kind}'`).join(', ')})`,
  },
  {
    table: 'event',
    rows: `select id, 'entity_id' as field, entity_id as is_now, 1 as should from event where entity_kind = 'shop' and entity_id <> 1`,
  },
  {
    table: 'customer',
    rows: `select 'C' || id as id, 'email_key' as field, email_key as is_now, lower(trim(email)) as should from customer
      where email_key is not null and email_key is not lower(trim(email)) and not coalesce(email, '') glob '*[^ -~]*'`,
  },
  {
    table: 'problem',
    // how severe the others are the shop decides, and what is waived is told as a warning
    rows: `select id, 'code' as field, code || ' (' || severity || ')' as is_now, null as should from problem
      where (code not in (${quoted(Object.keys(problemCodes))}) or (severity <> 'error' and code in (${quoted(fixedCodes)})))
        and not exists (select 1 from order_waiver where order_id = problem.order_id and code = problem.code)`,
  },
  ...Object.entries(kinds).map(([kind, table]) => happenedTo(kind, table)),
  dayOf('event', 'business_date', 'at'),
  dayOf('movement', 'business_date', 'at', `'M' || id`),
  dayOf('goods_return', 'business_date', 'at', `'R' || id`),
  dayOf('order_case', 'business_date', 'at', `'K' || id`),
  dayOf('purchase', 'business_date', 'created_at', `'U' || id`),
  dayOf('sales_order', 'ordered_on', 'ordered_at', `'O' || id`),
  dayOf('shipment', 'shipped_on', 'shipped_at', `'S' || id`),
  inOrder('sales_order', 'created_at', 'updated_at', `'O' || id`),
  inOrder('product', 'created_at', 'updated_at', 'sku'),
  inOrder('customer', 'created_at', 'updated_at', `'C' || id`),
  inOrder('shipment', 'created_at', 'updated_at', `'S' || id`),
  inOrder('purchase', 'created_at', 'updated_at', `'U' || id`),
  inOrder('purchase', 'business_date', 'sent_on', `'U' || id`),
  inOrder('supplier', 'created_at', 'updated_at', 'name'),
  inOrder('goods_return', 'business_date', 'received_on', `'R' || id`),
  inOrder('batch', 'started_at', 'finished_at', `'B' || id`),
  inOrder('hold', 'at', 'released_at'),
  inOrder('order_case', 'at', 'closed_at', `'K' || id`),
  inOrder('cancellation', 'at', 'resumed_at'),
  inSnapshot('language'),
  inSnapshot('rounding'),
  inSnapshot('taxBasis', 'tax_basis'),
  inSnapshot('pricesIncludeTax', 'prices_include_tax'),
  inSnapshot('dueOn', 'due_on'),
  inSnapshot('reason'),
  inSnapshotLine('order_id', `coalesce(${lineValue('orderId')}, cast(substr(json_extract(invoice.snapshot, '$.order.id'), 2) as integer))`),
  inSnapshotLine('deposit_line_id', lineValue('depositLineId')),
  inSnapshotLine('tax_rounding_minor', `coalesce(${lineValue('taxRoundingMinor')}, 0)`),
  inSnapshotLine('quantity', lineValue('quantity')),
  inSnapshotLine('order_line_id', lineValue('orderLineId')),
  inSnapshotLine('original_line_id', lineValue('originalLineId')),
  inSnapshotLine('tax_code', lineValue('tax.category')),
  inSnapshotLine('tax_ppm', lineValue('tax.ratePpm')),
  inSnapshotLine('net_minor', lineValue('netMinor')),
  inSnapshotLine('tax_minor', lineValue('taxMinor')),
  inSnapshotLine('discount_minor', `${lineValue('lineDiscountMinor')} + ${lineValue('orderDiscountMinor')}`),
];

interface Found {
  readonly id: string | number;
  readonly field: string;
  readonly is_now: CheckedValue;
  readonly should: CheckedValue;
}

/** Rows that contradict their neighbours, in the order in which they are looked at. */
export function* wrongLinks({ raw }: Database): Generator<WrongRow> {
  for (const { table, rows } of links) {
    for (const { id, field, is_now: is, should } of raw.prepare(rows).all() as Found[]) {
      yield { table, id: String(id), wrong: [{ field, is, should }] };
    }
  }
}
