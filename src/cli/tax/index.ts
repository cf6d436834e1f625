// The verbs of `oms tax`.
import { parsePercent } from '../../domain/percent.ts';
import { taxCategories } from '../../domain/product.ts';
import { actView } from '../../output/views/act.ts';
import { taxRateList } from '../../output/views/tax.ts';
import { setTaxRate, taxRates } from '../../usecases/tax/rates.ts';
import type { Command } from '../command.ts';

const list: Command = {
  name: 'list',
  summary: 'the tax rates of the shop’s country, with their days',
  options: [{ flags: '--on <date>', about: 'those in force on this day' }],
  lists: true,
  examples: ['tax list', 'tax list --on 2026-01-01'],
  async run(context, input) {
    const all = await taxRates(await context.shop(), input.date('on'));
    context.printList(taxRateList, all.slice(0, input.limit(context.isTTY)), input);
    return undefined;
  },
};

const set: Command = {
  name: 'set',
  summary: 'set the rate of a tax category, from a day on',
  args: '<category> <percent>',
  options: [
    { flags: '--from <date>', about: 'the first day (default: today); the rate before ends the day before' },
    {
      flags: '--code <code>',
      about: 'UNCL5305: S, AA, Z, E, O, L for IGIC, M for IPSI (default: as before, else S, or Z and E without tax)',
    },
  ],
  notes: `Categories are those of products: ${taxCategories.join(', ')}. What is ordered already keeps its rate.
A shop that charges no tax at all: oms config set small-trader true.`,
  writes: true,
  makes: true,
  examples: ['tax set standard 8.875', 'tax set standard 7 --code L', 'tax set reduced 5.5 --from 2027-01-01'],
  async run(context, input) {
    const [category, percent] = input.args as [string, string];
    const wanted = { category, ratePpm: parsePercent('<percent>', percent, 0), code: input.text('code'), from: input.date('from') };
    const result = await setTaxRate(await context.shopToWrite(), wanted, { dryRun: input.dryRun });
    return context.printAct(actView('tax'), result, input);
  },
};

export const commands = [list, set];
