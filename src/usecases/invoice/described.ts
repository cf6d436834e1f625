// The lines of a document with what their order lines and products say of them.
import type { DocumentLine, LineAmounts } from '../../domain/invoice/document.ts';
import type { OrderLine } from '../../domain/order/order.ts';
import type { Handle } from '../../store/database.ts';
import { documentsOfLines } from '../../store/invoice.ts';
import { productsById } from '../../store/product.ts';

/** Adds to each planned line what its order line and product say of it, and to a deposit that is taken off the invoice it is of. */
export async function described(db: Handle, planned: readonly LineAmounts[], lines: readonly OrderLine[]): Promise<DocumentLine[]> {
  const products = await productsById(
    db,
    lines.flatMap(({ productId }) => (productId === null ? [] : [productId])),
  );
  const deposits = await documentsOfLines(
    db,
    planned.flatMap(({ depositLineId = null }) => (depositLineId === null ? [] : [depositLineId])),
  );
  return planned.map((line) => {
    const own = lines.find(({ id }) => id === line.orderLineId);
    const unit = own?.productId ? (products.get(own.productId)?.unit ?? '') : '';
    const deposit = line.depositLineId === undefined ? undefined : deposits.get(line.depositLineId);
    return {
      ...line,
      ...(deposit ? { deposit } : {}),
      sku: own?.sku ?? '',
      name: own?.name ?? '',
      unit,
      unitPriceMicros: own?.unitPriceMicros ?? 0,
    };
  });
}
