// Several processes on one shop: each takes the write lock before it reads, so none fails and none is lost.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../world.ts';
import type { RaceReport } from './racer.ts';
import { inShop, type TestShop } from './shop.ts';

const PROCESSES = 3;
const ROUNDS = 300;

describe('three processes, 300 transactions each that read and then write', () => {
  test('with an immediate transaction none fails, and the sum is right', () =>
    inShop(async (shop) => {
      const reports = await raceIn(shop, 'immediate');
      expect(reports).toEqual(new Array(PROCESSES).fill({ done: ROUNDS, failed: 0, codes: [] }));
      expect(stockOf(shop)).toEqual({ level: PROCESSES * ROUNDS, ledger: PROCESSES * ROUNDS, movements: PROCESSES * ROUNDS });
    }));

  test('with a plain one some do: the control that shows the test can fail', () =>
    inShop(async (shop) => {
      const reports = await raceIn(shop, 'plain');
      const failed = reports.reduce((sum, report) => sum + report.failed, 0);
      expect(failed).toBeGreaterThan(0);
      for (const code of reports.flatMap(({ codes }) => codes)) expect(code).toMatch(/^SQLITE_BUSY/);
      // what failed wrote nothing; what was done is there
      expect(stockOf(shop)).toMatchObject({ level: PROCESSES * ROUNDS - failed, movements: PROCESSES * ROUNDS - failed });
    }));
});

async function raceIn(shop: TestShop, manner: 'immediate' | 'plain'): Promise<RaceReport[]> {
  const runner = path.join(shop.folder, 'racer.cjs');
  buildSync({
    entryPoints: [path.join(projectRoot, 'test/store/racer.ts')],
    outfile: runner,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['better-sqlite3/build/*'],
    logLevel: 'warning',
  });
  const children = Array.from({ length: PROCESSES }, () => fork(runner, [shop.database.path, projectRoot, manner, String(ROUNDS)]));
  try {
    // all are up before any begins
    await Promise.all(children.map((child) => once(child, 'message')));
    return await Promise.all(children.map(reportOf));
  } finally {
    for (const child of children) child.kill();
  }
}

async function reportOf(child: ChildProcess): Promise<RaceReport> {
  child.send('go');
  const [report] = await once(child, 'message');
  return report as RaceReport;
}

function stockOf({ database }: TestShop) {
  const one = (query: string) => database.raw.prepare(query).pluck().get();
  return {
    level: one('select sum(on_hand) from stock_level'),
    ledger: one('select sum(quantity) from movement'),
    movements: one('select count(*) from movement'),
  };
}
