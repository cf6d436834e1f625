// oms invoice register
import { actView } from '../../output/views/act.ts';
import { registerInvoice } from '../../usecases/invoice/register.ts';
import type { Command } from '../command.ts';

export const register: Command = {
  name: 'register',
  summary: 'keep the number that the tax authority gave a document: 승인번호, 发票号码',
  args: '<number> <registration>',
  writes: true,
  makes: true,
  notes: 'The document stays as it was issued. "invoice export" names the number where a document is amended.',
  examples: ['invoice register INV-2026-0007 20261122-41000096-12345678'],
  async run(context, input) {
    const [number, registration] = input.args as [string, string];
    const result = await registerInvoice(await context.shopToWrite(), number, registration, { dryRun: input.dryRun });
    return context.printAct(actView('invoice'), result, input);
  },
};
