// oms template preview
import path from 'node:path';
import { documentLanguageOf, documentLanguages } from '../../domain/document/language.ts';
import { samplePage } from '../../domain/document/sample.ts';
import { actResult } from '../../domain/result.ts';
import { writeFileWhole } from '../../output/files.ts';
import { actView } from '../../output/views/act.ts';
import { slipBase } from '../../usecases/document/base.ts';
import type { Command } from '../command.ts';
import { layoutOf } from './files.ts';

export const preview: Command = {
  name: 'preview',
  summary: 'a page in a layout, with invented contents, as a PDF',
  args: '<name>',
  options: [
    { flags: '-o, --output <file>', about: 'the file, or - for stdout (default: preview-<name>.pdf here)' },
    { flags: '--force', about: 'overwrite' },
    { flags: '--language <code>', about: `language of the words: ${documentLanguages.join(', ')} (default: the shop’s)` },
  ],
  examples: ['template preview invoice', 'template preview gift --language ja -o gift.pdf --force'],
  async run(context, input) {
    const { readLayout } = await import('../../input/index.ts');
    const { renderSlips } = await import('../../output/pdf/index.ts');
    const found = await layoutOf(context, input.args[0] as string);
    const layout = readLayout(context.world.root, found.file);
    const shop = await context.shop();
    const language = input.documentLanguage() ?? documentLanguageOf(shop.settings.language);
    const page = samplePage(layout.kind, slipBase(shop, 'X-0000', {}, language));
    const bytes = await renderSlips([page], context.world.root, layout);
    const target = input.text('output') ?? `preview-${found.name}.pdf`;
    if (target === '-') {
      context.world.stdout.write(bytes);
      return undefined;
    }
    const file = path.resolve(context.world.cwd, target);
    writeFileWhole(file, bytes, { force: input.on('force') });
    return context.printAct(actView('template'), actResult([{ id: found.name, outcome: 'previewed', file }]), input);
  },
};
