// The verbs of `oms product part`.

import { parseQuantity } from '../../../domain/id.ts';
import { actView } from '../../../output/views/act.ts';
import { partList } from '../../../output/views/product-part.ts';
import { addPart, parts, removePart } from '../../../usecases/product/part.ts';
import type { Command } from '../../command.ts';

const PART_QUANTITY_MAX = 1_000_000;

const add: Command = {
  name: 'add',
  summary: 'say how many of a part one of a product has in it',
  notes: `Of a product of the kind kit, the parts are what is reserved and sent for it; kits may stand in kits. Of goods, they are
what "stock assemble" puts together. Again with another number changes it. What is promised or sent stays as it was made.`,
  args: '<sku> <part> [quantity]',
  writes: true,
  makes: true,
  examples: ['product part add GIFTSET MUG-01 2', 'product part add GIFTSET TEA-01'],
  async run(context, input) {
    const [sku, part, quantity = '1'] = input.args as [string, string, string?];
    const wanted = { sku, part, quantity: parseQuantity(quantity, 1, PART_QUANTITY_MAX) };
    const result = await addPart(await context.shopToWrite(), wanted, { dryRun: input.dryRun });
    return context.printAct(actView('part'), result, input);
  },
};

const remove: Command = {
  name: 'remove',
  summary: 'take a part out of a product, for what is reserved from now on',
  args: '<sku> <part>',
  writes: true,
  makes: true,
  examples: ['product part remove GIFTSET TEA-01'],
  async run(context, input) {
    const [sku, part] = input.args as [string, string];
    const result = await removePart(await context.shopToWrite(), { sku, part }, { dryRun: input.dryRun });
    return context.printAct(actView('part'), result, input);
  },
};

const list: Command = {
  name: 'list',
  summary: 'what products are made of, by SKU; of one product, or of all',
  args: '[sku]',
  lists: true,
  examples: ['product part list', 'product part list GIFTSET --json'],
  async run(context, input) {
    const all = await parts(await context.shop(), input.args[0]);
    context.printList(partList, all.slice(0, input.limit(context.isTTY)), input);
    return undefined;
  },
};

export const commands = [add, list, remove];
