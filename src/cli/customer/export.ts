// oms customer export
import { customerExport } from '../../output/views/customer-export.ts';
import { exportCustomers as exportAll } from '../../usecases/customer/export.ts';
import type { Command } from '../command.ts';
import { exportOptions, exportTo } from '../export.ts';

export const exportCustomers: Command = {
  name: 'export',
  summary: 'every customer as CSV that "customer import" reads, or as JSON; in the order they came',
  notes: 'What they have ordered is in "order export". Their own numbers (C12) are in the JSON only: another shop has others.',
  options: [...exportOptions, { flags: '--text <text>', about: 'name, company, e-mail or phone contains this' }],
  examples: [
    'customer export -o customers.csv --bom',
    'customer export --text ana --json',
    'customer export | oms customer import - --dry-run',
  ],
  async run(context, input) {
    await exportTo(context, input, customerExport, (shop, page) => exportAll(shop, { text: input.text('text') }, page));
    return undefined;
  },
};
