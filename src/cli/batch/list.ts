// oms batch list
import { batchListView } from '../../output/views/batch.ts';
import { batches } from '../../usecases/batch/read.ts';
import type { Command } from '../command.ts';

export const list: Command = {
  name: 'list',
  summary: 'imports, newest first',
  options: [
    { flags: '--channel <name>', about: 'of this channel' },
    { flags: '--from <date>', about: 'on this day or later' },
    { flags: '--to <date>', about: 'on this day or earlier' },
    { flags: '--quarantined', about: 'of which something still waits in quarantine' },
  ],
  lists: true,
  examples: ['batch list', 'batch list --quarantined --ids', 'batch list --channel shopify --from 2026-03-01 --json'],
  async run(context, input) {
    const filter = {
      channel: input.text('channel'),
      from: input.date('from'),
      to: input.date('to'),
      quarantined: input.on('quarantined'),
      limit: input.limit(context.isTTY),
    };
    context.printList(batchListView, await batches(await context.shop(), filter), input);
    return undefined;
  },
};
