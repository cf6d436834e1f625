// Odd files: the exports of every built-in profile, as the scripts have them, with something wrong.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import iconv from 'iconv-lite';
import type { Random } from '../story/random.ts';
import { projectRoot } from '../world.ts';

/** A good file, in its own encoding. */
export interface Fixture {
  readonly name: string;
  readonly encoding: string;
  readonly bytes: Buffer;
}

/** The files of one script together: formats that come in two halves need both. */
export type Fixtures = readonly Fixture[];

const SCRIPTS = path.join(projectRoot, 'test/scripts/import');
const FIXTURE = /^=== (?:.*\/)?([^/\s]+\.(?:csv|txt|tsv))(?: \[?([\w-]+)\]?)?\n([\s\S]*?)^===$/gm;
const ENCODINGS = ['utf8', 'cp932', 'cp949', 'gb18030', 'big5', 'windows-1252', 'utf16le', 'utf16be', 'shift_jis', 'utf7'];
const INSERTS = [
  ...['"', ',', '\n', '\r', ';', '\t', '\0', '\uFEFF', '\u00FF', "'", '=', '""""', ',,,,,,,,', '\u202E', '\u001B[31m'],
  ...['9'.repeat(400), '=cmd|1', '5.76912E+17', '../../x', '\uD800', '\u3000', '４１１１１１１１１１１１１１１１'],
];
const ODD_CELLS = [
  ...['', ' ', '-1', '0', '1e9', '99999999999999999999', '0.0000001', '1,234', '12.50.1', 'NaN', '-', '"', '日本'],
  ...['2026-02-30', '0000-00-00', '31/12/1899', '9999-12-31 23:59:59', '4111 1111 1111 1111', 'XX', '=1+1', '2026-03-01T00:00:00+99:00'],
];
/** Cells of a file that nobody could have opened are few. */
const CHANGES_MOST = 4;

/** The files that the import scripts use, script by script. */
export function scriptFixtures(): Fixtures[] {
  return readdirSync(SCRIPTS)
    .sort()
    .map((script) => fixturesIn(readFileSync(path.join(SCRIPTS, script), 'utf8')))
    .filter((files) => files.length > 0);
}

function fixturesIn(script: string): Fixture[] {
  return [...script.matchAll(FIXTURE)].map(([, name = '', encoding = 'utf8', body = '']) => {
    const addBOM = encoding.endsWith('-bom');
    const plain = encoding.replace('-bom', '');
    return { name, encoding: plain, bytes: iconv.encode(body, plain, { addBOM }) };
  });
}

/** The file with some of its bytes, cells, rows or columns changed, or in another encoding. */
export function mutated(random: Random, { bytes, encoding }: Fixture): Buffer {
  let result: Buffer = Buffer.from(bytes);
  for (let change = random.whole(1, CHANGES_MOST); change > 0; change -= 1)
    result = random.percent(50) ? garbled(random, result) : rearranged(random, result, encoding);
  return result;
}

/** Bytes flipped, cut out, doubled, put in, or missing from some place on. */
function garbled(random: Random, bytes: Buffer): Buffer {
  const at = random.whole(0, bytes.length);
  const before = bytes.subarray(0, at);
  const rest = bytes.subarray(at);
  switch (random.whole(1, 6)) {
    case 1:
      return Buffer.concat([before, Buffer.from(random.pick(INSERTS)), rest]);
    case 2:
      return Buffer.concat([before, rest.subarray(random.whole(0, 20))]);
    case 3:
      return Buffer.concat([before, Buffer.from([random.whole(0, 255)]), rest.subarray(1)]);
    case 4:
      return Buffer.concat([before, rest, rest]);
    case 5:
      return Buffer.concat([before, Buffer.from([(rest[0] ?? 0) ^ (1 << random.whole(0, 7))]), rest.subarray(1)]);
    default:
      return before;
  }
}

/** Rows and columns in another order, missing or doubled, cells with other values, all of it in another encoding. */
function rearranged(random: Random, bytes: Buffer, encoding: string): Buffer {
  const rows = iconv.decode(bytes, encoding).split(/(?<=\n)/);
  const delimiter = [',', '\t', ';'].find((one) => rows[0]?.includes(one)) ?? ',';
  const at = random.whole(0, rows.length - 1);
  const row = rows[at] ?? '';
  switch (random.whole(1, 7)) {
    case 1:
      return iconv.encode(rows.join(''), random.pick(ENCODINGS), { addBOM: random.percent(30) });
    case 2:
      return encoded([rows[0] as string, ...shuffled(random, rows.slice(1))], encoding);
    case 3:
      return encoded(swapped(random, rows, delimiter), encoding);
    case 4:
      return encoded(rows.toSpliced(at, 1), encoding);
    case 5:
      return encoded(rows.toSpliced(at, 0, row), encoding);
    case 6:
      return encoded(emptied(random, rows, delimiter), encoding);
    default:
      return encoded(rows.with(at, withOddCell(random, row, delimiter)), encoding);
  }
}

function encoded(rows: readonly string[], encoding: string): Buffer {
  return iconv.encode(rows.join(''), encoding);
}

function shuffled<T>(random: Random, all: readonly T[]): T[] {
  const left = [...all];
  return all.map(() => left.splice(random.whole(0, left.length - 1), 1)[0] as T);
}

/** Two columns change places: in all rows, or only in the first. */
function swapped(random: Random, rows: readonly string[], delimiter: string): string[] {
  const count = (rows[0] ?? '').split(delimiter).length;
  const [one, other] = [random.whole(0, count - 1), random.whole(0, count - 1)];
  const onlyNames = random.percent(50);
  return rows.map((row, index) => {
    if (onlyNames && index > 0) return row;
    const cells = row.split(delimiter);
    return cells.map((cell, place) => (place === one ? (cells[other] ?? '') : place === other ? (cells[one] ?? '') : cell)).join(delimiter);
  });
}

/** One column has nothing in it any more. */
function emptied(random: Random, rows: readonly string[], delimiter: string): string[] {
  const column = random.whole(0, (rows[0] ?? '').split(delimiter).length - 1);
  return rows.map((row, index) => {
    const cells = row.split(delimiter);
    return index === 0 || column >= cells.length - 1 ? row : cells.with(column, '').join(delimiter);
  });
}

function withOddCell(random: Random, row: string, delimiter: string): string {
  const cells = row.split(delimiter);
  return cells.with(random.whole(0, cells.length - 1), random.pick(ODD_CELLS)).join(delimiter);
}
