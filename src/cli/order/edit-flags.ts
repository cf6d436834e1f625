// The flags of "order edit", and what they ask for. An empty value empties what may be empty.
import { OmsError } from '../../domain/error.ts';
import { parseQuantity } from '../../domain/id.ts';
import type { OfLine, OrderEdit, OrderTerms, PartyEdit } from '../../domain/order/edit.ts';
import type { Party } from '../../domain/order/order.ts';
import { parsePlace, splitLinePlace } from '../../domain/order/place.ts';
import { checkCountry, checkText, NOTE_LENGTH_MAX, parseLine, parseMoney, parseOfLine, parsePrice } from '../../domain/order/typed.ts';
import { checkPromotionCodes } from '../../domain/promotion/promotion.ts';
import { checkTags } from '../../domain/tag.ts';
import { parseDate } from '../../domain/time.ts';
import type { CommandOption } from '../command.ts';
import type { Input } from '../input.ts';

const PRIORITY_LEAST = -1000;
const DAYS_MOST = 999_999;

/** Fields of a party by their flags. */
const partyFlags = {
  name: ['name', 'who receives it'],
  company: ['company', 'the firm'],
  email: ['email', 'e-mail'],
  phone: ['phone', 'phone'],
  address1: ['address1', 'street and number'],
  address2: ['address2', 'floor, door'],
  postcode: ['postcode', 'postcode'],
  city: ['city', 'town'],
  region: ['region', 'state, province, prefecture'],
  country: ['country', 'country, two letters'],
  taxId: ['tax-id', 'tax number of the buyer'],
} as const satisfies Record<keyof Party, readonly [flag: string, about: string]>;

const valueNames: Readonly<Record<string, string>> = { country: 'code' };

function partyOptions(prefix: string, about: (text: string) => string): CommandOption[] {
  return Object.values(partyFlags).map(([flag, text]) => ({
    flags: `--${prefix}${flag} <${valueNames[flag] ?? 'text'}>`,
    about: about(text),
  }));
}

/** How a place is written. */
export const placeHelp =
  'a label of "customer address"; "name; street; postcode; town; country"; with six parts "…; town; region; country"; or by name: ' +
  '"name=Tom; address1=5 Main St; postcode=97201; city=Portland; region=OR; country=US"';

/** What an order says besides, as "order add" takes it too. */
export const besideOptions: readonly CommandOption[] = [
  {
    flags: '--ship-to <line=place>',
    about: `where a line goes: ${placeHelp}; empty: where the order goes`,
    repeat: true,
  },
  ...partyOptions('bill-', (text) => `of who pays: ${text}`),
  { flags: '--requested <date>', about: 'the day on which it is wanted' },
  { flags: '--po <text>', about: 'the buyer’s own number for it, printed on invoices' },
  { flags: '--terms <days>', about: 'days until an invoice of it is due (default: the setting payment-terms-days)' },
  { flags: '--carrier <name>', about: 'with whom it is to go (default: the setting carrier)' },
  { flags: '--service <name>', about: 'how: express, registered, …' },
];

export const editOptions: readonly CommandOption[] = [
  { flags: '--line <sku=quantity@price>', about: 'a line more: SKU, SKU=2, SKU=2@9.50', repeat: true },
  { flags: '--quantity <line=n>', about: 'how many of a line are ordered; a line is named by its number or its SKU', repeat: true },
  { flags: '--price <line=amount>', about: 'the price of one', repeat: true },
  { flags: '--line-discount <line=amount>', about: 'off that line', repeat: true },
  { flags: '--remove <line>', about: 'take a line away', repeat: true },
  { flags: '--shipping <amount>', about: 'freight' },
  { flags: '--discount <amount>', about: 'off the whole order' },
  { flags: '--code <promotion>', about: 'a promotion code, in the place of those it has', repeat: true },
  { flags: '--reprice', about: 'give it what promotions give as they are now' },
  ...partyOptions('', (text) => text),
  { flags: '--bill-same', about: 'who receives it pays it' },
  { flags: '--customer <id>', about: 'whose order it is: C12 or the exact e-mail' },
  { flags: '--payment <method>', about: 'how it is to be paid' },
  ...besideOptions,
  { flags: '--priority <n>', about: 'higher is served first' },
  { flags: '--note <text>', about: 'the note on it' },
  { flags: '--tag <tag>', about: 'a tag to add', repeat: true },
  { flags: '--untag <tag>', about: 'a tag to take away', repeat: true },
];

