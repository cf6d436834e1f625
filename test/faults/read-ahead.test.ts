// While a large file is read in a thread of its own, others change it and take back what came of it.
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { writeLargeFile } from '../process/large-file.ts';
import { ensureBuilt, inShopFolder, must, runProcess } from '../process.ts';

beforeAll(ensureBuilt);

test('a file that changes meanwhile is refused, or was read before; what it brought is whole', () =>
  inShopFolder(async (shop) => {
    const file = path.join(shop, 'orders.csv');
    writeLargeFile(file);
    const importing = runProcess(['order', 'import', 'orders.csv'], { cwd: shop });
    await new Promise((resolve) => setTimeout(resolve, 250));
    writeLargeFile(file);
    const { code, stderr } = await importing;
    expect([1, 3, 4]).toContain(code);
    if (code === 4) expect(stderr).toMatch(/^error: orders\.csv changed/);
    expect((await runProcess(['order', 'import', 'orders.csv'], { cwd: shop })).code).toBeOneOf([0, 3]);
    await must(['db', 'check'], shop);
  }));

test('an import whose batch is undone meanwhile ends, and nothing of it stays', () =>
  inShopFolder(async (shop) => {
    writeLargeFile(path.join(shop, 'orders.csv'));
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
