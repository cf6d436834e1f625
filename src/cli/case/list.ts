// oms case list
import { caseKinds, caseStates } from '../../domain/case.ts';
import { caseList } from '../../output/views/case.ts';
import { cases } from '../../usecases/case/read.ts';
import type { Command } from '../command.ts';

export const list: Command = {
  name: 'list',
  summary: 'cases, newest first',
  options: [
    { flags: '--state <state>', about: caseStates.join(' or ') },
    { flags: '--kind <kind>', about: caseKinds.join(' or ') },
    { flags: '--order <order>', about: 'of this order' },
    { flags: '--customer <customer>', about: 'of this customer: C12 or the exact e-mail' },
  ],
  lists: true,
  examples: ['case list --state open', 'case list --customer ana@example.com --csv'],
  async run(context, input) {
    const query = {
      state: input.choice('state', caseStates),
      kind: input.choice('kind', caseKinds),
      order: input.text('order'),
      customer: input.text('customer'),
      limit: input.limit(context.isTTY),
    };
    context.printList(caseList, await cases(await context.shop(), query), input);
    return undefined;
  },
};
