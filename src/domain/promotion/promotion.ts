// Promotions: what a shop takes off, of what, for whom and when.
import { OmsError } from '../error.ts';
import { checkCountry, checkText } from '../order/typed.ts';
import { checkSku } from '../product.ts';
import { checkTags } from '../tag.ts';

/** A gift is "buy so many, get so many": the cheapest of what is given, free or for less. */
export const promotionKinds = ['percent', 'amount', 'price', 'gift', 'shipping'] as const;
export type PromotionKind = (typeof promotionKinds)[number];

/** What it is taken off; applied in this order, each on what those before it have left. */
export const promotionClasses = ['line', 'order', 'shipping'] as const;
export type PromotionClass = (typeof promotionClasses)[number];

/** Of what and for whom; an empty list is no bound. Products are SKUs, or patterns in which "*" is any text. */
export interface PromotionScope {
  readonly products: readonly string[];
  readonly except: readonly string[];
  /** What a gift gives; empty: what it is bought of. */
  readonly gifts: readonly string[];
  readonly channels: readonly string[];
  /** Customers with one of these tags. */
  readonly groups: readonly string[];
  /** Countries that are sent to. */
  readonly countries: readonly string[];
}

export interface PromotionTerms extends PromotionScope {
  readonly name: string;
  /** For every order it is for; else only where its code is said. */
  readonly automatic: boolean;
  readonly kind: PromotionKind;
  readonly class: PromotionClass;
  /** Of a percentage, of what a gift has off (1,000,000: it is free), and of freight that is free. */
  readonly ratePpm: number | null;
  /** Off the order or its freight; of class line off each piece. */
  readonly amountMinor: number | null;
  /** What each piece costs. */
  readonly priceMicros: number | null;
  readonly buy: number | null;
  readonly get: number | null;
  /** How often a gift is given in one order. */
  readonly mostTimes: number | null;
  /** The most that it takes off one order. */
  readonly mostMinor: number | null;
  /** Business dates of the shop; the last is part of it. */
  readonly startsOn: string | null;
  readonly lastOn: string | null;
  /** Of the goods it is for, before any promotion. */
  readonly minimumMinor: number | null;
  readonly minimumQuantity: number | null;
  readonly uses: number | null;
  readonly usesPerCustomer: number | null;
  /** The classes whose promotions it goes together with; none: with nothing else on the order. */
  readonly combines: readonly PromotionClass[];
  /** Of two that do not go together the higher stands. */
  readonly priority: number;
}

export interface Promotion extends PromotionTerms {
  readonly id: number;
  readonly code: string;
  readonly createdAt: string;
  /** The day from which it no longer holds, by a person's word. */
  readonly endedOn: string | null;
  /** Orders that have it and are not cancelled. */
  readonly useCount: number;
}

const CODE_LENGTH_MAX = 50;

/** A code as it is kept and compared: one word of any script, in capitals. Refuses `promotion-code-invalid`. */
export function checkPromotionCode(text: string): string {
  const code = text.normalize('NFKC').trim().toUpperCase();
  if (!/^[\p{L}\p{N}][\p{L}\p{M}\p{N}._%+/-]*$/u.test(code) || code.length > CODE_LENGTH_MAX)
    throw new OmsError('promotion-code-invalid', { code: text.slice(0, CODE_LENGTH_MAX), most: CODE_LENGTH_MAX });
  return code;
}

/** Each code once, in the order given. Refuses `promotion-code-invalid`. */
export function checkPromotionCodes(texts: readonly string[]): string[] {
  return [...new Set(texts.map(checkPromotionCode))];
}

export const plainTerms: Omit<PromotionTerms, 'kind' | 'class' | 'combines'> = {
  name: '',
  automatic: false,
  ratePpm: null,
  amountMinor: null,
  priceMicros: null,
  buy: null,
  get: null,
  mostTimes: null,
  mostMinor: null,
  startsOn: null,
  lastOn: null,
  minimumMinor: null,
  minimumQuantity: null,
  products: [],
  except: [],
  gifts: [],
  channels: [],
  groups: [],
  countries: [],
  uses: null,
  usesPerCustomer: null,
  priority: 0,
};

