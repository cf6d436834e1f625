// oms invoice list
import { documentForms, documentKinds } from '../../domain/invoice/document.ts';
import { invoiceListView } from '../../output/views/invoice.ts';
import { invoices } from '../../usecases/invoice/read.ts';
import type { Command } from '../command.ts';
import type { Input } from '../input.ts';

/** "plain" is what nothing sets apart, and has no name to be asked for by. */
const kindNames = [...documentKinds, ...documentForms.filter((form) => form !== 'plain')] as const;

export const list: Command = {
  name: 'list',
  summary: 'list invoices and credit notes, newest first',
  options: [
    { flags: '--from <date>', about: 'issued on or after' },
    { flags: '--to <date>', about: 'issued on or before' },
    { flags: '--customer <id>', about: 'C12 or an e-mail' },
    { flags: '--order <id>', about: 'of this order' },
    { flags: '--kind <kind>', about: kindNames.join(', ') },
    { flags: '--unpaid', about: 'only those with something still to be paid' },
    { flags: '--overdue', about: 'only those that should have been paid by now' },
  ],
  lists: true,
  examples: [
    'invoice list --unpaid',
    'invoice list --overdue --ids | oms document create reminder - --tone firm',
    'invoice list --from 2026-11-01 --to 2026-11-30 --csv > november.csv',
    'invoice list --customer C12 --json',
  ],
  async run(context, input) {
    const query = {
      from: input.date('from'),
      to: input.date('to'),
      customer: input.text('customer'),
      order: input.text('order'),
      ...kindOf(input),
      unpaid: input.on('unpaid'),
      overdue: input.on('overdue'),
      limit: input.limit(context.isTTY),
    };
    context.printList(invoiceListView, await invoices(await context.shop(), query), input);
    return undefined;
  },
};

/** Every invoice or credit note, or those that the law sets apart. */
function kindOf(input: Input) {
  const name = input.choice('kind', kindNames);
  return { kind: documentKinds.find((kind) => kind === name), form: documentForms.find((form) => form === name) };
}
