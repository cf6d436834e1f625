// The paper that labels are printed on: a roll, one label a page, or a sheet with several, begun at any of its places.
import { OmsError } from './error.ts';

export interface LabelSize {
  readonly widthMm: number;
  readonly heightMm: number;
}

export interface LabelStock {
  /** "100x150", "a4-8": as it is asked for. */
  readonly name: string;
  readonly label: LabelSize;
  readonly page: LabelSize;
  readonly columns: number;
  readonly rows: number;
}

const A4 = { widthMm: 210, heightMm: 297 };

function roll(name: string, widthMm: number, heightMm: number): LabelStock {
  return { name, label: { widthMm, heightMm }, page: { widthMm, heightMm }, columns: 1, rows: 1 };
}

/** A page cut into equal parts. */
function sheet(name: string, columns: number, rows: number): LabelStock {
  return { name, label: { widthMm: A4.widthMm / columns, heightMm: A4.heightMm / rows }, page: A4, columns, rows };
}

export const labelStocks: readonly LabelStock[] = [
  roll('100x150', 100, 150),
  roll('4x6', 101.6, 152.4),
  roll('a6', 105, 148),
  sheet('a4-2', 1, 2),
  sheet('a4-4', 2, 2),
  sheet('a4-8', 2, 4),
];

/** Stickers of products and bins; shipping labels go on none of these. */
export const stickerStocks: readonly LabelStock[] = [roll('50x30', 50, 30), sheet('a4-24', 3, 8), ...labelStocks];

/** What a printer can take, in millimetres. */
const LENGTH_LEAST = 20;
const LENGTH_MOST = 320;

/** How small a label may be: a parcel's has an address on it. */
export interface SmallestLabel {
  readonly widthMm: number;
  readonly heightMm: number;
}
export const smallestParcelLabel: SmallestLabel = { widthMm: 90, heightMm: 70 };
export const smallestSticker: SmallestLabel = { widthMm: 30, heightMm: LENGTH_LEAST };

/** "a4-8" among `known`, or "62x29" in millimetres. Refuses `label-size`. */
export function stockNamed(text: string, known: readonly LabelStock[], least: SmallestLabel): LabelStock {
  const name = text.normalize('NFKC').trim().toLowerCase().replaceAll('×', 'x');
  const own = known.find((stock) => stock.name === name);
  if (own) return own;
  const [, width, height] = /^(\d{2,3}(?:\.\d)?)x(\d{2,3}(?:\.\d)?)(?:mm)?$/.exec(name) ?? [];
  const custom = width && height ? roll(name, Number(width), Number(height)) : undefined;
  if (custom && fits(custom.label, least)) return custom;
  throw new OmsError('label-size', { size: text, known: known.map((stock) => stock.name), least: `${least.widthMm}x${least.heightMm}` });
}

/** Whether a shipping label can be this large. */
export function isParcelSize(text: string): boolean {
  try {
    return stockNamed(text, labelStocks, smallestParcelLabel).label.widthMm > 0;
  } catch {
    return false;
  }
}

function fits({ widthMm, heightMm }: LabelSize, least: SmallestLabel): boolean {
  return widthMm >= least.widthMm && heightMm >= least.heightMm && Math.max(widthMm, heightMm) <= LENGTH_MOST;
}

/** Where a label goes: the page from 1, and its top left corner there. */
export interface LabelPlace {
  readonly page: number;
  readonly xMm: number;
  readonly yMm: number;
}

/**
 * The places of so many labels, row by row from the `start`-th place of the first page (from 1). Refuses `label-start`
 * where a page has no such place.
 */
export function placesOn({ label, columns, rows, name }: LabelStock, count: number, start = 1): LabelPlace[] {
  const each = columns * rows;
  if (start < 1 || start > each) throw new OmsError('label-start', { start, size: name, most: each });
  return Array.from({ length: count }, (_, index) => {
    const place = index + start - 1;
    const onPage = place % each;
    return {
      page: Math.floor(place / each) + 1,
      xMm: (onPage % columns) * label.widthMm,
      yMm: Math.floor(onPage / columns) * label.heightMm,
    };
  });
}
