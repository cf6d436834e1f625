// What all verbs that act on orders have in common: which orders they mean, consent for many at once, and the answer.
import type { ActResult } from '../../domain/result.ts';
import type { View } from '../../output/view.ts';
import { orderAct } from '../../output/views/order.ts';
import type { OrderQuery } from '../../usecases/order/read.ts';
import { orderIds } from '../../usecases/order/select.ts';
import type { Shop } from '../../usecases/shop.ts';
import type { Command, CommandOption } from '../command.ts';
import type { Input } from '../input.ts';
import { consent } from '../prompt.ts';
import { selectIds } from '../selection.ts';
import { pickedBy, pickOptions } from './filter.ts';

export interface Acting extends Pick<Command, 'name' | 'summary' | 'notes' | 'examples'> {
  /** What --all means, and what a filter chooses from. */
  readonly all: OrderQuery;
  /** Where --all cannot be said as a filter. */
  findAll?(shop: Shop, query: OrderQuery): Promise<readonly string[]>;
  readonly options?: readonly CommandOption[];
  /** Asks before it acts on all or on what a filter finds. */
  readonly dangerous?: boolean;
  /** How the answer is shown, where that is not as for most verbs. */
  view?(input: Input): View<ActResult>;
  /** `isJson`: the answer is for a program. */
  act(shop: Shop, ids: readonly string[], input: Input, isJson: boolean): Promise<ActResult>;
}

/** A verb that acts on orders: ids, "-", --all, or a filter. */
export function actingCommand({ all, findAll = orderIds, options = [], dangerous, view = () => orderAct, act, ...words }: Acting): Command {
  return {
    ...words,
    args: '[ids...]',
    options: [...options, ...pickOptions],
    selects: true,
    writes: true,
    makes: true,
    consent: dangerous,
    async run(context, input) {
      const picked = pickedBy(input);
      const find = async () => findAll(await context.shopToWrite(), { ...picked, ...all });
      const ids = await selectIds(context, input, find, picked !== undefined);
      if (dangerous && input.args.length === 0 && !input.dryRun) {
        await consent(context, input.on('yes'), context.words.say('ask.orders', { count: ids.length, command: context.command }));
      }
      return context.printAct(view(input), await act(await context.shopToWrite(), ids, input, context.globals.json), input);
    },
  };
}
