// oms invoice credit
import { OmsError } from '../../domain/error.ts';
import { parseQuantity } from '../../domain/id.ts';
import { reasonCodes } from '../../domain/invoice/document.ts';
import { invoiceActView } from '../../output/views/invoice.ts';
import { creditInvoice } from '../../usecases/invoice/credit-invoice.ts';
import type { Command } from '../command.ts';
import { documentCheck, keepPages } from '../document.ts';
import type { Input } from '../input.ts';
import { Printing, printPages } from '../printing.ts';
import { numbersOf, withFiles } from './issue.ts';

export const credit: Command = {
  name: 'credit',
  summary: 'issue a credit note against an invoice: whole, or some of its lines',
  args: '<number>',
  options: [
    { flags: '--reason <text>', about: 'why, printed on it (needed)' },
    { flags: '--code <code>', about: `the kind of reason, printed as the country’s forms have it: ${reasonCodes.join(', ')}` },
    { flags: '--line <n=quantity>', about: 'only so many of line n of the invoice', repeat: true },
    { flags: '--amount <money>', about: 'so much of it instead of goods, tax included' },
    { flags: '--reissue', about: 'the invoice was wrong: what is credited is to be invoiced anew' },
  ],
  writes: true,
  keyed: true,
  makes: true,
  prints: true,
  notes:
    'Without --line and --amount: everything not yet credited, freight included. Never more than was invoiced.\n' +
    'An amount is shared over all that is left of the invoice, and takes its part of the tax.\n' +
    'What is credited is no longer owed, and is not invoiced again. With --reissue it is: the invoice was wrong, the order\n' +
    'is owed as before, and oms invoice issue ORDER says it anew.\n' +
    'For goods that come back use oms return: it credits, refunds and restocks in one step.',
  examples: [
    'invoice credit INV-2026-0007 --reason "lost on the way"',
    'invoice credit INV-2026-0007 --line 2=1 --reason "broken" --code returned --key claim-88',
    'invoice credit INV-2026-0007 --amount 5 --reason "scratched"',
    'invoice credit INV-2026-0007 --reason "wrong tax id" --reissue',
  ],
  async run(context, input) {
    const request = {
      number: input.args[0] as string,
      reason: input.text('reason') ?? '',
      reasonCode: input.choice('code', reasonCodes),
      lines: input.list('line').length > 0 ? input.list('line').map(parseLine) : undefined,
      amount: amountOf(input),
      isReissue: input.on('reissue'),
      check: await documentCheck(context),
    };
    const shop = await context.shopToWrite();
    const printing = Printing.asked(context, input, shop);
    const result = await creditInvoice(shop, request, { dryRun: input.dryRun, key: input.key });
    if (input.dryRun) return context.printAct(invoiceActView, result, input);
    const { files, trouble } = await keepPages(context, shop, numbersOf(result));
    await printPages(printing, shop, files);
    const told = withFiles(result, files);
    const code = context.printAct(invoiceActView, printing?.told(told) ?? told, input);
    if (trouble ?? printing?.trouble) throw trouble ?? printing?.trouble;
    for (const { order, outcome } of result.results)
      if (request.isReissue && outcome === 'credited') context.suggest(`oms invoice issue ${order}`);
    return code;
  },
};

/** Goods, or an amount: not both, and an amount is not invoiced anew. */
function amountOf(input: Input): string | undefined {
  const amount = input.text('amount');
  const other = input.list('line').length > 0 ? '--line' : input.on('reissue') ? '--reissue' : undefined;
  if (amount !== undefined && other) throw new OmsError('flags-conflict', { flags: ['--amount', other] });
  return amount;
}

function parseLine(text: string): { position: number; quantity: number } {
  const [, position, quantity] = /^(\d{1,6})=(.+)$/.exec(text.normalize('NFKC').trim()) ?? [];
  if (position === undefined || quantity === undefined) throw new OmsError('flag-value', { flag: '--line', value: text, allowed: ['2=1'] });
  return { position: Number(position), quantity: parseQuantity(quantity) };
}
