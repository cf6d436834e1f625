// A profile's YAML → a profile, or the list of its mistakes.
import { hash } from 'node:crypto';
import { OmsError } from '../domain/error.ts';
import { checkTimeZone } from '../domain/time.ts';
import { isDateFormat } from './dates.ts';
import { knownEncodings } from './decode.ts';
import {
  decimalSigns,
  type Exported,
  type FileProfile,
  givenBackWords,
  identicalWords,
  type Join,
  lackWords,
  lineFields,
  type Match,
  type OrderProfile,
  orderFields,
  orderStatuses,
  type Packed,
  type Profile,
  partyFields,
  paymentFields,
  paymentStatuses,
  rowModels,
  taxModes,
} from './profile.ts';
import { anyConditionsOf, fieldsOf, lowered, regexOf, rulesOf, sourceOf, wholeOf } from './profile-fields.ts';
import { recordProfile } from './record-check.ts';
import { recordKinds } from './record-profile.ts';
import { type YamlMap, YamlReader } from './yaml-reader.ts';

const kinds = ['orders', ...recordKinds] as const;
const NAME = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** Reads a profile. Refuses `profile-invalid` with the line and column of each mistake; unknown keys are mistakes. */
export function parseProfile(text: string, file: string): Profile {
  const reader = new YamlReader(text);
  if (reader.mistakes.length > 0) throw new OmsError('profile-invalid', { path: file, mistakes: reader.mistakes });
  const root = reader.root;
  const kind = root.choice('kind', kinds, 'orders');
  if (!root.has('kind')) root.mistake('kind', 'missing', kinds);
  const common = fileProfile(root, text, file);
  const profile = kind === 'orders' ? orderProfile(root, common) : recordProfile(root, common, kind);
  root.close();
  if (reader.mistakes.length > 0) throw new OmsError('profile-invalid', { path: file, mistakes: reader.mistakes });
  return profile;
}

function fileProfile(root: YamlMap, text: string, file: string): FileProfile {
  const name = root.needed('name');
  if (name !== '' && !NAME.test(name)) root.mistake('name', 'not-allowed', ['a-z 0-9 -']);
  const match = matchOf(root.map('match'));
  const container = containerOf(root.map('file'));
  // nothing else tells such a file from any other of as many columns
  if (container.header !== undefined && match.first.length === 0) root.map('match').mistake('first', 'missing');
  return {
    name,
    hash: hash('sha256', text, 'base64url').slice(0, 22),
    path: file,
    match,
    ...container,
    ...cellsOf(root.map('cells')),
    aliases: aliasesOf(root.map('columns')),
    remarks: root.texts('remarks'),
    tellUnknownColumns: root.choice('unknown_columns', ['ignore', 'tell'], 'ignore') === 'tell',
    money: moneyOf(root.map('money')),
  };
}

function matchOf(map: YamlMap): Match {
  const columns = map.texts('columns');
  const any = map.texts('any');
  if (columns.length + any.length === 0) map.mistake('columns', 'missing');
  const first = anyConditionsOf(map, 'first');
  const givesWay = map.choice('gives_way', ['yes', 'no'], 'no') === 'yes';
  const match = { columns, any, without: map.texts('without'), first, givesWay, files: map.texts('files') };
  map.close();
  return match;
}

function containerOf(map: YamlMap) {
  const encodings = map.has('encodings') ? map.texts('encodings') : ['utf-8'];
  if (encodings.some((encoding) => !knownEncodings.includes(encoding))) map.mistake('encodings', 'not-allowed', knownEncodings);
  const delimiters = map.has('delimiters') ? map.texts('delimiters') : [','];
  for (const sign of delimiters) if (sign.length !== 1) map.mistake('delimiters', 'not-allowed', [', ; \\t |']);
  const container = {
    encodings,
    delimiters,
    quoted: map.choice('quote', ['"', 'none'], '"') === '"',
    headerWithin: wholeOf(map, 'header_within') ?? 1,
    header: headerOf(map),
    allowsShortRows: map.choice('short_rows', ['refuse', 'allow'], 'refuse') === 'allow',
  };
  if (container.header !== undefined && map.has('header_within')) map.mistake('header_within', 'not-allowed');
  map.close();
  return container;
}

/** Of files without names of columns: the names in their order, or `none`. */
function headerOf(map: YamlMap): FileProfile['header'] {
  if (!map.has('header')) return undefined;
  const names = map.textOrTexts('header') ?? [];
  if (typeof names !== 'string' && names.length > 0) return names;
  return map.choice<'none'>('header', ['none'], 'none');
}

