// Reading everything page by page, within one snapshot: memory does not grow with what there is.
import type { Handle } from '../store/database.ts';
import { read, type Shop } from './shop.ts';

/** Things of one page. */
export const PAGE = 500;

/**
 * Gives every page to `use`. `next` reads the page behind the last thing of the one before (undefined: the first); a
 * page that is not full is the last.
 */
export function readPages<Item, Shown>(
  shop: Shop,
  next: (db: Handle, last: Item | undefined) => Promise<readonly Item[]>,
  shown: (db: Handle, page: readonly Item[]) => Promise<readonly Shown[]>,
  use: (items: readonly Shown[]) => void,
): Promise<void> {
  return read(shop, async (db) => {
    let last: Item | undefined;
    for (;;) {
      const page = await next(db, last);
      if (page.length > 0) use(await shown(db, page));
      if (page.length < PAGE) return;
      last = page.at(-1);
    }
  });
}
