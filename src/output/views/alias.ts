// What codes of channels mean, on the screen.
import { type Alias, aliasId } from '../../domain/alias.ts';
import { listView, type View } from '../view.ts';

export const aliasList: View<readonly Alias[]> = listView<Alias>({
  columns: [
    { title: 'channel', show: ({ channel }) => channel },
    { title: 'code', show: ({ code }) => code },
    { title: 'sku', show: ({ sku }) => sku },
    { title: 'quantity', align: 'right', show: ({ quantity }) => String(quantity) },
  ],
  csv: {
    channel: ({ channel }) => channel,
    code: ({ code }) => code,
    sku: ({ sku }) => sku,
    quantity: ({ quantity }) => quantity,
  },
  csvNumbers: ['quantity'],
  id: aliasId,
});
