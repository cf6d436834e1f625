// oms customer erase
import { customerEraseView } from '../../output/views/customer-erase.ts';
import { eraseCustomer } from '../../usecases/customer/erase.ts';
import type { Command } from '../command.ts';
import { consent } from '../prompt.ts';

export const erase: Command = {
  name: 'erase',
  summary: 'forget who a customer is; what the law wants kept stays until its day',
  args: '<customer>',
  writes: true,
  consent: true,
  notes: `Blanked: the customer and all who were merged into them, who received and paid their orders, contacts, addresses,
remarks, cases, rows in quarantine, what undoing an import would bring back, and copies of imports in inbox/done and
inbox/failed. Deleted: slips and labels wherever in the shop's folder they lie (they say in their bytes what they are of, also
where several customers stand in one file), and copies made before a change of the schema. The database is then written anew
and its log emptied, and every file of the shop's folder is searched for their name, e-mail and phone. Orders, stock and money
stay, and so do invoices until the day they may go. What was printed from elsewhere is named, not deleted; what CUPS itself
keeps of its jobs is not known here (its PreserveJobFiles: a day). An order of which something is still to be done has to be
finished first. A dry run names the same places as erasing.`,
  examples: ['customer erase C12 --dry-run', 'customer erase C12 --yes'],
  async run(context, input) {
    const customer = input.args[0] as string;
    if (!input.dryRun) await consent(context, input.on('yes'), context.words.say('ask.erase', { customer }));
    const { formsOf } = await import('../../input/index.ts');
    const result = await eraseCustomer(await context.shopToWrite(), customer, { dryRun: input.dryRun, formsOf });
    return context.printAct(customerEraseView, result, input);
  },
};