/** Whether any of the flags was given. */
export function isEditGiven(input: Input): boolean {
  const names = editOptions.map(({ flags }) => /^--([\w-]+)/.exec(flags)?.[1] ?? '');
  return Object.values(input.given(names)).some((value) => value !== false);
}

/** What the flags ask for; `currency` is the order's, `country` the shop's. */
export function editOf(input: Input, currency: string, country: string): OrderEdit {
  const ofLines = <T>(name: string, example: string, parse: (value: string) => T) => ofLine(input, name, example, parse);
  const amount = (name: string) => given(input.text(name), (text) => parseMoney(text || '0', currency));
  refuseOppositeTags(input);
  if (input.on('bill-same') && Object.keys(partyEdit(input, 'bill-')).length > 0)
    throw new OmsError('flags-conflict', { flags: ['--bill-same', '--bill-…'] });
  return {
    added: input.list('line').map((text) => parseLine(text, currency)),
    removed: input.list('remove'),
    quantities: ofLines('quantity', '2=3', parseQuantity),
    pricesMicros: ofLines('price', '2=9.50', (text) => parsePrice(text, currency)),
    discountsMinor: ofLines('line-discount', '2=1.50', (text) => parseMoney(text || '0', currency)),
    discountMinor: amount('discount'),
    shippingMinor: amount('shipping'),
    codes: codes(input),
    isRepriced: input.on('reprice'),
    shipTo: partyEdit(input, ''),
    ...besidesOf(input, country),
    billsSame: input.on('bill-same'),
    customer: input.text('customer'),
    note: given(input.text('note'), (text) => checkText('--note', text, NOTE_LENGTH_MAX)),
    paymentMethod: given(input.text('payment'), (text) => checkText('--payment', text)),
    priority: input.whole('priority', PRIORITY_LEAST),
    tagsAdded: checkTags(input.list('tag')),
    tagsRemoved: checkTags(input.list('untag')),
  };
}

function refuseOppositeTags(input: Input): void {
  const [tag] = checkTags(input.list('untag')).filter((one) => checkTags(input.list('tag')).includes(one));
  if (tag !== undefined) throw new OmsError('flags-conflict', { flags: [`--tag ${tag}`, `--untag ${tag}`] });
}

/** An empty one among them takes all away. */
function codes(input: Input): string[] | undefined {
  const texts = input.list('code');
  return texts.length === 0 ? undefined : checkPromotionCodes(texts.filter((text) => text.trim() !== ''));
}

function ofLine<T>(input: Input, name: string, example: string, parse: (value: string) => T): OfLine<T>[] {
  return input.list(name).map((text) => parseOfLine(text, `--${name} ${example}`, parse));
}

/** Who pays, where lines go, and what an order says besides; `country` the shop's. */
export function besidesOf(input: Input, country: string): Pick<OrderEdit, 'billTo' | 'lineShipTo' | 'terms'> {
  return {
    billTo: partyEdit(input, 'bill-'),
    lineShipTo: input.list('ship-to').map((text) => {
      const { line, place } = splitLinePlace(text, '--ship-to 2=LABEL');
      return { line, value: parsePlace(place, country) };
    }),
    terms: termsOf(input),
  };
}

/** Left out where the flags say nothing. */
function termsOf(input: Input): Partial<OrderTerms> {
  const unlessEmpty = <T>(text: string | undefined, parse: (text: string) => T) =>
    given(text, (value) => (value === '' ? null : parse(value)));
  const terms = {
    requestedOn: unlessEmpty(input.text('requested'), parseDate),
    purchaseNumber: given(input.text('po'), (text) => checkText('--po', text)),
    paymentDays: unlessEmpty(input.text('terms'), (text) => days(text)),
    carrier: unlessEmpty(input.text('carrier'), (text) => checkText('--carrier', text)),
    service: unlessEmpty(input.text('service'), (text) => checkText('--service', text)),
  };
  return Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== undefined));
}

function days(text: string): number {
  return parseQuantity(text, 0, DAYS_MOST);
}

function partyEdit(input: Input, prefix: string): PartyEdit {
  const edit: Partial<Record<keyof Party, string | null>> = {};
  for (const [field, [flag]] of Object.entries(partyFlags) as [keyof Party, readonly [string, string]][]) {
    const text = input.text(`${prefix}${flag}`);
    if (text === undefined) continue;
    edit[field] = field === 'country' && text !== '' ? checkCountry(text) : checkText(`--${prefix}${flag}`, text);
  }
  return edit as PartyEdit;
}

function given<T>(text: string | undefined, parse: (text: string) => T): T | undefined {
  return text === undefined ? undefined : parse(text.trim());
}
