// oms label create
import { groupBy } from '../../domain/group.ts';
import type { ParcelLabel } from '../../domain/label.ts';
import { labelStocks, smallestParcelLabel } from '../../domain/label-stock.ts';
import type { ActResult } from '../../domain/result.ts';
import { labelActView } from '../../output/views/label.ts';
import { noteLabels, parcelLabels, shipmentsToLabel } from '../../usecases/label/parcel.ts';
import { fingerprintOf } from '../../usecases/print/job.ts';
import type { Command } from '../command.ts';
import { Printing } from '../printing.ts';
import { selectIds } from '../selection.ts';
import { drawingOptions, labelOptions, makingOf, putLabels, rangeOf } from './making.ts';
import { madeResult } from './result.ts';

export const create: Command = {
  name: 'create',
  summary: 'a label for each parcel: on a roll or on sheets, as PDF, PNG or ZPL',
  args: '[shipments...]',
  options: [
    ...labelOptions('label-size'),
    { flags: '--mask', about: 'hide the middle of names and phones (default: label-mask)' },
    { flags: '--window <text>', about: 'when it may be delivered (default: the day that the order asks for)' },
    { flags: '--note <text>', about: 'instead of the customer’s remark' },
  ],
  writes: true,
  selects: true,
  makes: true,
  prints: true,
  notes:
    '--all: every open shipment without a label. The same shipments again give the same file.\n' +
    `Sizes: ${labelStocks.map(({ name }) => name).join(', ')}. With a gs1-prefix every parcel gets an SSCC, once and for good.\n` +
    'What is owed of an order that is paid at the door stands on the first parcel of its first shipment.',
  examples: [
    'label create S7',
    'shipment create --all --ids | oms label create - --print',
    'label create S7 S8 --size a4-8 --start 3',
    'label create S7 --format zpl -o - | lp -o raw',
  ],
  async run(context, input) {
    const shop = await context.shopToWrite();
    const making = makingOf(context, input, shop, { size: shop.settings['label-size'], stocks: labelStocks, least: smallestParcelLabel });
    const printing = Printing.asked(context, input, shop);
    const request = {
      mask: input.on('mask') || shop.settings['label-mask'] === 'true',
      window: input.text('window'),
      note: input.text('note'),
    };
    const ids = await selectIds(context, input, () => shipmentsToLabel(shop));
    const { labels, result } = await parcelLabels(shop, ids, request, { dryRun: input.dryRun });
    const items = itemsOf(labels);
    const picked = printing ? await printing.pick('label', items) : items;
    const wanted = labels.filter(({ document }) => picked.some((item) => item.document === document));
    if (wanted.length === 0 || input.dryRun) return context.printAct(labelActView, printing?.told(result) ?? result, input);
    const { renderLabels } = await import('../../output/pdf/index.ts');
    const documents = picked.map(({ document }) => document);
    const date = (wanted[0] as ParcelLabel).date;
    const made = await renderLabels(wanted, drawingOptions(context, shop, making, rangeOf(documents), date));
    const files = putLabels(context, input, shop, made, making, `labels-${rangeOf(documents)}`);
    await noteLabels(shop, labelled(result, documents));
    await printing?.send({ kind: 'label', format: making.format === 'zpl' ? 'zpl' : 'pdf', items: picked, files });
    const told = madeResult(printing?.told(result) ?? result, documents, files, made.pages);
    const code = context.printAct(making.toStdout ? { text: () => '' } : labelActView, told, input);
    if (printing?.trouble) throw printing.trouble;
    return code;
  },
};

/** Each shipment once, with what its labels say. */
function itemsOf(labels: readonly ParcelLabel[]): { document: string; fingerprint: string }[] {
  const pages = groupBy(labels, (label) => label.document);
  return [...pages].map(([document, said]) => ({ document, fingerprint: fingerprintOf(said) }));
}

function labelled({ results }: ActResult, documents: readonly string[]): string[] {
  return results.filter(({ id, outcome }) => outcome === 'labelled' && documents.includes(id)).map(({ id }) => id);
}
