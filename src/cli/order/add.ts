// oms order add
import { checkParty, checkText, NOTE_LENGTH_MAX, parseLine, parseMoney } from '../../domain/order/typed.ts';
import { checkPromotionCodes } from '../../domain/promotion/promotion.ts';
import { orderAct } from '../../output/views/order.ts';
import { withProblems } from '../../output/views/order-problems.ts';
import { addOrder, type TypedOrder } from '../../usecases/order/add.ts';
import type { Shop } from '../../usecases/shop.ts';
import type { Command } from '../command.ts';
import type { Input } from '../input.ts';
import { askOrder } from './add-questions.ts';
import { besideOptions, besidesOf } from './edit-flags.ts';
import { tellProblems } from './tell-problems.ts';

const PRIORITY_LEAST = -1000;

export const add: Command = {
  name: 'add',
  summary: 'enter an order, such as one taken by phone',
  options: [
    { flags: '--line <sku=quantity@price>', about: 'what is ordered: SKU, SKU=2, SKU=2@9.50', repeat: true },
    { flags: '--channel <name>', about: 'where it came from (default: phone)' },
    { flags: '--name <text>', about: 'who receives it' },
    { flags: '--company <text>', about: 'the firm' },
    { flags: '--email <text>', about: 'e-mail; the same e-mail is the same customer' },
    { flags: '--phone <text>', about: 'phone' },
    { flags: '--address1 <text>', about: 'street and number' },
    { flags: '--address2 <text>', about: 'floor, door' },
    { flags: '--postcode <text>', about: 'postcode' },
    { flags: '--city <text>', about: 'town' },
    { flags: '--region <text>', about: 'state, province, prefecture' },
    { flags: '--country <code>', about: 'country, two letters (default: the shop’s)' },
    { flags: '--tax-id <text>', about: 'tax number of the buyer' },
    { flags: '--shipping <amount>', about: 'freight' },
    { flags: '--discount <amount>', about: 'off the whole order' },
    { flags: '--code <promotion>', about: 'a promotion code that was said', repeat: true },
    { flags: '--no-promotions', about: 'without those that need no code' },
    { flags: '--payment <method>', about: 'how it is to be paid' },
    { flags: '--prepay', about: 'hold it until it is paid' },
    { flags: '--priority <n>', about: 'higher is served first (default: 0)' },
    { flags: '--date <date>', about: 'the day it was taken (default: today)' },
    { flags: '--note <text>', about: 'a note' },
    ...besideOptions,
  ],
  writes: true,
  keyed: true,
  makes: true,
  notes: 'On a terminal, what is needed and not given is asked. Prices are in the shop’s currency, with or without tax as the shop’s are.',
  examples: [
    'order add',
    'order add --line MUG-01=2 --line TEA=1@6.40 --name "Ana Ruiz" --address1 "Calle Mayor 3" --postcode 46001 --city València --shipping 3.90',
    'order add --line MUG-01=2 --name "Ana Ruiz" --code SUMMER',
    'order add --line MUG-01 --name "Ana Ruiz" --phone "+34 655 501 299" --payment transfer --prepay --key call-2026-03-02-1',
  ],
  async run(context, input) {
    const shop = await context.shopToWrite();
    const asked = input.list('line').length > 0 ? input : await askOrder(context, shop, input);
    const result = await addOrder(shop, typedOrder(shop, asked), { dryRun: input.dryRun, key: input.key });
    const code = context.printAct(withProblems(orderAct), result, input);
    tellProblems(context, result, input);
    const { id, errors } = result.results[0] as { id: string; errors?: number };
    if (!input.dryRun) context.suggest(errors ? `oms order show ${id}` : `oms order confirm ${id}`);
    return code;
  },
};

/** The order that the flags (and the answers, which look like flags) describe. */
function typedOrder(shop: Shop, input: Input): TypedOrder {
  const { country, currency } = shop.settings;
  const amount = (name: string) => parseMoney(input.text(name) || '0', currency);
  const text = (name: string) => input.text(name);
  return {
    channel: checkText('--channel', text('channel')) ?? 'phone',
    lines: input.list('line').map((line) => parseLine(line, currency)),
    party: checkParty(
      {
        name: text('name'),
        company: text('company'),
        email: text('email'),
        phone: text('phone'),
        address1: text('address1'),
        address2: text('address2'),
        postcode: text('postcode'),
        city: text('city'),
        region: text('region'),
        country: text('country'),
        taxId: text('tax-id'),
      },
      country,
    ),
    shippingMinor: amount('shipping'),
    discountMinor: amount('discount'),
    date: input.date('date'),
    note: checkText('--note', text('note'), NOTE_LENGTH_MAX),
    paymentMethod: checkText('--payment', text('payment')),
    priority: input.whole('priority', PRIORITY_LEAST) ?? 0,
    prepay: input.on('prepay'),
    besides: besidesOf(input, country),
    codes: checkPromotionCodes(input.list('code')),
    promotions: input.either('promotions') !== false,
  };
}
