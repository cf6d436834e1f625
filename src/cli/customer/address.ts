// oms customer address
import { customerAct } from '../../output/views/customer.ts';
import { removePlace, savePlace } from '../../usecases/customer/profile.ts';
import type { Command } from '../command.ts';
import { addressOptions, typed, typedAddress } from './flags.ts';
import { labelled } from './labelled.ts';

export const address: Command = labelled({
  name: 'address',
  summary: 'another address of a customer: add, change or remove, by label',
  options: [
    { flags: '--name <text>', about: 'who receives it (default: the customer)' },
    { flags: '--company <text>', about: 'the firm' },
    { flags: '--phone <text>', about: 'phone' },
    ...addressOptions,
  ],
  notes: 'Where a customer is at home is changed by "customer edit".',
  examples: ['customer address C12 warehouse --address1 "Dock Road 5" --city Leeds --postcode "LS1 2AB" --country GB'],
  act: customerAct,
  save: (shop, customer, label, input, options) => {
    const said = { name: typed(input, 'name') ?? undefined, company: typed(input, 'company'), phone: typed(input, 'phone') };
    return savePlace(shop, customer, label, { ...said, address: typedAddress(input) }, options);
  },
  remove: removePlace,
});
