// oms supplier edit
import { actView } from '../../output/views/act.ts';
import { editSupplier } from '../../usecases/supplier/save.ts';
import type { Command } from '../command.ts';
import { supplierFlags, supplierOptions } from './flags.ts';

export const edit: Command = {
  name: 'edit',
  summary: 'change a supplier',
  args: '<supplier>',
  options: [
    { flags: '--name <text>', about: 'what it is called from now on' },
    ...supplierOptions,
    { flags: '--active', about: 'bought from again' },
    { flags: '--no-active', about: 'nothing is bought from it any more' },
  ],
  writes: true,
  notes: 'Offers and purchases keep the currency they have.',
  examples: ['supplier edit "Kim Ceramics" --lead-days 10', 'supplier edit "Mill & Son" --no-active'],
  async run(context, input) {
    const edits = { ...supplierFlags(input), rename: input.text('name') };
    const result = await editSupplier(await context.shopToWrite(), input.args[0] as string, edits, { dryRun: input.dryRun });
    return context.printAct(actView('supplier'), result, input);
  },
};
