// A large file is read in a thread of its own. What comes in is the same as when one thread does all.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { ensureBuilt, inShopFolder, must, runProcess } from '../process.ts';

beforeAll(ensureBuilt);

/** Few, with names so long that they are a large file. */
const ORDERS = 4_000;
const header =
  'Name,Email,Financial Status,Paid at,Fulfillment Status,Cancelled at,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,' +
  'Lineitem name,Lineitem price,Lineitem sku,Shipping Name,Shipping Address1,Shipping City,Shipping Zip,Shipping Country,Payment Method,' +
  'Refunded Amount,Notes,Billing Name,Billing Country';

/** Orders of every kind: new, shipped, cancelled, held, refunded, paid later, with unknown products, unreadable; one with scattered rows. */
function orderRows(order: number): string[] {
  const isRead = order % 97 !== 0;
  const status = ['paid', 'paid', 'pending', 'paid', 'refunded'][order % 5] as string;
  const fulfilment = ['unfulfilled', 'fulfilled', 'partial', 'unfulfilled', 'unfulfilled', 'elsewhere'][order % 6] as string;
  const day = `2026-0${1 + (order % 2)}-${String(1 + (order % 27)).padStart(2, '0')}`;
  const email = order % 4 === 0 ? '' : `buyer${order % 3000}@example.com`;
  const cancelled = order % 11 === 0 ? `${day} 12:00:00 +0000` : '';
  const paid = status === 'pending' ? '' : `${order % 7 === 0 ? '2026-02-28' : day} 10:00:00 +0000`;
  const note = order % 10 === 0 ? `"Leave it at the door,\nplease: ""김민지"""` : '';
  const billing = order % 3 === 0 ? `Firm ${order % 50},GB` : ',';
  const refunded = order % 13 === 0 ? '2.00' : '';
  const first = [
    `#${order},${email},${status},${paid},${fulfilment},${cancelled},GBP,25.00,4.50,4.92,29.50,${day} 09:00:00 +0000,${isRead ? 1 : 'some'}`,
    `Blue mug ${'long '.repeat(180)},12.50,MUG,Buyer ${order % 3000},${order % 300} Mill Lane,York,YO1 7EP,GB,Card,${refunded},${note},${billing}`,
  ].join(',');
  const second = `#${order},${email},,,,,,,,,,${day} 09:00:00 +0000,1,Cup,12.50,${order % 5 === 0 ? 'CUP' : 'MUG'},,,,,,,,,,`;
  return [first, second];
}

function writeFile(file: string): void {
  const rows = Array.from({ length: ORDERS }, (_, order) => orderRows(order));
  const late = rows[500]?.pop() as string;
  writeFileSync(file, `${header}\n${rows.flat().join('\n')}\n${late}\n`);
}

/** Read by a process of its own: the addon fails where the thread of a test is cleared away before its databases (Node 22 and newer). */
function everything(shop: string): unknown {
  const rows = execFileSync(process.execPath, [path.join(import.meta.dirname, 'shop-rows.js'), path.join(shop, 'oms.db')], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return JSON.parse(rows);
}

test('a file read ahead comes in as one that is read on the way', () =>
  inShopFolder((first) =>
    inShopFolder(async (second) => {
      const file = path.join(first, 'orders.csv');
      writeFile(file);
      const said = async (args: readonly string[], cwd: string, stdin?: string) => {
        const { code, stdout } = await runProcess(['order', 'import', ...args, '--channel', 'web', '--json'], { cwd, stdin });
        return { code, ...(JSON.parse(stdout.replaceAll('"orders.csv"', '"-"')) as { orders: unknown }) };
      };
      const ahead = await said(['orders.csv'], first);
      expect(ahead).toEqual(await said(['-'], second, readFileSync(file, 'utf8')));
      expect(ahead).toMatchObject({ code: 3, orders: { new: ORDERS - Math.ceil(ORDERS / 97), quarantined: Math.ceil(ORDERS / 97) } });
      expect(everything(first)).toEqual(everything(second));
      await must(['db', 'check'], first);
    }),
  ));

test('a file that changes meanwhile is refused, or was read before; what it brought is whole', () =>
  inShopFolder(async (shop) => {
    const file = path.join(shop, 'orders.csv');
    writeFile(file);
    const importing = runProcess(['order', 'import', 'orders.csv'], { cwd: shop });
    await new Promise((resolve) => setTimeout(resolve, 250));
    writeFile(file);
    const { code, stderr } = await importing;
    expect([1, 3, 4]).toContain(code);
    if (code === 4) expect(stderr).toMatch(/^error: orders\.csv changed/);
    expect((await runProcess(['order', 'import', 'orders.csv'], { cwd: shop })).code).toBeOneOf([0, 3]);
    await must(['db', 'check'], shop);
  }));

test('an import whose batch is undone meanwhile ends, and nothing of it stays', () =>
  inShopFolder(async (shop) => {
    writeFile(path.join(shop, 'orders.csv'));
    const importing = runProcess(['order', 'import', 'orders.csv', '--json'], { cwd: shop });
    let undone = await runProcess(['batch', 'undo', 'B1', '--yes', '--quiet'], { cwd: shop });
    while (undone.code !== 0) undone = await runProcess(['batch', 'undo', 'B1', '--yes', '--quiet'], { cwd: shop });
    const { code, stderr } = await importing;
    const { stdout } = await runProcess(['order', 'list', '--limit', '1', '--ids'], { cwd: shop });
    expect(stdout).toBe('');
    // it may have come to its end before
    if (code === 1) expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'batch-undone', details: { id: 'B1' } } });
    else expect(code).toBe(3);
    await must(['db', 'check'], shop);
  }));
