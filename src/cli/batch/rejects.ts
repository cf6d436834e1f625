// oms batch rejects
import path from 'node:path';
import { OmsError } from '../../domain/error.ts';
import { haveSameColumns } from '../../domain/rejects.ts';
import { BYTE_ORDER_MARK } from '../../output/export.ts';
import { writeFileWhole } from '../../output/files.ts';
import { rejectsCsv } from '../../output/rejects.ts';
import { keptFilesOf, waitingBatches } from '../../usecases/batch/read.ts';
import type { Command } from '../command.ts';
import { selectIds } from '../selection.ts';

export const rejects: Command = {
  name: 'rejects',
  summary: 'the rows that could not be taken, as CSV, to be mended and fed back',
  notes: `The original columns as they came, then row, line, code and reason, for orders also order; of several files also batch and file. Mend
the cells, leave the columns, and feed the file to oms batch retry. What a spreadsheet would calculate stands behind an
apostrophe, which goes again when the file is fed back.`,
  args: '[ids...]',
  options: [
    { flags: '-o, --output <path>', about: 'a file, or - for stdout (the default)' },
    { flags: '--force', about: 'overwrite' },
    { flags: '--bom', about: 'begin with the mark by which spreadsheets know UTF-8' },
  ],
  selects: true,
  examples: ['batch rejects B12 -o rejects.csv', 'batch rejects --all > rejects.csv'],
  async run(context, input) {
    const shop = await context.shop();
    const ids = await selectIds(context, input, () => waitingBatches(shop));
    const files = (await keptFilesOf(shop, ids)).filter(({ orders }) => orders.length > 0);
    const isOfOne = haveSameColumns(files);
    if (!isOfOne) throw new OmsError('rejects-differ', { batches: [...new Set(files.map(({ batch }) => batch))], batch: files[0]?.batch });
    if (files.length === 0) {
      context.say('note.nothing-to-do');
      return undefined;
    }
    const text = (input.on('bom') ? BYTE_ORDER_MARK : '') + rejectsCsv(files, context.words);
    const output = input.text('output') ?? '-';
    if (output === '-') context.world.stdout.write(text);
    else {
      writeFileWhole(path.resolve(context.world.cwd, output), text, { force: input.on('force') });
      const kept = files.reduce((sum, file) => sum + file.orders.length, 0);
      if (files.every(({ records }) => records === null)) context.say('batch.rejects-written', { path: output, orders: kept });
      else context.say('batch.rows-written', { path: output, rows: kept });
    }
    return undefined;
  },
};
