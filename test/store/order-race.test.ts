// Never oversold: processes that confirm the same orders at once promise each thing once, and nothing that is not there.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { ensureBuilt, runProcess } from '../process.ts';
import { inShop, type TestShop } from './shop.ts';

const PROCESSES = 3;
const ORDERS = 48;
/** They want between two and six, on two lines of the same product; there is enough for a third of that. */
const ON_HAND = 64;
const RECEIVED = 15;

beforeAll(ensureBuilt);

test('three processes confirm the same orders while goods come in', () =>
  inShop(async (shop) => {
    await shop.oms(`stock receive MUG ${ON_HAND}`);
    writeFileSync(path.join(shop.folder, 'orders.csv'), ordersFile());
    await shop.oms('order import orders.csv --channel race');
    const ids = (await shop.oms('order list --ids')).trim().split('\n');
    expect(ids).toHaveLength(ORDERS);
    const [received, ...runs] = await Promise.all([
      runProcess(['stock', 'receive', 'MUG', String(RECEIVED)], { cwd: shop.folder }),
      ...Array.from({ length: PROCESSES }, (_, index) => confirm(shop, shuffled(ids, index))),
    ]);

    expect(received?.code).toBe(0);
    expect(runs.map(({ code, stderr }) => ({ code, stderr }))).toEqual(new Array(PROCESSES).fill({ code: 0, stderr: '' }));
    const counts = runs.map(({ stdout }) => (JSON.parse(stdout) as { counts: Record<string, number> }).counts);
    expect(counts.reduce((sum, { confirmed = 0 }) => sum + confirmed, 0)).toBe(ORDERS);
    await shop.oms('order reserve --all');
    const all = ON_HAND + RECEIVED;
    expect(stockOf(shop)).toEqual({ onHand: all, ledger: all, reserved: all, promised: all });
    expect(overserved(shop)).toEqual([]);

    const cancelled = await Promise.all([0, 1].map((index) => cancel(shop, shuffled(ids, index).slice(0, ORDERS / 4))));
    expect(cancelled.map(({ code }) => code)).toEqual([0, 0]);
    const left = stockOf(shop);
    expect(left.reserved).toBe(left.promised);
    expect(left.onHand).toBe(all);
  }));

/** Each of other customers, and of another size. */
function ordersFile(): string {
  const rows = Array.from({ length: ORDERS }, (_, order) => {
    const row = (quantity: number) => `N${order},MUG,${quantity},12.50,Buyer ${order},${order} High Street,York,YO1 7HU,GB`;
    return `${row(1 + (order % 2))}\n${row(1 + (order % 4))}`;
  });
  return `order,sku,quantity,unit_price,name,address1,city,postcode,country\n${rows.join('\n')}\n`;
}

function confirm({ folder }: TestShop, ids: readonly string[]) {
  return runProcess(['order', 'confirm', '-', '--json'], { cwd: folder, stdin: ids.join('\n') });
}

function cancel({ folder }: TestShop, ids: readonly string[]) {
  return runProcess(['order', 'cancel', '-', '--reason', 'race', '--json'], { cwd: folder, stdin: ids.join('\n') });
}

/** The same ids in another order for each process, the same in each run. */
function shuffled(ids: readonly string[], seed: number): string[] {
  const step = [7, 11, 13][seed] as number;
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
