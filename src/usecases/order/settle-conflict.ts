// Settling what a channel says of an order and the shop has otherwise: by what the shop has, or by what the channel says.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { draftAsSaid } from '../../domain/import/conflict.ts';
import type { Fields } from '../../domain/import/fields.ts';
import { alwaysTaken, type StoredOrder } from '../../domain/import/reimport.ts';
import { settleOrder } from '../../domain/import/totals.ts';
import type { Rounding } from '../../domain/money.ts';
import { changesBetween, type EditableOrder, NO_EDIT, refuseBelow } from '../../domain/order/edit.ts';
import type { Order, OrderDraft, OrderLine } from '../../domain/order/order.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import type { TaxBasis } from '../../domain/tax.ts';
import { businessDate } from '../../domain/time.ts';
import { type ConflictRow, conflictsOfOrder } from '../../store/channel-conflict.ts';
import { recordEvent } from '../../store/event.ts';
import { ProductCodes } from '../../store/import.ts';
import { findOrder, orderById } from '../../store/order.ts';
import { progressOfOrder } from '../../store/order-axes.ts';
import { splitOff } from '../../store/order-edit.ts';
import { productsById } from '../../store/product.ts';
import { doneForOrder, rewriteOrder, storedContent } from '../../store/reimport.ts';
import { actOnEach } from '../each.ts';
import type { Act, Shop, WriteOptions } from '../shop.ts';
import { cancelOne } from './cancel.ts';
import { keepChannelSaid } from './channel-said.ts';
import { settleAll } from './conflict.ts';
import { editableOrder } from './edit.ts';
import { documentedOf, refuseDocumented } from './edit-invoiced.ts';
import { releaseLines } from './excess.ts';
import { ImportingShops } from './import-shop.ts';
import { refresh } from './refresh.ts';
import { refuseClosed, refuseInvoiced, refuseShipments } from './refuse.ts';
import type { Released } from './reserve.ts';
import { serveOrder } from './serve.ts';
import { settleChange } from './settle.ts';

/** Which of the two is right. */
export const sides = ['keep', 'take'] as const;
export type Side = (typeof sides)[number];

/**
 * Settles what channels say of orders and the shop has otherwise. `keep`: the order stays as it is, and the same is not told
 * again. `take`: the order becomes as its channel says, or is cancelled where it says that. Nothing to settle: unchanged.
 * Taking refuses what would undo what was done (`order-packed`, `order-shipped`, `order-invoiced`, a closed
 * order; of how much is ordered of a line what has left, is packed or invoiced: `line-shipped`, `line-packed`, `line-invoiced`),
 * `conflict-undated` where nobody knows which export is newer, `conflict-currency` for a paid order, and `conflict-split` for
 * lines and amounts that other orders have a part of.
 */
export function settleConflicts(shop: Shop, ids: readonly string[], side: Side, options: WriteOptions): Promise<ActResult> {
  return actOnEach(shop, ids, options, async (act, typed) => {
    const order = await findOrder(act.db, typed);
    const rows = await conflictsOfOrder(act.db, order.id);
    if (rows.length === 0) return { id: formatId('order', order.id), outcome: 'unchanged' };
    return side === 'keep' ? keep(act, order, rows) : take(act, order, rows);
  });
}

async function keep(act: Act, order: Order, rows: readonly ConflictRow[]): Promise<Outcome> {
  const id = formatId('order', order.id);
  const fields = rows.map(({ field }) => field);
  await recordEvent(act.db, act, 'order', order.id, 'settled', { kept: fields });
  const holds = await settleAll(act, order.id);
  await refresh(act, order);
  return { id, outcome: 'kept', fields, holds, served: await serveOrder(act, order.id) };
}

async function take(act: Act, order: Order, rows: readonly ConflictRow[]): Promise<Outcome> {
  const id = formatId('order', order.id);
  if (rows.some(({ why }) => why === 'undated')) throw new OmsError('conflict-undated', { id });
  if (rows.some(({ field }) => field === 'state')) {
    await settleAll(act, order.id);
    return cancelOne(act, order, 'channel');
  }
  const said: Fields = new Map(rows.map(({ field, value }) => [field, value]));
  const before = await editableOrder(act, order);
  await refuseTooLate(act, before, said);
  const documented = await documentedOf(act, order);
  const stored = { ...storedContent(act.database, order.id), ...(await doneForOrder(act.database, act.db, order.id)) };
  const freed = await rewrite(act, stored, said);
  await settleAll(act, order.id);
  await keepChannelSaid(act, stored);
  const outcome = await settleChange(act, order, 'settled', { taken: [...said.keys()] }, freed);
  const after = await editableOrder(act, await orderById(act.db, order.id));
  await refuseDocumented(act, before, after, NO_EDIT, documented);
  return { id, outcome: 'taken', channel: order.channel, changes: changesBetween(before, after), ...outcome };
}

