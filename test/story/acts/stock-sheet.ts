// Count sheets: written, and booked later with what was counted, allowing for what moved meanwhile.
import { type Act, flag } from '../act.ts';
import { type Expected, undone } from '../answer.ts';
import { levelAt, type Piece, put, takeAway } from '../goods.ts';
import { type Product, Refusal, type Shop, sum } from '../model.ts';
import { serve } from '../rules.ts';
import { locationNamed } from './location.ts';
import { lotNamed, stocked } from './stock.ts';

export interface Sheet {
  /** Told by the program. */
  readonly mark: string;
  /** What stood where. */
  readonly rows: readonly Piece[];
  /** How many counts there had been. */
  readonly counts: number;
}

export const stockCountSheet: Act<Record<string, never>> = {
  needs: [],
  draw: () => ({}),
  line: () => ({ argv: ['stock', 'count', '--sheet'] }),
  expect(_, shop, __, told) {
    const rows = [...shop.products.values()].flatMap(toCount).sort((left, right) => (key(shop, left) < key(shop, right) ? -1 : 1));
    const mark = String(told[0]?.sheet ?? '');
    if (rows.length > 0) shop.sheets.push({ mark, rows, counts: shop.counts.length });
    return { code: 0, rows: rows.map(({ sku, location, lot, quantity }) => ({ sku, location, lot, expected: quantity })), changes: false };
  },
};

/** Where it has ever stood; by lot, where it still does. */
function toCount({ sku, isGoods, active, lots, shelves }: Product): Piece[] {
  if (!isGoods) return [];
  return [...shelves].flatMap(([location, shelf]): Piece[] => {
    if (!lots) return active || shelf.onHand > 0 ? [{ sku, location, lot: null, quantity: shelf.onHand }] : [];
    const standing = [...shelf.lots].filter(([, { onHand }]) => onHand > 0);
    return standing.map(([lot, { onHand }]) => ({ sku, location, lot, quantity: onHand }));
  });
}

/** By SKU, place, then what expires first. */
function key({ products }: Shop, { sku, location, lot }: Piece): string {
  const expires = lot === null ? null : products.get(sku)?.lots?.get(lot);
  return [sku, location, expires ?? '9999-99-99', lot ?? ''].join(' ');
}

interface CountedRow {
  readonly sku: string;
  readonly location: string;
  readonly lot?: string;
  readonly counted: number;
}

interface FilledIn {
  /** Which sheet, from 1; seldom one that was never written. */
  readonly sheet: number;
  readonly rows: readonly CountedRow[];
}

const NEVER_WRITTEN = '2026-01-01T00:00:00Z/M999999';

export const stockCountFile: Act<FilledIn> = {
  needs: ['sheet', 'rows', 'sku', 'location', 'lot', 'counted'],
  draw(random, { shop: { sheets } }) {
    if (sheets.length === 0) return undefined;
    const sheet = random.whole(Math.max(1, sheets.length - 1), sheets.length);
    const { rows } = sheets[sheet - 1] as Sheet;
    const found = new Set(random.several(1, 4, () => random.pick(rows)));
    const filledIn = [...found].map(({ sku, location, lot, quantity }) => ({
      sku,
      location,
      lot: lot ?? undefined,
      counted: Math.max(0, quantity + (random.percent(40) ? 0 : random.whole(-3, 3))),
    }));
    return { sheet: random.percent(3) ? sheets.length + 1 : sheet, rows: filledIn };
  },
  line({ sheet, rows }, { sheets }) {
    const mark = sheets[sheet - 1]?.mark ?? NEVER_WRITTEN;
    const body = rows.map(({ sku, location, lot = '', counted }) => [sku, location, lot, counted, mark].join(','));
    const text = ['sku,location,lot,counted,sheet', ...body, ''].join('\n');
    return { argv: ['stock', 'count', ...flag('file', 'counted.csv')], file: { name: 'counted.csv', text } };
  },
  expect({ sheet, rows }, shop): Expected {
    const counts = { counted: 0, unchanged: 0, refused: 0 };
    const differences: Difference[] = [];
    for (const row of rows) {
      const { outcome, difference } = undone(
        shop,
        () => book(shop, shop.sheets[sheet - 1], row),
        () => ({ outcome: 'refused' as const, difference: undefined }),
      );
      counts[outcome] += 1;
      if (difference) differences.push(difference);
    }
    const { refused } = counts;
    return { code: refused === 0 ? 0 : refused === rows.length ? 1 : 3, answer: { counts, differences } };
  },
};

interface Difference extends Omit<CountedRow, 'lot'> {
  readonly lot: string | null;
  readonly expected: number;
  readonly difference: number;
  readonly moved: number;
  readonly onHand: number;
}

interface Booked {
  readonly outcome: 'counted' | 'unchanged' | 'refused';
  readonly difference?: Difference;
}

/** Held against what stood there by the sheet; what came or went since stays. */
function book(shop: Shop, sheet: Sheet | undefined, { sku, location, lot, counted }: CountedRow): Booked {
  const product = stocked(shop, sku);
  const code = locationNamed(shop, location);
  if (!sheet) throw new Refusal('count-sheet-unknown');
  const isHere = (one: Piece) => one.sku === sku && one.location === code && one.lot === (lot ?? null);
  const since = shop.counts.slice(sheet.counts).filter(isHere);
  const expected = (sheet.rows.find(isHere)?.quantity ?? 0) + sum(since.map(({ quantity }) => quantity));
  const difference = counted - expected;
  if (difference === 0 && since.length > 0) return { outcome: 'unchanged' };
  const moved = levelAt(product, code, lot ?? null).onHand - expected;
  const named = lotNamed(product, { lot }, difference > 0);
  if (difference < 0) takeAway(shop, product, code, named, -difference);
  else put(product, code, named, difference);
  shop.counts.push({ sku, location: code, lot: named, quantity: difference });
  if (difference === 0) return { outcome: 'counted' };
  const { onHand } = levelAt(product, code, named);
  if (difference > 0) serve(shop, [sku]);
  return { outcome: 'counted', difference: { sku, location: code, lot: named, expected, counted, difference, moved, onHand } };
}
