// Parts of profiles that stand in several places: fields, conditions, rules, regular expressions.
import type { Condition, Conditions, FieldSource, FieldSources, Rule } from './profile.ts';
import { orderStatuses, quantityMeanings, rowsWords } from './profile.ts';
import type { YamlMap } from './yaml-reader.ts';

/** What only some fields of a section may say, by the keys that say it. */
interface Special<Field extends string> {
  /** Those that may be what is left. */
  readonly rest?: Field;
  /** The one of which it is said whether it is what was ordered. */
  readonly means?: Field;
}

/** The fields of a section, by name. `needed`: those it has to have. */
export function fieldsOf<Field extends string>(
  map: YamlMap,
  fields: readonly Field[],
  needed: readonly Field[] = [],
  special: Special<Field> = {},
): FieldSources<Field> {
  const found: Partial<Record<Field, FieldSource>> = {};
  for (const field of fields)
    if (map.has(field)) found[field] = sourceOf(map, field, { rest: field === special.rest, means: field === special.means });
  for (const field of needed) if (!found[field]) map.mistake(field, 'missing');
  map.close();
  return found;
}

/** A column's name, or a map that says more. */
export function sourceOf(parent: YamlMap, key: string, may: May = {}): FieldSource {
  if (!parent.isMap(key)) return { columns: [parent.needed(key)] };
  return sourceIn(parent.map(key), may);
}

/** Which of the keys that few fields have a field may have. */
interface May {
  readonly rest?: boolean;
  readonly means?: boolean;
}

function sourceIn(map: YamlMap, may: May = {}): FieldSource {
  const columns = map.has('columns') ? map.texts('columns') : map.has('column') ? [map.needed('column')] : [];
  const source: FieldSource = {
    columns,
    join: map.text('join'),
    template: templateOf(map),
    every: everyOf(map),
    parts: fieldsIn(map, 'parts', [...OF_WHOLE_FIELD, 'value']),
    cases: map.has('cases') ? map.maps('cases').map(caseOf) : undefined,
    ...changesOf(map),
    ...amountOf(map),
    value: map.text('value'),
    header: map.text('header'),
    no: lowered(map, 'no'),
    rest: may.rest ? restOf(map) : undefined,
    means: may.means && map.has('means') ? map.choice('means', quantityMeanings, 'ordered') : undefined,
  };
  const others = [source.template, source.every, source.parts, source.cases, source.value, source.header, source.add, source.rest];
  const says = columns.length > 0 || others.some((one) => one !== undefined);
  if (!says) map.mistake('column', 'missing');
  map.close();
  return defined(source);
}

function changesOf(map: YamlMap): Partial<FieldSource> {
  return {
    empty: lowered(map, 'empty'),
    strip: map.has('strip') ? map.texts('strip') : undefined,
    regex: regexOf(map, 'regex'),
    each: map.text('each'),
    split: map.has('split') ? splitOf(map.map('split')) : undefined,
    map: map.has('map') ? wordsOf(map.map('map')) : undefined,
    pad: wholeOf(map, 'pad'),
    width: wholeOf(map, 'width'),
  };
}

function amountOf(map: YamlMap): Partial<FieldSource> {
  return {
    add: fieldsIn(map, 'add', OF_SUMS),
    subtract: fieldsIn(map, 'subtract', OF_SUMS),
    rows: map.has('rows') ? map.choice('rows', rowsWords, 'same') : undefined,
    per: map.text('per'),
    sign: map.has('sign') ? map.choice<'keep' | 'drop'>('sign', ['keep', 'drop'], 'keep') : undefined,
  };
}

/** What a field is made of: columns, or fields without the keys that only the whole has. */
function fieldsIn(map: YamlMap, key: string, refused: readonly string[]): readonly FieldSource[] | undefined {
  if (!map.has(key)) return undefined;
  return map.textsOrMaps(key).map((part) => {
    if (typeof part === 'string') return { columns: [part] };
    refuseKeys(part, refused);
    return sourceIn(part);
  });
}

/** `yes`, or the conditions under which. */
function restOf(map: YamlMap): Conditions | undefined {
  if (!map.has('rest')) return undefined;
  if (map.isMap('rest')) return conditionsOf(map.map('rest'));
  map.choice('rest', ['yes'], 'yes');
  return [];
}

/** Without the keys that say nothing. */
function defined(source: FieldSource): FieldSource {
  return Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined)) as unknown as FieldSource;
}

