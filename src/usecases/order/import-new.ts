// An order that comes in for the first time: written whole, with its people, payments, problems and holds.

import { HOLDS } from '../../domain/import/fields.ts';
import type { ChannelHold, ChannelPayment } from '../../domain/import/order.ts';
import type { PreparedOrder, SaidPayment, UnreadableOrder } from '../../domain/import/prepared.ts';
import { holdsSaid } from '../../domain/import/reimport.ts';
import type { Tally } from '../../domain/import/result.ts';
import { customerFor } from '../../store/customer.ts';
import type { Handle } from '../../store/database.ts';
import { insertHold } from '../../store/hold.ts';
import { insertImportedPayment } from '../../store/import.ts';
import { insertCancellation } from '../../store/order-documents.ts';
import { insertOrders } from '../../store/order-write.ts';
import { emailOf, personOf } from '../../store/party-row.ts';
import { cellsKey, clearEntries, clearQuarantine, insertQuarantine } from '../../store/quarantine.ts';
import { rememberChannelValues } from '../../store/reimport.ts';
import type { Act } from '../shop.ts';
import { rememberPaid } from './paid-unpriced.ts';

/** Where an order comes into. */
export interface Destination {
  readonly channelId: number;
  readonly batchId: number;
  readonly fileId: number;
  /** The numbers of the channel's orders in quarantine. */
  readonly quarantined: Set<string>;
  /** Orders without a number that waited before this import; each is taken out when it comes again. */
  unnumbered(db: Handle): Promise<Map<string, number[]>>;
}

/** Writes new orders and counts them. */
export async function writeNew(act: Act, destination: Destination, orders: readonly PreparedOrder[], tally: Tally): Promise<void> {
  const { channelId, batchId, fileId } = destination;
  const owned = orders.map((order) => ({ rows: order.rows, source: order.source, customerId: buyerOf(act, destination, order) }));
  const ids = insertOrders(act.database, { channelId, batchFileId: fileId }, owned, act.at);
  for (const [index, { payments, holds, paidUnpriced, isCancelled, isHistory }] of orders.entries()) {
    const orderId = ids[index] as number;
    if (payments.length > 0) book(act, orderId, batchId, payments);
    if (holds.length > 0) await hold(act, orderId, holds);
    if (paidUnpriced !== undefined) await rememberPaid(act, orderId, batchId, paidUnpriced);
    if (isCancelled) await insertCancellation(act.db, orderId, 'channel', act.actor, act.at);
    tally.orders.new += 1;
    if (holds.length > 0) tally.held += 1;
    if (isHistory) tally.history += 1;
  }
}

function buyerOf(act: Act, { channelId }: Destination, { customer, rows }: PreparedOrder): number | null {
  if (!customer) return null;
  const party = rows.billTo ?? rows.shipTo;
  const buyer = { channelId, externalId: customer.externalId, email: emailOf(party), person: () => personOf(party) };
  return customerFor(act.database, buyer, act.at);
}

async function hold(act: Act, orderId: number, holds: readonly ChannelHold[]): Promise<void> {
  for (const one of holds) await insertHold(act.db, { orderId, ...one, actor: act.actor, at: act.at });
  const said = holdsSaid(holds);
  if (said !== null) await rememberChannelValues(act.db, orderId, new Map([[HOLDS, said]]));
}

/** Books what a channel says has been paid and given back. */
export function book(act: Act, orderId: number, batchId: number, payments: readonly SaidPayment[]): void {
  for (const payment of payments) {
    const { paidOn } = payment;
    insertImportedPayment(act.database, { ...payment, paidOn: paidOn ?? act.on, orderId, batchId, at: act.at, actor: act.actor });
  }
}

/** Keeps an order that cannot be read, in the place of what was kept of it before. */
export async function quarantine(act: Act, destination: Destination, order: UnreadableOrder, tally: Tally): Promise<void> {
  const { batchId, fileId, channelId, quarantined } = destination;
  tally.orders.quarantined += 1;
  if (order.externalId === '') {
    const ids = (await destination.unnumbered(act.db)).get(cellsKey(order.cells)) ?? [];
    await clearEntries(act.db, ids.splice(-1), batchId);
  } else if (quarantined.has(order.externalId)) {
    await clearQuarantine(act.db, channelId, order.externalId, batchId);
  }
  insertQuarantine(act.database, { ...order, batchId, batchFileId: fileId, channelId });
  quarantined.add(order.externalId);
}

/**
 * An order came in whole: what waited of it in quarantine is settled. Where it came without what is given back of it, that
 * waits to be fed back.
 */
export async function settleQuarantine(
  act: Act,
  { batchId, channelId, quarantined }: Destination,
  externalId: string,
  refunds?: ChannelPayment['refunds'],
): Promise<void> {
  if (!quarantined.has(externalId)) return;
  const isWithout = refunds?.length === 0;
  await clearQuarantine(act.db, channelId, externalId, batchId, isWithout ? 'refund-alone' : undefined);
  if (!isWithout) quarantined.delete(externalId);
}
