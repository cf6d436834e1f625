// oms db verify
import path from 'node:path';
import { checkView } from '../../output/views/db.ts';
import { type Looker, verifyBackup } from '../../usecases/db/verify.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import { verdict } from './check.ts';

export const verify: Command = {
  name: 'verify',
  summary: 'look a backup through, as "db check" does the shop',
  args: '<dir>',
  examples: ['db verify backups/2026-03-02T090000Z', 'db verify /mnt/usb/2026-03-02T090000Z --json'],
  async run(context, input) {
    const report = await verifyBackup(path.resolve(context.world.cwd, input.args[0] as string), lookerOf(context));
    context.print(checkView, report, input);
    return verdict(context, report, 'note.verify-found');
  },
};

/** Who looks at a backup: there may be no shop to ask. */
export function lookerOf({ world, command }: Context): Looker {
  return { root: world.root, actor: world.env.OMS_ACTOR || world.user, command, now: () => world.now() };
}