/** What the channel says besides who, where, what and how much can be taken at any time. */
async function refuseTooLate(act: Act, { order, lines }: EditableOrder, said: Fields): Promise<void> {
  const late = [...said.keys()].filter((field) => !alwaysTaken.has(field));
  if (late.length === 0) return;
  const id = formatId('order', order.id);
  refuseClosed(order, 'settle');
  if (late.some((field) => field !== 'total') && late.every((field) => isOfHowMuch(field, lines)))
    await refuseDone(act, order, lines, said);
  else {
    await refuseShipments(act, order, ['shipped', 'open']);
    await refuseInvoiced(act, order);
  }
  const parts = late.some((field) => SHARED.test(field)) ? await splitOff(act.db, order.id) : [];
  if (parts.length > 0) throw new OmsError('conflict-split', { id, orders: parts.map((part) => formatId('order', part)) });
  const currency = said.get('currency') ?? order.currency;
  if (currency !== order.currency && order.paidMinor > 0)
    throw new OmsError('conflict-currency', { id, paid: { amountMinor: order.paidMinor, currency: order.currency }, currency });
}

/** Whether it says how much is ordered of a line, or what one costs of which none is ordered here; what all comes to follows. */
function isOfHowMuch(field: string, lines: readonly OrderLine[]): boolean {
  const [, position, of] = /^line(\d+)\.(.*)$/.exec(field) ?? [];
  return field === 'total' || of === 'quantity' || lines[Number(position) - 1]?.quantity === 0;
}

/** What has left, is packed or invoiced of a line is ordered still; the rest may go. */
async function refuseDone(act: Act, order: Order, lines: readonly OrderLine[], said: Fields): Promise<void> {
  const progress = new Map((await progressOfOrder(act.db, order.id)).map((one) => [one.lineId, one]));
  for (const line of lines) {
    const quantity = said.get(`line${line.position}.quantity`);
    const done = progress.get(line.id);
    if (quantity && done) refuseBelow(order, line, done, Number(quantity) + line.cancelledQuantity);
  }
}

/** Of these the orders that were split off have their part. */
const SHARED = /^(line\d+\.(sku|quantity|discount)|discount|shipping|total)$/;

/** Returns what was promised of goods that its lines are not of any more. */
async function rewrite(act: Act, stored: StoredOrder, said: Fields): Promise<Released> {
  const { channelId, rounding, taxBasis } = stored.order;
  const codes = await ProductCodes.ofChannel(act.database, act.db, channelId);
  const orderedAt = said.get('date') ?? stored.order.orderedAt;
  const orderedOn = businessDate(orderedAt, act.settings['time-zone']);
  const shop = await new ImportingShops(act.settings, codes).of(act.db, orderedOn, said.get('currency') ?? stored.order.currency);
  const draft = await withTaughtVariants(act, draftAsSaid(stored, said, shop), stored);
  const planned = settleOrder(draft, null, { ...shop, rounding: rounding as Rounding, taxBasis: taxBasis as TaxBasis });
  const isOther = ({ productId }: OrderLine, index: number) => planned.planned.lines[index]?.product?.id !== (productId ?? undefined);
  const freed = await releaseLines(act, stored.order.id, new Set(stored.lines.filter(isOther).map(({ id }) => id)));
  await rewriteOrder(act.database, act.db, stored, planned, orderedOn);
  return freed;
}

/** A line whose variant was taught keeps its product, which its code alone does not tell. */
async function withTaughtVariants(act: Act, draft: OrderDraft, { lines }: StoredOrder): Promise<OrderDraft> {
  const products = await productsById(
    act.db,
    lines.flatMap(({ productId }) => productId ?? []),
  );
  const taught = ({ sku, productId }: OrderLine) => {
    const own = products.get(productId ?? 0)?.sku ?? sku;
    return own === sku ? null : own;
  };
  return {
    ...draft,
    lines: draft.lines.map((line, index) => {
      const known = lines[index];
      return known && known.sku === line.sku && !line.variant ? { ...line, variant: taught(known) } : line;
    }),
  };
}
