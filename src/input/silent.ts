// What a file says nothing of, since it has no column for it: when an order comes again, such fields stay as they are.

import { WHOLE_NOTE } from '../domain/import/note.ts';
import { isOwn } from './order-slots.ts';
import { type Conditions, type FieldSource, lineFields, type OrderProfile, partyFields } from './profile.ts';
import { NO_SLOT, type RowReader } from './row.ts';
import { columnsNamed } from './sources.ts';

const PLACEHOLDER = /\{([^{}]+)\}/g;

/** By the names that comparing uses; of a line "line.sku". Constants say nothing of an order that is known already. */
export function silentFields(profile: OrderProfile, reader: RowReader): ReadonlySet<string> {
  const { order, shipTo, billTo, line, payment, lacks } = profile;
  const says = (...sources: readonly (FieldSource | undefined)[]) => sources.some((source) => source && hasColumn(source, reader));
  const lacksAddress = lacks.includes('address');
  const lacksLines = lacks.includes('lines');
  const isPriced = !lacksLines && says(ownOf(line.unit_price), ownOf(line.amount));
  const people = { ship: shipTo, bill: billTo };
  const isBilled = partyFields.some((field) => says(billTo[field]));
  const said: (readonly [field: string, isSaid: boolean])[] = [
    ['currency', says(order.currency)],
    ['discount', says(order.discount) || (order.discount?.rest !== undefined && says(ownOf(order.total)) && isPriced)],
    ['shipping', says(order.shipping)],
    ['total', says(ownOf(order.total))],
    ['method', says(payment.method)],
    ['note', says(order.note)],
    [WHOLE_NOTE, order.note?.parts === undefined || columnsNamed(order.note).every((name) => reader.column(name) !== NO_SLOT)],
    ['channel-codes', says(order.code)],
    ['status', order.words ? says(order.words) || hasState(profile, reader) : hasWords(profile, reader)],
    ['tax', saysTax(profile, reader, says)],
    ['bill', isBilled && !lacksAddress],
    ...(['ship', 'bill'] as const).flatMap((who) =>
      partyFields.map((field) => {
        const common = field === 'email' || field === 'phone' ? order[field] : undefined;
        return [`${who}.${partyName(field)}`, !lacksAddress && (who === 'ship' || isBilled) && says(people[who][field], common)] as const;
      }),
    ),
    ['lines', !lacksLines],
    ['line.price', isPriced],
    ...lineFields.map((field) => [`line.${field}`, !lacksLines && says(line[field])] as const),
  ];
  return new Set(said.filter(([, isSaid]) => !isSaid).map(([field]) => field));
}

/** An amount without what is put to it, which says nothing by itself; one that is nothing but that is left as it is. */
function ownOf(source: FieldSource | undefined): FieldSource | undefined {
  return source && isOwn(source) ? { ...source, add: [], subtract: [] } : source;
}

function partyName(field: (typeof partyFields)[number]): string {
  return field === 'tax_id' ? 'taxId' : field;
}

/** Whether a column of the file has anything to do with a field; what stands for an empty cell does not count. */
function hasColumn(
  { columns, template = '', every, parts = [], cases = [], header, add = [], subtract = [] }: FieldSource,
  reader: RowReader,
): boolean {
  const named = [...template.matchAll(PLACEHOLDER)].map(([, name]) => name as string);
  return (
    [...columns, ...named].some((name) => reader.column(name) !== NO_SLOT) ||
    [...parts, ...add, ...subtract].some((part) => hasColumn(part, reader)) ||
    (header !== undefined && reader.columns.wildcard(header) !== undefined) ||
    (every !== undefined && reader.starred(every).length > 0) ||
    cases.some(({ source }) => Boolean(source.value) || hasColumn(source, reader))
  );
}

function hasWords(profile: OrderProfile, reader: RowReader): boolean {
  return hasState(profile, reader) || asksFor(profile.payment.rules, reader);
}

/** Whether the file has a column that an order's or a line's state is decided by. */
function hasState({ status, lineStatus }: OrderProfile, reader: RowReader): boolean {
  return asksFor([...status, ...lineStatus], reader);
}

function asksFor(rules: readonly { readonly when: Conditions }[], reader: RowReader): boolean {
  return rules.some(({ when }) => when.some(({ column }) => reader.column(column) !== NO_SLOT));
}

/** Whether the file tells how its orders are taxed, or its format says it of all of them. */
function saysTax(
  { order, line, taxes, money }: OrderProfile,
  reader: RowReader,
  says: (...sources: readonly (FieldSource | undefined)[]) => boolean,
): boolean {
  if (money.tax === 'included' || money.tax === 'excluded') return true;
  return says(order.tax, order.prices_include_tax, line.tax_rate) || taxes.some(({ amount }) => reader.column(amount) !== NO_SLOT);
}
