// A new order, priced and taxed, from a draft: what is written, and which problems it enters with. Pure.

import type { Rounding } from '../money.ts';
import { isSent, type Product } from '../product.ts';
import { computeDocument, type DocumentMoney, priceInTerms, type TaxBasis, type TaxTreatment } from '../tax.ts';
import type { LineDraft, Order, OrderDraft, OrderLine } from './order.ts';
import { inPieces } from './pack.ts';

/** What planning needs to know of the shop. */
export interface PlanningShop {
  readonly rounding: Rounding;
  readonly taxBasis: TaxBasis;
  readonly shippingTaxCategory: string;
  /** Whether its products' prices contain tax. */
  readonly pricesIncludeTax: boolean;
  /** The product a channel's code means, or undefined. */
  product(sku: string): Product | undefined;
  /** How many pieces of it the code means; left out: always one. */
  pieces?(sku: string): number;
  /** How a tax category is treated on the order's day; a shop without rates has none. */
  treatment(category: string): TaxTreatment | undefined;
}

/** No rate known: outside the scope of the shop's tables, taxed at nothing. */
export const UNTAXED: TaxTreatment = { category: 'O', ratePpm: 0 };

export interface PlannedLine {
  readonly draft: LineDraft;
  readonly product: Product | undefined;
  readonly sku: string;
  readonly name: string;
  readonly quantity: number;
  readonly pieces: number;
  readonly cancelledQuantity: number;
  readonly unitPriceMicros: number;
  readonly discountMinor: number;
  readonly tax: TaxTreatment;
  readonly shippable: boolean;
  /** Nobody said it, and no product says it yet. */
  readonly priceAssumed: boolean;
  readonly taxAssumed: boolean;
  readonly netMinor: number;
  readonly taxMinor: number;
}

/** How an order is taxed, where its channel has said so: instead of what its lines and the shop say. */
export interface SaidTaxes {
  readonly pricesIncludeTax: boolean;
  readonly shippingTax: TaxTreatment;
  ofLine(index: number): TaxTreatment;
}

export interface PlannedOrder {
  readonly draft: OrderDraft;
  readonly pricesIncludeTax: boolean;
  /** The channel has said how it is taxed. */
  readonly isTaxSaid: boolean;
  readonly lines: readonly PlannedLine[];
  readonly discountMinor: number;
  readonly shippingMinor: number;
  readonly shippingTax: TaxTreatment;
  readonly money: DocumentMoney;
}

/** Prices and taxes a draft. Refuses only what no order can be kept with (an unknown currency, amounts too large). */
export function planOrder(draft: OrderDraft, shop: PlanningShop, said?: SaidTaxes): PlannedOrder {
  const shippingTax = said?.shippingTax ?? draft.shippingTax ?? shop.treatment(shop.shippingTaxCategory) ?? UNTAXED;
  const pricesIncludeTax = said?.pricesIncludeTax ?? draft.pricesIncludeTax;
  const discountMinor = draft.discountMinor ?? 0;
  const shippingMinor = draft.shippingMinor ?? 0;
  const lines = draft.lines.map((line, index) =>
    planLine(line, { currency: draft.currency, pricesIncludeTax }, shop, said?.ofLine(index) ?? line.tax),
  );
  const computed = computeDocument({
    currency: draft.currency,
    pricesIncludeTax,
    rounding: shop.rounding,
    taxBasis: shop.taxBasis,
    lines: lines.some(({ cancelledQuantity }) => cancelledQuantity > 0) ? lines.map(withoutCancelled) : lines,
    discountMinor,
    shippingMinor,
    shippingTax,
  });
  const money = lines.length > 0 ? computed : withoutLines(computed, draft.channelTotalMinor ?? null);
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] as OpenLine;
    line.netMinor = money.lines[index]?.netMinor ?? 0;
    line.taxMinor = money.lines[index]?.taxMinor ?? 0;
  }
  return { draft, pricesIncludeTax, isTaxSaid: said !== undefined, lines, discountMinor, shippingMinor, shippingTax, money };
}

