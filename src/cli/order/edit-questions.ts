// Asking what to change of an order: one thing after the other, until nothing more; answers look like flags.
import { OmsError } from '../../domain/error.ts';
import type { OrderView } from '../../domain/order/show.ts';
import { ordersByIds } from '../../usecases/order/show.ts';
import type { Shop } from '../../usecases/shop.ts';
import type { Context } from '../context.ts';
import type { Input } from '../input.ts';
import { ask, complaint } from '../prompt.ts';
import { editOf } from './edit-flags.ts';

/** What can be asked for besides lines: the flag, the words of it, and what stands there now. */
const fields: readonly (readonly [flag: string, words: string, now: (order: OrderView) => string | null | undefined])[] = [
  ['shipping', 'change.shipping', () => undefined],
  ['discount', 'change.discount', () => undefined],
  ['name', 'change.party.name', ({ shipTo }) => shipTo?.name],
  ['company', 'change.party.company', ({ shipTo }) => shipTo?.company],
  ['email', 'change.party.email', ({ shipTo }) => shipTo?.email],
  ['phone', 'change.party.phone', ({ shipTo }) => shipTo?.phone],
  ['address1', 'change.party.address1', ({ shipTo }) => shipTo?.address1],
  ['address2', 'change.party.address2', ({ shipTo }) => shipTo?.address2],
  ['postcode', 'change.party.postcode', ({ shipTo }) => shipTo?.postcode],
  ['city', 'change.party.city', ({ shipTo }) => shipTo?.city],
  ['region', 'change.party.region', ({ shipTo }) => shipTo?.region],
  ['country', 'change.party.country', ({ shipTo }) => shipTo?.country],
  ['payment', 'change.method', ({ paymentMethod }) => paymentMethod],
  ['requested', 'change.requested', ({ terms }) => terms.requestedOn],
  ['po', 'change.purchase-number', ({ terms }) => terms.purchaseNumber],
  ['carrier', 'change.carrier', ({ terms }) => terms.carrier],
  ['service', 'change.service', ({ terms }) => terms.service],
  ['note', 'change.note', ({ note }) => note],
];

const ofLine = ['quantity', 'price', 'line-discount', 'remove'] as const;
const DONE = 'done';

/** The input with what is to be changed. Refuses `edit-nothing` where nobody can be asked, or nothing was said. */
export async function askEdit(context: Context, shop: Shop, id: string, input: Input): Promise<Input> {
  if (!context.canAsk) throw new OmsError('edit-nothing', { id });
  const [order] = await ordersByIds(shop, [id]);
  const answers: Record<string, string | string[]> = {};
  for (;;) {
    const flag = await askWhat(context);
    if (flag === DONE) break;
    const answer = await askValue(context, shop, order as OrderView, input, flag);
    const isList = flag === 'line' || (ofLine as readonly string[]).includes(flag);
    answers[flag] = isList ? [...((answers[flag] as string[] | undefined) ?? []), answer] : answer;
  }
  if (Object.keys(answers).length === 0) throw new OmsError('edit-nothing', { id });
  return input.with(answers);
}

function askWhat(context: Context): Promise<string> {
  const { words } = context;
  const names = new Map([
    [DONE, words.say('ask.edit.done')],
    ['line', words.say('ask.edit.line')],
    ...ofLine.map((flag) => [flag, words.say(`ask.edit.${flag}`)] as const),
    ...fields.map(([flag, key]) => [flag, words.say(key)] as const),
  ]);
  return ask(context, {
    flag: '--line',
    message: words.say('ask.edit.what'),
    choices: [...names.keys()],
    label: (flag) => names.get(flag) ?? flag,
  });
}

/** The value of a flag, of a line "2=3"; what cannot be is said at once, and asked again. */
async function askValue(context: Context, shop: Shop, order: OrderView, input: Input, flag: string): Promise<string> {
  const { words } = context;
  const check = (answer: string) => complaint(context, () => editOf(input.with({ [flag]: answer }), order.currency, shop.settings.country));
  const field = fields.find(([name]) => name === flag);
  if (field) return ask(context, { flag: `--${flag}`, message: words.say(field[1]), initial: field[2](order) ?? undefined, check });
  if (flag === 'line') return ask(context, { flag: '--line', message: words.say('ask.order.first-line'), check });
  const line = await askLine(context, order);
  if (flag === 'remove') return line;
  const message = words.say(`ask.edit.${flag}`);
  return `${line}=${await ask(context, { flag: `--${flag}`, message, check: (answer) => check(`${line}=${answer}`) })}`;
}

/** The number of a line. */
function askLine(context: Context, { lines }: OrderView): Promise<string> {
  const names = new Map(lines.map(({ line, sku, name, quantity }) => [String(line), `${line}  ${quantity} × ${sku}  ${name}`]));
  const message = context.words.say('ask.edit.which-line');
  return ask(context, { flag: '--quantity', message, choices: [...names.keys()], label: (line) => names.get(line) ?? line });
}
