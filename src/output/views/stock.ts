// Stock on the screen.
import type { LocationLevel, MovementView, StockView } from '../../domain/stock.ts';
import { isKitStock, type ShownStock } from '../../domain/stock-kit.ts';
import { renderFacts, renderTable } from '../table.ts';
import { listView, numberColumn, type Paper, type View } from '../view.ts';
import type { Words } from '../words.ts';
import { kitText } from './stock-kit.ts';
import { sellableColumns, sellableCsv } from './stock-numbers.ts';

const numbers = ['onHand', 'reserved', 'unavailable', 'expired', 'buffer', 'available', 'incoming', 'backordered', 'after'] as const;
const titles: Readonly<Record<(typeof numbers)[number], string>> = {
  onHand: 'on-hand',
  reserved: 'reserved',
  unavailable: 'unavailable',
  expired: 'expired',
  buffer: 'buffer',
  available: 'available',
  incoming: 'incoming',
  backordered: 'backordered',
  after: 'stock-after',
};

export const stockListView: View<readonly StockView[]> = listView<StockView>({
  columns: [
    { title: 'sku', show: ({ sku }) => sku },
    { title: 'name', show: ({ name }) => name },
    ...sellableColumns,
    numberColumn('incoming', ({ incoming }) => incoming),
    numberColumn('backordered', ({ backordered }) => backordered),
    numberColumn('stock-after', ({ after }) => after),
    { title: 'low', show: ({ low }, { words }) => (low ? words.say('word.low') : '') },
  ],
  csv: {
    sku: ({ sku }) => sku,
    name: ({ name }) => name,
    ...sellableCsv,
    incoming: ({ incoming }) => incoming,
    backordered: ({ backordered }) => backordered,
    after: ({ after }) => after,
    reorder_point: ({ reorderPoint }) => reorderPoint,
  },
  csvNumbers: ['on_hand', 'reserved', 'unavailable', 'expired', 'buffer', 'available', 'incoming', 'backordered', 'after', 'reorder_point'],
  id: ({ sku }) => sku,
});

/** One product as an object, several as an array. */
export const stockShow: View<readonly ShownStock[]> = {
  text: (all, paper) => all.map((stock) => (isKitStock(stock) ? kitText(stock, paper) : oneProduct(stock, paper))).join('\n\n'),
  json: (all) => (all.length === 1 ? all[0] : all),
};

function oneProduct(stock: StockView, paper: Paper): string {
  const name = (key: string) => paper.words.say(`column.${key}`);
  const facts = renderFacts([
    [name('sku'), stock.sku],
    [name('name'), stock.name],
    ...numbers.map((field) => [name(titles[field]), field === 'expired' && stock.expired === 0 ? null : String(stock[field])] as const),
    [name('available-from'), stock.availableFrom],
  ]);
  const tables = [stock.locations.length < 2 ? '' : placesTable(stock, paper), stock.lots.length === 0 ? '' : lotsTable(stock, paper)];
  return [facts, ...tables].filter((part) => part !== '').join('\n\n');
}

const placeTitles = ['on-hand', 'reserved', 'unavailable', 'available', 'incoming'] as const;

function placesTable({ locations }: StockView, { words, width }: Paper): string {
  const columns = [{ title: words.say('column.location') }, ...placeTitles.map((key) => right(key, words))];
  const rows = locations.map((at) => [at.location, ...[at.onHand, at.reserved, at.unavailable, at.available, at.incoming].map(String)]);
  return renderTable(columns, rows, width);
}

function lotsTable({ lots }: StockView, { words, width }: Paper): string {
  const hasMargin = lots.some(({ soldUntil, expiresOn }) => soldUntil !== expiresOn);
  const dates = hasMargin ? ['sold-until', 'expires'] : ['expires'];
  const texts = ['lot', ...dates, 'location'].map((key) => ({ title: words.say(`column.${key}`) }));
  const columns = [...texts, ...placeTitles.slice(0, 4).map((key) => right(key, words))];
  const rows = lots.map((lot) => [
    lot.lot,
    ...(hasMargin ? [lot.soldUntil ?? ''] : []),
    lot.expiresOn ?? '',
    lot.location,
    ...[lot.onHand, lot.reserved, lot.unavailable, lot.available].map(String),
  ]);
  return renderTable(columns, rows, width);
}

function right(key: string, words: Words) {
  return { title: words.say(`column.${key}`), align: 'right' as const };
}

/** A row for each place of a product. */
export interface PlacedRow extends LocationLevel {
  readonly sku: string;
  readonly name: string;
}

export function placedRows(all: readonly StockView[]): PlacedRow[] {
  return all.flatMap(({ sku, name, locations }) => locations.map((at) => ({ sku, name, ...at })));
}

const placedNumbers = ['onHand', 'reserved', 'unavailable', 'expired', 'available', 'incoming'] as const;

export const placedStockView: View<readonly PlacedRow[]> = listView<PlacedRow>({
  columns: [
    { title: 'sku', show: ({ sku }) => sku },
    { title: 'name', show: ({ name }) => name },
    { title: 'location', show: ({ location }) => location },
    ...placedNumbers.map((field) => numberColumn<PlacedRow>(titles[field], (row) => row[field], field === 'expired')),
  ],
  csv: {
    sku: ({ sku }) => sku,
    name: ({ name }) => name,
    location: ({ location }) => location,
    on_hand: ({ onHand }) => onHand,
    reserved: ({ reserved }) => reserved,
    unavailable: ({ unavailable }) => unavailable,
    expired: ({ expired }) => expired,
    available: ({ available }) => available,
    incoming: ({ incoming }) => incoming,
  },
  csvNumbers: ['on_hand', 'reserved', 'unavailable', 'expired', 'available', 'incoming'],
  id: ({ sku }) => sku,
});

export const stockHistoryView: View<readonly MovementView[]> = listView<MovementView>({
  columns: [
    { title: 'date', show: ({ date }) => date },
    { title: 'movement', show: ({ kind }, { words }) => words.say(`movement.${kind}`) },
    { title: 'location', show: ({ location }) => location },
    { title: 'lot', optional: true, show: ({ lot }) => lot ?? '' },
    { title: 'quantity', align: 'right', show: ({ quantity }) => (quantity > 0 ? `+${quantity}` : String(quantity)) },
    {
      title: 'unavailable',
      align: 'right',
      optional: true,
      show: ({ unavailable }) => (unavailable === 0 ? '' : unavailable > 0 ? `+${unavailable}` : String(unavailable)),
    },
    { title: 'on-hand-after', align: 'right', show: ({ onHandAfter }) => String(onHandAfter) },
    { title: 'cause', show: ({ cause }) => cause ?? '' },
    { title: 'order', optional: true, show: ({ order }) => order ?? '' },
    { title: 'reason', show: ({ reason }) => reason },
    { title: 'actor', show: ({ actor }) => actor },
  ],
  csv: {
    id: ({ id }) => id,
    at: ({ at }) => at,
    kind: ({ kind }) => kind,
    location: ({ location }) => location,
    lot: ({ lot }) => lot,
    quantity: ({ quantity }) => quantity,
    unavailable: ({ unavailable }) => unavailable,
    on_hand_after: ({ onHandAfter }) => onHandAfter,
    cause: ({ cause }) => cause,
    order: ({ order }) => order,
    reason: ({ reason }) => reason,
    actor: ({ actor }) => actor,
  },
  csvNumbers: ['quantity', 'unavailable', 'on_hand_after'],
  id: ({ id }) => id,
});
