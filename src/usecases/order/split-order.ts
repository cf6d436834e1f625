// The new order that lines are split off to: priced by the old one's own rules, for the same people.
import type { LineDraft, Order, OrderLine, Party } from '../../domain/order/order.ts';
import { type PlannedOrder, planOrder, UNTAXED } from '../../domain/order/plan.ts';
import type { Product } from '../../domain/product.ts';
import { partyById } from '../../store/order.ts';
import { insertOrder, rowsOfOrder } from '../../store/order-write.ts';
import { productsById } from '../../store/product.ts';
import type { Act } from '../shop.ts';
import { untouched } from './add.ts';

export interface SplitPart {
  readonly drafts: readonly LineDraft[];
  /** The lines they come of, in the same order. */
  readonly lines: readonly OrderLine[];
  readonly discountMinor: number;
  readonly shippingMinor: number;
  readonly shipTo: Party | undefined;
}

/** Writes it as a new order of the same channel and customer, under its own number. Returns its id. */
export async function insertSplit(
  act: Act,
  order: Order,
  { drafts, lines, discountMinor, shippingMinor, shipTo }: SplitPart,
): Promise<number> {
  const products = await productsById(
    act.db,
    lines.flatMap(({ productId }) => productId ?? []),
  );
  const receiver = (await partyById(act.db, order.shipPartyId)) ?? { name: '' };
  const isBilledApart = order.billPartyId !== order.shipPartyId || shipTo !== undefined;
  const planned = planOrder(
    {
      channel: order.channel,
      externalId: null,
      orderedAt: order.orderedAt,
      currency: order.currency,
      pricesIncludeTax: order.pricesIncludeTax,
      shipTo: shipTo ?? receiver,
      billTo: isBilledApart ? ((await partyById(act.db, order.billPartyId)) ?? null) : null,
      lines: drafts,
      discountMinor,
      shippingMinor,
      shippingTax: order.shippingTax,
      paymentMethod: order.paymentMethod,
      note: order.note,
      priority: order.priority,
    },
    {
      rounding: order.rounding,
      taxBasis: order.taxBasis,
      shippingTaxCategory: act.settings['shipping-tax-category'],
      pricesIncludeTax: order.pricesIncludeTax,
      product: () => undefined,
      treatment: () => UNTAXED,
    },
  );
  const rows = rowsOfOrder({
    state: 'new',
    history: false,
    orderedOn: order.orderedOn,
    rounding: order.rounding,
    taxBasis: order.taxBasis,
    planned: asTheyWere(planned, lines, products),
    problems: [],
    holdCount: 0,
    axes: untouched,
  });
  const owned = { rows, customerId: order.customerId, source: null };
  return insertOrder(act.database, { channelId: order.channelId, batchFileId: null }, owned, act.at);
}

/** What a line is does not follow from its product as that is by now. */
function asTheyWere(planned: PlannedOrder, lines: readonly OrderLine[], products: ReadonlyMap<number, Product>): PlannedOrder {
  const own = planned.lines.map((line, index) => {
    const { productId, shippable, priceAssumed, taxAssumed } = lines[index] as OrderLine;
    return { ...line, product: products.get(productId ?? 0), shippable, priceAssumed, taxAssumed };
  });
  return { ...planned, lines: own };
}
