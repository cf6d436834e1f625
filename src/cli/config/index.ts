// The verbs of `oms config`.
import { actView } from '../../output/views/act.ts';
import { configList, configValue } from '../../output/views/shop.ts';
import { getSetting, setSetting } from '../../usecases/config/config.ts';
import type { Command } from '../command.ts';

const get: Command = {
  name: 'get',
  summary: 'one setting’s value',
  args: '<setting>',
  examples: ['config get currency'],
  async run(context, input) {
    context.print(configValue, getSetting(await context.shop(), input.args[0] as string), input);
    return undefined;
  },
};

const set: Command = {
  name: 'set',
  summary: 'change a setting',
  args: '<setting> <value>',
  writes: true,
  examples: ['config set language ko', 'config set payment-terms-days 30'],
  async run(context, input) {
    const [key, value] = input.args as [string, string];
    const result = await setSetting(await context.shopToWrite(), key, value, { dryRun: input.dryRun });
    return context.printAct(actView('config'), result, input);
  },
};

const list: Command = {
  name: 'list',
  summary: 'every setting with its value and where it comes from',
  lists: true,
  examples: ['config list', 'config list --json'],
  async run(context, input) {
    const { settingValues } = await context.shop();
    context.printList(configList, settingValues.slice(0, input.limit(context.isTTY)), input);
    return undefined;
  },
};

export const commands = [get, set, list];
