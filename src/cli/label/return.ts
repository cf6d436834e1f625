// oms label return
import { labelStocks, smallestParcelLabel } from '../../domain/label-stock.ts';
import { labelActView } from '../../output/views/label.ts';
import { returnLabels } from '../../usecases/label/return.ts';
import { fingerprintOf } from '../../usecases/print/job.ts';
import { returnsToReceive } from '../../usecases/return/read.ts';
import type { Command } from '../command.ts';
import { Printing } from '../printing.ts';
import { selectIds } from '../selection.ts';
import { drawingOptions, labelOptions, makingOf, putLabels, rangeOf } from './making.ts';
import { madeResult } from './result.ts';

export const returnLabel: Command = {
  name: 'return',
  summary: 'labels for goods that come back: from the customer to the shop',
  args: '[returns...]',
  options: [
    ...labelOptions('label-size'),
    { flags: '--mask', about: 'hide the middle of names and phones (default: label-mask)' },
    { flags: '--note <text>', about: 'a remark on the label' },
  ],
  writes: true,
  selects: true,
  makes: true,
  prints: true,
  notes: '--all: every return that is waited for. The barcode is the return’s number, for "return receive".',
  examples: ['label return R3', 'return record O12 --line MUG=1 --reason broken --ask --ids | oms label return - -o return.pdf'],
  async run(context, input) {
    const shop = input.on('print') ? await context.shopToWrite() : await context.shop();
    const making = makingOf(context, input, shop, { size: shop.settings['label-size'], stocks: labelStocks, least: smallestParcelLabel });
    const printing = Printing.asked(context, input, shop);
    const ids = await selectIds(context, input, () => returnsToReceive(shop));
    const mask = input.on('mask') || shop.settings['label-mask'] === 'true';
    const { labels, result } = await returnLabels(shop, ids, { mask, note: input.text('note') });
    const items = labels.map((label) => ({ document: label.document, fingerprint: fingerprintOf(label), label }));
    const picked = printing ? await printing.pick('label', items) : items;
    const [first] = picked;
    if (!first || input.dryRun) return context.printAct(labelActView, printing?.told(result) ?? result, input);
    const { renderLabels } = await import('../../output/pdf/index.ts');
    const documents = picked.map(({ document }) => document);
    const options = drawingOptions(context, shop, making, rangeOf(documents), first.label.date);
    const made = await renderLabels(
      picked.map(({ label }) => label),
      options,
    );
    const files = putLabels(context, input, shop, made, making, `labels-${rangeOf(documents)}`);
    await printing?.send({ kind: 'label', format: making.format === 'zpl' ? 'zpl' : 'pdf', items: picked, files });
    const told = madeResult(printing?.told(result) ?? result, documents, files, made.pages);
    const code = context.printAct(making.toStdout ? { text: () => '' } : labelActView, told, input);
    if (printing?.trouble) throw printing.trouble;
    return code;
  },
};