/** The class that a kind has where nobody says: of goods that are named it is their lines, else the order. */
export function usualClass(kind: PromotionKind, products: readonly string[]): PromotionClass {
  if (kind === 'shipping') return 'shipping';
  if (kind === 'price' || kind === 'gift') return 'line';
  return products.length > 0 ? 'line' : 'order';
}

/** What a promotion goes together with where nobody says: one of each class. */
export function usualCombines(own: PromotionClass): PromotionClass[] {
  return promotionClasses.filter((other) => other !== own);
}

/**
 * Terms whose texts are as they are kept. Refuses `argument-missing` for a new price without products, `flags-conflict` for
 * what does not go together, `period-backwards`, and what its parts refuse.
 */
export function checkTerms(terms: PromotionTerms): PromotionTerms {
  const { kind, startsOn, lastOn } = terms;
  if (kind === 'price' && terms.products.length === 0) throw new OmsError('argument-missing', { name: '--product' });
  if (terms.class !== fixedClass(kind, terms.class))
    throw new OmsError('flags-conflict', { flags: [kindFlags[kind], `--on ${terms.class}`] });
  if (kind !== 'gift') {
    const extra = terms.gifts.length > 0 ? '--get-product' : terms.mostTimes !== null ? '--most-times' : undefined;
    if (extra !== undefined) throw new OmsError('flags-conflict', { flags: [kindFlags[kind], extra] });
  }
  if (startsOn !== null && lastOn !== null && lastOn < startsOn) throw new OmsError('period-backwards', { from: startsOn, to: lastOn });
  return {
    ...terms,
    name: checkText('--name', terms.name) ?? '',
    products: eachOnce(terms.products, checkSku),
    except: eachOnce(terms.except, checkSku),
    gifts: eachOnce(terms.gifts, checkSku),
    channels: eachOnce(terms.channels, (channel) => checkText('--channel', channel) ?? ''),
    groups: checkTags(terms.groups),
    countries: eachOnce(terms.countries, checkCountry),
    combines: promotionClasses.filter((one) => terms.combines.includes(one)),
  };
}

function eachOnce(texts: readonly string[], check: (text: string) => string): string[] {
  return [...new Set(texts.map(check))];
}

/** The class of a kind that has only one. */
function fixedClass(kind: PromotionKind, asked: PromotionClass): PromotionClass {
  if (kind === 'shipping') return 'shipping';
  return kind === 'price' || kind === 'gift' ? 'line' : asked;
}

/** The flags that say what a promotion gives. */
export const kindFlags: Readonly<Record<PromotionKind, string>> = {
  percent: '--percent',
  amount: '--amount',
  price: '--price',
  gift: '--buy',
  shipping: '--free-shipping',
};

/** The names of fields that differ, as the flags are called. */
export function changedTerms(current: PromotionTerms, wanted: PromotionTerms): string[] {
  const fields = (Object.keys(wanted) as (keyof PromotionTerms)[]).filter(
    (field) => JSON.stringify(current[field]) !== JSON.stringify(wanted[field]),
  );
  return fields.map((field) => fieldNames[field] ?? field);
}

const fieldNames: Readonly<Partial<Record<keyof PromotionTerms, string>>> = {
  class: 'on',
  ratePpm: 'percent',
  amountMinor: 'amount',
  priceMicros: 'price',
  mostTimes: 'most-times',
  mostMinor: 'most',
  startsOn: 'from',
  lastOn: 'to',
  minimumMinor: 'minimum',
  minimumQuantity: 'minimum-quantity',
  products: 'product',
  gifts: 'get-product',
  channels: 'channel',
  groups: 'group',
  countries: 'country',
  usesPerCustomer: 'uses-per-customer',
};
