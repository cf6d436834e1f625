// Ordering the same again: a new order of what is still wanted of another, at today's prices or at those of then.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import type { EditableOrder } from '../../domain/order/edit.ts';
import type { LineDraft, OrderLine } from '../../domain/order/order.ts';
import { problemView } from '../../domain/order/show.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import { findOrder, orderById } from '../../store/order.ts';
import { insertOrigin } from '../../store/order-edit.ts';
import { productsById } from '../../store/product.ts';
import { actOnce } from '../once.ts';
import { saidShipping } from '../promotion/apply.ts';
import { type Act, type Shop, type WriteOptions, write } from '../shop.ts';
import { enterOrder, type TypedOrder } from './add.ts';
import { checkOrder } from './check.ts';
import { editableOrder } from './edit.ts';

export interface CopyRequest {
  /** At the prices and discounts of then; else at today's, with today's promotions. */
  readonly samePrices: boolean;
  /** Where the new one comes from; left out: as the other, where that was typed in too, else by phone. */
  readonly channel?: string;
}

/**
 * Repeats an order, whatever became of it: its lines less what was cancelled, people, terms and freight. Refuses
 * `product-unknown`, `price-needed`, and the prices of another currency than the shop's (`copy-other-currency`).
 */
export function copyOrder(
  shop: Shop,
  id: string,
  request: CopyRequest,
  options: WriteOptions & { readonly key?: string },
): Promise<ActResult> {
  return write(shop, options, (act) => actOnce(act, options.key, [id, request], () => copy(act, id, request)));
}

async function copy(act: Act, typed: string, request: CopyRequest): Promise<Outcome> {
  const origin = await editableOrder(act, await findOrder(act.db, typed));
  const { order } = origin;
  const id = formatId('order', order.id);
  const isForeign = order.currency !== act.settings.currency;
  if (request.samePrices && isForeign) throw new OmsError('copy-other-currency', { id, currency: order.currency });
  const shippingMinor = request.samePrices ? order.shippingMinor : await saidShipping(act.db, order);
  const lines = await inOwnCodes(act, origin.lines);
  const repeated = typedAgain({ ...origin, lines, order: { ...order, shippingMinor } }, request, isForeign);
  const added = await enterOrder(act, repeated, order.customerId);
  const newId = Number(added.id.slice(1));
  await insertOrigin(act.db, newId, order.id, 'copy');
  const { order: checked, problems } = await checkOrder(act, await orderById(act.db, newId));
  const found = { errors: checked.errorCount, warnings: checked.warningCount, problems: problems.map(problemView) };
  return {
    ...added,
    outcome: 'copied',
    order: id,
    ...found,
  };
}

/** A channel's code of a product, or what all its variants share, says nothing in another order: its SKU does. */
async function inOwnCodes(act: Act, lines: readonly OrderLine[]): Promise<OrderLine[]> {
  const products = await productsById(
    act.db,
    lines.flatMap(({ productId }) => productId ?? []),
  );
  return lines.map((line) => ({ ...line, sku: products.get(line.productId ?? 0)?.sku ?? line.sku }));
}

function typedAgain(
  { order, lines, shipTo, billTo, terms, lineParties }: EditableOrder,
  { samePrices, channel }: CopyRequest,
  isForeign: boolean,
): TypedOrder {
  const wanted = lines.filter(({ quantity, cancelledQuantity }) => quantity > cancelledQuantity);
  if (wanted.length === 0) throw new OmsError('order-lines-all', { id: formatId('order', order.id) });
  const lineShipTo = wanted.flatMap(({ id }, index) => {
    const party = lineParties.get(id);
    return party ? [{ line: String(index + 1), value: party }] : [];
  });
  return {
    channel: channel ?? (order.externalId === null ? order.channel : 'phone'),
    lines: wanted.map(({ sku, quantity, cancelledQuantity, unitPriceMicros, discountMinor, priceAssumed }): LineDraft => {
      const priced = samePrices && !priceAssumed ? { unitPriceMicros, discountMinor } : { unitPriceMicros: null };
      return { sku, quantity: quantity - cancelledQuantity, ...priced };
    }),
    party: shipTo,
    shippingMinor: isForeign ? 0 : order.shippingMinor,
    discountMinor: samePrices ? order.discountMinor : 0,
    note: order.note,
    paymentMethod: order.paymentMethod,
    priority: order.priority,
    prepay: false,
    codes: [],
    promotions: !samePrices,
    pricesIncludeTax: samePrices ? order.pricesIncludeTax : undefined,
    besides: { billTo: billTo ?? {}, lineShipTo, terms: { ...terms, requestedOn: null, purchaseNumber: null } },
  };
}
