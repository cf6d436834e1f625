// What stands where, as promising looks at it: a shelf for each place, or for each lot in it.
import { shelvesByLot } from '../domain/lot.ts';
import type { Shelf } from '../domain/order/reserve.ts';
import type { Product } from '../domain/product.ts';
import type { Handle } from './database.ts';
import { lotLevelsOf } from './lot.ts';
import { levelsOf } from './stock.ts';

/** In the order in which they are used up; what may be promised no more on that business date is held back. */
export async function shelvesOf(db: Handle, products: ReadonlyMap<number, Product>, on: string): Promise<readonly Shelf[]> {
  const shelves = await levelsOf(db, [...products.keys()]);
  const byLot = [...products.values()].filter(({ lots }) => lots).map(({ id }) => id);
  if (byLot.length === 0) return shelves;
  return shelvesByLot(shelves, await lotLevelsOf(db, byLot), (productId) => products.get(productId), on);
}
