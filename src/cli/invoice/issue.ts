// oms invoice issue
import { documentLanguages } from '../../domain/document/language.ts';
import type { ActResult } from '../../domain/result.ts';
import type { Settings } from '../../domain/settings.ts';
import { invoiceActView } from '../../output/views/invoice.ts';
import { invoiceableOrders, issueInvoices } from '../../usecases/invoice/issue.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import { documentCheck, keepPages } from '../document.ts';
import { selectIds } from '../selection.ts';

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
  ],
  writes: true,
  selects: true,
  makes: true,
  notes:
    'Each gets the next number of its series, without gaps, and a PDF in documents/ beside the database.\n' +
    'An issued invoice is never changed or deleted; it is corrected by a credit note. The same call again changes nothing.\n' +
    '--all: every confirmed order that is not yet invoiced (invoice-rule on-request: only those begun).',
  examples: ['invoice issue O12', 'invoice issue S7 --language ja --due-days 30', 'invoice issue --all --ids'],
  async run(context, input) {
    const shop = await context.shopToWrite();
    const ids = await selectIds(context, input, () => invoiceableOrders(shop));
    const request = {
      language: input.documentLanguage(),
      dueDays: input.whole('due-days'),
      check: await documentCheck(context),
    };
    const result = await issueInvoices(shop, ids, request, { dryRun: input.dryRun });
    if (input.dryRun) return context.printAct(invoiceActView, result, input);
    const { files, trouble } = await keepPages(context, shop, numbersOf(result));
    const code = context.printAct(invoiceActView, withFiles(result, files), input);
    if (trouble) throw trouble;
    if (context.isTTY) tellWhatIsMissing(context, shop.settings);
    return code;
  },
};

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
