// Our own splitter of records against csv-parse, which is slower and knows the same rules.
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOmsError } from '../../src/domain/error.ts';
import { Records } from '../../src/input/records.ts';

const delimiter = fc.constantFrom(',', ';', '\t', '|');
const newline = fc.constantFrom('\n', '\r\n', '\r');
const cell = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.constantFrom('', ' ', '김민지', '髙橋', 'a"b', 'a,b', 'a;b', 'two\nlines', 'two\r\nlines', '"', '""', "'0", '=1+1'),
);

/** Cut anywhere, as a file comes in blocks. */
function* inBlocks(text: string, cuts: readonly number[]): Generator<string> {
  let from = 0;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    const to = Math.max(from, cut % (text.length + 1));
    yield text.slice(from, to);
    from = to;
  }
  yield text.slice(from);
}

function own(text: string, mark: string, cuts: readonly number[]): string[][] | 'refused' {
  const records = new Records(inBlocks(text, cuts), { delimiter: mark, quoted: true }, 'test.csv');
  const rows: string[][] = [];
  try {
    while (records.next()) rows.push(records.cells());
    return rows;
  } catch (error) {
    if (isOmsError(error)) return 'refused';
    throw error;
  }
}

function theirs(text: string, mark: string): string[][] | 'refused' {
  try {
    return parse(text, { delimiter: mark, record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true });
  } catch {
    return 'refused';
  }
}

function quoted(text: string, mark: string, always: boolean): string {
  const needs = always || text.includes('"') || text.includes(mark) || /[\r\n]/.test(text);
  return needs ? `"${text.replaceAll('"', '""')}"` : text;
}

describe('records', () => {
  test('that somebody wrote are read as they were meant, wherever the blocks are cut', () => {
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(rows, delimiter, newline, fc.boolean(), fc.array(fc.nat(500), { maxLength: 4 }), (wanted, mark, end, always, cuts) => {
        const text = wanted.map((row) => row.map((one) => quoted(one, mark, always)).join(mark)).join(end);
        expect(own(text, mark, cuts)).toEqual(wanted);
        expect(theirs(text, mark)).toEqual(wanted);
      }),
      { numRuns: 1_000 },
    );
  });

  test('of any text at all are those of csv-parse, or both refuse', () => {
    const text = fc.array(fc.constantFrom('"', '""', ',', '\n', '\r\n', 'a', ' ', 'é'), { maxLength: 24 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.array(fc.nat(30), { maxLength: 3 }), (any, cuts) => {
        const [mine, others] = [own(any, ',', cuts), theirs(any, ',')];
        // csv-parse refuses a quote in the middle of a cell, which spreadsheets write and we keep
        if (others !== 'refused') expect(mine).toEqual(others);
      }),
      { numRuns: 3_000 },
    );
  });
});
