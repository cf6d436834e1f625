// oms label create
import path from 'node:path';
import { OmsError } from '../../domain/error.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import { writeFileAgain } from '../../output/files.ts';
import { labelActView } from '../../output/views/label.ts';
import { labelsOf, noteLabels, shipmentsToLabel } from '../../usecases/label/create.ts';
import type { Shop } from '../../usecases/shop.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import type { Input } from '../input.ts';
import { selectIds } from '../selection.ts';

export const create: Command = {
  name: 'create',
  summary: 'one PDF with a 100 × 150 mm label for each parcel',
  args: '[shipments...]',
  options: [
    { flags: '-o, --output <file>', about: 'the file; "-" is stdout (default: documents/labels-… in the shop’s folder)' },
    { flags: '--force', about: 'overwrite a file that holds something else' },
  ],
  writes: true,
  selects: true,
  makes: true,
  notes: '--all: every open shipment without a label. The same shipments again give the same file.',
  examples: ['label create S7', 'shipment create --all --ids | oms label create -', 'label create S7 -o - | lp'],
  async run(context, input) {
    const toStdout = input.text('output') === '-';
    if (toStdout && (context.globals.json || input.on('ids'))) throw new OmsError('flags-conflict', { flags: ['-o -', '--json', '--ids'] });
    const shop = await context.shopToWrite();
    const { labels, result } = await labelsOf(shop, await selectIds(context, input, () => shipmentsToLabel(shop)));
    if (labels.length === 0 || input.dryRun) return context.printAct(labelActView, result, input);
    const { renderLabels } = await import('../../output/pdf/index.ts');
    const bytes = await renderLabels(labels, { root: context.world.root, words: context.words });
    const file = toStdout ? undefined : fileFor(context, input, shop, result);
    if (file === undefined) context.world.stdout.write(bytes);
    else writeFileAgain(file, bytes, { force: input.on('force') });
    await noteLabels(shop, idsWith(result, 'labelled'));
    const told = { ...result, results: result.results.map((outcome) => withFile(outcome, file)) };
    return context.printAct(toStdout ? { text: () => '' } : labelActView, told, input);
  },
};

function idsWith({ results }: ActResult, ...outcomes: readonly string[]): string[] {
  return results.filter(({ outcome }) => outcomes.includes(outcome)).map(({ id }) => id);
}

function fileFor(context: Context, input: Input, shop: Shop, result: ActResult): string {
  const named = input.text('output');
  if (named !== undefined) return path.resolve(context.world.cwd, named);
  const ids = idsWith(result, 'labelled', 'unchanged');
  const range = ids.length === 1 ? ids[0] : `${ids[0]}-${ids.at(-1)}`;
  return path.join(path.dirname(shop.database.path), 'documents', `labels-${range}.pdf`);
}

function withFile(outcome: Outcome, file: string | undefined): Outcome {
  return outcome.outcome === 'refused' || file === undefined ? outcome : { ...outcome, file };
}
