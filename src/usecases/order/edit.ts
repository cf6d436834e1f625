// Changing an order: what is too late is refused, the rest is written, priced anew, checked, and promised what it lacks.
import { exponentOf } from '../../domain/currency.ts';
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import {
  changesBetween,
  changesDocument,
  changesPrices,
  type EditableOrder,
  type OrderChange,
  type OrderEdit,
} from '../../domain/order/edit.ts';
import { missingOf, type Order, owedMinor } from '../../domain/order/order.ts';
import type { Problem } from '../../domain/order/problem.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import { writeBackorders } from '../../store/backorder.ts';
import { findCustomer } from '../../store/customer-list.ts';
import { demandOfOrders } from '../../store/demand.ts';
import { recordEvent } from '../../store/event.ts';
import { findOrder, linesOfOrder, orderById, partyById } from '../../store/order.ts';
import { linePartiesOf, termsOfOrder, updateOrderFields, writeTerms } from '../../store/order-edit.ts';
import { tagOrder, tagsOfOrder, untagOrder } from '../../store/order-remark.ts';
import { actOnEach } from '../each.ts';
import { applyPromotions, codesOf, setCodes, takeOffPromotions } from '../promotion/apply.ts';
import { type Act, read, type Shop, type WriteOptions } from '../shop.ts';
import { channelContent, keepChannelSaid } from './channel-said.ts';
import { findAndKeep } from './check.ts';
import { editLines } from './edit-lines.ts';
import { editParties } from './edit-parties.ts';
import { releaseExcess } from './excess.ts';
import { weighPrepayment } from './prepayment.ts';
import { refresh } from './refresh.ts';
import { refuseClosed, refuseCredited, refuseInvoiced } from './refuse.ts';
import { repriceOrder } from './reprice.ts';
import { reserveOrder } from './reserve.ts';
import { serveWaiting } from './serve.ts';

/**
 * Changes orders. Nothing differs: unchanged. Refuses what is closed, what has shipped, is packed or stands on an
 * invoice, as far as it is to be changed, and what would leave a confirmed order with errors (`order-edit-errors`).
 */
export function editOrders(shop: Shop, ids: readonly string[], edit: OrderEdit, options: WriteOptions): Promise<ActResult> {
  return actOnEach(shop, ids, options, async (act, typed) => {
    const order = await findOrder(act.db, typed);
    refuseClosed(order, 'edit');
    const before = await editableOrder(act, order);
    const said = await channelContent(act, order.id);
    if (changesDocument(edit)) {
      await refuseInvoiced(act, order);
      await refuseCredited(act, order);
    }
    await applyEdit(act, before, edit);
    const changes = changesBetween(before, await editableOrder(act, await orderById(act.db, order.id)));
    if (changes.length === 0) return { id: formatId('order', order.id), outcome: 'unchanged' };
    await keepChannelSaid(act, said);
    return settleEdit(act, order, changes);
  });
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
    lineParties: new Map((await linePartiesOf(act.db, order.id)).map(({ lineId, party }) => [lineId, party])),
  };
}

async function applyEdit(act: Act, before: EditableOrder, edit: OrderEdit): Promise<void> {
  const { order, terms } = before;
  const customerId = edit.customer === undefined ? undefined : (await findCustomer(act.db, edit.customer)).id;
  const { discountMinor, shippingMinor, paymentMethod, note, priority } = edit;
  // lines and freight are changed as somebody has said them; promotions follow at the end
  if (changesPrices(edit)) await takeOffPromotions(act, order.id);
  if (edit.codes) await setCodes(act, order.id, edit.codes);
  await updateOrderFields(act.db, order.id, { customerId, discountMinor, shippingMinor, paymentMethod, note, priority });
  await editLines(act, { ...before, lines: await linesOfOrder(act.db, order.id) }, edit);
  await editParties(act, { ...before, order: { ...order, customerId: customerId ?? order.customerId } }, edit);
  if (Object.keys(edit.terms).length > 0) await writeTerms(act.db, order.id, { ...terms, ...edit.terms });
  for (const tag of edit.tagsAdded) await tagOrder(act.db, order.id, tag);
  for (const tag of edit.tagsRemoved) await untagOrder(act.db, order.id, tag);
  if (changesDocument(edit)) await repriceOrder(act, order.id);
  if (changesPrices(edit)) await applyPromotions(act, order);
}

/** Stock, problems, holds and axes after a change; what is told of it. */
async function settleEdit(act: Act, before: Order, changes: readonly OrderChange[]): Promise<Outcome> {
  const id = formatId('order', before.id);
  const had = await hasPromises(act, before);
  await recordEvent(act.db, act, 'order', before.id, 'edited', { fields: changes.map(({ field }) => field) });
  const { quantity: released, productIds } = await releaseExcess(act, before.id);
  const problems = await findAndKeep(act, await refresh(act, before));
  if (before.state === 'confirmed') refuseErrors(id, before, problems);
  const added = await promiseMore(act, before, had);
  const order = await refresh(act, before);
  const weighed = await weighPrepayment(act, order);
  const served = [...(await serveWaiting(act, productIds)), ...(weighed.served ?? [])];
  const { currency, totalMinor, errorCount, warningCount } = order;
  const owed = owedMinor(order);
  return {
    id,
    outcome: 'edited',
    changes,
    totalMinor,
    refundMinor: Math.max(0, -owed),
    owedMinor: Math.max(0, owed),
    currency,
    exponent: exponentOf(currency),
    released,
    ...added,
    served,
    errors: errorCount,
    warnings: warningCount,
    heldAgain: weighed.held,
    unheld: weighed.released,
  };
}

/** An order that was confirmed stays one that may be confirmed: errors it had before are no news. */
function refuseErrors(id: string, before: Order, problems: readonly Problem[]): void {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length <= before.errorCount) return;
  throw new OmsError('order-edit-errors', { id, problems: [...new Set(errors.map(({ code }) => code))] });
}

/** Whether anything is promised to it, or waits to be. Who lacks nothing any more waits no longer. */
async function hasPromises(act: Act, { id }: Order): Promise<boolean> {
  const [demand] = await demandOfOrders(act.db, [id]);
  if (demand?.isWaiting && demand.lines.every((line) => missingOf(line) === 0)) writeBackorders(act.database, [], [id], act.at);
  return demand !== undefined && (demand.isWaiting || demand.lines.some(({ reserved }) => reserved > 0));
}

/** A confirmed order gets what it lacks now, where it would have got it when it was confirmed, or has got some by command. */
async function promiseMore(act: Act, { id, state, holdCount }: Order, had: boolean): Promise<{ reserved: number; backordered: number }> {
  if (state !== 'confirmed' || holdCount > 0 || (act.settings['reserve-on'] === 'command' && !had)) return { reserved: 0, backordered: 0 };
  const { added: reserved, backordered } = await reserveOrder(act, { id });
  return { reserved, backordered };
}

/** The currency of an order's amounts. Refuses `order-unknown`, `order-ambiguous`. */
export function currencyOfOrder(shop: Shop, id: string): Promise<string> {
  return read(shop, async (db) => (await findOrder(db, id)).currency);
}
