// Dates in an export's own formats: read exactly or not at all, never guessed.
import { checkTimeZone, instantAt, isRealDate, wallTimeToInstant } from '../domain/time.ts';
import { FixedForm } from './fixed-dates.ts';
import { monthNamed } from './month-names.ts';
import { offsetNamed, zoneNamed } from './zone-names.ts';

const parts = ['year', 'month', 'day', 'hour', 'minute', 'second', 'half', 'offset', 'zone', 'serial', 'epoch'] as const;
type Part = (typeof parts)[number];
const at = Object.fromEntries(parts.map((part, index) => [part, index])) as Readonly<Record<Part, number>>;

/** What each part of a format reads. */
const tokens: readonly (readonly [token: string, pattern: string, part: Part])[] = [
  ['yyyy', '(\\d{4})', 'year'],
  ['yy', '(\\d{2})', 'year'],
  ['MMM', '(\\p{L}{3,10}\\.?)', 'month'],
  ['MM', '(\\d{2})', 'month'],
  ['M', '(\\d{1,2})', 'month'],
  ['do', '(\\d{1,2})(?:st|nd|rd|th)', 'day'],
  ['dd', '(\\d{2})', 'day'],
  ['d', '(\\d{1,2})', 'day'],
  ['HH', '(\\d{2})', 'hour'],
  ['H', '(\\d{1,2})', 'hour'],
  ['hh', '(\\d{2})', 'hour'],
  ['h', '(\\d{1,2})', 'hour'],
  ['mm', '(\\d{2})', 'minute'],
  ['ss', '(\\d{2})(?:\\.\\d{1,9})?', 'second'],
  ['a', '(a\\.?\\s?m\\.?|p\\.?\\s?m\\.?|오전|오후|午前|午後|上午|下午)', 'half'],
  ['z', '([A-Z]{1,4})', 'offset'],
  ['Z', '(Z|UTC|GMT|[+-]\\d{2}:?\\d{2})', 'offset'],
  ['V', '(.+)', 'zone'],
  ['excel', '(\\d{5}(?:\\.\\d+)?)', 'serial'],
  ['epoch', '(\\d{9,10}|\\d{12,13})', 'epoch'],
];
const PART = /'([^']*)'|excel|epoch|yyyy|yy|MMM|MM|M|do|dd|d|HH|H|hh|h|mm|ss|a|z|Z|V|[^A-Za-z']/g;
const OFFSET = /^(Z|UTC|GMT|[+-]\d{2}:?\d{2})$/i;
const DAY_OF_WEEK = '[日月火水木金土一二三四五六일월화수목금토]';
/** "(日)", "日曜日", "(일)", "(周日)" as spreadsheets put it behind a date: which day it is the date says itself. */
const WEEKDAY = new RegExp(
  `(?<=[\\d日일]) *(?:\\((?:周|星期)?${DAY_OF_WEEK}\\)|\\(?(?:${DAY_OF_WEEK}(?:曜日|요일)|星期${DAY_OF_WEEK})\\)?)`,
  'u',
);
const WHOLE = new Set(['excel', 'epoch']);

/** Whether a format has a date in it and nothing that cannot be read. */
export function isDateFormat(format: string): boolean {
  if (WHOLE.has(format)) return true;
  const parts = [...format.matchAll(PART)].map(([part]) => part);
  const read = parts.flatMap((part) => tokens.find(([name]) => name === part)?.[2] ?? []);
  const isTwice = new Set(read).size < read.length;
  return !isTwice && ['year', 'month', 'day'].every((part) => read.includes(part as Part)) && parts.join('') === format;
}

interface Pattern {
  /** Reads the same of what is just as the format has it. */
  readonly fixed: FixedForm | undefined;
  readonly regex: RegExp;
  /** Which part each group is. */
  readonly parts: readonly number[];
}

function patternOf(format: string): Pattern {
  const found: number[] = [];
  const words = [...format.matchAll(PART)];
  const source = words.map(([word, quoted], index) => {
    const token = tokens.find(([name]) => name === word);
    // "2026. 3. 1. 오후 3:20" is also written "2026. 3. 1 오후 3:20"
    const isLastDot = word === '.' && words[index - 1]?.[0] === 'd' && found.length === 3 && found[0] === at.year;
    if (isLastDot) return '\\.?';
    if (!token) return word === ' ' ? ' *' : (quoted ?? word).replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
    found.push(at[token[2]]);
    return token[1];
  });
  return { fixed: FixedForm.of(format), regex: new RegExp(`^${source.join('')}$`, 'iu'), parts: found };
}

