// Large files of orders are read in a thread of their own, where the world has one.
import type { ReadAhead } from '../domain/import/prepared.ts';
import type { Bytes, ShopFacts } from '../input/index.ts';
import type { Shop } from '../usecases/shop.ts';
import type { Context } from './context.ts';

/** Below this a second thread would take longer to begin than it saves. */
const LEAST_BYTES = 4 << 20;

/**
 * What reads these files ahead for an import into this shop, file by file; gives nothing for those that are not worth it.
 * The thread begins now, beside the first look at the files. Close it.
 */
export async function readingAhead(
  { world }: Context,
  shop: Shop,
  opened: readonly Bytes[],
  { opening, facts }: { readonly opening: string | null; readonly facts: ShopFacts },
): Promise<{ readonly ahead: ReadAhead; close(): void }> {
  const { database, settings } = shop;
  const isWorthIt = opened.some(({ size }) => size >= LEAST_BYTES);
  const reader = isWorthIt ? await world.startReader?.({ root: world.root, database: database.path }) : undefined;
  return {
    ahead: (file, channel) => (file.bytes < LEAST_BYTES ? undefined : reader?.read({ file, channel, opening, settings, facts })),
    close: () => reader?.close(),
  };
}
