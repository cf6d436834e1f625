// What a channel says of an order that the shop has changed: kept beside it, so that its next file is known from the change.
import { departures, fieldsOfChannel, fieldsOfStored, MONEY_FIELD, type StoredContent } from '../../domain/import/fields.ts';
import { cancelledByShop } from '../../store/line-cancellation.ts';
import { orderById } from '../../store/order.ts';
import { writeChannelTotal } from '../../store/order-edit.ts';
import { forgetChannelValue, rememberChannelValues, storedContent } from '../../store/reimport.ts';
import type { Act } from '../shop.ts';
import { settleAgreed } from './conflict.ts';

/** The order as it is before a change; undefined where no channel will send it again. */
export async function channelContent(act: Act, orderId: number): Promise<StoredContent | undefined> {
  const { externalId } = await orderById(act.db, orderId);
  return externalId === null ? undefined : storedContent(act.database, orderId);
}

/**
 * Keeps the channel's values of what is now otherwise, and forgets those that are again as it says. The sum that the
 * channel says is of what it has sold: once the shop has changed that, it is no sum of the order any more.
 */
export async function keepChannelSaid(act: Act, before: StoredContent | undefined): Promise<void> {
  if (!before) return;
  const { id } = before.order;
  const said = fieldsOfChannel(before);
  const total = said.get('total') ?? null;
  const isAsSold = ![...departures(said, fieldsOfStored(storedContent(act.database, id))).keys()].some((field) => MONEY_FIELD.test(field));
  const isWhole = (await cancelledByShop(act.db, id)).size === 0;
  await writeChannelTotal(act.db, id, isAsSold && isWhole && total !== null ? Number(total) : null);
  const differing = departures(said, fieldsOfStored(storedContent(act.database, id)));
  for (const field of before.channelValues.keys())
    if (said.has(field) && !differing.has(field)) await forgetChannelValue(act.db, id, field);
  await rememberChannelValues(act.db, id, differing);
  await settleAgreed(act, id);
}
