// oms print retry
import { rmSync } from 'node:fs';
import path from 'node:path';
import { readyPrinter } from '../../devices/printer.ts';
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { checkedSetup, type PrintFile, type PrintJob, restOf } from '../../domain/print.ts';
import { actResult } from '../../domain/result.ts';
import { writeFileWhole } from '../../output/files.ts';
import { pagesFrom } from '../../output/print-pages.ts';
import { actView } from '../../output/views/act.ts';
import { beginAgain, fingerprintOf, jobById } from '../../usecases/print/job.ts';
import type { Shop } from '../../usecases/shop.ts';
import type { Command } from '../command.ts';
import { bytesOf, handOver } from '../printing.ts';

export const retry: Command = {
  name: 'retry',
  summary: 'send a print job once more: after a jam from the page that was lost',
  args: '<job>',
  options: [
    { flags: '--from <page>', about: 'from this page of the job on (default: 1)' },
    { flags: '--printer <name>', about: 'on another printer' },
  ],
  writes: true,
  examples: ['print retry J3', 'print retry J3 --from 37', 'print retry J3 --printer zebra-2'],
  async run(context, input) {
    const shop = await context.shopToWrite();
    const job = await jobById(shop, input.args[0] as string);
    const id = formatId('print', job.id);
    const from = input.whole('from', 1) ?? 1;
    const { files } = restOf(id, job.files, from);
    const whole = files.map((file) => ({ ...file, bytes: unchangedBytes(shop, id, file) }));
    const { printer } = checkedSetup({ printer: input.text('printer'), tray: undefined, paper: undefined, copies: undefined });
    const pages = files.reduce((sum, file) => sum + file.pages - file.from + 1, 0);
    const facts = { printer: printer ?? job.setup.printer, pages, from };
    if (input.dryRun) return context.printAct(actView('print'), actResult([{ id, outcome: 'sent-again', ...facts }]), input);
    const ready = readyPrinter(context.world, printer ?? job.setup.printer, job.kind);
    const scraps: string[] = [];
    try {
      const paths = whole.map((file) => placeOf(shop, job, file, scraps));
      await beginAgain(shop, job, from);
      const request = await handOver(context, shop, id, paths, { ...job.setup, printer: ready, isRaw: job.format === 'zpl' });
      return context.printAct(actView('print'), actResult([{ id, outcome: 'sent-again', ...facts, request }]), input);
    } finally {
      for (const scrap of scraps) rmSync(scrap, { force: true });
    }
  },
};

function pathOf(shop: Shop, file: PrintFile): string {
  return path.resolve(path.dirname(shop.database.path), file.path);
}

/** What was sent then. Refuses `print-file-changed` where the file says something else by now, or is gone. */
function unchangedBytes(shop: Shop, id: string, file: PrintFile): Uint8Array {
  const where = pathOf(shop, file);
  const bytes = bytesOf(where);
  if (fingerprintOf(bytes) !== file.sha256) throw new OmsError('print-file-changed', { id, path: where });
  return bytes;
}

/** A file as it stands, or for the time of the sending the rest of it beside. */
function placeOf(shop: Shop, { id, format }: PrintJob, file: PrintFile & { from: number; bytes: Uint8Array }, scraps: string[]): string {
  const where = pathOf(shop, file);
  if (file.from === 1) return where;
  const scrap = path.join(path.dirname(where), `.print-${formatId('print', id)}-from-${file.from}.${format}`);
  scraps.push(scrap);
  writeFileWhole(scrap, pagesFrom(file.bytes, format, file.from), { force: true });
  return scrap;
}