/** An order of which nobody knows the lines sums to what its channel says. */
function withoutLines(money: DocumentMoney, channelTotalMinor: number | null): DocumentMoney {
  if (channelTotalMinor === null) return money;
  return { ...money, netMinor: channelTotalMinor - money.taxMinor, totalMinor: channelTotalMinor };
}

function withoutCancelled(line: PlannedLine): PlannedLine {
  return { ...line, quantity: line.quantity - line.cancelledQuantity };
}

/** A line whose money is still to be filled in. */
type OpenLine = { -readonly [Field in keyof PlannedLine]: PlannedLine[Field] };

/** The code that says what a line is: of a variant its own, once that is known. */
export function codeOf({ sku, variant }: Pick<LineDraft, 'sku' | 'variant'>, shop: Pick<PlanningShop, 'product'>): string {
  return variant && shop.product(variant) ? variant : sku;
}

function planLine(
  line: LineDraft,
  order: Pick<Order, 'currency' | 'pricesIncludeTax'>,
  shop: PlanningShop,
  said: TaxTreatment | null | undefined,
): OpenLine {
  const code = codeOf(line, shop);
  const isTaught = code === line.variant;
  const known = shop.product(code);
  const pieces = line.pieces ?? (known && shop.pieces?.(code)) ?? 1;
  const isCounted = pieces === 1 || line.pieces !== undefined;
  const counted = isCounted ? line : inPieces(line, pieces, order.currency, shop.rounding);
  const product = counted && known;
  const { quantity, cancelledQuantity = 0, unitPriceMicros } = counted ?? line;
  const tax = said ?? shop.treatment(product?.taxCategory ?? 'standard') ?? UNTAXED;
  const price = unitPriceMicros ?? ownPrice(product, tax, shop, order);
  return {
    draft: isTaught ? { ...line, variant: null } : line,
    product,
    sku: line.sku,
    name: line.name?.trim() || product?.name || line.sku,
    quantity,
    pieces: counted ? pieces : 1,
    cancelledQuantity,
    unitPriceMicros: price ?? 0,
    discountMinor: line.discountMinor ?? 0,
    tax,
    shippable: (line.shippable ?? true) && (product === undefined || isSent(product)),
    priceAssumed: price === null,
    taxAssumed: !said && product === undefined,
    netMinor: 0,
    taxMinor: 0,
  };
}

/** A product's own price, with tax or without as the order's are; null where it has none. */
function ownPrice(
  product: Product | undefined,
  { ratePpm }: TaxTreatment,
  shop: Pick<PlanningShop, 'pricesIncludeTax'>,
  order: Pick<Order, 'pricesIncludeTax'>,
): number | null {
  const price = product?.unitPriceMicros ?? null;
  if (price === null || order.pricesIncludeTax === shop.pricesIncludeTax) return price;
  return priceInTerms(price, { wantsTax: order.pricesIncludeTax, ratePpm });
}

/** The money of an order as it is kept, computed anew: by its own rules, of what has not been cancelled. */
export function priceOrder(order: Order, lines: readonly OrderLine[]): DocumentMoney {
  const money = computeDocument({
    ...order,
    lines: lines.map((line) => ({ ...line, quantity: line.quantity - line.cancelledQuantity })),
  });
  return lines.length > 0 ? money : withoutLines(money, order.channelTotalMinor);
}

/** What a line takes over once its product, or the product's price, is known: only what nobody has said. */
export function adoptProduct(
  order: Pick<Order, 'pricesIncludeTax'>,
  line: OrderLine,
  product: Product,
  shop: Pick<PlanningShop, 'pricesIncludeTax' | 'treatment'>,
): Pick<OrderLine, 'shippable' | 'unitPriceMicros' | 'priceAssumed' | 'tax'> {
  const tax = line.taxAssumed ? (shop.treatment(product.taxCategory) ?? UNTAXED) : line.tax;
  const price = line.priceAssumed ? ownPrice(product, tax, shop, order) : null;
  return {
    shippable: line.shippable && isSent(product),
    unitPriceMicros: price ?? line.unitPriceMicros,
    priceAssumed: line.priceAssumed && price === null,
    tax,
  };
}
