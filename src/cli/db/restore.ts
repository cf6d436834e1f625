// oms db restore
import path from 'node:path';
import { OmsError } from '../../domain/error.ts';
import { actView } from '../../output/views/act.ts';
import { type NewSeries, restoreInto, restoreShop } from '../../usecases/db/restore.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import type { Input } from '../input.ts';
import { consent } from '../prompt.ts';
import { lookerOf } from './verify.ts';

export const restore: Command = {
  name: 'restore',
  summary: 'go back to a backup; the shop as it is now is kept as one, too',
  args: '<dir>',
  options: [
    { flags: '--into <folder>', about: 'make a shop of it in another folder, where there is none' },
    { flags: '--invoice-series <prefix>', about: 'invoices are numbered under this prefix from now on' },
    { flags: '--credit-note-series <prefix>', about: 'credit notes, too' },
  ],
  writes: true,
  consent: true,
  makes: true,
  notes:
    'The backup is looked through before anything is touched, and other programs may go on meanwhile. Invoices and credit notes issued since are carried forward with their numbers; where that cannot be, because their orders are not in the backup, or with --into, new series are needed, so that no number is given twice. Files of documents/ and inbox/ are added where they are missing; profiles/ and templates/ become the backup’s.',
  examples: [
    'db restore backups/2026-03-02T090000Z',
    'db restore /mnt/usb/2026-03-02T090000Z --into shop --invoice-series INV2- --credit-note-series CN2-',
  ],
  async run(context, input) {
    const from = path.resolve(context.world.cwd, input.args[0] as string);
    const series = seriesOf(input);
    const into = input.text('into');
    if (into !== undefined) return restoreElsewhere(context, input, from, path.resolve(context.world.cwd, into), series);
    const shop = await context.shopToWrite();
    if (!input.dryRun) await consent(context, input.on('yes'), context.words.say('ask.restore', { path: from }));
    const result = await restoreShop(shop, { from, root: context.world.root, series }, { dryRun: input.dryRun });
    const erased = result.results[0]?.erasedSince as readonly string[] | undefined;
    if (erased && erased.length > 0) context.say('note.erased-again', { customers: erased });
    return context.printAct(
      actView('db', ({ outcome, kept }) => (outcome === 'restored' && kept === null ? 'to-restore' : outcome)),
      result,
      input,
    );
  },
};

async function restoreElsewhere(
  context: Context,
  input: Input,
  from: string,
  into: string,
  series: NewSeries | undefined,
): Promise<number> {
  if (input.dryRun) throw new OmsError('flags-conflict', { flags: ['--into', '--dry-run'] });
  if (!series) throw new OmsError('argument-missing', { name: '--invoice-series' });
  return context.printAct(actView('db'), await restoreInto({ ...lookerOf(context), from, into, series }), input);
}

/** Both or neither. */
function seriesOf(input: Input): NewSeries | undefined {
  const [invoice, creditNote] = [input.text('invoice-series'), input.text('credit-note-series')];
  if (invoice === undefined && creditNote === undefined) return undefined;
  return { invoice: input.required('invoice-series'), creditNote: input.required('credit-note-series') };
}
