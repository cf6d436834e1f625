// What a run comes to: where a file goes, whether there is anything to say, how it ends.
import { describe, expect, test } from 'vitest';
import type { ImportResult } from '../../src/domain/import/result.ts';
import {
  hasNews,
  isUnfinishedName,
  isWorthTelling,
  type RunFile,
  type RunResult,
  runExitCode,
  stateOfImport,
} from '../../src/domain/run.ts';

function imported(orders: Partial<ImportResult['orders']>, readAs: string | null = null): ImportResult {
  const file = { name: 'a.csv', profile: 'plain', channel: 'plain', encoding: 'utf-8', readAs };
  const counts = { new: 0, updated: 0, unchanged: 0, conflict: 0, quarantined: 0, ...orders };
  return {
    batch: 'B1',
    files: [file],
    orders: counts,
    held: 0,
    history: 0,
    lines: 0,
    units: 0,
    channels: [],
    problems: [],
    isRefused: false,
  };
}

function file(change: Partial<RunFile>): RunFile {
  return { path: 'a.csv', state: 'done', movedTo: null, imported: null, error: null, code: 0, ...change };
}

const nothing: RunResult = {
  files: [],
  confirmed: 0,
  unconfirmed: 0,
  reserved: 0,
  backordered: 0,
  unheld: [],
  swept: 0,
  served: [],
  low: [],
};

test.each([
  [{ new: 1 }, 'done'],
  [{ quarantined: 2 }, 'failed'],
  [{ new: 1, quarantined: 2 }, 'done'],
  [{ unchanged: 1, quarantined: 2 }, 'done'],
  [{ conflict: 1 }, 'done'],
  [{ conflict: 1, quarantined: 1 }, 'done'],
  [{}, 'done'],
] as const)('a file of %j is %s', (orders, state) => expect(stateOfImport(imported(orders))).toBe(state));

describe('news', () => {
  test.each([
    ['new orders', file({ imported: imported({ new: 1 }) }), true],
    ['a conflict', file({ imported: imported({ conflict: 1 }) }), true],
    ['rows that cannot be read', file({ imported: imported({ quarantined: 1 }), code: 1 }), true],
    ['all as it was', file({ imported: imported({ unchanged: 9 }) }), false],
    ['the same bytes again', file({ imported: imported({ unchanged: 8, quarantined: 1 }, 'B1') }), false],
    ['no orders that day', file({}), false],
    ['a file that is refused', file({ state: 'failed', code: 1 }), true],
    ['a file that waits', file({ state: 'waiting', code: 4 }), true],
  ] as const)('%s', (_, one, expected) => {
    expect(hasNews(one)).toBe(expected);
    expect(isWorthTelling({ ...nothing, files: [one] })).toBe(expected);
  });

  test('without files: what was confirmed, could not be, or was freed', () => {
    expect(isWorthTelling(nothing)).toBe(false);
    for (const key of ['confirmed', 'unconfirmed', 'swept'] as const) expect(isWorthTelling({ ...nothing, [key]: 1 })).toBe(true);
    const low = { sku: 'MUG', name: 'Mug', available: 1, reorderPoint: 2, incoming: 0, backordered: 0, toldAt: null };
    expect(isWorthTelling({ ...nothing, low: [low] })).toBe(true);
  });
});

test.each([
  [[], 0, 0],
  [[0, 0], 0, 0],
  [[3, 0], 0, 3],
  [[3, 1], 0, 1],
  [[1, 4, 3], 0, 4],
  [[0], 2, 3],
  [[1], 2, 1],
] as const)('files that end with %j and %i orders not confirmed end with %i', (codes, unconfirmed, expected) => {
  expect(runExitCode({ ...nothing, unconfirmed, files: codes.map((code) => file({ code })) })).toBe(expected);
});

test('names of downloads that are not whole', () => {
  for (const name of ['.a.csv', 'a.csv.part', 'a.csv.CRDOWNLOAD', 'a.tmp', 'a.csv~', 'a.csv.download', '.~lock.a.csv#'])
    expect(isUnfinishedName(name), name).toBe(true);
  for (const name of ['a.csv', 'part.csv', 'a.tmp.csv', 'テスト.csv']) expect(isUnfinishedName(name), name).toBe(false);
});
