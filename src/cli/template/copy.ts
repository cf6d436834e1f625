// oms template copy
import path from 'node:path';
import { safeFileName } from '../../domain/file-name.ts';
import { actResult } from '../../domain/result.ts';
import { writeFileWhole } from '../../output/files.ts';
import { actView } from '../../output/views/act.ts';
import type { Command } from '../command.ts';
import { layoutFolder } from '../layouts.ts';
import { layoutOf } from './files.ts';

export const copy: Command = {
  name: 'copy',
  summary: 'copy a layout into the shop’s templates/documents/, to be changed there',
  args: '<name> [as]',
  options: [{ flags: '--force', about: 'overwrite the shop’s own' }],
  notes:
    'Under its own name it is used from then on; under another it is asked for with --layout.\n' +
    'Keys that are left out are those of the built-in layout of the kind.',
  examples: ['template copy invoice', 'template copy packing-slip gift'],
  async run(context, input) {
    const { layoutText } = await import('../../input/index.ts');
    const [name, as] = input.args as [string, string | undefined];
    const found = await layoutOf(context, name);
    const text = layoutText(found.file);
    const file = path.join(layoutFolder(await context.shop()), `${safeFileName(as ?? found.name)}${path.extname(found.file)}`);
    writeFileWhole(file, text, { force: input.on('force') });
    return context.printAct(actView('template'), actResult([{ id: as ?? found.name, outcome: 'copied', file }]), input);
  },
};