function cellsOf(map: YamlMap) {
  const stripApostrophe = map.choice('apostrophe', ['keep', 'strip'], 'keep') === 'strip';
  const unescapesHtml = map.choice('html', ['keep', 'unescape'], 'keep') === 'unescape';
  const emptyValues = lowered(map, 'empty') ?? [];
  map.close();
  return { stripApostrophe, unescapesHtml, emptyValues };
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
  const dates = datesOf(root.map('dates'));
  return {
    kind: 'orders',
    ...common,
    channel: root.text('channel') ?? common.name,
    rows: rowsOf(root.map('rows')),
    packed: root.has('packed') ? packedOf(root.map('packed')) : undefined,
    join: root.has('join') ? joinOf(root.map('join')) : undefined,
    lacks: lacksOf(root),
    masked: root.texts('masked'),
    dates,
    exported: root.has('exported') ? exportedOf(root.map('exported'), dates.formats) : undefined,
    order: fieldsOf(root.map('order'), orderFields, [], { rest: 'discount' }),
    shipTo: fieldsOf(root.map('ship_to'), partyFields),
    billTo: fieldsOf(root.map('bill_to'), partyFields),
    line: fieldsOf(root.map('line'), lineFields, root.has('lacks') ? [] : ['quantity'], { means: 'quantity' }),
    taxes: root.maps('taxes').map(taxOf),
    payment: paymentOf(root.map('payment')),
    status: rulesOf(root, 'status', orderStatuses),
    lineStatus: rulesOf(root, 'line_status', orderStatuses),
  };
}

function rowsOf(map: YamlMap): OrderProfile['rows'] {
  if (!map.has('order')) map.mistake('order', 'missing');
  const rows = {
    model: map.choice('model', rowModels, 'repeated'),
    order: map.has('order') ? sourceOf(map, 'order') : { columns: [] },
    ...(map.has('lasting') ? { lasting: sourceOf(map, 'lasting') } : {}),
    ...(map.has('channel') ? { channel: map.needed('channel') } : {}),
    ...(map.has('shipment') ? { shipment: sourceOf(map, 'shipment') } : {}),
    ...(map.has('head') ? { head: map.needed('head') } : {}),
    skip: anyConditionsOf(map, 'skip'),
    above: anyConditionsOf(map, 'above'),
    carry: map.texts('carry'),
    lines: anyConditionsOf(map, 'lines'),
    options: anyConditionsOf(map, 'options'),
    refunds: anyConditionsOf(map, 'refunds'),
    identical: map.choice('identical', identicalWords, 'keep'),
  };
  if (rows.carry.length > 0 && rows.above.length === 0) map.mistake('above', 'missing');
  map.close();
  return rows;
}

function packedOf(map: YamlMap): Packed {
  const fields = map.map('fields');
  const packed = {
    columns: map.texts('columns'),
    split: regexOf(map, 'split'),
    item: regexOf(map, 'item'),
    fields: fields.keys().map((name) => ({ name, regex: regexOf(fields, name) ?? /(?!)/u })),
  };
  if (packed.columns.length === 0) map.mistake('columns', 'missing');
  if (packed.item === undefined && packed.fields.length === 0) map.mistake('item', 'missing');
  map.close();
  return packed;
}

function joinOf(map: YamlMap): Join {
  const join = {
    as: map.needed('as'),
    match: matchOf(map.map('match')),
    on: map.has('on') ? sourceOf(map, 'on') : { columns: [] },
    isNeeded: map.choice('missing', ['refuse', 'allow'], 'refuse') === 'refuse',
  };
  if (join.on.columns.length === 0) map.mistake('on', 'missing');
  map.close();
  return join;
}

function lacksOf(root: YamlMap): OrderProfile['lacks'] {
  const words = root.texts('lacks');
  const known = lackWords.filter((word) => words.includes(word));
  if (known.length < words.length) root.mistake('lacks', 'not-allowed', lackWords);
  return known;
}

function exportedOf(map: YamlMap, otherwise: readonly string[]): Exported {
  const formats = map.has('formats') ? formatsOf(map) : otherwise;
  const exported = { column: map.text('column'), file: regexOf(map, 'file'), formats };
  if (exported.column === undefined && exported.file === undefined) map.mistake('column', 'missing');
  map.close();
  return exported;
}

function formatsOf(map: YamlMap): readonly string[] {
  const formats = map.texts('formats');
  for (const format of formats) if (!isDateFormat(format)) map.mistake('formats', 'not-allowed', [format]);
  return formats;
}

function datesOf(map: YamlMap): OrderProfile['dates'] {
  const formats = formatsOf(map);
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

function taxOf(map: YamlMap) {
  const tax = { name: map.needed('name'), amount: map.needed('amount') };
  map.close();
  return tax;
}

function paymentOf(map: YamlMap): OrderProfile['payment'] {
  const rules = rulesOf(map, 'rules', paymentStatuses, true);
  const givenBack = map.choice('given_back', givenBackWords, 'never');
  const refundUnsaid = anyConditionsOf(map, 'refund_unsaid');
  return { ...fieldsOf(map, paymentFields), rules, givenBack, refundUnsaid };
}
