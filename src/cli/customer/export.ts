// oms customer export
import path from 'node:path';
import { OmsError } from '../../domain/error.ts';
import { writeFileWhole } from '../../output/files.ts';
import { cleanJson } from '../../output/terminal.ts';
import { customerExport } from '../../output/views/customer-export.ts';
import { discloseCustomers } from '../../usecases/customer/disclose.ts';
import { exportCustomers as exportAll } from '../../usecases/customer/export.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import { exportOptions, exportTo } from '../export.ts';
import type { Input } from '../input.ts';
import { namedIds } from '../selection.ts';

export const exportCustomers: Command = {
  name: 'export',
  summary: 'every customer as CSV that "customer import" reads, or as JSON; of those named, all that the shop holds',
  args: '[customers...]',
  notes: `Without names: every customer, in the order they came. What they have ordered is in "order export". Their own numbers
(C12) are in the JSON only: another shop has others. With names: everything that the shop holds of each, as JSON: the
profile, orders with their history, invoices as they were issued, what imports have left, rows in quarantine.`,
  options: [...exportOptions, { flags: '--text <text>', about: 'name, company, e-mail or phone contains this' }],
  examples: [
    'customer export -o customers.csv --bom',
    'customer export --text ana --json',
    'customer export C12 -o ana.json',
    'customer export | oms customer import - --dry-run',
  ],
  async run(context, input) {
    const named = await namedIds(context, input.args);
    if (named) await disclose(context, input, named);
    else await exportTo(context, input, customerExport, (shop, page) => exportAll(shop, { text: input.text('text') }, page));
    return undefined;
  },
};

/** An object for one, an array for several or "-"; always JSON. */
async function disclose(context: Context, input: Input, ids: readonly string[]): Promise<void> {
  const other = ['--bom', '--text'].find((flag) => input.on(flag.slice(2)) || input.text(flag.slice(2)) !== undefined);
  if (other !== undefined) throw new OmsError('flags-conflict', { flags: ['customers', other] });
  const found = await discloseCustomers(await context.shop(), ids);
  const text = cleanJson(input.args.length === 1 && input.args[0] !== '-' ? found[0] : found);
  const output = input.text('output') ?? '-';
  if (output === '-') context.world.stdout.write(`${text}\n`);
  else writeFileWhole(path.resolve(context.world.cwd, output), `${text}\n`, { force: input.on('force') });
}
