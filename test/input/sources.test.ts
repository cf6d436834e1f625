// Values out of columns: each key of a profile's field.
import { describe, expect, test } from 'vitest';
import { Columns } from '../../src/input/columns.ts';
import type { Profile } from '../../src/input/profile.ts';
import { parseProfile } from '../../src/input/profile-check.ts';
import { Records } from '../../src/input/records.ts';
import { RowReader } from '../../src/input/row.ts';

const header = ['a', 'b', 'c', 'Total (MXN)', 'a', 'z i p'];

/** What a field of a profile says of a row of these cells. */
function read(field: string, cells: readonly string[]): string {
  const profile = parseProfile(
    `kind: orders\nname: x\nmatch: {columns: [a]}\ncells: {apostrophe: strip, html: unescape, empty: ["--"]}\nrows: {order: a}\norder: {note: ${field}}\nline: {quantity: b}\n`,
    'x.yaml',
  ) as Extract<Profile, { kind: 'orders' }>;
  const reader = new RowReader(profile, new Columns(header, profile));
  const { note } = reader.fields(['note'], profile.order);
  const records = new Records([`${cells.join('\t')}\n`].values(), { delimiter: '\t', quoted: false }, '');
  records.next();
  return reader.filled(reader.read(records)).cells[note] ?? '';
}

describe('a field', () => {
  test.each([
    ['b', ['', ' x '], 'x'],
    ['"a#2"', ['1', '', '', '', '5'], '5'],
    ['"#3"', ['', '', 'third'], 'third'],
    ['zip', ['', '', '', '', '', "'0123"], '0123'],
    ['b', ['', '="007"'], '007'],
    ['b', ['', 'Tom &amp; Ann&#39;s'], "Tom & Ann's"],
    ['b', ['', '--'], ''],
    ['{columns: [a, b]}', ['', '2'], '2'],
    ['{columns: [a, b], join: " "}', ['1', '2'], '1 2'],
    ['{columns: [a, b], empty: [none]}', ['None', '2'], '2'],
    ['{template: "{a}-{b}"}', ['1', '2'], '1-2'],
    ['{template: "{a}-{b}"}', ['1', ''], '1'],
    ['{template: "{a}-{b}"}', ['', '2'], '2'],
    ['{template: "No. {a} ({b})"}', ['1', '2'], 'No. 1 (2)'],
    ['{template: "{a}/{nothing}"}', ['1'], '1'],
    ['{cases: [{when: {a: [gift]}, value: G}, {when: {a: filled}, column: b}], value: none}', ['GIFT', '2'], 'G'],
    ['{cases: [{when: {a: [gift]}, value: G}, {when: {a: filled}, column: b}], value: none}', ['x', '2'], '2'],
    ['{cases: [{when: {a: [gift]}, value: G}, {when: {a: filled}, column: b}], value: none}', ['', '2'], 'none'],
    ['{column: a, strip: ["No:", "#"]}', ['No: #12'], '12'],
    ["{column: a, regex: 'x(\\d+)'}", ['ax12'], '12'],
    ["{column: a, regex: '(?<unit>\\w)(?<value>\\d+)'}", ['x12'], '12'],
    ["{column: a, regex: '\\d+'}", ['none'], ''],
    ["{column: a, regex: 'x(\\d)', each: ', '}", ['x1 y2 x3'], '1, 3'],
    ["{column: a, regex: 'x(\\d)', each: ', '}", ['none'], ''],
    ['{column: a, split: {by: ",", part: 2}}', ['1, 2 ,3'], '2'],
    ['{column: a, split: {by: ",", part: -1}}', ['1,2,3'], '3'],
    ['{column: a, map: {"$": USD, Paid: yes}}', ['paid'], 'yes'],
    ['{column: a, map: {"$": USD}}', ['else'], 'else'],
    ['{column: a, pad: 5}', ['812'], '00812'],
    ['{column: a, pad: 5}', ['8A2'], '8A2'],
    ['{header: "Total (*)"}', ['1'], 'MXN'],
    ['{value: x}', ['1'], 'x'],
  ])('%s of %j is %s', (field, cells, value) => {
    expect(read(field, cells)).toBe(value);
  });
});
