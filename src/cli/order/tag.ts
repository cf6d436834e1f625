// oms order tag
import { checkTags } from '../../domain/tag.ts';
import { tagOrders } from '../../usecases/order/remark.ts';
import { actingCommand } from './acting.ts';

export const tag = actingCommand({
  name: 'tag',
  summary: 'add or remove words of the shop’s own, by which orders are found again',
  notes: 'A tag is one word, in small letters. "order list --tag" finds them.',
  options: [
    { flags: '--add <tag>', about: 'a tag to add', repeat: true },
    { flags: '--remove <tag>', about: 'a tag to take away', repeat: true },
  ],
  examples: ['order tag O12 O13 --add gift', 'order list --tag gift --ids | oms order tag - --remove gift --add wrapped'],
  all: {},
  dangerous: true,
  act: (shop, ids, input) =>
    tagOrders(shop, ids, { add: checkTags(input.list('add')), remove: checkTags(input.list('remove')) }, { dryRun: input.dryRun }),
});
