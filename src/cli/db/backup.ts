// oms db backup
import path from 'node:path';
import { actView } from '../../output/views/act.ts';
import { backUpShop } from '../../usecases/db/backup.ts';
import type { Command } from '../command.ts';

export const backup: Command = {
  name: 'backup',
  summary: 'copy the whole shop into a new folder, while others write',
  args: '[dir]',
  makes: true,
  notes:
    'Makes DIR/<instant>/ with oms.db, documents/, profiles/, templates/ and inbox/, and looks the copy through. Without DIR it goes into the shop’s own backups/. To use a copy: oms --db DIR/<instant> …',
  examples: ['db backup', 'db backup /mnt/usb', 'db backup ~/backups --ids'],
  async run(context, input) {
    const [folder] = input.args;
    const into = folder === undefined ? undefined : path.resolve(context.world.cwd, folder);
    const result = await backUpShop(await context.shop(), { into, root: context.world.root });
    return context.printAct(actView('db'), result, input);
  },
};
