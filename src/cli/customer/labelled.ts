// What contact and address have in common: a customer, a label, and --remove.
import { OmsError } from '../../domain/error.ts';
import { checkText } from '../../domain/order/typed.ts';
import type { ActResult } from '../../domain/result.ts';
import type { View } from '../../output/view.ts';
import type { Shop, WriteOptions } from '../../usecases/shop.ts';
import type { Command, CommandOption } from '../command.ts';
import type { Input } from '../input.ts';

export interface Labelled extends Pick<Command, 'name' | 'summary' | 'notes' | 'examples'> {
  readonly options: readonly CommandOption[];
  readonly act: View<ActResult>;
  save(shop: Shop, customer: string, label: string, input: Input, options: WriteOptions): Promise<ActResult>;
  remove(shop: Shop, customer: string, label: string, options: WriteOptions): Promise<ActResult>;
}

/** A verb that keeps something of a customer under a label. */
export function labelled({ options, act, save, remove, ...words }: Labelled): Command {
  return {
    ...words,
    args: '<customer> <label>',
    options: [...options, { flags: '--remove', about: 'take it away' }],
    writes: true,
    async run(context, input) {
      const [customer, text] = input.args as [string, string];
      const label = checkText('label', text);
      if (label === null) throw new OmsError('argument-missing', { name: 'label' });
      const shop = await context.shopToWrite();
      const how = { dryRun: input.dryRun };
      const result = input.on('remove') ? remove(shop, customer, label, how) : save(shop, customer, label, input, how);
      return context.printAct(act, await result, input);
    },
  };
}
