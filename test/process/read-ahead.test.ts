// A large file is read in a thread of its own. What comes in is the same as when one thread does all.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { ensureBuilt, inShopFolder, must, runProcess } from '../process.ts';
import { ORDERS, writeLargeFile } from './large-file.ts';

beforeAll(ensureBuilt);

/** Read by a process of its own: the addon fails where the thread of a test is cleared away before its databases (Node 22 and newer). */
function everything(shop: string): unknown {
  const reader = [path.join(import.meta.dirname, 'shop-rows.js'), path.join(shop, 'oms.db')];
  return JSON.parse(execFileSync(process.execPath, reader, { encoding: 'utf8', maxBuffer: 2 ** 28 }));
}

test('a file read ahead comes in as one that is read on the way', () =>
  inShopFolder((first) =>
    inShopFolder(async (second) => {
      const file = path.join(first, 'orders.csv');
      writeLargeFile(file);
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
