// What is low, on the screen.
import type { LowStock } from '../../domain/stock.ts';
import { listView, type View } from '../view.ts';

const numbers = {
  available: 'available',
  reorderPoint: 'reorder-point',
  incoming: 'incoming',
  backordered: 'backordered',
} as const;

export const lowStockList: View<readonly LowStock[]> = listView<LowStock>({
  columns: [
    { title: 'sku', show: ({ sku }) => sku },
    { title: 'name', show: ({ name }) => name },
    ...(Object.keys(numbers) as (keyof typeof numbers)[]).map((field) => ({
      title: numbers[field],
      align: 'right' as const,
      show: (row: LowStock) => String(row[field]),
    })),
    { title: 'told', optional: true, show: ({ toldAt }) => toldAt ?? '' },
  ],
  csv: {
    sku: ({ sku }) => sku,
    name: ({ name }) => name,
    available: ({ available }) => available,
    reorder_point: ({ reorderPoint }) => reorderPoint,
    incoming: ({ incoming }) => incoming,
    backordered: ({ backordered }) => backordered,
    told_at: ({ toldAt }) => toldAt,
  },
  csvNumbers: ['available', 'reorder_point', 'incoming', 'backordered'],
  id: ({ sku }) => sku,
});
