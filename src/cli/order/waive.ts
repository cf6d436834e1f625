// oms order waive
import { OmsError } from '../../domain/error.ts';
import { nearest } from '../../domain/near.ts';
import { fixedCodes, type ProblemCode, problemCodes } from '../../domain/order/problem.ts';
import { orderAct } from '../../output/views/order.ts';
import { waiveProblem } from '../../usecases/order/waive.ts';
import type { Command } from '../command.ts';

export const waive: Command = {
  name: 'waive',
  summary: 'take an error of an order upon yourself, with a reason: it no longer keeps the order from going on',
  args: '<order> <code>',
  options: [{ flags: '--reason <text>', about: 'why (needed)' }],
  writes: true,
  notes: `Any error but ${fixedCodes.join(', ')}. It is remembered with who did it, and told as a warning
from then on, for what it is found in now: once that address, line or price is another, the error comes back.`,
  examples: ['order waive O12 total-differs --reason "agreed by phone"'],
  async run(context, input) {
    const [order, code] = input.args as [string, string];
    if (!Object.hasOwn(problemCodes, code))
      throw new OmsError('problem-unknown', { code, order, near: nearest(code, Object.keys(problemCodes)) });
    const options = { dryRun: input.dryRun };
    const result = await waiveProblem(await context.shopToWrite(), order, code as ProblemCode, input.text('reason'), options);
    return context.printAct(orderAct, result, input);
  },
};
