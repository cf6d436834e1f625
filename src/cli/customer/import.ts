// oms customer import
import { importCustomers as importFiles } from '../../usecases/customer/import.ts';
import type { Command } from '../command.ts';
import { importRecordFiles, strictOption } from '../import-records.ts';

export const importCustomers: Command = {
  name: 'import',
  summary: 'customers from CSV files; a channel’s id or exactly the e-mail is the key',
  notes: `Columns: name (or first_name and last_name), company, email, phone, tax_id, language, note, address1, address2, city, region, postcode, country; channel
and id, or known_as with "channel:id", one to a line of the cell. Who has neither e-mail nor id is known by name, company,
phone and tax_id all being the same. An empty cell leaves what is there. The same file again changes nothing. "-" reads
stdin. Rows that are refused wait: see oms batch.`,
  args: '<files...>',
  options: [strictOption],
  writes: true,
  examples: ['customer import customers.csv', 'customer import customers.csv --strict --dry-run'],
  run: (context, input) => importRecordFiles(context, input, ({ customerShape }) => customerShape, importFiles),
};
