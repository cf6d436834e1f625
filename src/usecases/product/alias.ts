// Teaching the shop what a channel's codes mean. The channel's code is the key: the same again is `unchanged`.
import { type Alias, aliasId, checkAlias } from '../../domain/alias.ts';
import { OmsError } from '../../domain/error.ts';
import type { Order } from '../../domain/order/order.ts';
import { type ActResult, actResult, type Outcome } from '../../domain/result.ts';
import { channelNamed, findChannel } from '../../store/channel.ts';
import { recordEvent } from '../../store/event.ts';
import { orderById } from '../../store/order.ts';
import { findProduct } from '../../store/product.ts';
import { type AliasFilter, deleteAlias, findAlias, insertAlias, listAliases, openOrdersWithCode } from '../../store/product-alias.ts';
import { checkOrder } from '../order/check.ts';
import { linkTaughtVariant } from '../order/link-variant.ts';
import { type Act, read, type Shop, type WriteOptions, write } from '../shop.ts';
import { productBySku } from './find.ts';

/** Teaches one code, and looks over the open orders that waited for it. See {@link saveAlias}. */
export function addAlias(shop: Shop, alias: Alias, options: WriteOptions): Promise<ActResult> {
  return write(shop, options, async (act) => actResult([await saveAlias(act, alias)]));
}

/**
 * Keeps what a code means; the lines of the channel's open orders that have it are linked and the orders looked over.
 * Refuses `product-unknown`, `alias-own-sku` for a code that is a SKU of the shop, `alias-exists` for one that means
 * something else.
 */
export async function saveAlias(act: Act, wanted: Alias): Promise<Outcome> {
  const alias = checkAlias(wanted);
  const { id: productId, sku } = await productBySku(act.db, alias.sku);
  const id = aliasId(alias);
  if (await findProduct(act.db, alias.code)) throw new OmsError('alias-own-sku', { code: alias.code });
  const channelId = await channelNamed(act.db, alias.channel, act.at);
  const known = await findAlias(act.db, channelId, alias.code);
  const { quantity } = alias;
  if (known) {
    if (known.sku === sku && known.quantity === quantity) return { ...alias, id, sku, outcome: 'unchanged', orders: 0 };
    throw new OmsError('alias-exists', { ...alias, alias: id, sku: known.sku, quantity: known.quantity });
  }
  await insertAlias(act.db, channelId, alias.code, productId, quantity);
  await recordEvent(act.db, act, 'product', productId, 'alias-added', { channel: alias.channel, code: alias.code, quantity });
  const waiting = await openOrdersWithCode(act.db, channelId, alias.code);
  for (const orderId of waiting) await lookOver(act, await orderById(act.db, orderId), alias.code);
  return { ...alias, id, sku, outcome: 'added', orders: waiting.length };
}

async function lookOver(act: Act, order: Order, code: string): Promise<void> {
  if (order.state === 'confirmed' && (await linkTaughtVariant(act, order, code))) return;
  await checkOrder(act, order);
}

/** Forgets what a code means, for orders to come; what is linked stays. Refuses `alias-unknown`. */
export function removeAlias(shop: Shop, channel: string, code: string, options: WriteOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    const channelId = await findChannel(act.db, channel.trim());
    const known = channelId === undefined ? undefined : await findAlias(act.db, channelId, code.trim());
    const id = aliasId({ channel: channel.trim(), code: code.trim() });
    if (channelId === undefined || !known) throw new OmsError('alias-unknown', { alias: id, channel });
    await deleteAlias(act.db, channelId, code.trim());
    const product = await productBySku(act.db, known.sku);
    await recordEvent(act.db, act, 'product', product.id, 'alias-removed', { channel: channel.trim(), code: code.trim() });
    return actResult([{ id, outcome: 'removed', channel: channel.trim(), code: code.trim(), ...known }]);
  });
}

/** By channel, then code. */
export function aliases(shop: Shop, filter: AliasFilter): Promise<Alias[]> {
  return read(shop, (db) => listAliases(db, filter));
}
