// oms supplier add
import { actView } from '../../output/views/act.ts';
import { addSupplier } from '../../usecases/supplier/save.ts';
import type { Command } from '../command.ts';
import { supplierFlags, supplierOptions } from './flags.ts';

export const add: Command = {
  name: 'add',
  summary: 'add somebody the shop buys from',
  args: '<supplier>',
  options: supplierOptions,
  writes: true,
  makes: true,
  examples: ['supplier add "Kim Ceramics" --currency KRW --lead-days 14', 'supplier add "Mill & Son" --email sales@mill.example'],
  async run(context, input) {
    const draft = { ...supplierFlags(input), name: input.args[0] as string };
    const result = await addSupplier(await context.shopToWrite(), draft, { dryRun: input.dryRun });
    return context.printAct(actView('supplier'), result, input);
  },
};
