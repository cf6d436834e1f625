// Reading what belongs to very many things at once: more than a statement of SQLite has places for.
import { expect, test } from 'vitest';
import { identitiesByCustomer } from '../../src/store/customer-write.ts';
import { arrivalsOf } from '../../src/store/ledger.ts';
import { lotLevelsOf, lotsById } from '../../src/store/lot.ts';
import { standingLots } from '../../src/store/lot-trace.ts';
import { productsById, productsBySkus } from '../../src/store/product.ts';
import { frozenParts, partsOfProducts } from '../../src/store/product-part.ts';
import { linesOfPurchases } from '../../src/store/purchase.ts';
import { incomingOf, levelsOf } from '../../src/store/stock.ts';
import { listOffers } from '../../src/store/supplier.ts';
import { inShop } from './shop.ts';

const MANY = 40_000;

test('more products, customers and purchases than a statement has places for', () =>
  inShop(async ({ database, oms }) => {
    await oms('stock receive MUG 2');
    const ids = Array.from({ length: MANY }, (_, index) => index + 1);
    await database.read(async (db) => {
      expect([...(await productsById(db, ids)).values()]).toMatchObject([{ sku: 'MUG' }]);
      expect(await productsBySkus(db, [...ids.map(String), 'MUG'])).toMatchObject([{ sku: 'MUG' }]);
      expect(await levelsOf(db, ids)).toMatchObject([{ productId: 1, onHand: 2 }]);
      expect((await linesOfPurchases(db, ids)).size).toBe(MANY);
      expect(await listOffers(db, { productIds: ids })).toEqual([]);
      expect(await standingLots(db, { productIds: ids })).toEqual([]);
      for (const read of [identitiesByCustomer, arrivalsOf, lotLevelsOf, lotsById, frozenParts, partsOfProducts, incomingOf])
        expect([...(await read(db, ids))], read.name).toEqual([]);
    });
  }));
