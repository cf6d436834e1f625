// What one promotion takes off, line by line and off freight. Never more than there is left.
import { allocate, lineAmountMinor, multiplyDivide, proportion } from '../money.ts';
import { PPM } from '../tax.ts';
import { type Basket, type BasketLine, isFor, isGift } from './basket.ts';
import type { Promotion } from './promotion.ts';

/** What is still to be paid, after the promotions before. */
export interface Rest {
  readonly lines: readonly number[];
  readonly shippingMinor: number;
}

/** What a promotion gives: to each line, by its index, and off freight. */
export interface Given {
  readonly lines: readonly number[];
  readonly shippingMinor: number;
}

export function givenMinor({ lines, shippingMinor }: Given): number {
  return lines.reduce((sum, part) => sum + part, shippingMinor);
}

/** What it gives of the rest; `open` says which lines it may touch. */
export function discountOf(promotion: Promotion, basket: Basket, rest: Rest, open: (index: number) => boolean = () => true): Given {
  const nothing = rest.lines.map(() => 0);
  if (promotion.class === 'shipping') return { lines: nothing, shippingMinor: offFreight(promotion, rest.shippingMinor) };
  const isOpen = (index: number) => open(index) && (rest.lines[index] as number) > 0;
  return { lines: offGoods(promotion, basket, rest.lines, isOpen), shippingMinor: 0 };
}

function offFreight({ kind, ratePpm, amountMinor, mostMinor }: Promotion, freightMinor: number): number {
  const wanted = kind === 'amount' ? (amountMinor ?? 0) : multiplyDivide(freightMinor, ratePpm ?? 0, PPM);
  return Math.max(0, Math.min(wanted, freightMinor, mostMinor ?? freightMinor));
}

function offGoods(promotion: Promotion, basket: Basket, rest: readonly number[], isOpen: (index: number) => boolean): number[] {
  if (promotion.class === 'order') return offOrder(promotion, basket, rest, isOpen);
  const gifts = promotion.kind === 'gift' ? giftPieces(promotion, basket.lines, isOpen) : undefined;
  const parts = basket.lines.map((line, index) => {
    const left = rest[index] as number;
    if (gifts) return offGift(promotion, line, left, gifts[index] as number);
    return isOpen(index) && isFor(promotion, line.sku) ? Math.min(left, offLine(promotion, line, left, basket.currency)) : 0;
  });
  return capped(parts, promotion.mostMinor);
}

/** One sum off all the goods it is for, shared by what each still costs. */
function offOrder(promotion: Promotion, { lines }: Basket, rest: readonly number[], isOpen: (index: number) => boolean): number[] {
  const weights = lines.map(({ sku }, index) => (isOpen(index) && isFor(promotion, sku) ? (rest[index] as number) : 0));
  const sum = weights.reduce((left, right) => left + right, 0);
  const wanted = promotion.kind === 'amount' ? (promotion.amountMinor ?? 0) : multiplyDivide(sum, promotion.ratePpm ?? 0, PPM);
  return allocate(Math.min(wanted, sum, promotion.mostMinor ?? sum), weights);
}

function offLine({ kind, ratePpm, amountMinor, priceMicros }: Promotion, { quantity }: BasketLine, left: number, currency: string): number {
  if (kind === 'percent') return multiplyDivide(left, ratePpm ?? 0, PPM);
  if (kind === 'amount') return multiplyDivide(quantity, amountMinor ?? 0, 1);
  return Math.max(0, left - lineAmountMinor(quantity, priceMicros ?? 0, currency));
}

function offGift({ ratePpm }: Promotion, { quantity }: BasketLine, left: number, pieces: number): number {
  return pieces === 0 ? 0 : multiplyDivide(proportion(left, pieces, quantity), ratePpm ?? PPM, PPM);
}

/** No more than the most, shared as it would have been. */
function capped(parts: number[], most: number | null): number[] {
  const sum = parts.reduce((left, right) => left + right, 0);
  return most === null || sum <= most ? parts : allocate(most, parts);
}

/** How many pieces of each line are the gift: the cheapest first, as long as enough is bought besides. */
function giftPieces(promotion: Promotion, lines: readonly BasketLine[], isOpen: (index: number) => boolean): number[] {
  const { buy, get, mostTimes } = promotion;
  const [bought, given] = [buy as number, get as number];
  const isBought = lines.map(({ sku }, index) => isOpen(index) && isFor(promotion, sku));
  const pool = lines.map(({ sku, quantity }, index) => (isOpen(index) && isGift(promotion, sku) ? quantity : 0));
  const cheapest = cheapestFirst(lines, isBought);
  const take = (pieces: number) => {
    let left = pieces;
    const taken = lines.map(() => 0);
    for (const index of cheapest) {
      taken[index] = Math.min(left, pool[index] as number);
      left -= taken[index] as number;
    }
    return taken;
  };
  const paidFor = (taken: readonly number[]) =>
    lines.reduce((sum, { quantity }, index) => (isBought[index] ? sum + quantity - (taken[index] as number) : sum), 0);
  const all = pool.reduce((sum, quantity) => sum + quantity, 0);
  const most = mostTimes === null ? all : Math.min(all, mostTimes * given);
  return take(largest(most, (pieces) => paidFor(take(pieces)) >= bought * Math.ceil(pieces / given)));
}

/** Indexes by unit price; of the same price what does not count as bought, then by place. */
function cheapestFirst(lines: readonly BasketLine[], isBought: readonly boolean[]): number[] {
  const price = (index: number) => (lines[index] as BasketLine).unitPriceMicros;
  return lines.map((_, index) => index).sort((a, b) => price(a) - price(b) || Number(isBought[a]) - Number(isBought[b]) || a - b);
}

/** The largest whole number up to `most` of which this is true; it is true of none above one of which it is false. */
function largest(most: number, isTrue: (value: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (isTrue(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
