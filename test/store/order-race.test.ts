// Never oversold: processes that confirm the same orders at once promise each thing once, and nothing that is not there.
import { beforeAll, expect, test } from 'vitest';
import { ensureBuilt, runProcess } from '../process.ts';
import { inShop, type TestShop } from './shop.ts';

const PROCESSES = 4;
const ORDERS = 30 * PROCESSES;
/** Each order wants two, on two lines; there is enough for a third of them, and more comes in meanwhile. */
const ON_HAND = 80;
const RECEIVED = 15;

beforeAll(ensureBuilt);

test('four processes confirm the same 120 orders while goods come in', () =>
  inShop(async (shop) => {
    await shop.oms(`stock receive MUG ${ON_HAND}`);
    for (let order = 0; order < ORDERS; order += 1) await shop.oms('order add --line MUG --line MUG --name Ann --address1 Road');
    const ids = (await shop.oms('order list --ids')).trim().split('\n');
    const receive = runProcess(['stock', 'receive', 'MUG', String(RECEIVED)], { cwd: shop.folder });
    const runs = await Promise.all(Array.from({ length: PROCESSES }, (_, index) => confirm(shop, shuffled(ids, index))));
    expect((await receive).code).toBe(0);

    expect(runs.map(({ code, stderr }) => ({ code, stderr }))).toEqual(new Array(PROCESSES).fill({ code: 0, stderr: '' }));
    const counts = runs.map(({ stdout }) => (JSON.parse(stdout) as { counts: Record<string, number> }).counts);
    expect(counts.reduce((sum, { confirmed = 0 }) => sum + confirmed, 0)).toBe(ORDERS);
    await shop.oms('order reserve --all');
    expect(stockOf(shop)).toEqual({
      onHand: ON_HAND + RECEIVED,
      ledger: ON_HAND + RECEIVED,
      reserved: ON_HAND + RECEIVED,
      promised: ON_HAND + RECEIVED,
    });
    expect(overserved(shop)).toEqual([]);

    const cancelled = await Promise.all(
      Array.from({ length: PROCESSES }, (_, index) => cancel(shop, shuffled(ids, index).slice(0, ORDERS / 2))),
    );
    expect(cancelled.map(({ code }) => code)).toEqual(new Array(PROCESSES).fill(0));
    const left = stockOf(shop);
    expect(left.reserved).toBe(left.promised);
    expect(left.onHand).toBe(ON_HAND + RECEIVED);
  }));

function confirm({ folder }: TestShop, ids: readonly string[]) {
  return runProcess(['order', 'confirm', '-', '--json'], { cwd: folder, stdin: ids.join('\n') });
}

function cancel({ folder }: TestShop, ids: readonly string[]) {
  return runProcess(['order', 'cancel', '-', '--reason', 'race', '--json'], { cwd: folder, stdin: ids.join('\n') });
}

/** The same ids in another order for each process, the same in each run. */
function shuffled(ids: readonly string[], seed: number): string[] {
  const step = [7, 11, 13, 17][seed] as number;
  return ids.map((_, index) => ids[(index * step + seed) % ids.length] as string);
}

function stockOf({ database }: TestShop) {
  const one = (query: string) => database.raw.prepare(query).pluck().get() as number;
  return {
    onHand: one('select sum(on_hand) from stock_level'),
    ledger: one('select sum(quantity) from movement'),
    reserved: one('select sum(reserved) from stock_level'),
    promised: one('select sum(quantity) from reservation'),
  };
}

/** Lines that were promised more than they want. */
function overserved({ database }: TestShop): unknown[] {
  return database.raw
    .prepare('select l.id from order_line l join reservation r on r.order_line_id = l.id group by l.id having sum(r.quantity) > l.quantity')
    .all();
}
