// Dates and instants: real calendar dates, UTC instants, and the shop's business date in its own time zone.
import { OmsError } from './error.ts';

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const HOUR_MS = 3_600_000;

/** A calendar date "2026-03-01" that exists. Refuses `date-invalid` ("2026-02-30"). */
export function parseDate(text: string): string {
  const match = DATE.exec(text.trim());
  if (!match || !isRealDate(Number(match[1]), Number(match[2]), Number(match[3]))) {
    throw new OmsError('date-invalid', { date: text });
  }
  return match[0];
}

/** True when year, month (1 to 12) and day name a day of the calendar. */
export function isRealDate(year: number, month: number, day: number): boolean {
  if (year < 1900 || year > 9999 || month < 1 || month > 12 || day < 1) return false;
  return day <= 28 || day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** date + days, as a date. */
export function addDays(date: string, days: number): string {
  const instant = new Date(`${date}T00:00:00Z`);
  instant.setUTCDate(instant.getUTCDate() + days);
  return instant.toISOString().slice(0, 10);
}

/** An instant as it is stored: UTC to the second, "2026-03-01T09:30:00Z". */
export function toInstant(date: Date): string {
  return instantAt(date.getTime());
}

const DAY_MS = 24 * HOUR_MS;
const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));
/** The day looked up last, since instants mostly come in rows of the same day. */
let knownDay = { day: 0, date: '1970-01-01' };

/** Milliseconds since 1970 as an instant. */
export function instantAt(epochMs: number): string {
  const day = Math.floor(epochMs / DAY_MS);
  const seconds = Math.floor((epochMs - day * DAY_MS) / 1000);
  const [hour, minute, second] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  // as one part: V8 makes a chain of them out of what is longer than a dozen characters
  const time = `T${TWO_DIGITS[hour]}:${TWO_DIGITS[minute]}:${TWO_DIGITS[second]}Z`;
  return dateOfDay(day) + time;
}

/** Milliseconds since 1970 of an instant; one of the day looked up last is not parsed. */
function epochOf(instant: string): number {
  if (instant.length !== INSTANT_LENGTH || !instant.startsWith(knownDay.date) || !instant.endsWith('Z')) return Date.parse(instant);
  const seconds = twoDigitsAt(instant, 11) * 3600 + twoDigitsAt(instant, 14) * 60 + twoDigitsAt(instant, 17);
  return knownDay.day * DAY_MS + seconds * 1000;
}

const INSTANT_LENGTH = '2026-03-01T09:30:00Z'.length;

function twoDigitsAt(text: string, at: number): number {
  return text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 11 * ZERO;
}

const ZERO = 48;

/** Days that were looked up before: each in the one place that it can have, over what was there. */
const knownDays: { readonly day: number; readonly date: string }[] = new Array(512).fill(knownDay);

/** Days since 1970 as a date. */
function dateOfDay(day: number): string {
  if (day === knownDay.day) return knownDay.date;
  const place = day & (knownDays.length - 1);
  let known = knownDays[place] as typeof knownDay;
  if (known.day !== day) knownDays[place] = known = { day, date: new Date(day * DAY_MS).toISOString().slice(0, 10) };
  knownDay = known;
  return known.date;
}

const formatters = new Map<string, Intl.DateTimeFormat>();
/** By zone and day (UTC); on a day when the offset changes, CHANGES: then each instant is looked up. */
const offsets = new Map<string, Map<number, number>>();
const CHANGES = Number.NaN;

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    try {
      formatter = new Intl.DateTimeFormat('en-US', {
        timeZone,
        hourCycle: 'h23',
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
      });
    } catch {
      throw new OmsError('time-zone-unknown', { timeZone });
    }
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

/** The zone's offset from UTC at an instant, in milliseconds. Refuses `time-zone-unknown`. */
export function zoneOffsetMs(epochMs: number, timeZone: string): number {
  let known = offsets.get(timeZone);
  if (!known) offsets.set(timeZone, (known = new Map()));
  const day = Math.floor(epochMs / DAY_MS);
  let offset = known.get(day);
  if (offset === undefined) {
    const atStart = lookUpOffset(day * DAY_MS, timeZone);
    offset = atStart === lookUpOffset((day + 1) * DAY_MS, timeZone) ? atStart : CHANGES;
    known.set(day, offset);
  }
  return Number.isNaN(offset) ? lookUpOffset(epochMs, timeZone) : offset;
}

function lookUpOffset(epochMs: number, timeZone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of formatterFor(timeZone).formatToParts(new Date(epochMs))) part[type] = Number(value);
  const local = Date.UTC(part.year as number, (part.month as number) - 1, part.day, part.hour, part.minute, part.second);
  return local - Math.floor(epochMs / 1000) * 1000;
}

/** The shop's calendar date at an instant. */
export function businessDate(instant: string | Date, timeZone: string): string {
  const epochMs = typeof instant === 'string' ? epochOf(instant) : instant.getTime();
  return dateOfDay(Math.floor((epochMs + zoneOffsetMs(epochMs, timeZone)) / DAY_MS));
}

/** What the clock on the wall shows in a zone: "10:42". */
export function wallTime(instant: string, timeZone: string): string {
  const epochMs = Date.parse(instant);
  return new Date(epochMs + zoneOffsetMs(epochMs, timeZone)).toISOString().slice(11, 16);
}

/**
 * A wall-clock time in a zone as a UTC instant. In the hour that a zone skips, the time after the jump;
 * in the hour that it repeats, the first of the two.
 */
export function wallTimeToInstant(wall: string, timeZone: string): string {
  const asUtc = Date.parse(`${wall}Z`);
  const before = zoneOffsetMs(asUtc - 24 * HOUR_MS, timeZone);
  const first = asUtc - before;
  const offset = zoneOffsetMs(first, timeZone);
  const second = asUtc - offset;
  const skipped = zoneOffsetMs(second, timeZone) !== offset;
  return toInstant(new Date(offset === before || skipped ? first : second));
}

const TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](([01]\d|2[0-3]):[0-5]\d)(:[0-5]\d)?(Z)?)?$/;

/** "2026-03-01", "2026-03-01T09:30", "2026-03-01T09:30:00Z" as an instant; a date is its beginning. Refuses `date-invalid`. */
export function parseInstant(text: string, timeZone: string): string {
  const match = TIME.exec(text.trim());
  if (!match) throw new OmsError('date-invalid', { date: text });
  const [, date = '', minutes = '00:00', , seconds = ':00', utc] = match;
  const wall = `${parseDate(date)}T${minutes}${seconds}`;
  return utc === undefined ? wallTimeToInstant(wall, timeZone) : `${wall}Z`;
}

/** Refuses `time-zone-unknown` unless this is a zone of the IANA database. */
export function checkTimeZone(timeZone: string): string {
  formatterFor(timeZone);
  return timeZone;
}
