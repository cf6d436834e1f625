// Large files of orders are read in a thread of their own, where the world has one.
import type { ReadAhead } from '../domain/import/prepared.ts';
import type { ShopFacts } from '../input/index.ts';
import type { Shop } from '../usecases/shop.ts';
import type { Context } from './context.ts';

/** Below this a second thread would take longer to begin than it saves. */
const LEAST_BYTES = 4 << 20;

/** What reads ahead for an import into this shop; gives nothing for files that are not worth it. */
export function readingAhead({ world }: Context, shop: Shop, opening: string | null, facts: ShopFacts): ReadAhead {
  const { database, settings } = shop;
  return (file, channel) => {
    if (!world.readAhead || file.bytes < LEAST_BYTES) return undefined;
    return world.readAhead({ root: world.root, database: database.path, file, channel, opening, settings, facts });
  };
}
