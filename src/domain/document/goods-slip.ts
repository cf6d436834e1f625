// Slips of goods without prices: packing slip, pick list, count sheet, return slip.
import type { Party } from '../order/order.ts';
import type { Printable, PrintableRow, Value } from './printable.ts';
import { emptySlip, factsWith, kilograms, orderName, partyOf, type SlipBase } from './slip.ts';

/** What of a line is told apart in a parcel: a lot of its product, or a part of a kit. */
export interface PackedGoods {
  /** Null where the line's own product lies in the parcel. */
  readonly part: { readonly sku: string; readonly name: string } | null;
  readonly lot: string | null;
  readonly expiresOn: string | null;
  /** Pieces of the part, or of the product. */
  readonly quantity: number;
}

export interface PackedLine {
  readonly sku: string;
  readonly name: string;
  readonly ordered: number;
  readonly quantity: number;
  readonly toFollow: number;
  /** Nothing where there is neither a lot nor a part. */
  readonly goods: readonly PackedGoods[];
}

export interface PackingSlip extends SlipBase {
  readonly order: { readonly id: string; readonly number: string };
  readonly to: Party;
  readonly carrier: string | null;
  readonly tracking: readonly string[];
  readonly parcelCount: number;
  readonly weightGrams: number | null;
  readonly note: string | null;
  readonly lines: readonly PackedLine[];
}

/** What lies in the parcels of a shipment; no prices, so that it may go with a gift. */
export function packingSlipOf({ order, to, carrier, tracking, parcelCount, weightGrams, note, lines, ...base }: PackingSlip): Printable {
  return {
    ...emptySlip('packing-slip', base),
    parties: [{ label: 'ship-to', party: { ...to, email: null, taxId: null } }],
    facts: factsWith([
      ['number', base.number],
      ['date', { date: base.date }],
      ['order', orderName(order)],
      ['carrier', carrier],
      ['tracking', tracking.join(', ')],
      ['parcels', { count: parcelCount }],
      ['weight', weightGrams === null ? null : { all: [kilograms(weightGrams), 'kg'], between: ' ' }],
    ]),
    columns: ['sku', 'description', 'ordered', 'quantity', 'backordered'],
    rows: lines.map(({ sku, name, ordered, quantity, toFollow, goods }) => ({
      cells: {
        sku,
        description: name,
        lot: goods.flatMap(({ lot }) => lot ?? []).join(', '),
        ordered: { count: ordered },
        quantity: { count: quantity },
        backordered: toFollow > 0 ? { count: toFollow } : '',
      },
      small: goods.map(packedGoods),
    })),
    sums: [{ label: { key: 'sum.quantity' }, amount: { count: total(lines) }, isStrong: true }],
    notes: note?.trim() ? [{ heading: { key: 'label.note' }, text: note.trim() }] : [],
  };
}

/** "TEA-20 Breakfast tea × 4 · Lot: L-0226 · Expires: 28 May 2026". */
function packedGoods({ part, lot, expiresOn, quantity }: PackedGoods): Value {
  const named: Value = { label: 'lot', value: lot ?? '–' };
  const times: Value = { all: [part ? `${part.sku} ${part.name}` : named, '×', { count: quantity }], between: ' ' };
  return {
    all: [times, part && lot !== null ? named : '', expiresOn === null ? '' : { label: 'expires', value: { date: expiresOn } }],
    between: ' · ',
  };
}

export interface PickedPlace {
  readonly bin: string;
  readonly location: string;
  readonly sku: string;
  readonly name: string;
  readonly lot: string | null;
  readonly quantity: number;
  /** "O12 × 2": for whom, where a wave is picked for many. */
  readonly orders: readonly string[];
}

export interface PickList extends SlipBase {
  readonly orders: readonly string[];
  readonly places: readonly PickedPlace[];
}

/** What to take from where, in the order in which one walks: by place and bin. */
export function pickListOf({ orders, places, ...base }: PickList): Printable {
  const isWave = orders.length > 1;
  const groups = new Set(places.map(({ location }) => location));
  const rows = places.map(
    ({ bin, location, sku, name, lot, quantity, orders: of }): PrintableRow => ({
      cells: { bin, sku, description: name, lot: lot ?? '', quantity: { count: quantity }, order: isWave ? of.join(', ') : '' },
      group: groups.size > 1 ? location : '',
    }),
  );
  return {
    ...emptySlip('pick-list', base),
    facts: factsWith([
      ['date', { date: base.date }],
      [isWave ? 'orders' : 'order', isWave ? { count: orders.length } : (orders[0] ?? '')],
      ['location', groups.size === 1 ? [...groups][0] : null],
    ]),
    columns: [
      'bin',
      'sku',
      'description',
      ...(places.some(({ lot }) => lot) ? (['lot'] as const) : []),
      ...(isWave ? (['order'] as const) : []),
      'quantity',
      'picked',
    ],
    rows,
    sums: [{ label: { key: 'sum.quantity' }, amount: { count: total(places) }, isStrong: true }],
    signatures: ['picked-by', 'date-signature'],
  };
}

export interface CountedPlace {
  readonly bin: string;
  readonly location: string;
  readonly sku: string;
  readonly name: string;
  readonly lot: string | null;
  /** Null: counted without knowing what is expected. */
  readonly expected: number | null;
}

export interface CountSheetPage extends SlipBase {
  /** The mark that the counts are booked with. */
  readonly mark: string;
  readonly places: readonly CountedPlace[];
}

/** What is to be counted, by place and bin, with boxes to write into. */
export function countSheetOf({ mark, places, ...base }: CountSheetPage): Printable {
  const isOpen = places.some(({ expected }) => expected !== null);
  const groups = new Set(places.map(({ location }) => location));
  return {
    ...emptySlip('count-sheet', base),
    facts: factsWith([
      ['number', mark],
      ['date', { date: base.date }],
      ['location', groups.size === 1 ? [...groups][0] : null],
    ]),
    columns: [
      'bin',
      'sku',
      'description',
      ...(places.some(({ lot }) => lot) ? (['lot'] as const) : []),
      ...(isOpen ? (['quantity'] as const) : []),
      'counted',
    ],
    rows: places.map(({ bin, location, sku, name, lot, expected }) => ({
      cells: { bin, sku, description: name, lot: lot ?? '', quantity: expected === null ? '' : { count: expected } },
      group: groups.size > 1 ? location : '',
    })),
    signatures: ['counted-by', 'date-signature'],
  };
}

export interface ReturnSlip extends SlipBase {
  readonly order: { readonly id: string; readonly number: string };
  readonly from: Party;
  readonly lines: readonly { readonly sku: string; readonly name: string; readonly quantity: number }[];
}

/** Goes with the goods: what the customer sends back is written into it. */
export function returnSlipOf({ order, from, lines, ...base }: ReturnSlip): Printable {
  return {
    ...emptySlip('return-slip', base),
    parties: [
      { label: 'return-to', party: partyOf(base.seller) },
      { label: 'return-from', party: { ...from, email: null, taxId: null } },
    ],
    facts: factsWith([
      ['order', orderName(order)],
      ['date', { date: base.date }],
    ]),
    before: [{ key: 'note.return-slip' }],
    columns: ['sku', 'description', 'quantity', 'returned', 'remark'],
    rows: lines.map(({ sku, name, quantity }) => ({ cells: { sku, description: name, quantity: { count: quantity } } })),
    notes: [{ heading: { key: 'column.remark' }, text: { key: 'note.return-reasons' } }],
    signatures: ['date-signature'],
  };
}

function total(lines: readonly { readonly quantity: number }[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}
