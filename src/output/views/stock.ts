// Stock on the screen.
import type { LocationLevel, MovementView, StockView } from '../../domain/stock.ts';
import { renderFacts, renderTable } from '../table.ts';
import { listView, type Paper, type View } from '../view.ts';

const numbers = ['onHand', 'reserved', 'unavailable', 'buffer', 'available', 'incoming', 'backordered', 'after'] as const;
const titles: Readonly<Record<(typeof numbers)[number], string>> = {
  onHand: 'on-hand',
  reserved: 'reserved',
  unavailable: 'unavailable',
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
    ...numbers.map((field) => ({ title: titles[field], align: 'right' as const, show: (row: StockView) => String(row[field]) })),
    { title: 'low', show: ({ low }, { words }) => (low ? words.say('word.low') : '') },
  ],
  csv: {
    sku: ({ sku }) => sku,
    name: ({ name }) => name,
    on_hand: ({ onHand }) => onHand,
    reserved: ({ reserved }) => reserved,
    unavailable: ({ unavailable }) => unavailable,
    buffer: ({ buffer }) => buffer,
    available: ({ available }) => available,
    incoming: ({ incoming }) => incoming,
    backordered: ({ backordered }) => backordered,
    after: ({ after }) => after,
    reorder_point: ({ reorderPoint }) => reorderPoint,
  },
  csvNumbers: ['on_hand', 'reserved', 'unavailable', 'buffer', 'available', 'incoming', 'backordered', 'after', 'reorder_point'],
  id: ({ sku }) => sku,
});

/** One product as an object, several as an array. */
export const stockShow: View<readonly StockView[]> = {
  text: (all, paper) => all.map((stock) => oneProduct(stock, paper)).join('\n\n'),
  json: (all) => (all.length === 1 ? all[0] : all),
};

function oneProduct(stock: StockView, paper: Paper): string {
  const name = (key: string) => paper.words.say(`column.${key}`);
  const facts = renderFacts([
    [name('sku'), stock.sku],
    [name('name'), stock.name],
    ...numbers.map((field) => [name(titles[field]), String(stock[field])] as const),
  ]);
  if (stock.locations.length < 2) return facts;
  const columns = [
    { title: name('location') },
    ...(['on-hand', 'reserved', 'unavailable', 'available', 'incoming'] as const).map((key) => ({
      title: name(key),
      align: 'right' as const,
    })),
  ];
  const rows = stock.locations.map((at) => [
    at.location,
    String(at.onHand),
    String(at.reserved),
    String(at.unavailable),
    String(at.available),
    String(at.incoming),
  ]);
  return `${facts}\n\n${renderTable(columns, rows, paper.width)}`;
}

/** A row for each place of a product. */
export interface PlacedRow extends LocationLevel {
  readonly sku: string;
  readonly name: string;
}

export function placedRows(all: readonly StockView[]): PlacedRow[] {
  return all.flatMap(({ sku, name, locations }) => locations.map((at) => ({ sku, name, ...at })));
}

const placedNumbers = ['onHand', 'reserved', 'unavailable', 'available', 'incoming'] as const;

export const placedStockView: View<readonly PlacedRow[]> = listView<PlacedRow>({
  columns: [
    { title: 'sku', show: ({ sku }) => sku },
    { title: 'name', show: ({ name }) => name },
    { title: 'location', show: ({ location }) => location },
    ...placedNumbers.map((field) => ({ title: titles[field], align: 'right' as const, show: (row: PlacedRow) => String(row[field]) })),
  ],
  csv: {
    sku: ({ sku }) => sku,
    name: ({ name }) => name,
    location: ({ location }) => location,
    on_hand: ({ onHand }) => onHand,
    reserved: ({ reserved }) => reserved,
    unavailable: ({ unavailable }) => unavailable,
    available: ({ available }) => available,
    incoming: ({ incoming }) => incoming,
  },
  csvNumbers: ['on_hand', 'reserved', 'unavailable', 'available', 'incoming'],
  id: ({ sku }) => sku,
});

export const stockHistoryView: View<readonly MovementView[]> = listView<MovementView>({
  columns: [
    { title: 'date', show: ({ date }) => date },
    { title: 'movement', show: ({ kind }, { words }) => words.say(`movement.${kind}`) },
    { title: 'location', show: ({ location }) => location },
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
