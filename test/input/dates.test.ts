// Dates in the formats of many exports.
import { describe, expect, test } from 'vitest';
import { DateReader, isDateFormat } from '../../src/input/dates.ts';

describe('a format reads', () => {
  test.each([
    ['MMM-dd-yy', 'Jul-21-25', 'UTC', '2025-07-21T00:00:00Z'],
    ['d-MMM-yy', '10-Dez-25', 'UTC', '2025-12-10T00:00:00Z'],
    ['d-MMM-yy', '1-Mär-26', 'UTC', '2026-03-01T00:00:00Z'],
    ["d 'de' MMM 'de' yyyy HH:mm 'hs.'", '31 de agosto de 2026 23:59 hs.', 'UTC', '2026-08-31T23:59:00Z'],
    ['MMM d, yyyy h:mm:ss a z', 'Sep 4, 2026 1:05:07 AM PDT', 'UTC', '2026-09-04T08:05:07Z'],
    ['MM/dd/yyyy hh:mm a', '09/22/2026 12:15 PM', 'UTC', '2026-09-22T12:15:00Z'],
    ['MM/dd/yyyy hh:mm a', '09/22/2026 1:15 PM', 'UTC', undefined],
    ['MM/dd/yyyy h:mm:ss a', '09/22/2026 12:15:30 AM', 'UTC', '2026-09-22T00:15:30Z'],
    ['yyyy. M. d. a h:mm', '2026. 9. 2. 오후 3:05', 'Asia/Seoul', '2026-09-02T06:05:00Z'],
    ['MM/dd/yy', '09/24/26', 'UTC', '2026-09-24T00:00:00Z'],
    ['yyyy/M/d HHmmss', '2026/8/10 103309', 'Asia/Tokyo', '2026-08-10T01:33:09Z'],
    ['MMM do yyyy', 'Mar 13th 2026', 'UTC', '2026-03-13T00:00:00Z'],
    ['MM/dd/yyyy HH:mm:ss V', '03/01/2026 10:00:00 Eastern Time (US & Canada)', 'UTC', '2026-03-01T15:00:00Z'],
    ['excel', '46082.5', 'Asia/Seoul', '2026-03-01T03:00:00Z'],
    ['epoch', '1767225600', 'UTC', '2026-01-01T00:00:00Z'],
    ['epoch', '1767225600000', 'UTC', '2026-01-01T00:00:00Z'],
    ['yyyy-MM-dd', '2026-02-30', 'UTC', undefined],
    ['yyyy-MM-dd HH:mm:ss Z', '2026-03-01 09:30:05 +0900', 'UTC', '2026-03-01T00:30:05Z'],
    ['yyyy-MM-dd HH:mm:ss Z', '2026-03-01  09:30:05 utc', 'Asia/Seoul', '2026-03-01T09:30:05Z'],
    ['yyyy-MM-dd HH:mm:ss Z', '2026-03-01 09:30:05.25-03:30', 'UTC', '2026-03-01T13:00:05Z'],
    ['yyyy-MM-dd HH:mm:ss Z', '2026-03-01 09:30:05 +9', 'UTC', undefined],
    ['yyyy-MM-dd HH:mm:ss Z', '2026-03-01 24:30:05 +0900', 'UTC', undefined],
    ['yyyy/MM/dd HH:mm', '2026/03/01 09:30', 'Asia/Tokyo', '2026-03-01T00:30:00Z'],
    ['yyyy/MM/dd HH:mm', '2026/03/01 09:3a', 'Asia/Tokyo', undefined],
    ['MMM d yyyy', 'Foo 3 2026', 'UTC', undefined],
    ['h:mm a yyyy-MM-dd', '13:00 PM 2026-01-01', 'UTC', undefined],
  ])('%s: %s in %s', (format, text, zone, instant) => {
    expect(new DateReader([format], zone).read(text)).toBe(instant);
  });
});

test('the first format that fits decides, also where it gives no date', () => {
  const reader = new DateReader(['MM/dd/yyyy', 'dd/MM/yyyy'], 'UTC');
  expect(reader.read('02/03/2026')).toBe('2026-02-03T00:00:00Z');
  expect(reader.read('13/03/2026')).toBeUndefined();
});

test.each([
  ['yyyy-MM-dd', true],
  ['excel', true],
  ["d 'de' MMM yyyy", true],
  ['d de MMM yyyy', false],
  ['HH:mm', false],
  ['dd MMMM yyyy', false],
  ['yyyy-MM', false],
])('%s is a format: %s', (format, is) => {
  expect(isDateFormat(format)).toBe(is);
});
