// What products are made of, on the screen.
import { type ProductPart, partId } from '../../domain/product-part.ts';
import { listView, type View } from '../view.ts';

export const partList: View<readonly ProductPart[]> = listView<ProductPart>({
  columns: [
    { title: 'sku', show: ({ sku }) => sku },
    { title: 'part', show: ({ part }) => part },
    { title: 'quantity', align: 'right', show: ({ quantity }) => String(quantity) },
  ],
  csv: { sku: ({ sku }) => sku, part: ({ part }) => part, quantity: ({ quantity }) => quantity },
  csvNumbers: ['quantity'],
  id: partId,
});
