// Dates that exist, the shop's day at an instant, and wall clocks that jump.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, businessDate, checkTimeZone, isRealDate, parseDate, toInstant, wallTimeToInstant } from '../../src/domain/time.ts';

const zones = ['UTC', 'Asia/Seoul', 'Asia/Tokyo', 'Europe/Madrid', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'] as const;
const anyZone = fc.constantFrom(...zones);
const anyInstant = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2060-01-01T00:00:00Z'), noInvalidDate: true })
  .map(toInstant);

describe('calendar dates', () => {
  test.each(['2026-03-01', '2024-02-29', '2000-02-29', '2026-12-31', ' 2026-01-01 ', '9999-12-31'])('%s exists', (date) => {
    expect(parseDate(date)).toBe(date.trim());
  });

  test.each([
    '2026-02-30',
    '2026-02-29',
    '1900-02-29',
    '2100-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '1899-12-31',
    '2026-3-1',
    '01/03/2026',
    '2026-03-01T00:00',
    '20260301',
    '',
    'today',
  ])('"%s" is refused', (date) => {
    expect(() => parseDate(date)).toThrow(expect.objectContaining({ code: 'date-invalid' }));
  });

  test('a date that exists is one that the calendar gives back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 9999 }),
        fc.integer({ min: -1, max: 14 }),
        fc.integer({ min: -1, max: 33 }),
        (year, month, day) => {
          const date = new Date(Date.UTC(year, month - 1, day));
          const same = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
          expect(isRealDate(year, month, day)).toBe(same);
        },
      ),
    );
  });

  test.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-03-29', 30, '2026-04-28'],
    ['2026-03-02', 0, '2026-03-02'],
  ])('%s + %d days is %s', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected);
  });
});

describe('the shop’s day', () => {
  test.each([
    ['2026-03-01T14:59:59Z', 'Asia/Seoul', '2026-03-01'],
    ['2026-03-01T15:00:00Z', 'Asia/Seoul', '2026-03-02'],
    ['2026-12-31T15:00:00Z', 'Asia/Tokyo', '2027-01-01'],
    ['2026-03-28T22:59:59Z', 'Europe/Madrid', '2026-03-28'],
    ['2026-03-28T23:00:00Z', 'Europe/Madrid', '2026-03-29'],
    // after the jump to summer time the day ends an hour earlier
    ['2026-03-29T21:59:59Z', 'Europe/Madrid', '2026-03-29'],
    ['2026-03-29T22:00:00Z', 'Europe/Madrid', '2026-03-30'],
    ['2026-10-25T22:59:59Z', 'Europe/Madrid', '2026-10-25'],
    ['2026-03-01T04:59:59Z', 'America/New_York', '2026-02-28'],
    ['2024-02-29T12:00:00Z', 'UTC', '2024-02-29'],
    ['2026-01-01T18:14:59Z', 'Asia/Kathmandu', '2026-01-01'],
    ['2026-01-01T18:15:00Z', 'Asia/Kathmandu', '2026-01-02'],
  ])('%s in %s is %s', (instant, zone, date) => {
    expect(businessDate(instant, zone)).toBe(date);
    expect(businessDate(new Date(instant), zone)).toBe(date);
  });

  test('agrees with the engine’s own calendar', () => {
    fc.assert(
      fc.property(anyInstant, anyZone, (instant, zone) => {
        const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
        expect(businessDate(instant, zone)).toBe(format.format(new Date(instant)));
      }),
    );
  });
});

describe('wall clocks', () => {
  test.each([
    ['2026-03-02T18:00:00', 'Asia/Seoul', '2026-03-02T09:00:00Z'],
    ['2026-07-01T12:00:00', 'Asia/Tokyo', '2026-07-01T03:00:00Z'],
    ['2026-01-15T12:00:00', 'Europe/Madrid', '2026-01-15T11:00:00Z'],
    ['2026-07-15T12:00:00', 'Europe/Madrid', '2026-07-15T10:00:00Z'],
    // around the jump of 2026-03-29: 02:30 does not exist and is 03:30
    ['2026-03-29T01:59:59', 'Europe/Madrid', '2026-03-29T00:59:59Z'],
    ['2026-03-29T02:30:00', 'Europe/Madrid', '2026-03-29T01:30:00Z'],
    ['2026-03-29T03:00:00', 'Europe/Madrid', '2026-03-29T01:00:00Z'],
    ['2026-03-29T03:30:00', 'Europe/Madrid', '2026-03-29T01:30:00Z'],
    // around the repeat of 2026-10-25: 02:30 is twice, the first is meant
    ['2026-10-25T01:59:59', 'Europe/Madrid', '2026-10-24T23:59:59Z'],
    ['2026-10-25T02:30:00', 'Europe/Madrid', '2026-10-25T00:30:00Z'],
    ['2026-10-25T03:00:00', 'Europe/Madrid', '2026-10-25T02:00:00Z'],
    ['2026-03-08T02:30:00', 'America/New_York', '2026-03-08T07:30:00Z'],
    ['2026-11-01T01:30:00', 'America/New_York', '2026-11-01T05:30:00Z'],
    // half an hour of summer time
    ['2026-10-04T02:15:00', 'Australia/Lord_Howe', '2026-10-03T15:45:00Z'],
    // Seoul kept summer time in 1988
    ['1988-07-01T12:00:00', 'Asia/Seoul', '1988-07-01T02:00:00Z'],
    // Samoa left out a whole day
    ['2011-12-30T12:00:00', 'Pacific/Apia', '2011-12-30T22:00:00Z'],
  ])('%s in %s is %s', (wall, zone, instant) => {
    expect(wallTimeToInstant(wall, zone)).toBe(instant);
  });

  test('an instant shown on the wall and read again is within the repeated hour of itself', () => {
    fc.assert(
      fc.property(anyInstant, anyZone, (instant, zone) => {
        const again = wallTimeToInstant(onTheWall(instant, zone), zone);
        const apart = Date.parse(instant) - Date.parse(again);
        expect([0, 1_800_000, 3_600_000]).toContain(apart);
        expect(onTheWall(again, zone)).toBe(onTheWall(instant, zone));
      }),
    );
  });

  test.each(['Asia/Soul', 'Mars/Olympus', '', 'KST9'])('"%s" is not a zone', (zone) => {
    expect(() => checkTimeZone(zone)).toThrow(expect.objectContaining({ code: 'time-zone-unknown' }));
  });
});

function onTheWall(instant: string, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
    .format(new Date(instant))
    .replace(' ', 'T');
}
