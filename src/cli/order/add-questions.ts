// Asking for an order on the phone, one thing after the other; answers look like flags, so that one path reads both.
import { isOmsError, OmsError } from '../../domain/error.ts';
import { parseLine } from '../../domain/order/typed.ts';
import { productsBySku } from '../../usecases/product/read.ts';
import type { Shop } from '../../usecases/shop.ts';
import type { Context } from '../context.ts';
import type { Input } from '../input.ts';
import { ask } from '../prompt.ts';

/** Asked in this order; an empty answer leaves it out. */
const questions = [
  'name',
  'phone',
  'email',
  'company',
  'address1',
  'address2',
  'postcode',
  'city',
  'region',
  'country',
  'shipping',
  'discount',
  'payment',
  'note',
] as const;

/** The input with what was not given asked for. Refuses `input-needed` (--line) where nobody can be asked. */
export async function askOrder(context: Context, shop: Shop, input: Input): Promise<Input> {
  const line = await askLines(context, shop);
  const answers: Record<string, unknown> = {};
  for (const name of questions) {
    const initial = name === 'country' ? shop.settings.country : undefined;
    answers[name] =
      input.text(name) ?? (await ask(context, { flag: `--${name}`, message: context.words.say(`ask.order.${name}`), initial }));
  }
  return input.with({ ...answers, line });
}

async function askLines(context: Context, shop: Shop): Promise<string[]> {
  const lines: string[] = [];
  for (;;) {
    const message = context.words.say(lines.length === 0 ? 'ask.order.first-line' : 'ask.order.line');
    const answer = (await ask(context, { flag: '--line', message })).trim();
    if (answer === '' && lines.length > 0) return lines;
    if (await isSold(context, shop, answer)) lines.push(answer);
  }
}

/** Whether the shop knows what was said; if not, says so, and the question comes again. */
async function isSold(context: Context, shop: Shop, answer: string): Promise<boolean> {
  try {
    const { sku, unitPriceMicros } = parseLine(answer);
    const [product] = await productsBySku(shop, [sku]);
    if (product?.price === null && unitPriceMicros === null) throw new OmsError('price-needed', { sku });
    return true;
  } catch (error) {
    if (!isOmsError(error)) throw error;
    context.refuse(error.code, error.details);
    return false;
  }
}
