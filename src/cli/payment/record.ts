// oms payment record
import { paymentAct } from '../../output/views/payment.ts';
import { recordPayment } from '../../usecases/payment/record.ts';
import type { Command } from '../command.ts';

export const record: Command = {
  name: 'record',
  summary: 'money in for an order or an invoice, or given back',
  args: '<order-or-invoice> <amount>',
  options: [
    { flags: '--method <text>', about: 'card, transfer, cash … (needed)' },
    { flags: '--date <date>', about: 'the day it was paid (default: today)' },
    { flags: '--reference <text>', about: 'what the bank or the provider calls it' },
    { flags: '--refund', about: 'money given back' },
    { flags: '--allow-over', about: 'more than is owed' },
  ],
  writes: true,
  keyed: true,
  makes: true,
  notes:
    'The amount is in the order’s currency. A payment in full lifts the hold of an order that waits for it.\n' +
    'Of an invoice for several orders each gets what it owes, the oldest first.',
  examples: [
    'payment record O12 37.80 --method transfer',
    'payment record O12 5 --method cash --refund',
    'payment record INV-2026-0007 1129 --method transfer',
    'payment record 1001 20 --method card --key bank-8841',
  ],
  async run(context, input) {
    const [order, amount] = input.args as [string, string];
    const request = {
      order,
      amount,
      kind: input.on('refund') ? ('refund' as const) : ('payment' as const),
      method: input.required('method').trim(),
      date: input.date('date'),
      reference: input.text('reference'),
      allowOver: input.on('allow-over'),
    };
    const result = await recordPayment(await context.shopToWrite(), request, { dryRun: input.dryRun, key: input.key });
    return context.printAct(paymentAct, result, input);
  },
};
