// An order typed in, such as one taken by phone: priced, taxed, checked and kept in one act.
import { exponentOf } from '../../domain/currency.ts';
import { isOmsError, OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import type { Rounding } from '../../domain/money.ts';
import type { Axes } from '../../domain/order/axes.ts';
import { NO_EDIT, NO_TERMS, type OrderEdit } from '../../domain/order/edit.ts';
import type { LineDraft, OrderDraft, Party } from '../../domain/order/order.ts';
import { type PlannedOrder, planOrder } from '../../domain/order/plan.ts';
import { problemView } from '../../domain/order/show.ts';
import type { Product } from '../../domain/product.ts';
import { givenMinor } from '../../domain/promotion/discount.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import type { TaxBasis } from '../../domain/tax.ts';
import { wallTimeToInstant } from '../../domain/time.ts';
import { channelNamed } from '../../store/channel.ts';
import { customerFor } from '../../store/customer.ts';
import { recordEvent } from '../../store/event.ts';
import { insertHold, UNPAID } from '../../store/hold.ts';
import { orderById } from '../../store/order.ts';
import { writeTerms } from '../../store/order-edit.ts';
import { insertOrder, rowsOfOrder } from '../../store/order-write.ts';
import { treatmentsOn } from '../../store/tax-rate.ts';
import { actOnce, type KeyedOptions } from '../once.ts';
import { productBySku } from '../product/find.ts';
import { applyPromotions, priceHere } from '../promotion/apply.ts';
import { type Act, type Shop, write } from '../shop.ts';
import { checkOrder } from './check.ts';
import { editableOrder } from './edit.ts';
import { editParties } from './edit-parties.ts';

/** An order as a person says it; amounts in minor units of the shop's currency. */
export interface TypedOrder {
  readonly channel: string;
  readonly lines: readonly LineDraft[];
  readonly party: Party;
  readonly shippingMinor: number;
  readonly discountMinor: number;
  /** The day it was taken; today where it is left out. */
  readonly date?: string;
  readonly note: string | null;
  readonly paymentMethod: string | null;
  readonly priority: number;
  /** Held until it is paid, where it costs anything. */
  readonly prepay: boolean;
  /** Left out: as the shop's prices are. */
  readonly pricesIncludeTax?: boolean;
  /** Who pays, where that is somebody else; lines that go elsewhere; and what it says besides. */
  readonly besides: Pick<OrderEdit, 'billTo' | 'lineShipTo' | 'terms'>;
  /** Promotion codes that were said, and whether those without a code are for it. */
  readonly codes: readonly string[];
  readonly promotions: boolean;
}

/** Of a new order, before anything has happened to it. */
export const untouched: Axes = {
  state: 'new',
  paymentState: 'unpaid',
  fulfilmentState: 'unreserved',
  returnState: 'none',
  invoiceState: 'none',
  paidMinor: 0,
  refundedMinor: 0,
  creditedMinor: 0,
  uncreditedMinor: 0,
};

/**
 * Refuses `product-unknown`, `price-needed`, `discount-too-large`, `ship-to-line-unknown`, `ship-to-label-unknown`; anything
 * else enters with problems.
 */
export function addOrder(shop: Shop, typed: TypedOrder, options: KeyedOptions): Promise<ActResult> {
  return write(shop, options, (act) => actOnce(act, options.key, typed, () => enterOrder(act, typed)));
}

/** Keeps a typed order; refuses as {@link addOrder}. Its outcome is `added`. `owner`: who ordered, where that is known already. */
export async function enterOrder(act: Act, typed: TypedOrder, owner?: number | null): Promise<Outcome> {
  const orderedOn = typed.date ?? act.on;
  const planned = await plan(act, typed, orderedOn);
  const channelId = await channelNamed(act.db, typed.channel, act.at);
  const customerId = owner === undefined ? buyerOf(act, channelId, typed.party) : owner;
  const rows = rowsOfOrder({
    state: 'new',
    history: false,
    orderedOn,
    rounding: act.settings.rounding,
    taxBasis: act.settings['tax-basis'],
    planned,
    problems: [],
    holdCount: 0,
    axes: untouched,
  });
  const orderId = insertOrder(act.database, { channelId, batchFileId: null }, { rows, customerId, source: null }, act.at);
  await recordEvent(act.db, act, 'order', orderId, 'added');
  await priceHere(act, orderId, { codes: typed.codes, automatic: typed.promotions });
  const applied = await applyPromotions(act, { id: orderId });
  const { totalMinor } = await orderById(act.db, orderId);
  if (typed.prepay && totalMinor > 0) await insertHold(act.db, { orderId, code: UNPAID, actor: act.actor, at: act.at });
  await sendLines(act, orderId, typed);
  await writeTerms(act.db, orderId, { ...NO_TERMS, ...typed.besides.terms });
  const { order, problems } = await checkOrder(act, await orderById(act.db, orderId));
  return {
    id: formatId('order', orderId),
    outcome: 'added',
    channel: order.channel,
    customer: customerId === null ? null : formatId('customer', customerId),
    totalMinor: order.totalMinor,
    promotions: applied.map(({ promotion }) => promotion.code),
    givenMinor: applied.reduce((sum, one) => sum + givenMinor(one), 0),
    currency: order.currency,
    exponent: exponentOf(order.currency),
    errors: order.errorCount,
    warnings: order.warningCount,
    holds: order.holdCount,
    problems: problems.map(problemView),
  };
}

function buyerOf({ database, at }: Act, channelId: number, party: TypedOrder['party']): number | null {
  return party.name || party.email || party.phone
    ? customerFor(database, { channelId, email: party.email, person: () => party }, at)
    : null;
}

/** Lines that go elsewhere, and who pays. The order that refusals would name is not kept: they name what was typed. */
async function sendLines(act: Act, orderId: number, { besides }: TypedOrder): Promise<void> {
  try {
    await editParties(act, await editableOrder(act, await orderById(act.db, orderId)), { ...NO_EDIT, ...besides });
  } catch (error) {
    if (!isOmsError(error)) throw error;
    const { label, labels, line, lines } = error.details;
    if (error.code === 'address-unknown')
      throw new OmsError('ship-to-label-unknown', { label, labels: Array.isArray(labels) && labels.length > 0 ? labels : '-' });
    if (error.code === 'order-line-unknown' || error.code === 'order-line-ambiguous')
      throw new OmsError('ship-to-line-unknown', { line, lines });
    throw error;
  }
}

async function plan(act: Act, typed: TypedOrder, orderedOn: string): Promise<PlannedOrder> {
  const products = new Map<string, Product>();
  for (const { sku, unitPriceMicros } of typed.lines) {
    const product = await productBySku(act.db, sku);
    if (unitPriceMicros === null && product.unitPriceMicros === null) throw new OmsError('price-needed', { sku });
    products.set(sku, product);
  }
  const treatments = await treatmentsOn(act.db, act.settings, orderedOn);
  const planned = planOrder(draftOf(act, typed, orderedOn), {
    rounding: act.settings.rounding as Rounding,
    taxBasis: act.settings['tax-basis'] as TaxBasis,
    shippingTaxCategory: act.settings['shipping-tax-category'],
    pricesIncludeTax: act.settings['prices-include-tax'] === 'true',
    product: (sku) => products.get(sku),
    treatment: (category) => treatments.get(category),
  });
  const goodsMinor = planned.money.lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  if (goodsMinor < 0) {
    const money = (amountMinor: number) => ({ amountMinor, currency: act.settings.currency });
    throw new OmsError('discount-too-large', { discount: money(typed.discountMinor), lines: money(goodsMinor + typed.discountMinor) });
  }
  return planned;
}

function draftOf(act: Act, typed: TypedOrder, orderedOn: string): OrderDraft {
  return {
    channel: typed.channel,
    externalId: null,
    orderedAt: orderedOn === act.on ? act.at : wallTimeToInstant(`${orderedOn}T00:00:00`, act.settings['time-zone']),
    currency: act.settings.currency,
    pricesIncludeTax: typed.pricesIncludeTax ?? act.settings['prices-include-tax'] === 'true',
    shipTo: typed.party,
    lines: typed.lines,
    discountMinor: typed.discountMinor,
    shippingMinor: typed.shippingMinor,
    paymentMethod: typed.paymentMethod,
    note: typed.note,
    priority: typed.priority,
  };
}
