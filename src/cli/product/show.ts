// oms product show
import { OmsError } from '../../domain/error.ts';
import { productShow } from '../../output/views/product.ts';
import { productDetails } from '../../usecases/product/read.ts';
import type { Command } from '../command.ts';
import { namedIds } from '../selection.ts';

export const show: Command = {
  name: 'show',
  summary: 'everything about a product',
  args: '[skus...]',
  examples: ['product show MUG-01', 'product show MUG-01 --json'],
  async run(context, input) {
    const skus = await namedIds(context, input.args);
    if (!skus) throw new OmsError('nothing-selected', { command: context.command });
    context.print(productShow, await productDetails(await context.shop(), skus), input);
    return undefined;
  },
};
