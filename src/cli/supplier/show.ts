// oms supplier show
import { OmsError } from '../../domain/error.ts';
import { supplierShow } from '../../output/views/supplier.ts';
import { suppliersByName } from '../../usecases/supplier/read.ts';
import type { Command } from '../command.ts';
import { namedIds, viewOfNamed } from '../selection.ts';

export const show: Command = {
  name: 'show',
  summary: 'a supplier, what it offers, and the purchases that are open',
  args: '[suppliers...]',
  examples: ['supplier show "Kim Ceramics"', 'supplier list --ids | oms supplier show - --json'],
  async run(context, input) {
    const names = await namedIds(context, input.args);
    if (!names) throw new OmsError('nothing-selected', { command: context.command });
    context.print(viewOfNamed(supplierShow, input.args), await suppliersByName(await context.shop(), names), input);
    return undefined;
  },
};
