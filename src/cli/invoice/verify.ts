// oms invoice verify
import { verificationView } from '../../output/views/invoice.ts';
import { verifyInvoices } from '../../usecases/invoice/verify.ts';
import type { Command } from '../command.ts';
import { exitCodes } from '../failures.ts';

export const verify: Command = {
  name: 'verify',
  summary: 'prove that no number is missing or double and nothing issued was altered',
  notes:
    'Recomputes every number, sum, snapshot hash, link of the chain and the hash of every kept PDF. Exit code 1 when something is wrong;\n' +
    'each finding says which document.',
  examples: ['invoice verify', 'invoice verify --json'],
  async run(context, input) {
    const verification = await verifyInvoices(await context.shop());
    context.print(verificationView, verification, input);
    return verification.findings.length > 0 ? exitCodes.refused : exitCodes.done;
  },
};
