// oms print test
import path from 'node:path';
import type { LabelFormat } from '../../domain/label.ts';
import { labelStocks, smallestParcelLabel, stickerStocks, stockNamed } from '../../domain/label-stock.ts';
import { checkedSetup, type PrintKind, printKinds } from '../../domain/print.ts';
import { actResult } from '../../domain/result.ts';
import { writeFileWhole } from '../../output/files.ts';
import { actView } from '../../output/views/act.ts';
import { kindKey } from '../../output/views/print.ts';
import { fingerprintOf, setupFor } from '../../usecases/print/job.ts';
import { type Shop, today } from '../../usecases/shop.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import { sendJob } from '../printing.ts';

export const test: Command = {
  name: 'test',
  summary: 'a page to see that a printer prints, where, and how large',
  options: [
    { flags: '--kind <kind>', about: 'as this kind of document is printed: label, invoice, … (default: label)' },
    { flags: '--printer <name>', about: 'on this one (lpstat -e)' },
    { flags: '--tray <name>', about: 'from this tray' },
    { flags: '--paper <name>', about: 'on this paper: A4, 4x6, Custom.100x150mm' },
    { flags: '--copies <n>', about: 'so many times' },
  ],
  writes: true,
  examples: ['print test', 'print test --kind invoice', 'print test --printer zebra'],
  async run(context, input) {
    const kind = input.choice('kind', printKinds) ?? 'label';
    const [printer, tray, paper, copies] = [input.text('printer'), input.text('tray'), input.text('paper'), input.text('copies')];
    const said = checkedSetup({ printer, tray, paper, copies });
    const shop = await context.shopToWrite();
    const setup = setupFor(shop, kind, said);
    if (input.dryRun)
      return context.printAct(actView('print'), actResult([{ id: kind, outcome: 'would-test', printer: setup.printer }]), input);
    const format = kind === 'label' && shop.settings['label-format'] === 'zpl' ? 'zpl' : 'pdf';
    const file = await testPage(context, shop, kind, format);
    const document = `test-${kind}`;
    const items = [{ document, fingerprint: fingerprintOf([document, shop.now().toISOString()]) }];
    const { job, ...facts } = await sendJob(context, shop, { kind: 'test', format, items, files: [file] }, setup, true);
    return context.printAct(actView('print'), actResult([{ id: job, outcome: 'sent', ...facts }]), input);
  },
};

/** A sticker as large as the paper of labels: a small one in the middle of a page says nothing of its edges. */
async function testPage(context: Context, shop: Shop, kind: PrintKind, format: LabelFormat): Promise<string> {
  const { renderStickers } = await import('../../output/pdf/index.ts');
  const { settings } = shop;
  const size = kind === 'label' ? settings['label-size'] : kind === 'sticker' ? '50x30' : 'a4-2';
  const stock = stockNamed(size, [...labelStocks, ...stickerStocks], smallestParcelLabel);
  const sticker = {
    kind: 'product',
    title: context.words.say('print.test-page'),
    name: `${settings.name} · ${today(shop)} · ${context.words.say(kindKey(kind))}`,
    priceMicros: null,
    currency: settings.currency,
    bin: stock.name,
    symbol: 'code128',
    code: 'OMS-TEST',
  } as const;
  const { files } = await renderStickers([sticker], {
    root: context.world.root,
    words: context.words,
    format,
    stock,
    start: 1,
    symbol: 'code128',
    dotsPerInch: Number(settings['label-dpi']),
    title: 'oms print test',
    author: settings.name,
    date: today(shop),
  });
  const file = path.join(path.dirname(shop.database.path), 'documents', `print-test-${kind}.${format}`);
  writeFileWhole(file, files[0] as Uint8Array, { force: true });
  return file;
}
