// Checking what cells look like: instants, dates, currencies, hashes and codes, known by the names of their columns.

import type { WrongRow } from '../domain/check.ts';
import { isCurrency } from '../domain/currency.ts';
import { checkGtin } from '../domain/product.ts';
import { isSscc } from '../domain/sscc.ts';
import type { Database } from './database.ts';

interface Form {
  readonly columns: RegExp;
  /** Of a cell: true where it cannot be what its column holds. */
  readonly wrong: (cell: string) => string;
  readonly should: string;
}

const DAY = '[1-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]';
const HASH = '[0-9a-f]'.repeat(64);

const forms: readonly Form[] = [
  {
    columns: /(^|_)at$/,
    wrong: (cell) => `${cell} not glob '${DAY}T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z' or julianday(${cell}) is null`,
    should: 'YYYY-MM-DDThh:mm:ssZ',
  },
  {
    columns: /(_on|_date|^valid_from|^valid_to)$/,
    wrong: (cell) => `${cell} not glob '${DAY}' or date(${cell}) is not ${cell}`,
    should: 'YYYY-MM-DD',
  },
  { columns: /sha256|^(snapshot|chain)_hash$/, wrong: (cell) => `${cell} not glob '${HASH}'`, should: 'SHA-256' },
  { columns: /^currency$/, wrong: (cell) => `not is_currency(${cell})`, should: 'ISO 4217' },
  { columns: /^gtin$/, wrong: (cell) => `not is_gtin(${cell})`, should: 'GTIN' },
  { columns: /^sscc$/, wrong: (cell) => `not is_sscc(${cell})`, should: 'SSCC' },
  {
    columns: /^rounding$/,
    wrong: (cell) => `${cell} not in ('half-up', 'half-even', 'down', 'up')`,
    should: 'half-up, half-even, down, up',
  },
];

function isGtin(text: string): boolean {
  try {
    return checkGtin(text) === text;
  } catch {
    return false;
  }
}

interface Column {
  readonly name: string;
  /** 1 and up: place in the primary key. */
  readonly pk: number;
}

/** Cells that cannot be what their columns hold, by table and column. */
export function* wrongForms(database: Database): Generator<WrongRow> {
  const { raw } = database;
  raw.function('is_currency', { deterministic: true }, (text) => Number(isCurrency(String(text))));
  raw.function('is_gtin', { deterministic: true }, (text) => Number(isGtin(String(text))));
  raw.function('is_sscc', { deterministic: true }, (text) => Number(isSscc(String(text))));
  const tables = raw
    .prepare(`select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name`)
    .pluck()
    .all() as string[];
  for (const table of tables) yield* wrongCells(database, table);
}

/** One walk through the table for all its columns. */
function* wrongCells({ raw }: Database, table: string): Generator<WrongRow> {
  const columns = raw.pragma(`table_info("${table}")`) as Column[];
  const key = columns.filter(({ pk }) => pk > 0).map(({ name }) => `"${name}"`);
  const checks = columns.flatMap(({ name }) => forms.filter((form) => form.columns.test(name)).map((form) => ({ name, ...form })));
  if (checks.length === 0 || key.length === 0) return;
  const isWrong = checks.map(({ name, wrong }) => `("${name}" is not null and (${wrong(`"${name}"`)}))`);
  const told = checks.map(({ name }, index) => `"${name}" as cell${index}, ${isWrong[index]} as wrong${index}`);
  const rows = raw.prepare(`select ${key.join(" || '/' || ")} as id, ${told.join(', ')} from "${table}" where ${isWrong.join(' or ')}`);
  for (const row of rows.all() as Record<string, string | number>[]) {
    for (const [index, { name, should }] of checks.entries()) {
      const is = row[`cell${index}`] ?? null;
      if (row[`wrong${index}`] === 1) yield { table, id: String(row.id), wrong: [{ field: name, is, should }] };
    }
  }
}
