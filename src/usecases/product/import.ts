// Importing products and prices from files. The SKU is the key, so twice changes nothing.
import type { RecordImportResult } from '../../domain/import/record.ts';
import type { Price, ProductDraft } from '../../domain/product.ts';
import { importRecords, type RecordImportRequest } from '../import-records.ts';
import type { Shop } from '../shop.ts';
import { savePrice, saveProduct } from './save.ts';

/** Adds what is new and changes what differs. A new product has to have a name, and one with stock is no service. */
export function importProducts(shop: Shop, request: RecordImportRequest<ProductDraft>): Promise<RecordImportResult> {
  return importRecords(shop, request, {
    kind: 'products',
    take: async (act, draft) => (await saveProduct(act, draft)).outcome,
    refusals: {
      'argument-missing': { code: 'cell-missing', column: 'name' },
      'product-has-stock': { code: 'product-has-stock', column: 'kind' },
    },
  });
}

/** Changes the prices of products there are. Refuses rows of products there are not. */
export function importPrices(shop: Shop, request: RecordImportRequest<Price>): Promise<RecordImportResult> {
  return importRecords(shop, request, { kind: 'prices', take: async (act, price) => (await savePrice(act, price)).outcome });
}
