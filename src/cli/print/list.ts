// oms print list
import { jobStates, printKinds } from '../../domain/print.ts';
import { printJobListView } from '../../output/views/print.ts';
import { printJobs } from '../../usecases/print/read.ts';
import type { Command } from '../command.ts';

export const list: Command = {
  name: 'list',
  summary: 'what was sent to printers, newest first',
  options: [
    { flags: '--state <state>', about: jobStates.join(', ') },
    { flags: '--unprinted', about: 'only those that neither reached their printer nor were called off' },
    { flags: '--kind <kind>', about: 'only this kind of document: label, invoice, …' },
    { flags: '--document <id>', about: 'only jobs with this document: S7, INV-2026-0007' },
  ],
  lists: true,
  examples: ['print list', 'print list --unprinted', 'print list --document S7 --json'],
  async run(context, input) {
    const filter = {
      state: input.choice('state', jobStates),
      isUnprinted: input.on('unprinted'),
      kind: input.choice('kind', [...printKinds, 'test']),
      document: input.text('document'),
      limit: input.limit(context.isTTY),
    };
    context.printList(printJobListView, await printJobs(await context.shop(), filter), input);
    return undefined;
  },
};
