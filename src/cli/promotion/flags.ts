// The flags that describe a promotion, shared by add and edit.
import { OmsError } from '../../domain/error.ts';
import { parsePositiveAmount } from '../../domain/money.ts';
import { parsePrice } from '../../domain/order/typed.ts';
import { parsePercent } from '../../domain/percent.ts';
import type { PromotionDraft } from '../../domain/promotion/draft.ts';
import { type PromotionClass, promotionClasses } from '../../domain/promotion/promotion.ts';
import { parseDate } from '../../domain/time.ts';
import type { CommandOption } from '../command.ts';
import type { Input } from '../input.ts';

export const promotionOptions: readonly CommandOption[] = [
  { flags: '--percent <n>', about: 'so many percent off, such as 10 or 12.5' },
  { flags: '--amount <amount>', about: 'so much off the order; with --on line off each piece' },
  { flags: '--price <amount>', about: 'what each piece of the products costs' },
  { flags: '--buy <n>', about: 'buy so many … (default: 1)' },
  { flags: '--get <n>', about: '… get so many, the cheapest, free (default: 1)' },
  { flags: '--get-percent <n>', about: 'what the gift has off (default: 100, it is free)' },
  { flags: '--get-product <sku>', about: 'what the gift may be (default: what is bought); patterns as --product', repeat: true },
  { flags: '--most-times <n>', about: 'how often the gift is given in one order' },
  { flags: '--free-shipping', about: 'no freight' },
  { flags: '--on <class>', about: 'what it is taken off: line, order or shipping (default: line where products are named, else order)' },
  { flags: '--most <amount>', about: 'the most it takes off one order' },
  { flags: '--name <text>', about: 'what customers read' },
  { flags: '--from <date>', about: 'the first day, in the shop’s time zone' },
  { flags: '--to <date>', about: 'the last day' },
  { flags: '--minimum <amount>', about: 'goods it is for have to come to this, before promotions' },
  { flags: '--minimum-quantity <n>', about: 'pieces it is for have to be so many' },
  { flags: '--product <sku>', about: 'only these; "MUG-*" is every SKU that begins so', repeat: true },
  { flags: '--except <sku>', about: 'not these', repeat: true },
  { flags: '--channel <name>', about: 'only orders of this channel', repeat: true },
  { flags: '--group <tag>', about: 'only customers with this tag', repeat: true },
  { flags: '--country <code>', about: 'only orders sent there', repeat: true },
  { flags: '--uses <n>', about: 'for so many orders' },
  { flags: '--uses-per-customer <n>', about: 'for so many orders of one customer' },
  { flags: '--combines <class>', about: 'goes together with those on line, order or shipping (default: one on each)', repeat: true },
  { flags: '--exclusive', about: 'goes together with no other' },
  { flags: '--priority <n>', about: 'of two that do not go together the higher stands (default: 0)' },
];

const PRIORITY_LEAST = -1000;

/** What the flags say of a promotion; an empty value takes away what an edit finds. */
export function promotionDraft(input: Input, currency: string): PromotionDraft {
  const percent = given(input, 'percent', (text) => parsePercent('--percent', text));
  const getPercent = given(input, 'get-percent', (text) => parsePercent('--get-percent', text));
  if (percent !== undefined && getPercent !== undefined) throw new OmsError('flags-conflict', { flags: ['--percent', '--get-percent'] });
  return defined({
    name: input.text('name'),
    automatic: input.either('automatic'),
    class: input.choice('on', promotionClasses),
    ratePpm: percent ?? getPercent,
    amountMinor: given(input, 'amount', (text) => parsePositiveAmount(text, currency)),
    priceMicros: given(input, 'price', (text) => parsePrice(text, currency)),
    buy: input.whole('buy', 1),
    get: input.whole('get', 1),
    mostTimes: clearable(input, 'most-times', () => input.whole('most-times', 1)),
    mostMinor: clearable(input, 'most', (text) => parsePositiveAmount(text, currency)),
    startsOn: clearable(input, 'from', parseDate),
    lastOn: clearable(input, 'to', parseDate),
    minimumMinor: clearable(input, 'minimum', (text) => parsePositiveAmount(text, currency)),
    minimumQuantity: clearable(input, 'minimum-quantity', () => input.whole('minimum-quantity', 1)),
    products: list(input, 'product'),
    except: list(input, 'except'),
    gifts: list(input, 'get-product'),
    channels: list(input, 'channel'),
    groups: list(input, 'group'),
    countries: list(input, 'country'),
    uses: clearable(input, 'uses', () => input.whole('uses', 1)),
    usesPerCustomer: clearable(input, 'uses-per-customer', () => input.whole('uses-per-customer', 1)),
    combines: combines(input),
    priority: input.whole('priority', PRIORITY_LEAST),
  });
}

function given<T>(input: Input, name: string, parse: (text: string) => T): T | undefined {
  const text = input.text(name);
  return text === undefined ? undefined : parse(text);
}

/** Null where the flag was given with nothing in it. */
function clearable<T>(input: Input, name: string, parse: (text: string) => T | undefined): T | null | undefined {
  return given(input, name, (text) => (text.trim() === '' ? null : parse(text)));
}

/** An empty one among them empties the list. */
function list(input: Input, name: string): readonly string[] | undefined {
  const texts = input.list(name);
  return texts.length === 0 ? undefined : texts.filter((text) => text.trim() !== '');
}

/** `--combines` may name several in one, with commas. */
function combines(input: Input): PromotionClass[] | undefined {
  const named = input.list('combines').flatMap((text) => text.split(',').map((part) => part.trim()));
  if (input.on('exclusive')) {
    if (named.length > 0) throw new OmsError('flags-conflict', { flags: ['--exclusive', '--combines'] });
    return [];
  }
  for (const value of named)
    if (!(promotionClasses as readonly string[]).includes(value))
      throw new OmsError('flag-value', { flag: '--combines', value, allowed: promotionClasses });
  return named.length === 0 ? undefined : (named as PromotionClass[]);
}

function defined(draft: { [Field in keyof PromotionDraft]: PromotionDraft[Field] | undefined }): PromotionDraft {
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined));
}
