// A profile's YAML → a profile, or the list of its mistakes.
import { hash } from 'node:crypto';
import { OmsError } from '../domain/error.ts';
import { checkTimeZone } from '../domain/time.ts';
import { isDateFormat } from './dates.ts';
import { knownEncodings } from './decode.ts';
import {
  decimalSigns,
  type FieldSource,
  type FieldSources,
  type FileProfile,
  lineFields,
  type OrderProfile,
  orderFields,
  orderStatuses,
  type ProductProfile,
  type Profile,
  partyFields,
  paymentFields,
  paymentStatuses,
  productFields,
  type Rule,
  rowModels,
  taxModes,
} from './profile.ts';
import { type YamlMap, YamlReader } from './yaml-reader.ts';

const kinds = ['orders', 'products'] as const;
const NAME = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** Reads a profile. Refuses `profile-invalid` with the line and column of each mistake; unknown keys are mistakes. */
export function parseProfile(text: string, file: string): Profile {
  const reader = new YamlReader(text);
  if (reader.mistakes.length > 0) throw new OmsError('profile-invalid', { path: file, mistakes: reader.mistakes });
  const root = reader.root;
  const kind = root.choice('kind', kinds, 'orders');
  if (!root.has('kind')) root.mistake('kind', 'missing', kinds);
  const common = fileProfile(root, text, file);
  const profile = kind === 'orders' ? orderProfile(root, common) : productProfile(root, common);
  root.close();
  if (reader.mistakes.length > 0) throw new OmsError('profile-invalid', { path: file, mistakes: reader.mistakes });
  return profile;
}

function fileProfile(root: YamlMap, text: string, file: string): FileProfile {
  const name = root.needed('name');
  if (name !== '' && !NAME.test(name)) root.mistake('name', 'not-allowed', ['a-z 0-9 -']);
  return {
    name,
    hash: hash('sha256', text, 'base64url').slice(0, 22),
    path: file,
    match: matchOf(root.map('match')),
    ...containerOf(root.map('file')),
    ...cellsOf(root.map('cells')),
    aliases: aliasesOf(root.map('columns')),
    tellUnknownColumns: root.choice('unknown_columns', ['ignore', 'tell'], 'ignore') === 'tell',
    money: moneyOf(root.map('money')),
  };
}

function matchOf(map: YamlMap) {
  const columns = map.texts('columns');
  if (columns.length === 0) map.mistake('columns', 'missing');
  map.close();
  return { columns };
}

function containerOf(map: YamlMap) {
  const encodings = map.has('encodings') ? map.texts('encodings') : ['utf-8'];
  if (encodings.some((encoding) => !knownEncodings.includes(encoding))) map.mistake('encodings', 'not-allowed', knownEncodings);
  const delimiters = map.has('delimiters') ? map.texts('delimiters') : [','];
  for (const sign of delimiters) if (sign.length !== 1) map.mistake('delimiters', 'not-allowed', [', ; \\t |']);
  const quoted = map.choice('quote', ['"', 'none'], '"') === '"';
  map.close();
  return { encodings, delimiters, quoted };
}

function cellsOf(map: YamlMap) {
  const stripApostrophe = map.choice('apostrophe', ['keep', 'strip'], 'keep') === 'strip';
  const emptyValues = map.texts('empty').map(lower);
  map.close();
  return { stripApostrophe, emptyValues };
}

function aliasesOf(map: YamlMap): Record<string, readonly string[]> {
  return Object.fromEntries(map.keys().map((name) => [name, map.texts(name)]));
}

function moneyOf(map: YamlMap) {
  const money = {
    decimal: map.choice('decimal', decimalSigns, '.'),
    symbols: map.texts('symbols'),
    tax: map.choice('tax', taxModes, 'shop'),
  };
  map.close();
  return money;
}

