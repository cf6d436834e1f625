// oms customer contact
import { customerAct } from '../../output/views/customer.ts';
import { removeContact, saveContact } from '../../usecases/customer/profile.ts';
import type { Command } from '../command.ts';
import { typed } from './flags.ts';
import { labelled } from './labelled.ts';

export const contact: Command = labelled({
  name: 'contact',
  summary: 'somebody at a customer: add, change or remove, by label',
  options: [
    { flags: '--name <text>', about: 'name' },
    { flags: '--email <text>', about: 'e-mail; orders are matched by the customer’s own only' },
    { flags: '--phone <text>', about: 'phone' },
  ],
  examples: ['customer contact C12 accounts --name "Li Wei" --email li@example.com', 'customer contact C12 accounts --remove'],
  act: customerAct,
  save: (shop, customer, label, input, options) => {
    const said = { name: typed(input, 'name') ?? undefined, email: typed(input, 'email'), phone: typed(input, 'phone') };
    const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
    return saveContact(shop, customer, label, given, options);
  },
  remove: removeContact,
});
