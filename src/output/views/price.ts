// What products have cost, on the screen.
import type { PricePeriodView } from '../../domain/price-history.ts';
import { listView, type View } from '../view.ts';

export const priceHistoryView: View<readonly PricePeriodView[]> = listView<PricePeriodView>({
  columns: [
    { title: 'begins', show: ({ from }) => from },
    { title: 'ends', show: ({ to }) => to ?? '' },
    { title: 'price', align: 'right', show: ({ price }, { document }) => document.number(price) },
    { title: 'currency', show: ({ currency }) => currency },
  ],
  csv: {
    from: ({ from }) => from,
    to: ({ to }) => to,
    from_at: ({ fromAt }) => fromAt,
    to_at: ({ toAt }) => toAt,
    price: ({ price }) => price,
    currency: ({ currency }) => currency,
  },
  csvNumbers: ['price'],
  id: ({ fromAt }) => fromAt,
});
