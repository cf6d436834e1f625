// Asking for an order on the phone, one thing after the other; answers look like flags, so that one path reads both.
import { isOmsError, OmsError } from '../../domain/error.ts';
import { checkCountry, checkText, NOTE_LENGTH_MAX, parseLine, parseMoney } from '../../domain/order/typed.ts';
import { productsBySku } from '../../usecases/product/read.ts';
import { promotions, promotionsByCode } from '../../usecases/promotion/read.ts';
import type { Shop } from '../../usecases/shop.ts';
import type { Context } from '../context.ts';
import type { Input } from '../input.ts';
import { ask, complaint, type Question } from '../prompt.ts';

type Check = (answer: string, shop: Shop) => unknown;

const amount: Check = (answer, shop) => parseMoney(answer || '0', shop.settings.currency);
const text: Check = (answer) => checkText('', answer);

/** Asked in this order; an empty answer leaves it out. What cannot be is said at once, and asked again. */
const questions: Readonly<Record<string, Check>> = {
  name: text,
  phone: text,
  email: text,
  company: text,
  address1: text,
  address2: text,
  postcode: text,
  city: text,
  region: text,
  country: (answer) => checkCountry(answer),
  shipping: amount,
  discount: amount,
  payment: text,
  note: (answer) => checkText('', answer, NOTE_LENGTH_MAX),
};

/** The input with what was not given asked for. Refuses `input-needed` (--line) where nobody can be asked. */
export async function askOrder(context: Context, shop: Shop, input: Input): Promise<Input> {
  const line = await askLines(context, shop);
  const answers: Record<string, unknown> = {};
  for (const [name, check] of Object.entries(questions)) {
    const question: Question = {
      flag: `--${name}`,
      message: context.words.say(`ask.order.${name}`),
      initial: name === 'country' ? shop.settings.country : undefined,
      check: (answer) => complaint(context, () => check(answer, shop)),
    };
    answers[name] = input.text(name) ?? (await ask(context, question));
  }
  const code = input.list('code').length > 0 ? input.list('code') : await askCodes(context, shop);
  return input.with({ ...answers, line, code });
}

/** Promotion codes, where the shop has any that are to be said. */
async function askCodes(context: Context, shop: Shop): Promise<string[]> {
  const running = await promotions(shop, { state: 'running' });
  const codes: string[] = [];
  if (running.every(({ automatic }) => automatic)) return codes;
  for (;;) {
    const message = context.words.say(codes.length === 0 ? 'ask.order.code' : 'ask.order.next-code');
    const answer = (await ask(context, { flag: '--code', message })).trim();
    if (answer === '') return codes;
    if (await isKnown(context, () => promotionsByCode(shop, [answer]))) codes.push(answer);
  }
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
function isSold(context: Context, shop: Shop, answer: string): Promise<boolean> {
  return isKnown(context, async () => {
    const { sku, unitPriceMicros } = parseLine(answer, shop.settings.currency);
    const [product] = await productsBySku(shop, [sku]);
    if (product?.price === null && unitPriceMicros === null) throw new OmsError('price-needed', { sku });
  });
}

/** Whether this is not refused; if it is, says why. */
async function isKnown(context: Context, look: () => Promise<unknown>): Promise<boolean> {
  try {
    await look();
    return true;
  } catch (error) {
    if (!isOmsError(error)) throw error;
    context.refuse(error.code, error.details);
    return false;
  }
}
