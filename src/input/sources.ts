// Where a value comes from, compiled: picked from slots of a row, then worked on.
import type { Holds } from './conditions.ts';
import type { Conditions, FieldSource } from './profile.ts';

/** A value made of the slots of a row that stand before it. */
export type Compute = (cells: readonly string[]) => string;

/** What compiling needs of the row: the slots of columns (below 0: the file has none), and conditions over them. */
export interface SlotFinder {
  column(name: string): number;
  /** The slots of all columns whose names fit, with what the star stands for. */
  starred(name: string): readonly { readonly slot: number; readonly star: string }[];
  holds(conditions: Conditions): Holds;
}

const PLACEHOLDER = /\{([^{}]+)\}/g;

/** Undefined: the file has none of its columns. A constant (`value`) is left to the caller, but in cases. */
export function computeOf(source: FieldSource, slots: SlotFinder): Compute | undefined {
  const pick = pickOf(source, slots);
  if (!pick) return undefined;
  const changes = changesOf(source);
  return changes.length === 0 ? pick : (cells) => changed(pick(cells), changes);
}

/** The names of all columns that a value may be made of. */
export function columnsNamed({ columns, template, parts = [], cases = [] }: FieldSource): readonly string[] {
  const inTemplate = [...(template ?? '').matchAll(PLACEHOLDER)].map(([, name]) => name as string);
  return [...columns, ...inTemplate, ...[...parts, ...cases.map(({ source }) => source)].flatMap(columnsNamed)];
}

/** Whether a source is nothing but its columns. */
export function isPlain({ join, template, every, parts, cases, empty, strip, regex, split, map, pad }: FieldSource): boolean {
  return [join, template, every, parts, cases, empty, strip, regex, split, map, pad].every((one) => one === undefined);
}

function pickOf(source: FieldSource, slots: SlotFinder): Compute | undefined {
  const otherwise = otherwiseOf(source, slots);
  if (source.cases === undefined) return otherwise;
  const cases = source.cases.map(({ when, source: own }) => ({
    when: slots.holds(when),
    compute: computeOf(own, slots),
    value: own.value ?? '',
  }));
  return (cells) => {
    const found = cases.find(({ when }) => when(cells));
    return found ? found.compute?.(cells) || found.value : (otherwise?.(cells) ?? '');
  };
}

/** What is picked where none of the cases holds. */
function otherwiseOf(source: FieldSource, slots: SlotFinder): Compute | undefined {
  if (source.template !== undefined) return templateOf(source.template, slots);
  if (source.every !== undefined) return everyOf(source.every, source.join ?? '\n', slots);
  return source.parts === undefined ? columnsOf(source, slots) : partsOf(source.parts, source.join ?? '\n', slots);
}

/** All of them that are filled; those of which the file has no column never are. */
function partsOf(parts: readonly FieldSource[], between: string, slots: SlotFinder): Compute | undefined {
  const computes = parts.map((part) => computeOf(part, slots)).filter((compute) => compute !== undefined);
  return joined(computes, between);
}

/** Each with its name, which is its shop's own word for it. */
function everyOf(name: string, between: string, slots: SlotFinder): Compute | undefined {
  const named = slots.starred(name).map(
    ({ slot, star }): Compute =>
      (cells) =>
        cells[slot] === '' ? '' : `${star}: ${cells[slot]}`,
  );
  return joined(named, between);
}

/** All that say something. */
function joined(computes: readonly Compute[], between: string): Compute | undefined {
  if (computes.length === 0) return undefined;
  return (cells) => {
    let text = '';
    for (const compute of computes) {
      const part = compute(cells);
      if (part !== '') text += text === '' ? part : between + part;
    }
    return text;
  };
}

/** The first filled column, or all of them joined. */
function columnsOf({ columns, join, empty }: FieldSource, finder: SlotFinder): Compute | undefined {
  const slots = columns.map((name) => finder.column(name)).filter((slot) => slot >= 0);
  if (slots.length === 0) return undefined;
  const saysNothing = new Set(['', ...(empty ?? [])]);
  const isFilled = (cell: string) => !saysNothing.has(cell) && (saysNothing.size === 1 || !saysNothing.has(cell.toLowerCase()));
  return (cells) => {
    let joined = '';
    for (const slot of slots) {
      const cell = cells[slot] as string;
      if (!isFilled(cell)) continue;
      if (join === undefined) return cell;
      joined += joined === '' ? cell : join + cell;
    }
    return joined;
  };
}

/** Text between two columns stands only where both of them do; empty where all of them are. */
function templateOf(template: string, finder: SlotFinder): Compute | undefined {
  const names = [...template.matchAll(PLACEHOLDER)].map(([, name]) => name as string);
  const texts = template.replace(PLACEHOLDER, '\0').split('\0');
  const slots = names.map((name) => finder.column(name));
  if (slots.every((slot) => slot < 0)) return undefined;
  return (cells) => {
    if (slots.every((slot) => slot < 0 || cells[slot] === '')) return '';
    const values = slots.map((slot) => (slot < 0 ? '' : (cells[slot] as string)));
    let text = '';
    for (const [index, value] of values.entries()) {
      if (value === '') continue;
      const isNext = text !== '' || index === 0;
      text += (isNext ? texts[index] : '') + value;
    }
    return text === '' || values.at(-1) === '' ? text : text + texts.at(-1);
  };
}

function changed(text: string, changes: readonly ((text: string) => string)[]): string {
  let result = text;
  for (const change of changes) {
    if (result === '') return result;
    result = change(result);
  }
  return result;
}

function changesOf({ strip, regex, each, split, map, pad }: FieldSource): ((text: string) => string)[] {
  const changes: ((text: string) => string)[] = [];
  if (strip) changes.push((text) => stripped(text, strip));
  if (regex) changes.push((text) => (each === undefined ? foundIn(text, regex) : allFoundIn(text, regex, each)));
  if (split) changes.push((text) => partOf(text, split));
  if (map) changes.push((text) => map.get(text.toLowerCase()) ?? text);
  if (pad !== undefined) changes.push((text) => (/^\d+$/.test(text) ? text.padStart(pad, '0') : text));
  return changes;
}

function stripped(text: string, parts: readonly string[]): string {
  let left = text;
  for (const part of parts) {
    if (left.startsWith(part)) left = left.slice(part.length);
    if (left.endsWith(part)) left = left.slice(0, left.length - part.length);
    left = left.trim();
  }
  return left;
}

function foundIn(text: string, regex: RegExp): string {
  return wantedOf(regex.exec(text));
}

function allFoundIn(text: string, regex: RegExp, between: string): string {
  return [...text.matchAll(new RegExp(regex, `${regex.flags}g`))].map(wantedOf).join(between);
}

function wantedOf(match: RegExpExecArray | null): string {
  return (match?.groups?.value ?? match?.[1] ?? match?.[0] ?? '').trim();
}

function partOf(text: string, { by, part }: { readonly by: string; readonly part: number }): string {
  return (text.split(by).at(part > 0 ? part - 1 : part) ?? '').trim();
}
