// Tax rates on the screen.
import type { TaxRateView } from '../../domain/tax-rate.ts';
import { listView, type View } from '../view.ts';

export const taxRateList: View<readonly TaxRateView[]> = listView<TaxRateView>({
  columns: [
    { title: 'tax-category', show: ({ category }) => category },
    { title: 'rate', align: 'right', show: ({ rate }, { document }) => `${document.number(rate)}%` },
    { title: 'code', show: ({ code }) => code },
    { title: 'begins', show: ({ from }) => from },
    { title: 'ends', show: ({ to }) => to ?? '' },
  ],
  csv: {
    category: ({ category }) => category,
    rate: ({ rate }) => rate,
    code: ({ code }) => code,
    from: ({ from }) => from,
    to: ({ to }) => to,
  },
  csvNumbers: ['rate'],
  id: ({ category }) => category,
});
