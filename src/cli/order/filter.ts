// The flags that pick orders: all of them for a list, those that make sense for an act.
import { OmsError } from '../../domain/error.ts';
import { type OrderTask, orderSorts, orderTasks } from '../../domain/order/list.ts';
import { fulfilmentStates, invoiceStates, orderStates, paymentStates, returnStates } from '../../domain/order/order.ts';
import { problemCodes } from '../../domain/order/problem.ts';
import { checkCountry, parsePrice } from '../../domain/order/typed.ts';
import { checkTags } from '../../domain/tag.ts';
import type { OrderListQuery, OrderQuery } from '../../usecases/order/read.ts';
import type { CommandOption } from '../command.ts';
import type { Input } from '../input.ts';

/** Shared by the list and by every verb that acts on orders. */
export const pickOptions: readonly CommandOption[] = [
  { flags: '--channel <name>', about: 'of this channel' },
  { flags: '--from <date>', about: 'ordered on this day or later' },
  { flags: '--to <date>', about: 'ordered on this day or earlier' },
  { flags: '--customer <id>', about: 'of this customer: C12 or the exact e-mail' },
  { flags: '--sku <sku>', about: 'with this product on a line' },
  { flags: '--tag <tag>', about: 'with this tag; several: with all of them', repeat: true },
  { flags: '--text <text>', about: 'number, name, company, e-mail or phone contains this' },
];

export const listOptions: readonly CommandOption[] = [
  ...pickOptions,
  {
    flags: '--search <text>',
    about: 'parts of words, in any script: numbers, names, phones, addresses, SKUs, notes; those entered last come first',
  },
  { flags: '--state <states>', about: `${orderStates.join(', ')}; several with commas` },
  { flags: '--payment <states>', about: paymentStates.join(', ') },
  { flags: '--fulfilment <states>', about: fulfilmentStates.join(', ') },
  { flags: '--return <states>', about: returnStates.join(', ') },
  { flags: '--invoice <states>', about: invoiceStates.join(', ') },
  { flags: '--problems', about: 'open, with errors to mend' },
  { flags: '--held', about: 'open, and held' },
  { flags: '--conflicts', about: 'of which the channel says something else, that came too late or that the shop has changed too' },
  { flags: '--needs-approval', about: 'open, and held until somebody approves them' },
  { flags: '--unpaid', about: 'shipped or invoiced, and not paid in full' },
  { flags: '--to-refund', about: 'more was paid than is owed' },
  { flags: '--to-credit', about: 'invoiced, and given back by the channel without a credit note' },
  { flags: '--to-release', about: 'credited whole, and goods are still promised to it' },
  { flags: '--to-invoice', about: 'that want an invoice now, by the rule of their channel, and do not have it whole' },
  { flags: '--overdue', about: 'invoiced, past the day it was due, and not paid in full' },
  { flags: '--problem <code>', about: 'with this problem: its code, as "order show --json" has it' },
  { flags: '--country <code>', about: 'that go to this country' },
  { flags: '--carrier <name>', about: 'sent, or to be sent, with this carrier' },
  { flags: '--currency <code>', about: 'in this currency' },
  { flags: '--least <amount>', about: 'whose total is this or more, in whatever currency' },
  { flags: '--most <amount>', about: 'whose total is this or less' },
];

/** How a list is sorted. */
export const sortOptions: readonly CommandOption[] = [
  { flags: '--sort <by>', about: `${orderSorts.join(', ')} (default: date, the newest first; total: the largest first)` },
  { flags: '--reverse', about: 'the other way round' },
];

/** What an acting verb's filter asks for; undefined when no filter was given. */
export function pickedBy(input: Input): OrderQuery | undefined {
  const query = {
    channel: input.text('channel'),
    from: input.date('from'),
    to: input.date('to'),
    customer: input.text('customer'),
    sku: input.text('sku'),
    text: input.text('text'),
    tags: input.list('tag').length > 0 ? checkTags(input.list('tag')) : undefined,
  };
  return Object.values(query).some((value) => value !== undefined) ? query : undefined;
}

/** Everything a list is asked for. Refuses `flag-value` with the states there are. */
export function listedBy(input: Input): OrderListQuery {
  return {
    ...pickedBy(input),
    states: states(input, 'state', orderStates),
    payment: states(input, 'payment', paymentStates),
    fulfilment: states(input, 'fulfilment', fulfilmentStates),
    returns: states(input, 'return', returnStates),
    invoice: states(input, 'invoice', invoiceStates),
    tasks: orderTasks.filter((task: OrderTask) => input.on(task)),
    isOverdue: input.on('overdue'),
    search: input.text('search'),
    problem: problemNamed(input.text('problem')),
    country: given(input.text('country'), checkCountry),
    carrier: input.text('carrier')?.trim(),
    currency: input.text('currency')?.trim().toUpperCase(),
    leastMicros: given(input.text('least'), amountMicros),
    mostMicros: given(input.text('most'), amountMicros),
  };
}

function given<T>(text: string | undefined, parse: (text: string) => T): T | undefined {
  return text === undefined ? undefined : parse(text);
}

/** In millionths, as the finest currency has it. */
function amountMicros(text: string): number {
  return parsePrice(text, 'CLF');
}

function problemNamed(code: string | undefined): string | undefined {
  if (code === undefined || code in problemCodes) return code;
  throw new OmsError('flag-value', { flag: '--problem', value: code, allowed: Object.keys(problemCodes) });
}

function states<T extends string>(input: Input, name: string, allowed: readonly T[]): readonly T[] | undefined {
  const asked = input
    .text(name)
    ?.split(',')
    .map((state) => state.trim());
  const unknown = asked?.find((state) => !(allowed as readonly string[]).includes(state));
  if (unknown !== undefined) throw new OmsError('flag-value', { flag: `--${name}`, value: unknown, allowed });
  return asked as readonly T[] | undefined;
}
