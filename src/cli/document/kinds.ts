// oms document kinds
import { slipKindNames, slipKinds } from '../../domain/document/kind.ts';
import { slipKindList } from '../../output/views/document.ts';
import type { Command } from '../command.ts';

export const kinds: Command = {
  name: 'kinds',
  summary: 'the kinds of slips, and what each is made of',
  lists: true,
  examples: ['document kinds', 'document kinds --json'],
  async run(context, input) {
    const rows = slipKindNames.map((kind) => ({ kind, ...slipKinds[kind] }));
    context.printList(slipKindList, rows.slice(0, input.limit(context.isTTY)), input);
    return undefined;
  },
};
