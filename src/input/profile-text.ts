// A profile written down: the YAML of what was understood of a file.
import { Document, visit } from 'yaml';
import type { DraftField, ProfileDraft } from '../domain/import/profile.ts';
import { cleaningOf } from './cleaning.ts';
import { allHold } from './conditions.ts';
import type { OrderProfile, Rule } from './profile.ts';
import { valuesOf } from './profile-guess.ts';
import type { Sample } from './sample.ts';

export interface ProfileName {
  readonly name: string;
  readonly channel: string;
}

const WIDTH = 120;
/** What a file of this format always has: enough to know it by. */
const marks: readonly DraftField[] = ['order', 'date', 'sku', 'item', 'quantity', 'name', 'order_total'];

/** The text of a profile. `plain` knows the words for states and the symbols of money. */
export function profileTextOf({ name, channel }: ProfileName, draft: ProfileDraft, sample: Sample, plain: OrderProfile): string {
  const { columns, model, dateFormat, decimal, tax } = draft;
  const only = (fields: Partial<Record<string, DraftField>>) =>
    Object.fromEntries(
      Object.entries(fields).flatMap(([key, field]) => (field && columns[field] !== undefined ? [[key, columns[field]]] : [])),
    );
  const profile = {
    kind: 'orders',
    name,
    channel,
    match: { columns: marks.flatMap((field) => columns[field] ?? []), ...firstRow(draft, sample) },
    file: { encodings: [sample.encoding], delimiters: [sample.delimiter], ...headerOf(sample) },
    cells: { apostrophe: 'strip' },
    rows: {
      model,
      order: columns.order,
      ...(model === 'first-row-only' && columns.date !== undefined ? { head: columns.date } : {}),
      ...belonging(sample, columns.order),
    },
    money: { decimal, symbols: [...plain.money.symbols], tax },
    ...(dateFormat === '' ? {} : { dates: { formats: [dateFormat], zone: 'shop' } }),
    order: {
      date: columns.date ?? { value: 'today' },
      ...(columns.currency === undefined ? {} : { currency: { column: columns.currency, value: 'shop' } }),
      ...only({ shipping: 'shipping', total: 'order_total', note: 'note' }),
    },
    ship_to: {
      ...only({ name: 'name', email: 'email', phone: 'phone', address1: 'address1', address2: 'address2', city: 'city' }),
      ...only({ region: 'region', postcode: 'postcode' }),
      country: columns.country === undefined ? { value: 'shop' } : { column: columns.country, value: 'shop' },
    },
    line: only({ sku: 'sku', name: 'item', quantity: 'quantity', unit_price: 'unit_price', amount: 'line_amount' }),
    ...paymentOf(columns, sample, plain),
    status: statusOf(columns.status, sample, plain),
  };
  const document = new Document(profile);
  visit(document, { Seq: (_, list) => void (list.flow = true) });
  return document.toString({ lineWidth: WIDTH });
}

function headerOf({ headerRow }: Sample) {
  if (headerRow === null) return { header: 'none' };
  return headerRow > 1 ? { header_within: headerRow } : {};
}

/** Without names a file is known by how its first row looks: what a day and a quantity are made of. */
function firstRow({ columns }: ProfileDraft, sample: Sample) {
  if (sample.headerRow !== null) return {};
  const looks = (['date', 'quantity'] as const).flatMap((field) => {
    const name = columns[field];
    const [value] = name === undefined ? [] : valuesOf(sample, name);
    return name === undefined || value === undefined ? [] : [[name, { matches: `^${shapeOf(value)}$` }] as const];
  });
  return { first: Object.fromEntries(looks) };
}

/** "2026-03-01" as a regular expression of all that are written so. */
function shapeOf(value: string): string {
  return value.replace(/\d+|\p{L}+|[^\d\p{L}]/gu, (part) => {
    if (/\d/.test(part)) return '\\d+';
    return /\p{L}/u.test(part) ? '\\p{L}+' : part.replace(/[.+?^${}()|[\]\\*]/, '\\$&');
  });
}

/** Rows without the order's number belong to the row above them. */
function belonging({ columns, rows }: Sample, order: string | undefined) {
  const at = columns.indexOf(order ?? '');
  return order !== undefined && rows.some((row) => row[at] === '') ? { above: { [order]: 'empty' } } : {};
}

/** The words of the file that mean something in many shops; any other one holds its order until a rule is added. */
function statusOf(column: string | undefined, sample: Sample, plain: OrderProfile): object[] {
  if (column === undefined) return [{ is: 'open' }];
  return [{ when: { [column]: 'empty' }, is: 'open' }, ...wordRules('status', column, plain.status, sample, plain)];
}

/** What says whether an order was paid is no way of paying; a column for its state may say so too. */
function paymentOf({ payment, status }: ProfileDraft['columns'], sample: Sample, plain: OrderProfile) {
  const { rules } = plain.payment;
  const own = payment === undefined ? [] : wordRules('payment', payment, rules, sample, plain);
  const ofState = status === undefined ? [] : wordRules('status', status, rules, sample, plain);
  const states = own.flatMap(({ when }) => Object.values(when).flat());
  if (payment === undefined && ofState.length === 0) return {};
  return {
    payment: {
      ...(payment === undefined ? {} : { method: states.length === 0 ? payment : { column: payment, empty: states } }),
      ...(own.length + ofState.length === 0 ? {} : { rules: [...own, ...ofState, { is: 'unpaid' }] }),
    },
  };
}

interface WordRule {
  readonly when: Readonly<Record<string, readonly string[]>>;
  readonly is: string;
}

/** Rules for the words of a column, as the plain profile has them of its own column `field`. */
function wordRules(field: string, column: string, rules: readonly Rule<string>[], sample: Sample, plain: OrderProfile): WordRule[] {
  const own = rules.filter(({ when }) => when.length > 0 && when.every((condition) => condition.column === field));
  const clean = cleaningOf(plain);
  const byResult = new Map<string, string[]>();
  for (const word of new Set(valuesOf(sample, column).map(clean))) {
    const rule = own.find(({ when }) => allHold(when, () => 0, plain.money)([word]));
    if (rule) byResult.set(rule.is, [...(byResult.get(rule.is) ?? []), word]);
  }
  return [...byResult].map(([is, words]) => ({ when: { [column]: words }, is }));
}
