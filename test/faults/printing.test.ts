// Printing through a real CUPS, started here, to a printer that keeps what it is sent; and what is refused on the way.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ended, ensureBuilt, inShopFolder, must, runProcess, startOms } from '../process.ts';
import { missingForCups, PrintService } from './cups.ts';

if (missingForCups.length > 0)
  console.warn(`\nNOTHING IS PRINTED: ${missingForCups.join(', ')} not found; apt-get install cups cups-client\n`);

const service = new PrintService();

async function packedShop(folder: string, orders: number): Promise<void> {
  await must(['stock', 'receive', 'MUG', '100'], folder);
  for (let order = 1; order <= orders; order += 1)
    await must(
      ['order', 'add', '--line', 'MUG=1', '--name', `Ada ${order}`, '--address1', '1 Hill', '--city', 'Bath', '--postcode', 'BA1 1AA'],
      folder,
    );
  await must(['order', 'confirm', '--all'], folder);
  await must(['shipment', 'create', '--all'], folder);
}

describe.skipIf(missingForCups.length > 0)('printed', () => {
  beforeAll(async () => {
    ensureBuilt();
    await service.start();
  }, 60_000);
  afterAll(() => service.stop());

  const oms = (folder: string, ...args: string[]) => runProcess(args, { cwd: folder, env: { ...service.environment } });

  test('the very bytes, once; again only when it is asked for; a jam from the page that was lost', () =>
    inShopFolder(async (folder) => {
      await packedShop(folder, 3);
      const file = (name: string) => readFileSync(path.join(folder, 'documents', name));
      const before = service.received.length;
      expect(await oms(folder, 'label', 'create', '--all', '--print', '--printer', 'zebra')).toMatchObject({ code: 0 });
      expect((await service.jobs(before + 1))[before]).toEqual(file('labels-S1-S3.pdf'));
      const again = await oms(folder, 'label', 'create', 'S1', 'S2', '--print', '--printer', 'zebra');
      expect(again.stdout).toMatch(/^S1 unchanged, printed \d\d:\d\d \(J1\).*\nS2 unchanged, printed \d\d:\d\d \(J1\)/);
      // raw, for a label printer
      const zpl = ['label', 'create', 'S1', 'S2', 'S3', '--format', 'zpl', '--print', '--again', '--printer', 'zebra'];
      expect(await oms(folder, ...zpl)).toMatchObject({ code: 0 });
      const sent = (await service.jobs(before + 2))[before + 1]?.toString('utf8') ?? '';
      expect(sent).toBe(file('labels-S1-S3.zpl').toString('utf8'));
      expect(await oms(folder, 'print', 'retry', 'J2', '--from', '3')).toMatchObject({ code: 0 });
      const rest = (await service.jobs(before + 3))[before + 2]?.toString('utf8') ?? '';
      expect(rest.match(/\^XA/g)).toHaveLength(1);
      expect(rest).toContain('Ada 3');
      expect(sent.endsWith(rest)).toBe(true);
      expect(await oms(folder, 'print', 'retry', 'J1', '--from', '2')).toMatchObject({ code: 0 });
      const pdf = path.join(folder, 'rest.pdf');
      writeFileSync(pdf, (await service.jobs(before + 4))[before + 3] as Buffer);
      const shown = spawnSync('pdftotext', [pdf, '-'], { encoding: 'utf8' }).stdout ?? '';
      if (shown !== '') expect([shown.includes('Ada 1'), shown.includes('Ada 2'), shown.includes('Ada 3')]).toEqual([false, true, true]);
    }));

  test('invoices and slips, by the settings of their kind, in the empty environment of cron', () =>
    inShopFolder(async (folder) => {
      await packedShop(folder, 1);
      await must(['config', 'set', 'print.default', 'printer=zebra'], folder);
      await must(['config', 'set', 'print.invoice', 'copies=2'], folder);
      const before = service.received.length;
      const env = { ...service.environment, PATH: '', HOME: '', LANG: '' };
      const issued = await runProcess(['invoice', 'issue', 'O1', '--print'], { cwd: folder, env });
      expect(issued).toMatchObject({ code: 0, stderr: '' });
      expect(issued.stdout).toContain('sent to zebra as J1');
      const [number = ''] = /[A-Z]+-\d{4}-\d+/.exec(issued.stdout) ?? [];
      // copies of what is raw come one after the other
      const got = await service.jobs(before + 1);
      expect(got[before]?.subarray(0, 5).toString()).toBe('%PDF-');
      const repeated = await oms(folder, 'invoice', 'print', number, '--print');
      expect(repeated.stdout).toMatch(/unchanged, printed \d\d:\d\d \(J1\)/);
      const dry = await oms(folder, 'invoice', 'print', number, '--print', '--again', '--dry-run');
      expect(dry.stdout).toContain(`${number} would be printed on zebra`);
      expect(await oms(folder, 'document', 'create', 'packing-slip', 'S1', '--print')).toMatchObject({ code: 0 });
      expect(await oms(folder, 'print', 'test')).toMatchObject({ code: 0 });
      const jobs = JSON.parse((await oms(folder, 'print', 'list', '--json')).stdout) as { kind: string; copies: number; state: string }[];
      expect(jobs.map(({ kind, copies, state }) => [kind, copies, state])).toEqual([
        ['test', 1, 'sent'],
        ['packing-slip', 1, 'sent'],
        ['invoice', 2, 'sent'],
      ]);
    }));

  test('nothing on a queue that is stopped, shut, unknown, or without a service; the label is kept', () =>
    inShopFolder(async (folder) => {
      await packedShop(folder, 1);
      const print = (env = service.environment, printer = 'zebra') =>
        runProcess(['label', 'create', 'S1', '--print', '--printer', printer, '--json'], { cwd: folder, env: { ...env } });
      const refusal = async (run: ReturnType<typeof print>) => {
        const { code, stderr } = await run;
        return [code, (JSON.parse(stderr) as { error: { code: string } }).error.code];
      };
      service.run('cupsdisable', '-r', 'out of labels', 'zebra');
      expect(await refusal(print())).toEqual([4, 'printer-stopped']);
      service.run('cupsenable', 'zebra');
      service.run('cupsreject', 'zebra');
      expect(await refusal(print())).toEqual([4, 'printer-refusing']);
      service.run('cupsaccept', 'zebra');
      expect(await refusal(print(service.environment, 'nobody'))).toEqual([4, 'printer-unknown']);
      expect(await refusal(print({ CUPS_SERVER: path.join(folder, 'none.sock') }))).toEqual([4, 'print-service-down']);
      expect(readFileSync(path.join(folder, 'documents/labels-S1.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
      expect((await oms(folder, 'print', 'list')).stdout).toBe('');
      expect(await print()).toMatchObject({ code: 0 });
    }));

  test('what waits at its printer is called off', () =>
    inShopFolder(async (folder) => {
      await packedShop(folder, 1);
      const before = service.received.length;
      // taken, and held back
      service.run('lpadmin', '-p', 'zebra', '-o', 'job-hold-until-default=indefinite');
      expect(await oms(folder, 'label', 'create', 'S1', '--print', '--printer', 'zebra')).toMatchObject({ code: 0 });
      expect(JSON.parse((await oms(folder, 'print', 'show', 'J1', '--json')).stdout)).toMatchObject({ state: 'sent', isAtPrinter: true });
      expect(await oms(folder, 'print', 'cancel', 'J1')).toMatchObject({ code: 0 });
      service.run('lpadmin', '-p', 'zebra', '-o', 'job-hold-until-default=no-hold');
      expect(await oms(folder, 'label', 'create', 'S1', '--print', '--printer', 'zebra')).toMatchObject({ code: 0 });
      await service.jobs(before + 1);
      expect(await oms(folder, 'print', 'cancel', 'J2')).toMatchObject({ code: 1 });
      expect(service.received.length).toBe(before + 1);
    }));

  test('by eight at once: each label on paper once, each SSCC once', () =>
    inShopFolder(async (folder) => {
      await packedShop(folder, 4);
      await must(['config', 'set', 'gs1-prefix', '4012345'], folder);
      const before = service.received.length;
      const print = ['label', 'create', '--all', '--print', '--printer', 'zebra', '--format', 'zpl', '--force'];
      const runs = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          ended(startOms([...print, '-o', `labels-${index}.zpl`], { cwd: folder, env: { ...service.environment } })),
        ),
      );
      expect(runs.filter(({ code }) => code === 0).length).toBeGreaterThan(0);
      for (const { code, stderr } of runs) expect([0, 1, 3], stderr).toContain(code);
      const jobs = JSON.parse((await oms(folder, 'print', 'list', '--json')).stdout) as { state: string; documents: string[] }[];
      expect(jobs.flatMap(({ documents }) => documents).sort()).toEqual(['S1', 'S2', 'S3', 'S4']);
      const printed = (await service.jobs(before + jobs.length)).slice(before).join('');
      expect(printed.match(/\^XA/g)).toHaveLength(4);
      const codes = [...printed.matchAll(/>;>8(\d{20})/g)].map(([, code]) => code);
      expect(new Set(codes).size).toBe(4);
    }));
});
