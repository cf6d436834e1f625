// The verbs of `oms location`.
import { actView } from '../../output/views/act.ts';
import { locationList } from '../../output/views/location.ts';
import { addLocation, locations } from '../../usecases/location/locations.ts';
import type { Command } from '../command.ts';

const add: Command = {
  name: 'add',
  summary: 'add a place where stock stands',
  args: '<code>',
  options: [
    { flags: '--name <text>', about: 'name (default: the code)' },
    { flags: '--priority <n>', about: 'the lowest is used first (default: after all others)' },
  ],
  writes: true,
  makes: true,
  examples: ['location add busan --name "Busan warehouse"', 'location add front --priority 0'],
  async run(context, input) {
    const draft = { code: input.args[0] as string, name: input.text('name'), priority: input.whole('priority') };
    const result = await addLocation(await context.shopToWrite(), draft, { dryRun: input.dryRun });
    return context.printAct(actView('location'), result, input);
  },
};

const list: Command = {
  name: 'list',
  summary: 'the places where stock stands, in the order they are used',
  lists: true,
  examples: ['location list'],
  async run(context, input) {
    const all = await locations(await context.shop());
    context.printList(locationList, all.slice(0, input.limit(context.isTTY)), input);
    return undefined;
  },
};

export const commands = [add, list];