const OF_SUMS = ['add', 'subtract'];
/** What is said of a field as a whole: in one of its cases it would mean nothing. */
const OF_WHOLE_FIELD = [...OF_SUMS, 'rows', 'per', 'sign', 'header', 'no', 'width'];

function refuseKeys(map: YamlMap, keys: readonly string[]): void {
  for (const key of keys) if (map.has(key)) map.mistake(key, 'not-allowed');
}

function caseOf(map: YamlMap) {
  refuseKeys(map, OF_WHOLE_FIELD);
  return { when: conditionsOf(map.map('when')), source: sourceIn(map) };
}

function templateOf(map: YamlMap): string | undefined {
  const template = map.text('template');
  if (template !== undefined && !/\{[^{}]+\}/.test(template)) map.mistake('template', 'not-allowed', ['{Column}']);
  return template;
}

function everyOf(map: YamlMap): string | undefined {
  const every = map.text('every');
  if (every !== undefined && every.split('*').length !== 2) map.mistake('every', 'not-allowed', ['Name: *']);
  return every;
}

function splitOf(map: YamlMap) {
  const by = map.needed('by');
  const part = Number(map.text('part') ?? '1');
  if (!Number.isInteger(part) || part === 0) map.mistake('part', 'not-allowed', ['1', '2', '-1']);
  map.close();
  return { by, part };
}

function wordsOf(map: YamlMap): ReadonlyMap<string, string> {
  return new Map(map.keys().map((word) => [lower(word), map.text(word) ?? '']));
}

export function wholeOf(map: YamlMap, key: string): number | undefined {
  const text = map.text(key);
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,2}$/.test(text)) map.mistake(key, 'not-allowed', ['1', '999']);
  return Number(text);
}

/** A regular expression, without regard to capitals; undefined where there is none. */
export function regexOf(map: YamlMap, key: string): RegExp | undefined {
  const text = map.text(key);
  if (text === undefined) return undefined;
  try {
    return new RegExp(text, 'iu');
  } catch {
    map.mistake(key, 'regex-invalid');
    return /(?!)/;
  }
}

/** "when" maps: one, or a list of which one has to hold. */
export function anyConditionsOf(map: YamlMap, key: string): readonly Conditions[] {
  if (!map.has(key)) return [];
  return map.isMap(key) ? [conditionsOf(map.map(key))] : map.maps(key).map(conditionsOf);
}

export function conditionsOf(map: YamlMap): Conditions {
  return map.keys().map((column) => (map.isMap(column) ? conditionIn(map.map(column), column) : { column, is: wordsIn(map, column) }));
}

function conditionIn(map: YamlMap, column: string): Condition {
  const condition: Condition = {
    column,
    is: map.has('is') ? wordsIn(map, 'is') : undefined,
    not: lowered(map, 'not'),
    matches: regexOf(map, 'matches'),
    below: numberOf(map, 'below'),
    above: numberOf(map, 'above'),
    equals: numberOf(map, 'equals'),
    belowColumn: map.text('below_column'),
  };
  map.close();
  return condition;
}

function numberOf(map: YamlMap, key: string): number | undefined {
  const text = map.text(key);
  if (text === undefined) return undefined;
  if (!/^-?\d+(\.\d+)?$/.test(text)) map.mistake(key, 'not-allowed', ['0', '-1.5']);
  return Number(text);
}

function wordsIn(map: YamlMap, key: string): 'filled' | 'empty' | readonly string[] {
  const wanted = map.textOrTexts(key) ?? [];
  if (typeof wanted !== 'string') return wanted.map(lower);
  return wanted === 'filled' || wanted === 'empty' ? wanted : [lower(wanted)];
}

/** Rules of which the first that fits decides. `asksState`: they may ask for what was decided of the order's state. */
export function rulesOf<Result extends string>(
  parent: YamlMap,
  key: string,
  results: readonly Result[],
  asksState = false,
): Rule<Result>[] {
  return parent.maps(key).map((map) => {
    const when = map.has('when') ? conditionsOf(map.map('when')) : [];
    const state = asksState && map.has('state') ? { state: map.choice('state', orderStatuses, 'open') } : {};
    if (!map.has('is')) map.mistake('is', 'missing', results);
    const is = map.choice('is', results, results[0] as Result);
    map.close();
    return { when, ...state, is };
  });
}

export function lowered(map: YamlMap, key: string): readonly string[] | undefined {
  return map.has(key) ? map.texts(key).map(lower) : undefined;
}

function lower(text: string): string {
  return text.trim().toLowerCase();
}
