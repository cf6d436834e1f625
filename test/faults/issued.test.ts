// Eight programs issue a thousand invoices at once, and are killed again and again: no number is lost, none is given twice.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { ended, ensureBuilt, inFolder, must, runProcess, startOms } from '../process.ts';
import { Random } from '../story/random.ts';

beforeAll(ensureBuilt);

const INVOICES = 1_000;
const PROCESSES = 8;
/** So often each of them is killed before it may go on to its end. */
const KILLS = 3;
const SEED = Number(process.env.OMS_SEED ?? (process.env.CI ? 7 : Date.now() % 2 ** 32));

test(`of ${PROCESSES} processes that issue and are killed are 1 … ${INVOICES}, seed ${SEED}`, () =>
  inFolder(async (folder) => {
    const ids = await orders(folder);
    const random = new Random(SEED);
    const killed = await Promise.all(Array.from({ length: PROCESSES }, (_, index) => issued(folder, shareOf(ids, index), random)));
    expect(killed.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(PROCESSES);

    const all = JSON.parse(await must(['invoice', 'list', '--json'], folder)) as { number: string; orders: string[] }[];
    const sequence = all.map(({ number }) => Number(number.split('-').at(-1))).sort((one, other) => one - other);
    expect(sequence).toEqual(Array.from({ length: INVOICES }, (_, index) => index + 1));
    expect(new Set(all.flatMap(({ orders }) => orders)).size).toBe(INVOICES);
    expect(JSON.parse(await must(['invoice', 'verify', '--json'], folder))).toMatchObject({ documents: INVOICES, findings: [] });
    await must(['db', 'check'], folder);
  }));

/** Orders of one mug each, confirmed. */
async function orders(folder: string): Promise<string[]> {
  const rows = Array.from({ length: INVOICES }, (_, order) => `N${order + 1},MUG,1,5.00,Buyer ${order},1 High Street,York,YO1 7HU,GB`);
  writeFileSync(path.join(folder, 'orders.csv'), `order,sku,quantity,unit_price,name,address1,city,postcode,country\n${rows.join('\n')}\n`);
  await must(['init', '.', '--name', 'Blue Mug', '--country', 'GB', '--address', '1 High Street / York YO1 7HU'], folder);
  await must(['product', 'add', 'MUG', '--name', 'Blue mug', '--price', '5'], folder);
  await must(['stock', 'receive', 'MUG', String(INVOICES)], folder);
  await must(['order', 'import', 'orders.csv', '--quiet'], folder);
  await must(['order', 'confirm', '--all', '--quiet'], folder);
  return (await must(['order', 'list', '--ids'], folder)).trim().split('\n');
}

function shareOf(ids: readonly string[], index: number): string[] {
  return ids.filter((_, at) => at % PROCESSES === index);
}

/** Issues these, killed a few times on the way. Returns how often it had not ended before. */
async function issued(folder: string, ids: readonly string[], random: Random): Promise<number> {
  let killed = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const child = startOms(['invoice', 'issue', ...ids], { cwd: folder });
    child.stdin?.end();
    const done = ended(child);
    await pause(random.whole(300, 3_000));
    child.kill('SIGKILL');
    if ((await done).code === 137) killed += 1;
  }
  expect(await runProcess(['invoice', 'issue', ...ids, '--quiet'], { cwd: folder })).toMatchObject({ code: 0 });
  return killed;
}
