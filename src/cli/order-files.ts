// What every command needs that reads files of orders: the shop as files see it, its profiles, the names of channels.
import path from 'node:path';
import { OmsError } from '../domain/error.ts';
import { toInstant } from '../domain/time.ts';
import type { ShopFacts } from '../input/index.ts';
import type { Shop } from '../usecases/shop.ts';
import type { Context } from './context.ts';

/** A channel's name, as rows may give it too; `given` is what named it. Refuses `flag-value`. */
export function channelName(name: string | undefined, given: string): string | null {
  if (name === undefined) return null;
  if (!/^[^\p{Cc}:]{1,50}$/u.test(name.trim())) throw new OmsError('flag-value', { flag: given, value: name, allowed: ['shopify-kr'] });
  return name.trim();
}

/** `exportedAt`: when the files were exported, where somebody has told. */
export function factsOf(shop: Shop, exportedAt?: string): ShopFacts {
  const { settings } = shop;
  return {
    currency: settings.currency,
    country: settings.country,
    timeZone: settings['time-zone'],
    pricesIncludeTax: settings['prices-include-tax'] === 'true',
    now: toInstant(shop.now()),
    ...(exportedAt !== undefined && { exportedAt }),
  };
}

/** The profiles for orders that this shop knows. */
export async function orderProfiles(context: Context, shop: Shop) {
  const { loadProfiles } = await import('../input/index.ts');
  return loadProfiles(context.world.root, path.dirname(shop.database.path), 'orders');
}
