// What products have cost: the lowest price of a time, and what an announced reduction has to be compared with.
// Source: Directive 98/6/EC article 6a (since 28 May 2022): an announcement of a price reduction says the lowest price that
// the trader applied during at least 30 days before it. Reductions that were for everybody are such prices, too.
import { lineAmountMinor, microsPerMinor, multiplyDivide } from './money.ts';
import type { ProductView } from './product.ts';
import { isFor } from './promotion/basket.ts';
import type { Promotion } from './promotion/promotion.ts';
import { PPM } from './tax.ts';
import { addDays, businessDate, wallTimeToInstant } from './time.ts';

export const PRIOR_DAYS = 30;

/** A price from an instant on; null: none. */
export interface PriceStep {
  readonly sinceAt: string;
  readonly unitPriceMicros: number | null;
}

/** A price, and from when to when it held (`toAt` null: it still does). */
export interface PricePeriod {
  readonly unitPriceMicros: number;
  readonly fromAt: string;
  readonly toAt: string | null;
}

/** When each price held: one that was replaced at the same instant never did. */
export function periodsOf(steps: readonly PriceStep[]): PricePeriod[] {
  return steps.flatMap(({ sinceAt, unitPriceMicros }, index) => {
    const toAt = steps[index + 1]?.sinceAt ?? null;
    return unitPriceMicros === null || toAt === sinceAt ? [] : [{ unitPriceMicros, fromAt: sinceAt, toAt }];
  });
}

/** A time between two instants, the second not part of it. */
export interface Span {
  readonly fromAt: string;
  readonly toAt: string;
}

/** The days before a day, in the shop's zone. */
export function daysBefore(day: string, timeZone: string, days = PRIOR_DAYS): Span {
  return { fromAt: startOf(addDays(day, -days), timeZone), toAt: startOf(day, timeZone) };
}

function startOf(day: string, timeZone: string): string {
  return wallTimeToInstant(`${day}T00:00:00`, timeZone);
}

/** What a product has cost, and the promotions that were for everybody who bought it. */
export interface PriceHistory {
  readonly sku: string;
  readonly periods: readonly PricePeriod[];
  readonly promotions: readonly Promotion[];
  readonly currency: string;
  readonly timeZone: string;
}

/** The lowest price that held at any time of a span; null: there was none. */
export function lowestIn({ sku, periods, promotions, currency, timeZone }: PriceHistory, span: Span): number | null {
  const prices = periods
    .filter(({ fromAt, toAt }) => fromAt < span.toAt && (toAt === null || toAt > span.fromAt))
    .flatMap(({ unitPriceMicros, fromAt, toAt }) => {
      const during = { fromAt: later(fromAt, span.fromAt), toAt: toAt === null ? span.toAt : earlier(toAt, span.toAt) };
      const reduced = promotions
        .filter((promotion) => isForEverybody(promotion) && isFor(promotion, sku) && heldIn(promotion, during, timeZone))
        .map((promotion) => priceUnder(promotion, unitPriceMicros, currency));
      return [unitPriceMicros, ...reduced];
    });
  return prices.length === 0 ? null : Math.min(...prices);
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

/** Whether a promotion reduces what a piece of a product costs, whatever else is bought. */
export function reducesPrice({ kind, class: own, minimumMinor, minimumQuantity }: Promotion): boolean {
  const isReduction = kind === 'price' || kind === 'percent' || (kind === 'amount' && own === 'line');
  return isReduction && own !== 'shipping' && minimumMinor === null && minimumQuantity === null;
}

/** Whether a price under it is one that the shop applied: whoever bought paid it. */
function isForEverybody(promotion: Promotion): boolean {
  const { automatic, groups, channels, countries } = promotion;
  return automatic && reducesPrice(promotion) && groups.length === 0 && channels.length === 0 && countries.length === 0;
}

/** Whether it held at any time of a span; it does from the instant at which it was made, at the earliest. */
function heldIn(promotion: Promotion, { fromAt, toAt }: Span, timeZone: string): boolean {
  const { startsOn, lastOn, endedOn, createdAt } = promotion;
  const begins = startsOn === null ? createdAt : later(createdAt, startOf(startsOn, timeZone));
  const lastDay = lastOn === null ? null : startOf(addDays(lastOn, 1), timeZone);
  const ended = endedOn === null ? null : startOf(addDays(endedOn, 1), timeZone);
  const ends = [lastDay, ended].filter((end) => end !== null).sort()[0];
  return begins < toAt && (ends === undefined || ends > fromAt);
}

/** What one piece costs under a promotion that reduces its price, to the minor unit. */
export function priceUnder({ kind, ratePpm, amountMinor, priceMicros }: Promotion, unitPriceMicros: number, currency: string): number {
  if (kind === 'price') return Math.min(unitPriceMicros, priceMicros ?? unitPriceMicros);
  const scale = microsPerMinor(currency);
  if (kind === 'amount') return Math.max(0, unitPriceMicros - (amountMinor ?? 0) * scale);
  const minor = lineAmountMinor(1, unitPriceMicros, currency);
  return (minor - multiplyDivide(minor, ratePpm ?? 0, PPM)) * scale;
}

/** The day on which a promotion begins to hold. */
export function firstDayOf({ startsOn, createdAt }: Promotion, timeZone: string): string {
  const made = businessDate(createdAt, timeZone);
  return startsOn === null || startsOn < made ? made : startsOn;
}

/** Since when a product costs less than before, by its own price; undefined: it does not. */
export function reductionOf(periods: readonly PricePeriod[]): PricePeriod | undefined {
  const [before, now] = periods.slice(-2);
  return before && now && now.toAt === null && before.toAt === now.fromAt && now.unitPriceMicros < before.unitPriceMicros ? now : undefined;
}

/** Where article 6a is law: the European Union and, by the EEA agreement, Iceland, Liechtenstein and Norway. */
const lawful = new Set('AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' '));

/** Whether a shop in this country has to say the lowest price of the days before a reduction. */
export function mustSayPriorPrice(country: string): boolean {
  return lawful.has(country);
}

/** When a product had a price, for the outside: `to` null: it still has it. */
export interface PricePeriodView {
  readonly from: string;
  readonly fromAt: string;
  readonly to: string | null;
  readonly toAt: string | null;
  readonly price: string;
  readonly currency: string;
  readonly exponent: number;
}

/** What is told of a product's prices beside the one it has: decimal strings in the shop's currency. */
export interface ProductPrices {
  /** The lowest of the last 30 days, today included, promotions for everybody too; null: it had none. */
  readonly lowestPrice: string | null;
  /** The day from which it costs less than before; null: the price was not lowered. */
  readonly reducedOn: string | null;
  /** The lowest of the 30 days before that. */
  readonly lowestBefore: string | null;
}

/** A product with what is told of its prices. */
export type ProductDetail = ProductView & ProductPrices;
