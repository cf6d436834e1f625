// What a packing slip says of a real shipment: each line once, with the lots and the parts that lie in the parcel.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runOms } from '../world.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'oms-packing-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const isAbsent = spawnSync('pdftotext', ['-v']).error !== undefined;

async function oms(line: string): Promise<void> {
  const argv = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? (plain as string));
  const { code, stderr } = await runOms([...argv, '--quiet'], { cwd: folder });
  expect(stderr, line).toBe('');
  expect(code, line).toBe(0);
}

test.skipIf(isAbsent)('ordered and packed once a line; lots with their last day, kits with their parts', async () => {
  await oms('init . --name "Blue Mug" --country GB --language en');
  await oms('product add JAM --name "Plum jam" --price 5 --lots');
  await oms('product add TIN --name "Tea tin" --price 4');
  await oms('product add SET --name "Breakfast set" --price 9 --kind kit');
  await oms('product part add SET JAM 2');
  await oms('product part add SET TIN 1');
  await oms('stock receive JAM 3 --lot J1 --expires 2026-08-31');
  await oms('stock receive JAM 6 --lot J2 --expires 2026-09-30');
  await oms('stock receive TIN 2');
  await oms('order add --line JAM=7 --line SET=2 --name Bo --address1 "2 High St" --city Bath --postcode "BA1 1AA" --country GB');
  await oms('order confirm O1');
  await oms('shipment create O1');
  await oms('document create packing-slip S1 -o slip.pdf');
  const { stdout } = spawnSync('pdftotext', ['-layout', path.join(folder, 'slip.pdf'), '-'], { encoding: 'utf8' });
  const table = stdout.slice(stdout.indexOf('Description'), stdout.indexOf('S1 ·'));
  expect(table.split('\n').flatMap((line) => (line.trim() === '' ? [] : line.trim().replace(/\s{2,}/g, ' | ')))).toEqual([
    'Description | Ordered | Quantity | To follow',
    'JAM | Plum jam | 7 | 7',
    'Lot: J1 × 3 · Expires: 31 August 2026',
    'Lot: J2 × 4 · Expires: 30 September 2026',
    'SET | Breakfast set | 2 | 1 | 1',
    'JAM Plum jam × 2 · Lot: J2 · Expires: 30 September 2026',
    'TIN Tea tin × 1',
    'Total quantity | 8',
  ]);
});
