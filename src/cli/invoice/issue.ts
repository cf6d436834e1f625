// oms invoice issue
import { documentLanguages } from '../../domain/document/language.ts';
import { OmsError } from '../../domain/error.ts';
import type { Period } from '../../domain/report.ts';
import type { ActResult } from '../../domain/result.ts';
import type { Settings } from '../../domain/settings.ts';
import { taxIdFault } from '../../domain/tax-id.ts';
import { invoiceActView } from '../../output/views/invoice.ts';
import type { IssueRequest } from '../../usecases/invoice/assemble.ts';
import { issueCollective } from '../../usecases/invoice/collective.ts';
import { issueDeposits } from '../../usecases/invoice/deposit.ts';
import { invoiceableOrders, issueInvoices } from '../../usecases/invoice/issue.ts';
import type { Shop, WriteOptions } from '../../usecases/shop.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import { documentCheck, keepPages } from '../document.ts';
import type { Input } from '../input.ts';
import { Printing, printPages } from '../printing.ts';
import { selectIds } from '../selection.ts';
import { draftInvoices } from './draft.ts';

export const issue: Command = {
  name: 'issue',
  summary: 'issue invoices: of an order what is not yet invoiced, of a shipment its lines',
  args: '[orders-or-shipments...]',
  options: [
    {
      flags: '--language <code>',
      about: `language of the document: ${documentLanguages.join(', ')} (default: the customer’s, else the shop’s)`,
    },
    { flags: '--due-days <n>', about: 'days until it is due (default: payment-terms-days)' },
    { flags: '--simplified', about: 'a simplified invoice or receipt, in a series of its own, up to the country’s limit' },
    {
      flags: '--deposit <amount>',
      about: 'ask for part of the orders before goods leave: 250, or 30% of the total; later invoices take it off',
    },
    { flags: '--collective', about: 'one invoice for each customer, with every order’s lines under its number' },
    { flags: '--from <date>', about: 'with --all: supplied on or after; the day the last goods left, else that of the order' },
    { flags: '--to <date>', about: 'with --all: supplied on or before' },
    { flags: '--draft', about: 'issue nothing: a page without a number, to be looked at' },
    { flags: '-o, --output <file>', about: 'with --draft: the file, or - for stdout (default: documents/draft-… in the shop’s folder)' },
    { flags: '--force', about: 'with --draft: overwrite' },
  ],
  writes: true,
  selects: true,
  makes: true,
  prints: true,
  notes:
    'Each gets the next number of its series, without gaps, and a PDF in documents/ beside the database.\n' +
    'An issued invoice is never changed or deleted; it is corrected by a credit note. The same call again changes nothing.\n' +
    '--all: every order that wants an invoice now, by the rule of its channel (oms channel list); where that is on-shipping,\n' +
    'and of an order with a deposit, what has left. What is held is left out, but for what waits to be paid.',
  examples: [
    'invoice issue O12',
    'invoice issue S7 --language ja --due-days 30',
    'invoice issue O12 --simplified',
    'invoice issue O12 --deposit 30%',
    'invoice issue --all --collective --from 2026-11-01 --to 2026-11-30',
    'invoice issue O12 --draft',
    'invoice issue --all --print',
  ],
  async run(context, input) {
    refuseFlags(context, input);
    const shop = await context.shopToWrite();
    const printing = Printing.asked(context, input, shop);
    const period = { from: input.date('from'), to: input.date('to') };
    const ids = await selectIds(context, input, () => invoiceableOrders(shop, period));
    const issueAll = issuing(input, shop, ids, period);
    const request = {
      language: input.documentLanguage(),
      dueDays: input.whole('due-days'),
      isSimplified: input.on('simplified'),
      isByRule: input.on('all'),
      check: await documentCheck(context),
    };
    if (input.on('draft')) return draftInvoices(context, input, shop, { request, issue: (drafted) => issueAll(drafted, { dryRun: true }) });
    const result = await issueAll(request, { dryRun: input.dryRun });
    if (input.dryRun) return context.printAct(invoiceActView, result, input);
    const { files, trouble } = await keepPages(context, shop, numbersOf(result));
    await printPages(printing, shop, files);
    const told = withFiles(result, files);
    const code = context.printAct(invoiceActView, printing?.told(told) ?? told, input);
    if (trouble ?? printing?.trouble) throw trouble ?? printing?.trouble;
    if (result.results.some(({ outcome }) => outcome === 'issued')) tellDoubtfulTaxId(context, shop.settings);
    if (context.isTTY) tellWhatIsMissing(context, shop.settings);
    return code;
  },
};

/** One each, one for all of a customer, or a deposit of each. */
function issuing(input: Input, shop: Shop, ids: readonly string[], period: Period) {
  const deposit = input.text('deposit');
  return (request: IssueRequest, options: WriteOptions): Promise<ActResult> => {
    if (deposit !== undefined) return issueDeposits(shop, ids, deposit, request, options);
    return input.on('collective') ? issueCollective(shop, ids, period, request, options) : issueInvoices(shop, ids, request, options);
  };
}

/** A page on stdout has no room for anything else, and a file is named for a draft alone. */
function refuseFlags({ globals }: Context, input: Input): void {
  const kinds = ['deposit', 'collective', 'simplified'].filter((flag) =>
    flag === 'deposit' ? input.text(flag) !== undefined : input.on(flag),
  );
  if (kinds.length > 1) throw new OmsError('flags-conflict', { flags: kinds.map((flag) => `--${flag}`) });
  if ((input.text('from') ?? input.text('to')) !== undefined && !input.on('all')) throw new OmsError('argument-missing', { name: '--all' });
  if (input.on('all') && input.text('deposit') !== undefined) throw new OmsError('flags-conflict', { flags: ['--deposit', '--all'] });
  const output = input.text('output');
  if (output !== undefined && !input.on('draft')) throw new OmsError('argument-missing', { name: '--draft' });
  if (output === '-' && (globals.json || input.on('ids'))) throw new OmsError('flags-conflict', { flags: ['-o -', '--json', '--ids'] });
}

/** A tax number whose own digits say that it is wrong. */
function tellDoubtfulTaxId(context: Context, { country, ...settings }: Settings): void {
  const kind = settings['tax-id'] === '' ? undefined : taxIdFault(settings['tax-id'], country);
  if (kind) context.say('note.tax-id-doubtful', { taxId: settings['tax-id'], kind });
}

/** What a page usually shows of the seller and this shop has not been told. */
function tellWhatIsMissing(context: Context, settings: Settings): void {
  const missing = (['address', 'tax-id'] as const).filter(
    (key) => settings[key] === '' && !(key === 'tax-id' && settings.country === 'US'),
  );
  if (missing[0]) context.say('note.seller-incomplete', { settings: missing, first: missing[0] });
}

/** The numbers of what was issued now, and of what a repeated call found. */
export function numbersOf({ results }: ActResult): string[] {
  return results.flatMap(({ id, outcome, invoices }) => {
    if (outcome === 'refused') return [];
    return Array.isArray(invoices) ? invoices.map(String) : [id];
  });
}

/** Adds to each outcome where its page is. */
export function withFiles(result: ActResult, files: ReadonlyMap<string, string>): ActResult {
  return {
    ...result,
    results: result.results.map((outcome) => ({ ...outcome, ...(files.has(outcome.id) ? { file: files.get(outcome.id) } : {}) })),
  };
}