/** Reads the dates of one format list; a time without offset is in `zone`, a date alone is its midnight there. */
export class DateReader {
  readonly #patterns: readonly Pattern[];
  readonly #zone: string;
  /** What was read of each part, by its place in the list of parts; empty where the format does not have it. */
  readonly #parts: string[] = parts.map(() => '');
  #lastOffset = '';
  #lastText = '';
  #lastInstant: string | undefined;

  constructor(formats: readonly string[], zone: string) {
    this.#patterns = formats.map(patternOf);
    this.#zone = zone;
  }

  /** "2026-03-01 09:30:00 +0900" → "2026-03-01T00:30:00Z"; undefined when no format fits or the date does not exist. */
  read(text: string): string | undefined {
    if (text === this.#lastText) return this.#lastInstant;
    this.#lastInstant = this.#read(text) ?? this.#read(text.normalize('NFKC').replace(WEEKDAY, ''));
    this.#lastText = text;
    return this.#lastInstant;
  }

  #read(text: string): string | undefined {
    for (const { fixed, regex, parts } of this.#patterns) {
      const plain = fixed?.read(text);
      if (plain && this.#isOffset(plain.offset)) return this.#inZone(plain.asUtc, plain.offset, '');
      const groups = regex.exec(text);
      if (!groups) continue;
      this.#parts.fill('');
      for (let index = 0; index < parts.length; index += 1) this.#parts[parts[index] as number] = groups[index + 1] as string;
      return this.#instant();
    }
    return undefined;
  }

  /** A file mostly has one of them. */
  #isOffset(text: string): boolean {
    if (text !== '' && text !== this.#lastOffset && !OFFSET.test(text)) return false;
    this.#lastOffset = text;
    return true;
  }

  #part(part: Part): string {
    return this.#parts[at[part]] as string;
  }

  #instant(): string | undefined {
    const epoch = this.#part('epoch');
    if (epoch !== '') return instantAt(Number(epoch) * (epoch.length > 10 ? 1 : 1000));
    const serial = this.#part('serial');
    const asUtc = serial === '' ? this.#wallTime() : Math.round((Number(serial) - EXCEL_EPOCH_DAYS) * DAY_SECONDS) * 1000;
    if (asUtc === undefined) return undefined;
    return this.#inZone(asUtc, this.#part('offset'), this.#part('zone'));
  }

  /** At this offset, else in the zone that is named, else in the one of the format. */
  #inZone(asUtc: number, said: string, zone: string): string | undefined {
    const offset = offsetMs(said);
    if (offset !== undefined) return Number.isNaN(offset) ? undefined : instantAt(asUtc - offset);
    return wallTimeIn(zone === '' ? this.#zone : zoneNamed(zone), asUtc);
  }

  /** The wall-clock time as if it were UTC, in milliseconds; undefined when there is no such time. */
  #wallTime(): number | undefined {
    const year = yearOf(this.#part('year'));
    const said = this.#part('month');
    const month = Number(said) || (monthNamed(said) ?? 0);
    const day = Number(this.#part('day'));
    const hour = hourOf(Number(this.#part('hour')), this.#part('half'));
    const minute = Number(this.#part('minute'));
    const second = Number(this.#part('second'));
    if (!isRealDate(year, month, day) || hour > 23 || minute > 59 || second > 59) return undefined;
    return Date.UTC(year, month - 1, day, hour, minute, second);
  }
}

/** Day 25,569 of a spreadsheet's calendar is 1 January 1970. */
const EXCEL_EPOCH_DAYS = 25_569;
const DAY_SECONDS = 86_400;
const CENTURY = 2000;

function yearOf(text: string): number {
  return text.length === 2 ? CENTURY + Number(text) : Number(text);
}

/** 12-hour times: 12 a.m. is midnight. An hour that such a clock does not have is none. */
function hourOf(hour: number, half: string): number {
  if (half === '') return hour;
  if (hour > 12) return Number.POSITIVE_INFINITY;
  const isAfternoon = /^(p|오후|午後|下午)/i.test(half);
  return (hour % 12) + (isAfternoon ? 12 : 0);
}

function wallTimeIn(zone: string, asUtc: number): string | undefined {
  try {
    return wallTimeToInstant(instantAt(asUtc).slice(0, -1), checkTimeZone(zone));
  } catch {
    return undefined;
  }
}

/** "+0530" → milliseconds; undefined without an offset, NaN for one that cannot be. */
function offsetMs(text: string): number | undefined {
  if (text === '') return undefined;
  const offset = /^[+-]/.test(text) ? text : (offsetNamed(text) ?? '');
  if (offset === '') return Number.NaN;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(-2));
  if (hours > 14 || minutes > 59) return Number.NaN;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
