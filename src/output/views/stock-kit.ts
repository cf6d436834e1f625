// A kit's stock on the screen: how many could be put together, and of what.
import type { KitStock } from '../../domain/stock-kit.ts';
import { renderFacts, renderTable } from '../table.ts';
import type { Paper } from '../view.ts';

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
