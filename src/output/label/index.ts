// Labels: drawn once, given as PDF, PNG or ZPL, one to a page or several on a sheet.
import { type MarkedPage, pageMark } from '../../domain/document/mark.ts';
import type { ChosenSymbol, LabelFormat, ParcelLabel, StickerLabel } from '../../domain/label.ts';
import { type LabelStock, placesOn } from '../../domain/label-stock.ts';
import { fontsAt } from '../pdf/fonts.ts';
import { mm } from '../pdf/sheet.ts';
import type { Words } from '../words.ts';
import { Bitmap } from './bitmap.ts';
import { Drawing } from './drawing.ts';
import { drawParcel } from './parcel.ts';
import { labelsAsPdf, type PlacedDrawing } from './pdf.ts';
import { asPng } from './png.ts';
import { drawSticker } from './sticker.ts';
import { asZpl } from './zpl.ts';

export interface LabelOptions {
  /** Where the program is installed: the fonts are found from here. */
  readonly root: string;
  readonly words: Words;
  readonly format: LabelFormat;
  readonly stock: LabelStock;
  /** Place on the first sheet, from 1. */
  readonly start: number;
  /** Of images and of ZPL; a PDF's bars stand on the dots of 203 to the inch, which all others are finer than. */
  readonly dotsPerInch: number;
  readonly symbol: ChosenSymbol;
  readonly title: string;
  readonly author: string;
  /** The day the file bears. */
  readonly date: string;
}

/** What was made: one file, but of images one for each page. */
export interface LabelFiles {
  readonly files: readonly Uint8Array[];
  readonly pages: number;
}

const PDF_DOTS = 203;

/** The labels in their order. The same labels always give the same bytes. Refuses `font-missing`, `label-start`. */
export function renderLabels(labels: readonly ParcelLabel[], options: LabelOptions): Promise<LabelFiles> {
  const { words, symbol } = options;
  const of = labels.map(({ document }): MarkedPage => ({ kind: 'label', number: document }));
  return render(labels, options, (drawing, label) => drawParcel(drawing, label, { words, symbol }), of);
}

/** As {@link renderLabels}, of products and bins. */
export function renderStickers(stickers: readonly StickerLabel[], options: LabelOptions): Promise<LabelFiles> {
  return render(stickers, options, (drawing, sticker) => drawSticker(drawing, sticker, options.words));
}

/** `of` says whose label each is, where it is somebody's. */
async function render<T>(
  labels: readonly T[],
  options: LabelOptions,
  draw: (drawing: Drawing, label: T) => void,
  of: readonly MarkedPage[] = [],
): Promise<LabelFiles> {
  const { root, words, format, stock, start, title, author, date } = options;
  const fonts = fontsAt(root);
  const dotsPerInch = format === 'pdf' ? PDF_DOTS : options.dotsPerInch;
  const size = { width: mm(stock.label.widthMm), height: mm(stock.label.heightMm) };
  const script = { language: words.language };
  const places = placesOn(stock, labels.length, start);
  const placed = labels.map((label, index): PlacedDrawing => {
    const drawing = new Drawing(fonts, script, size, dotsPerInch);
    draw(drawing, label);
    const { page, xMm, yMm } = places[index] as (typeof places)[number];
    // every bar of the sheet stands on the same dots
    const onDot = (length: number) => Math.round(mm(length) / drawing.dot) * drawing.dot;
    return { drawing, of: of[index], page, x: onDot(xMm), y: onDot(yMm) };
  });
  const pages = places.at(-1)?.page ?? 0;
  if (format === 'zpl') return { files: [Buffer.from(placed.map((one) => asZpl(one.drawing, markOf([one]))).join(''), 'utf8')], pages };
  if (format === 'png') return { files: imagesOf(placed, stock, dotsPerInch, pages), pages };
  const page = [mm(stock.page.widthMm), mm(stock.page.heightMm)] as const;
  return { files: [await labelsAsPdf(placed, { fonts, script, size: page, title, author, of, date })], pages };
}

function markOf(placed: readonly PlacedDrawing[]): string {
  const of = placed.flatMap((one) => one.of ?? []);
  return of.length > 0 ? pageMark(of) : '';
}

function imagesOf(placed: readonly PlacedDrawing[], { page }: LabelStock, dotsPerInch: number, pages: number): Uint8Array[] {
  const dots = (length: number) => Math.round((length / 25.4) * dotsPerInch);
  return Array.from({ length: pages }, (_, index) => {
    const bitmap = new Bitmap(dots(page.widthMm), dots(page.heightMm));
    const own = placed.filter((one) => one.page === index + 1);
    for (const { drawing, x, y } of own) {
      for (const mark of drawing.marks) bitmap.fillMark(mark, drawing, x / drawing.dot, y / drawing.dot);
    }
    return asPng(bitmap, dotsPerInch, markOf(own));
  });
}
