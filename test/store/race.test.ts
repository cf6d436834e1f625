// Several processes on one shop: each takes the write lock before it reads, so none fails and none is lost.
import { describe, expect, test } from 'vitest';
import { readyToRace } from './race-helper.ts';
import type { Manner, RaceReport } from './racer.ts';
import { inShop, type TestShop } from './shop.ts';

const PROCESSES = 3;
const ROUNDS = 300;

describe('three processes, 300 transactions each that read and then write', () => {
  test('with an immediate transaction none fails, and the sum is right', () =>
    inShop(async (shop) => {
      const reports = await race(shop, 'immediate');
      expect(reports).toEqual(new Array(PROCESSES).fill({ done: ROUNDS, failed: 0, codes: [] }));
      expect(stockOf(shop)).toEqual({ level: PROCESSES * ROUNDS, ledger: PROCESSES * ROUNDS, movements: PROCESSES * ROUNDS });
    }));

  test('with a plain one some do: the control that shows the test can fail', () =>
    inShop(async (shop) => {
      const reports = await race(shop, 'plain');
      const failed = reports.reduce((sum, report) => sum + report.failed, 0);
      expect(failed).toBeGreaterThan(0);
      for (const code of reports.flatMap(({ codes }) => codes)) expect(code).toMatch(/^SQLITE_BUSY/);
      // what failed wrote nothing; what was done is there
      expect(stockOf(shop)).toMatchObject({ level: PROCESSES * ROUNDS - failed, movements: PROCESSES * ROUNDS - failed });
    }));
});

async function race(shop: TestShop, manner: Manner): Promise<RaceReport[]> {
  const ready = await readyToRace(shop, manner, PROCESSES, ROUNDS);
  try {
    return await ready.run();
  } finally {
    ready.stop();
  }
}

function stockOf({ database }: TestShop) {
  const one = (query: string) => database.raw.prepare(query).pluck().get();
  return {
    level: one('select sum(on_hand) from stock_level'),
    ledger: one('select sum(quantity) from movement'),
    movements: one('select count(*) from movement'),
  };
}
