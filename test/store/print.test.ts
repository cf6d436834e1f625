// The print queue and the SSCC in the database: what is unsure is refused, what was given is never given again.
import { describe, expect, test } from 'vitest';
import { resolveSettings } from '../../src/domain/settings.ts';
import type { Database } from '../../src/store/database.ts';
import { beginJob, endJob, printedBefore } from '../../src/usecases/print/job.ts';
import { openShop, type Shop } from '../../src/usecases/shop.ts';
import { FIXED_NOW } from '../world.ts';
import { inShop, insertRow } from './shop.ts';

function shopOf(database: Database): Shop {
  const now = () => new Date(FIXED_NOW);
  return openShop({ database, settingValues: resolveSettings({}, {}), actor: 'tester', command: 'label create', now });
}

const items = [{ document: 'S1', fingerprint: 'a' }];
const job = {
  kind: 'label',
  format: 'pdf',
  items,
  files: [{ path: 'documents/labels-S1.pdf', pages: 1, sha256: 'a'.repeat(64) }],
  setup: { printer: 'zebra', copies: 1 },
} as const;

describe('the print queue', () => {
  test('does not know whether a job that was cut short was printed', () =>
    inShop(async ({ database }) => {
      const shop = shopOf(database);
      const id = await beginJob(shop, job, { again: false });
      await expect(printedBefore(shop, 'label', items)).rejects.toMatchObject({ code: 'print-unsure', details: { id: 'J1' } });
      // two at once: the second does not send
      await expect(beginJob(shop, job, { again: false })).rejects.toMatchObject({ code: 'print-unsure' });
      await endJob(shop, id, { request: 'zebra-1' });
      expect(await printedBefore(shop, 'label', items)).toEqual([{ document: 'S1', job: 'J1', at: FIXED_NOW }]);
      expect(await printedBefore(shop, 'label', [{ document: 'S1', fingerprint: 'b' }])).toEqual([]);
      expect(await printedBefore(shop, 'sticker', items)).toEqual([]);
      expect(await beginJob(shop, job, { again: true })).toBe('J2');
    }));

  test('counts what failed as not printed', () =>
    inShop(async ({ database, oms }) => {
      const shop = shopOf(database);
      await endJob(shop, await beginJob(shop, job, { again: false }), { cause: 'no paper' });
      expect(await printedBefore(shop, 'label', items)).toEqual([]);
      expect(await oms('status --json')).toContain('"to-print"');
      expect(await oms('print list --unprinted --ids')).toBe('J1\n');
    }));

  test.each([
    [{ state: 'sent' }, /CHECK/],
    [{ state: 'lost' }, /CHECK/],
    [{ copies: 0 }, /CHECK/],
    [{ printer: '' }, /CHECK/],
  ])('a job with %j is no job', (change, refused) =>
    inShop(async ({ database }) => {
      const row = { kind: 'label', format: 'pdf', printer: 'zebra', copies: 1, state: 'waiting', actor: 'a' };
      expect(() => insertRow(database, 'print_job', { ...row, created_at: FIXED_NOW, updated_at: FIXED_NOW, ...change })).toThrow(refused);
    }),
  );
});

describe('SSCC', () => {
  const packed = async (oms: (line: string, code?: number) => Promise<string>) => {
    await oms('stock receive MUG 10');
    await oms('order add --line MUG=4 --name Ana --address1 High-St-1 --city Bath --postcode BA1');
    await oms('order confirm --all');
    await oms('shipment create O1 --parcels 3');
  };

  test('that a backup does not know of is not given again', () =>
    inShop(async ({ database, oms }) => {
      await packed(oms);
      await oms('config set gs1-prefix 4012345');
      await oms('db backup kept');
      await oms('label create S1');
      const given = () => database.raw.prepare('select sscc from parcel order by id').pluck().all();
      expect(given()).toEqual(['040123450000000009', '040123450000000016', '040123450000000023']);
      await oms('db restore kept/2026-03-02T090000Z --yes');
      expect(given()).toEqual([null, null, null]);
      await oms('label create S1 --force');
      expect(given()).toEqual(['040123450000000030', '040123450000000047', '040123450000000054']);
      expect(() => database.raw.prepare(`update parcel set sscc = '040123450000000030' where number = 2`).run()).toThrow(/UNIQUE/);
    }));

  test('of a prefix that is used up is refused, and no parcel gets half', () =>
    inShop(async ({ database, oms }) => {
      await packed(oms);
      await oms('config set gs1-prefix 123456789012');
      insertRow(database, 'sscc_series', { extension: '0', prefix: '123456789012', next: 9998 });
      expect(JSON.parse(await oms('label create S1 --json', 1))).toMatchObject({ results: [{ error: { code: 'sscc-used-up' } }] });
      expect(database.raw.prepare('select count(*) from parcel where sscc is not null').pluck().get()).toBe(0);
      await oms('config set sscc-extension 1');
      await oms('label create S1');
      expect(database.raw.prepare('select sscc from parcel where number = 1').pluck().get()).toMatch(/^11234567890120000\d$/);
    }));
});