function orderProfile(root: YamlMap, common: FileProfile): OrderProfile {
  return {
    kind: 'orders',
    ...common,
    channel: root.text('channel') ?? common.name,
    rows: rowsOf(root.map('rows')),
    dates: datesOf(root.map('dates')),
    order: fieldsOf(root.map('order'), orderFields),
    shipTo: fieldsOf(root.map('ship_to'), partyFields),
    billTo: fieldsOf(root.map('bill_to'), partyFields),
    line: fieldsOf(root.map('line'), lineFields, ['quantity']),
    taxes: root.maps('taxes').map(taxOf),
    payment: paymentOf(root.map('payment')),
    status: root.maps('status').map((rule) => ruleOf(rule, orderStatuses)),
  };
}

function productProfile(root: YamlMap, common: FileProfile): ProductProfile {
  return { kind: 'products', ...common, product: fieldsOf(root.map('product'), productFields, ['sku']) };
}

function rowsOf(map: YamlMap): OrderProfile['rows'] {
  const rows = {
    model: map.choice('model', rowModels, 'repeated'),
    order: map.needed('order'),
    ...(map.has('channel') ? { channel: map.needed('channel') } : {}),
    ...(map.has('head') ? { head: map.needed('head') } : {}),
  };
  map.close();
  return rows;
}

function datesOf(map: YamlMap): OrderProfile['dates'] {
  const formats = map.texts('formats');
  for (const format of formats) if (!isDateFormat(format)) map.mistake('formats', 'not-allowed', [format]);
  const zone = map.text('zone') ?? 'shop';
  if (zone !== 'shop' && !isTimeZone(zone)) map.mistake('zone', 'not-allowed', ['shop', 'Asia/Seoul', 'UTC']);
  map.close();
  return { formats, zone };
}

function isTimeZone(zone: string): boolean {
  try {
    return Boolean(checkTimeZone(zone));
  } catch {
    return false;
  }
}

function fieldsOf<Field extends string>(map: YamlMap, fields: readonly Field[], needed: readonly Field[] = []): FieldSources<Field> {
  const found: Partial<Record<Field, FieldSource>> = {};
  for (const field of fields) if (map.has(field)) found[field] = sourceOf(map, field);
  for (const field of needed) if (!found[field]) map.mistake(field, 'missing');
  map.close();
  return found;
}

/** A column's name, or a map that says more. */
function sourceOf(parent: YamlMap, key: string): FieldSource {
  if (!parent.isMap(key)) return { columns: [parent.needed(key)] };
  const map = parent.map(key);
  const columns = map.has('columns') ? map.texts('columns') : map.has('column') ? [map.needed('column')] : [];
  const source = {
    columns,
    join: map.text('join'),
    value: map.text('value'),
    empty: map.has('empty') ? map.texts('empty').map(lower) : undefined,
    no: map.has('no') ? map.texts('no').map(lower) : undefined,
  };
  if (columns.length === 0 && source.value === undefined) map.mistake('column', 'missing');
  map.close();
  return source;
}

function taxOf(map: YamlMap) {
  const tax = { name: map.needed('name'), amount: map.needed('amount') };
  map.close();
  return tax;
}

function paymentOf(map: YamlMap): OrderProfile['payment'] {
  const rules = map.maps('rules').map((rule) => ruleOf(rule, paymentStatuses));
  return { ...fieldsOf(map, paymentFields), rules };
}

function ruleOf<Result extends string>(map: YamlMap, results: readonly Result[]): Rule<Result> {
  const conditions = map.map('when');
  const when = conditions.keys().map((column) => ({ column, is: conditionOf(conditions, column) }));
  if (!map.has('is')) map.mistake('is', 'missing', results);
  const is = map.choice('is', results, results[0] as Result);
  map.close();
  return { when, is };
}

function conditionOf(map: YamlMap, column: string): 'filled' | 'empty' | readonly string[] {
  const wanted = map.textOrTexts(column) ?? [];
  if (typeof wanted !== 'string') return wanted.map(lower);
  return wanted === 'filled' || wanted === 'empty' ? wanted : [lower(wanted)];
}

function lower(text: string): string {
  return text.trim().toLowerCase();
}
