// oms customer duplicates
import { duplicateList } from '../../output/views/customer.ts';
import { customerDuplicates } from '../../usecases/customer/merge.ts';
import type { Command } from '../command.ts';

export const duplicates: Command = {
  name: 'duplicates',
  summary: 'customers who may be one, with the reasons; a person decides',
  lists: true,
  notes: `Alike are: the last nine digits of a phone; the name, without case, spaces and accents, together with a postcode of
theirs or of their orders; an e-mail without dots, what stands behind "+" and the end of its domain. --ids prints who would
go: the younger of each two.`,
  examples: ['customer duplicates', 'customer duplicates --json'],
  async run(context, input) {
    context.printList(duplicateList, await customerDuplicates(await context.shop(), input.limit(context.isTTY)), input);
    return undefined;
  },
};
