// All that a shop holds, as text that can be compared: every row of every table, but for when it was written.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { openNative } from '../../src/store/native.ts';
import { projectRoot } from '../world.ts';

const INSTANT = /\d{4}-\d{2}-\d{2}T\d{2}:?\d{2}:?\d{2}(\.\d+)?Z/g;

/** Chance or the clock is in these: salts, and what is computed from them or from a page that says when it was made. */
const chancy: Readonly<Record<string, readonly string[]>> = {
  invoice: ['snapshot_salt', 'snapshot_hash', 'previous_hash', 'chain_hash', 'pdf_sha256'],
};

/** Where the index for searching stands: whatever is looked for next brings it up to date. */
const unread = /^(order_search|customer_search|search_mark|search_stale|sqlite_)/;

type Raw = ReturnType<typeof openNative>;

/** What runs of imports tell of themselves: where one was cut short and made good there were two. */
const toldOfRuns = /^(batch|batch_file) |"entity_kind":"batch"/;
const numberedByRuns: Readonly<Record<string, readonly string[]>> = {
  event: ['id', 'batch_id'],
  sales_order: ['batch_file_id'],
  payment: ['batch_id'],
  quarantine: ['batch_file_id', 'id', 'cleared_by'],
  movement: ['cause_id'],
};

/** Every row of every table, and the names of the files that belong to the shop; without what runs tell of themselves. */
export function stateWithoutRuns(folder: string): string[] {
  return stateOf(folder, numberedByRuns).filter((row) => !toldOfRuns.test(row));
}

/** Every row of every table, and the names of the files that belong to the shop. */
export function stateOf(folder: string, without: Readonly<Record<string, readonly string[]>> = {}): string[] {
  const raw = openNative(projectRoot, path.join(folder, 'oms.db'), 5_000);
  try {
    const tables = raw.prepare(`select name from sqlite_schema where type = 'table' order by name`).pluck().all() as string[];
    return [
      ...tables
        .filter((name) => !unread.test(name))
        .flatMap((name) => rowsOf(raw, name, [...(chancy[name] ?? []), ...(without[name] ?? [])])),
      ...filesOf(folder),
    ];
  } finally {
    raw.close();
  }
}

function rowsOf(raw: Raw, table: string, leftOut: readonly string[]): string[] {
  const rows = raw.prepare(`select * from "${table}"`).all() as Record<string, unknown>[];
  return rows
    .map((row) => JSON.stringify(Object.fromEntries(Object.entries(row).filter(([column]) => !leftOut.includes(column)))))
    .map((row) => `${table} ${row.replace(INSTANT, 'T')}`)
    .sort();
}

/** Without backups, which are named by when they were made, and what a killed program had begun to write under a hidden name. */
function filesOf(folder: string): string[] {
  return ['documents', 'inbox', 'profiles']
    .map((name) => path.join(folder, name))
    .filter((name) => existsSync(name))
    .flatMap((name) => readdirSync(name, { recursive: true, encoding: 'utf8' }).map((file) => `file ${path.basename(name)}/${file}`))
    .filter((name) => !name.endsWith('.part'))
    .sort();
}

/** What is in one of these states only, as a reader of differences has it. */
export function differences(before: readonly string[], after: readonly string[]): string[] {
  const [was, is] = [new Set(before), new Set(after)];
  return [
    ...before.filter((row) => !is.has(row)).map((row) => `- ${row}`),
    ...after.filter((row) => !was.has(row)).map((row) => `+ ${row}`),
  ];
}
