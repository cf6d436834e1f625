// oms template list
import { templateList } from '../../output/views/template.ts';
import type { Command } from '../command.ts';
import { layoutsOf } from './files.ts';

export const list: Command = {
  name: 'list',
  summary: 'the layouts of documents, by name; the shop’s own win over built-in ones',
  lists: true,
  examples: ['template list', 'template list --json'],
  async run(context, input) {
    context.printList(templateList, (await layoutsOf(context)).slice(0, input.limit(context.isTTY)), input);
    return undefined;
  },
};
