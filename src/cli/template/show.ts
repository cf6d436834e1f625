// oms template show
import { templateText } from '../../output/views/template.ts';
import type { Command } from '../command.ts';
import { layoutOf } from './files.ts';

export const show: Command = {
  name: 'show',
  summary: 'a layout as its file has it',
  args: '<name>',
  notes: 'The keys are described in templates/documents/README.md.',
  examples: ['template show invoice'],
  async run(context, input) {
    const { layoutText } = await import('../../input/index.ts');
    const found = await layoutOf(context, input.args[0] as string);
    context.print(templateText, { ...found, text: layoutText(found.file) }, input);
    return undefined;
  },
};
