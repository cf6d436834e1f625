// oms order settle
import { OmsError } from '../../domain/error.ts';
import { orderConflicts, orderSettled } from '../../output/views/order-conflicts.ts';
import { type Side, settleConflicts, sides } from '../../usecases/order/settle-conflict.ts';
import { ordersByIds } from '../../usecases/order/show.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import type { Input } from '../input.ts';
import { ask } from '../prompt.ts';
import { actingCommand } from './acting.ts';

/** Which flag was given. Refuses `flags-conflict` for both. */
function sideOf(input: Input): Side | undefined {
  const given = sides.filter((side) => input.on(side));
  if (given.length > 1) throw new OmsError('flags-conflict', { flags: given.map((side) => `--${side}`) });
  return given[0];
}

/** Shows what differs of the one order that is named, and asks. Refuses `input-needed` where nobody can be asked. */
async function askSide(context: Context, { args }: Input): Promise<Side> {
  const flag = sides.map((side) => `--${side}`).join(' | ');
  if (!context.canAsk || args.length !== 1 || args[0] === '-') throw new OmsError('input-needed', { flag });
  const orders = await ordersByIds(await context.shopToWrite(), args);
  context.world.stderr.write(`${orderConflicts(orders, context.paper)}\n`);
  const label = (side: string) => context.words.say(`ask.settle.${side}`);
  return (await ask(context, { flag, message: context.words.say('ask.settle'), choices: sides, label })) as Side;
}

const acting = actingCommand({
  name: 'settle',
  summary: 'settle what a channel says of orders and the shop has otherwise: keep what is here, or take what the channel says',
  notes:
    'Listed by "order list --conflicts", with both values in "order show". Keeping lifts the hold, and the same is not told\n' +
    'again; "order unhold" does so too. Taking is refused where it would undo what was done: cancel the open shipment, or\n' +
    'credit the invoice first. What was cancelled after it had left comes back as a return; then keep.',
  options: [
    { flags: '--keep', about: 'the order stays as it is here' },
    { flags: '--take', about: 'the order becomes as its channel says, or is cancelled where it says that' },
  ],
  examples: [
    'order settle O12 --take',
    'order settle O12 O15 --keep',
    'order list --conflicts --channel shopify --ids | oms order settle - --keep',
  ],
  all: { tasks: ['conflicts'] },
  dangerous: true,
  view: () => orderSettled,
  act: (shop, ids, input) => settleConflicts(shop, ids, sideOf(input) as Side, { dryRun: input.dryRun }),
});

export const settle: Command = {
  ...acting,
  run: async (context, input) => acting.run(context, sideOf(input) ? input : input.with({ [await askSide(context, input)]: true })),
};
