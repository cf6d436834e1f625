// oms status
import { statusView } from '../../output/views/status.ts';
import { shopStatus } from '../../usecases/shop/status.ts';
import type { Command } from '../command.ts';

const status: Command = {
  name: 'status',
  summary: 'what needs doing now, with the command for it',
  examples: ['status', 'status --json'],
  async run(context, input) {
    context.print(statusView, await shopStatus(await context.shop()), input);
    return undefined;
  },
};

export const commands = [status];
