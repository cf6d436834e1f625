// Rejects go out as CSV and come back as they were, whatever stands in them, and no spreadsheet calculates any of it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { KeptFile } from '../src/domain/batch.ts';
import { bytesOfText } from '../src/input/bytes.ts';
import { readMended, underHeader } from '../src/input/mended-file.ts';
import { comesBackAs, rejectsCsv } from '../src/output/rejects.ts';
import { loadWords } from '../src/output/words.ts';
import { projectRoot } from './world.ts';

const words = loadWords(projectRoot, 'en');
const header = ['order', 'sku', 'note'];
const cell = fc.oneof(
  fc.constantFrom(
    '',
    '=1+1',
    "'=1+1",
    "''=1+1",
    "'",
    "''",
    '+82 10',
    '-5.00',
    '@SUM(A1)',
    '＝1',
    '\t=1',
    'two\nlines',
    'a,b',
    '"',
    "'5",
    '="0012"',
    '김민지',
  ),
  fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '"', ',', ';', 'a', '1', ' '), maxLength: 6 }),
);

function kept(rows: readonly (readonly string[])[]): KeptFile {
  const orders = rows.map((cells, index) => ({
    id: index + 1,
    order: cells[0] ?? '',
    rows: [{ row: index + 2, line: index + 2, cells }],
    reasons: [{ code: 'quantity-invalid', row: index + 2, line: index + 2, column: 'sku', details: { value: cells[1] ?? '' } }],
  }));
  const file = { fileId: 1, batch: 'B1', name: '=x.csv', profile: 'plain', records: null, options: {}, came: new Map(), channel: 'plain' };
  return { ...file, opening: null, header, orders } as unknown as KeptFile;
}

test('what goes out comes back', () => {
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 5 }), (rows) => {
      const text = rejectsCsv([kept(rows)], words);
      const back = underHeader(readMended(bytesOfText('rejects.csv', text), []), header);
      expect(back?.map(({ cells }) => cells.slice(0, header.length))).toEqual(rows);
    }),
  );
});

test('of what nobody can see only that is missing', () => {
  const invisible = fc.string({
    unit: fc.constantFrom("'", '=', '\u001B', '[', '2', 'J', '\u200B', '\u200F', '\u0007', 'a'),
    maxLength: 8,
  });
  fc.assert(
    fc.property(fc.array(invisible, { minLength: 3, maxLength: 3 }), (cells) => {
      const text = rejectsCsv([kept([['x', ...cells.slice(1)]])], words);
      const back = underHeader(readMended(bytesOfText('rejects.csv', text), []), header)?.[0]?.cells.slice(1, header.length);
      expect(back).toEqual(cells.slice(1).map(comesBackAs));
      for (const one of back ?? []) expect(one).not.toMatch(/[\p{Cc}\u200B\u200F]/u);
    }),
  );
});

test('no cell is a formula', () => {
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 5 }), (rows) => {
      const { rows: written } = readMended(bytesOfText('rejects.csv', rejectsCsv([kept(rows)], words).replaceAll("'", 'x')), []);
      for (const { cells } of written) for (const one of cells) expect(one).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
    }),
  );
});
