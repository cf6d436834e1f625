// The verbs of `oms location`.
import { actView } from '../../output/views/act.ts';
import { locationList } from '../../output/views/location.ts';
import { addLocation, editLocation, type LocationDraft, locations } from '../../usecases/location/locations.ts';
import type { Command, CommandOption } from '../command.ts';
import type { Input } from '../input.ts';

const options: readonly CommandOption[] = [
  { flags: '--name <text>', about: 'name (default: the code)' },
  { flags: '--country <code>', about: 'where it is, as KR (default: where the shop is); buyers there are served from it first' },
  { flags: '--region <text>', about: 'the region in it, as addresses have it: California, 경기도' },
  { flags: '--priority <n>', about: 'the lowest is used first (default: after all others)' },
];

function draftOf(input: Input): LocationDraft {
  return {
    code: input.args[0] as string,
    name: input.text('name'),
    country: input.text('country'),
    region: input.text('region'),
    priority: input.whole('priority'),
  };
}

const add: Command = {
  name: 'add',
  summary: 'add a place where stock stands',
  args: '<code>',
  options,
  writes: true,
  makes: true,
  examples: ['location add busan --name "Busan warehouse" --country KR', 'location add front --priority 0'],
  async run(context, input) {
    const result = await addLocation(await context.shopToWrite(), draftOf(input), { dryRun: input.dryRun });
    return context.printAct(actView('location'), result, input);
  },
};

const edit: Command = {
  name: 'edit',
  summary: 'change a place where stock stands',
  args: '<code>',
  options,
  writes: true,
  makes: true,
  examples: ['location edit main --country KR --region Seoul', 'location edit front --priority 5'],
  async run(context, input) {
    const result = await editLocation(await context.shopToWrite(), draftOf(input), { dryRun: input.dryRun });
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

export const commands = [add, edit, list];
