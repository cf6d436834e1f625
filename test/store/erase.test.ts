// Erasing somebody: what it cannot reach is named, and nothing of them is left in any page of the file.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { inShop } from './shop.ts';

test('a backup elsewhere is named', () =>
  inShop(async ({ oms }) => {
    const elsewhere = mkdtempSync(path.join(tmpdir(), 'oms-elsewhere-'));
    try {
      await oms('customer add --name Ana --email ana@example.com');
      await oms(`db backup ${elsewhere} --quiet`);
      const [copy = ''] = readdirSync(elsewhere);
      const { results } = JSON.parse(await oms('customer erase C1 --yes --json')) as { results: Record<string, unknown>[] };
      expect(results[0]).toMatchObject({ outcome: 'erased', people: 1, holders: [], backups: [path.join(elsewhere, copy)] });
    } finally {
      rmSync(elsewhere, { recursive: true, force: true });
    }
  }));

test('what had been changed or deleted before is gone from the file, and so is the log', () =>
  inShop(async ({ database, oms }) => {
    const bytes = () => ['', '-wal'].map((suffix) => readFileSync(`${database.path}${suffix}`, 'latin1')).join('');
    await oms('order add --line MUG=1 --name Zerlina-Quist --email zq@example.com --address1 High-St-1 --city Bath');
    await oms('customer contact C1 mother --name Olga-Quist');
    await oms('customer contact C1 mother --remove');
    await oms('customer edit C1 --name Zerlina-Newname');
    await oms('order cancel O1 --reason Zerlina-Quist-called');
    database.settle();
    expect(bytes()).toContain('Olga-Quist');
    await oms('customer erase C1 --yes');
    for (const text of ['Zerlina', 'Olga-Quist', 'zq@example.com', 'High-St-1']) expect(bytes()).not.toContain(text);
    expect(statSync(`${database.path}-wal`).size).toBe(0);
  }));
