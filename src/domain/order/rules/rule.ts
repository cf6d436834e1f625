// What a rule is given to look at, and how it tells what it finds. A rule is a pure function; what the shop's settings
// make of it stands in `ShopRules`.
import type { Details } from '../../error.ts';
import type { ProductKind } from '../../product.ts';
import type { Carriage, UnservedPlace } from '../../unserved.ts';
import type { Order, OrderLine, Party } from '../order.ts';
import type { Problem, ProblemCode, Severity } from '../problem.ts';

/** What the shop's settings say about validation. */
export interface ShopRules {
  severity(code: ProblemCode): Severity | 'off';
  readonly country: string;
  readonly currency: string;
  /** Whether the shop's own prices contain tax. */
  readonly pricesIncludeTax: boolean;
  readonly priceTolerancePercent: number;
  /** So many of one product are unusual where nothing is known of what it usually sells. */
  readonly unusualQuantity: number;
  /** A total from which on an order is unusual, in the shop's currency; 0: none. */
  readonly unusualMinor: number;
  /** How many times what is usual is unusual; 0: nothing is compared. */
  readonly unusualTimes: number;
  /** Ways of paying that the shop takes, in small letters; empty: any. */
  readonly paymentMethods: ReadonlySet<string>;
  /** Countries the shop sends to; empty: all. */
  readonly shipsTo: ReadonlySet<string>;
  /** Where carriers do not go. */
  readonly unserved: readonly UnservedPlace[];
  /** With whom parcels usually go. */
  readonly carriage: Carriage;
  /** The same as carriers are compared. */
  readonly comparedCarriage: Carriage;
}

export interface CheckedProduct {
  readonly id: number;
  readonly sku: string;
  readonly active: boolean;
  readonly unitPriceMicros: number | null;
  readonly kind?: ProductKind;
  readonly weightGrams?: number | null;
  readonly hsCode?: string | null;
  readonly originCountry?: string | null;
}

export interface CheckedLine
  extends Pick<
    OrderLine,
    'position' | 'sku' | 'variant' | 'quantity' | 'cancelledQuantity' | 'unitPriceMicros' | 'priceAssumed' | 'shippable'
  > {
  readonly product: CheckedProduct | undefined;
  /** Who receives it, where that is not who receives the order. */
  readonly shipTo?: Party;
  /** At which it is taxed; undefined: not known. */
  readonly ratePpm?: number;
  /** What may still be promised of the product, this order's own reservation included; undefined: not looked at. */
  readonly available?: number;
  /** How many the buyer is to get: of what was credited whole, no more than is promised or has left; undefined: all. */
  readonly due?: number;
  /** Of limited number, and nothing to send. */
  readonly isPlace?: boolean;
  /** A kit of which nobody has said what it is made of. */
  readonly hasNoParts?: boolean;
  /** Where what is available stands: "main 3". */
  readonly places?: readonly string[];
  /** When what is missing could come. */
  readonly expectedOn?: string | null;
  /** The most that nearly all orders of the product wanted of it lately; undefined: too few to tell, or not looked at. */
  readonly usualQuantity?: number;
}

/** What the rules look at: the order with its people, and the products its lines mean. */
export interface Validated {
  readonly order: Pick<Order, 'currency' | 'pricesIncludeTax' | 'totalMinor' | 'channelTotalMinor'> &
    Partial<Pick<Order, 'state' | 'paymentMethod' | 'paidMinor' | 'refundedMinor' | 'uncreditedMinor' | 'note'>>;
  readonly lines: readonly CheckedLine[];
  readonly shipTo: Party | undefined;
  /** Who pays, where that is somebody else. */
  readonly billTo?: Party;
  readonly rules: ShopRules;
  /** With whom it is to go; left out: as parcels usually do. */
  readonly carriage?: Carriage;
  /** Codes of the holds it has or had. */
  readonly holds?: ReadonlySet<string>;
  /** Orders that look the same: "O12". */
  readonly alike?: readonly string[];
  /** The most that nearly all orders of the shop came to lately, in this order's currency. */
  readonly usualMinor?: number;
  /** The rates in force where the shop is, in parts per million; undefined or none: not looked at. */
  readonly ratesPpm?: ReadonlySet<number>;
  /** Whether a phone number can be one; left out: only whether it has as many digits as one. */
  isPhone?(phone: string, country: string): boolean;
  /** What promotions have to say, as they say it: their severity is given here. */
  readonly promotions?: readonly Omit<Problem, 'severity'>[];
}

/** Notes one problem; one that the shop has turned off is nobody's. */
export type Tell = (code: ProblemCode, field: string, details: Details, position?: number) => void;

export type OrderRule = (checked: Validated, tell: Tell) => void;
export type LineRule = (line: CheckedLine, checked: Validated, tell: Tell) => void;

/** Whether anything of the order is to be sent. */
export function isSentAway({ lines }: Validated): boolean {
  return lines.some(({ shippable, quantity, cancelledQuantity }) => shippable && quantity > cancelledQuantity);
}
