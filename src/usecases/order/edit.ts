// Changing an order: what is too late is refused, the rest is written, priced anew, checked, and promised what it lacks.
import { formatId } from '../../domain/id.ts';
import {
  changesBetween,
  changesDocument,
  changesPrices,
  differsInLines,
  type EditableOrder,
  type OrderEdit,
  type OrderTerms,
} from '../../domain/order/edit.ts';
import type { Order } from '../../domain/order/order.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import { findCustomer } from '../../store/customer-list.ts';
import { findOrder, linesOfOrder, orderById, partyById } from '../../store/order.ts';
import { linePartiesOf, termsOfOrder, updateOrderFields, writeTerms } from '../../store/order-edit.ts';
import { tagOrder, tagsOfOrder, untagOrder } from '../../store/order-remark.ts';
import { changeCarrier } from '../../store/shipment.ts';
import { actOnEach } from '../each.ts';
import { actOnce } from '../once.ts';
import { applyPromotions, codesOf, saidShipping, setCodes, takeOffPromotions } from '../promotion/apply.ts';
import { type Act, read, type Shop, type WriteOptions } from '../shop.ts';
import { channelContent, keepChannelSaid } from './channel-said.ts';
import { type Documented, documentedOf, refuseDocumented, shareDiscount } from './edit-invoiced.ts';
import { editLines } from './edit-lines.ts';
import { editParties } from './edit-parties.ts';
import { refuseClosed } from './refuse.ts';
import { repriceOrder } from './reprice.ts';
import { settleChange } from './settle.ts';

/**
 * Changes an order. Nothing differs: unchanged. Refuses what is closed, what has shipped, is packed or stands on an
 * invoice, as far as it is to be changed, and what would leave a confirmed order with errors (`order-edit-errors`). The
 * next invoice of an order names who the last one did: who receives the rest may be somebody else, who pays may not.
 */
export function editOrder(
  shop: Shop,
  typed: string,
  edit: OrderEdit,
  { key, ...options }: WriteOptions & { readonly key?: string },
): Promise<ActResult> {
  const one = async (act: Act) => editOne(act, await findOrder(act.db, typed), edit);
  return actOnEach(shop, [typed], options, async (act) => {
    const { results } = await actOnce(act, key, [typed, edit], () => one(act));
    return results[0] as Outcome;
  });
}

async function editOne(act: Act, order: Order, edit: OrderEdit): Promise<Outcome> {
  refuseClosed(order, 'edit');
  const before = await editableOrder(act, order);
  const said = await channelContent(act, order.id);
  const documented = changesDocument(edit) ? await documentedOf(act, order) : undefined;
  const isDiscountShared = await applyEdit(act, before, edit, documented);
  const after = await editableOrder(act, await orderById(act.db, order.id));
  if (documented) await refuseDocumented(act, before, after, edit, documented);
  const changes = changesBetween(before, after);
  if (changes.length === 0) return { id: formatId('order', order.id), outcome: 'unchanged' };
  await keepChannelSaid(act, said);
  const settled = await settleChange(act, order, 'edited', { fields: changes.map(({ field }) => field) });
  const buyerStays = before.billTo === null && after.billTo !== null && Object.keys(edit.billTo).length === 0;
  return {
    id: formatId('order', order.id),
    outcome: 'edited',
    channel: order.channel,
    customer: after.order.customerId === null ? null : formatId('customer', after.order.customerId),
    changes,
    ...settled,
    isDiscountShared,
    buyerStaysAs: buyerStays ? (documented?.invoices ?? []) : [],
  };
}

/** An order with all that can be changed of it. */
export async function editableOrder(act: Act, order: Order): Promise<EditableOrder> {
  const isBilledApart = order.billPartyId !== null && order.billPartyId !== order.shipPartyId;
  return {
    order,
    lines: await linesOfOrder(act.db, order.id),
    shipTo: (await partyById(act.db, order.shipPartyId)) ?? { name: '' },
    billTo: isBilledApart ? ((await partyById(act.db, order.billPartyId)) ?? null) : null,
    terms: await termsOfOrder(act.db, order.id),
    tags: await tagsOfOrder(act.db, order.id),
    codes: await codesOf(act.db, order.id),
    saidShippingMinor: await saidShipping(act.db, order),
    lineParties: new Map((await linePartiesOf(act.db, order.id)).map(({ lineId, party }) => [lineId, party])),
  };
}

/** Whether a discount on the whole order has become one of its lines. */
async function applyEdit(act: Act, before: EditableOrder, edit: OrderEdit, documented: Documented | undefined): Promise<boolean> {
  const { order, terms } = before;
  const customerId = edit.customer === undefined ? undefined : (await findCustomer(act.db, edit.customer)).id;
  const { discountMinor, shippingMinor, paymentMethod, note, priority } = edit;
  // lines and freight are changed as somebody has said them; promotions follow at the end
  if (changesPrices(edit)) await takeOffPromotions(act, order.id);
  if (edit.codes) await setCodes(act, order.id, edit.codes);
  await updateOrderFields(act.db, order.id, { customerId, discountMinor, shippingMinor, paymentMethod, note, priority });
  const isPartDocumented = documented !== undefined && documented.lines.length > 0;
  const isShared = isPartDocumented && differsInLines(before, edit) && (await shareDiscount(act, order.id));
  await editLines(act, { ...before, lines: await linesOfOrder(act.db, order.id) }, edit);
  await editParties(act, { ...before, order: { ...order, customerId: customerId ?? order.customerId } }, edit, documented?.invoices);
  if (Object.keys(edit.terms).length > 0) await editTerms(act, order, terms, edit.terms);
  for (const tag of edit.tagsAdded) await tagOrder(act.db, order.id, tag);
  for (const tag of edit.tagsRemoved) await untagOrder(act.db, order.id, tag);
  if (!changesPrices(edit)) return isShared;
  await repriceOrder(act, order.id);
  await applyPromotions(act, order);
  return isShared;
}

/** Another carrier has none of the other's services; what is packed and goes with the order's carrier follows it. */
async function editTerms(act: Act, { id }: Order, before: OrderTerms, edit: Partial<OrderTerms>): Promise<void> {
  const isOther = edit.carrier !== undefined && edit.carrier !== before.carrier;
  const after = { ...before, ...(isOther && { service: null }), ...edit };
  await writeTerms(act.db, id, after);
  if (before.carrier !== after.carrier || before.service !== after.service) await changeCarrier(act.db, id, before, after);
}

/** The currency of an order's amounts. Refuses `order-unknown`, `order-ambiguous`. */
export function currencyOfOrder(shop: Shop, id: string): Promise<string> {
  return read(shop, async (db) => (await findOrder(db, id)).currency);
}
