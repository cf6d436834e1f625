// A kit's stock on the screen: how many could be put together, and of what.
import type { KitPartStock, KitStock } from '../../domain/stock-kit.ts';
import { shellWord } from '../shell.ts';
import { renderFacts, renderTable } from '../table.ts';
import { listView, numberColumn, type Paper, type View } from '../view.ts';
import { sellableColumns, sellableCsv } from './stock-numbers.ts';

/** Facts, and a row for each part; a mark at those of which there are fewest. */
export function kitText(kit: KitStock, { words, width }: Paper): string {
  const name = (key: string) => words.say(`column.${key}`);
  const facts = renderFacts([
    [name('sku'), kit.sku],
    [name('name'), kit.name],
    [name('kind'), words.say('kind.kit')],
    [name('available'), String(kit.available)],
    [name('available-from'), kit.availableFrom],
  ]);
  if (kit.parts.length === 0) return `${facts}\n\n${words.say('stock.kit-empty', { sku: kit.sku })}`;
  const right = (key: string) => ({ title: name(key), align: 'right' as const });
  const columns = [
    { title: name('part') },
    { title: name('name') },
    right('in-one'),
    right('available'),
    right('enough-for'),
    { title: '' },
  ];
  const rows = kit.parts.map(({ sku, name: part, quantity, available, enoughFor, limits }) => {
    return [sku, part, ...[quantity, available, enoughFor].map(String), limits ? words.say('stock.limits') : ''];
  });
  return `${facts}\n\n${renderTable(columns, rows, width)}`;
}

const partList: View<readonly KitPartStock[]> = listView<KitPartStock>({
  columns: [
    { title: 'part', show: ({ sku }) => sku },
    { title: 'name', show: ({ name }) => name },
    ...sellableColumns,
    numberColumn('in-one', ({ quantity }) => quantity),
    numberColumn('enough-for', ({ enoughFor }) => enoughFor),
  ],
  csv: {
    sku: ({ sku }) => sku,
    name: ({ name }) => name,
    ...sellableCsv,
    in_one: ({ quantity }) => quantity,
    enough_for: ({ enoughFor }) => enoughFor,
  },
  csvNumbers: [...Object.keys(sellableCsv), 'in_one', 'enough_for'],
  id: ({ sku }) => sku,
});

/** How a kit's number came to be: what each part has, what that is enough for, and where its own history is told. */
export const kitHistoryView: View<KitStock> = {
  text({ sku, name, available, availableFrom, parts }, paper) {
    const { words } = paper;
    const title = words.say('why.product', { sku, name });
    if (parts.length === 0) return `${title}\n${words.say('stock.kit-empty', { sku })}`;
    const sentences = [title, words.say('why.kit', { available })];
    if (availableFrom !== null) sentences.push(words.say('why.available-from', { availableFrom }));
    const commands = parts.map((part) => `  oms stock history ${shellWord(part.sku)}`);
    return [sentences.join('\n'), partList.text(parts, paper), [words.say('why.kit-histories'), ...commands].join('\n')].join('\n\n');
  },
  json: ({ parts }) => parts,
  csv: ({ parts }) => partList.csv?.(parts) ?? '',
  ids: ({ parts }) => parts.map(({ sku }) => sku),
};
