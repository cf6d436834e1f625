// Importing products and prices from files. The SKU is the key, so twice changes nothing.
import type { RecordImportResult } from '../../domain/import/record.ts';
import type { Price } from '../../domain/product.ts';
import { type MadeProductDraft, partsFirst } from '../../domain/product-made.ts';
import { importRecords, type RecordImportRequest } from '../import-records.ts';
import type { Shop } from '../shop.ts';
import { saveParts } from './part.ts';
import { savePrice, saveProduct } from './save.ts';

/**
 * Adds what is new and changes what differs. A new product has to have a name, and one with stock is no service. What is
 * made of parts comes after them, wherever it stands in its file.
 */
export function importProducts(shop: Shop, request: RecordImportRequest<MadeProductDraft>): Promise<RecordImportResult> {
  const files = request.files.map((file) => ({ ...file, records: () => partsFirst(file.records()) }));
  return importRecords(
    shop,
    { ...request, files },
    {
      kind: 'products',
      take: async (act, { parts, ...draft }) => {
        const { id, outcome } = await saveProduct(act, draft);
        const isChanged = parts !== undefined && (await saveParts(act, id, parts));
        return isChanged && outcome === 'unchanged' ? 'edited' : outcome;
      },
      claimOf: (draft) => ({ keys: [draft.sku], says: { ...draft } }),
      isTried: true,
      refusals: {
        'argument-missing': { code: 'cell-missing', column: 'name' },
        'product-has-stock': { code: 'product-has-stock', column: 'kind' },
      },
    },
  );
}

/** Changes the prices of products there are. Refuses rows of products there are not. */
export function importPrices(shop: Shop, request: RecordImportRequest<Price>): Promise<RecordImportResult> {
  return importRecords(shop, request, {
    kind: 'prices',
    take: async (act, price) => (await savePrice(act, price)).outcome,
    claimOf: (price) => ({ keys: [price.sku], says: { ...price } }),
  });
}
