// Stickers for products and bins: the code large, what it is, and the barcode below.
import { exponentOf } from '../../domain/currency.ts';
import type { StickerLabel } from '../../domain/label.ts';
import { formatUnitPrice } from '../../domain/money.ts';
import { mm } from '../pdf/sheet.ts';
import type { Words } from '../words.ts';
import type { Box, Drawing } from './drawing.ts';

const isMatrix = (symbol: string) => symbol === 'qr' || symbol === 'datamatrix';

/** Draws one sticker as large as its paper. */
export function drawSticker(drawing: Drawing, sticker: StickerLabel, words: Words): void {
  const inset = Math.min(mm(5), Math.max(mm(1.5), drawing.width * 0.05));
  const inner = { x: inset, y: inset, width: drawing.width - 2 * inset, height: drawing.height - 2 * inset };
  if (isMatrix(sticker.symbol)) drawBeside(drawing, sticker, words, inner);
  // what is too long for bars is short enough as a matrix
  else if (!drawAbove(drawing, sticker, words, inner)) drawBeside(drawing, { ...sticker, symbol: 'datamatrix' }, words, inner);
}

/** The words above the bars; false where the bars do not fit, and nothing is drawn. */
function drawAbove(drawing: Drawing, sticker: StickerLabel, words: Words, inner: Box): boolean {
  const size = Math.min(10, Math.max(6, inner.height * 0.1));
  const height = inner.height * 0.42;
  const y = inner.y + inner.height - height - size * 1.45;
  if (!drawing.barcode(sticker.symbol, sticker.code, { ...inner, y, height })) return false;
  const style = { size, align: 'center', width: inner.width } as const;
  drawing.text(drawing.type.fit(sticker.code, style, inner.width), inner.x, inner.y + inner.height - size * 1.35, style);
  writeWords(drawing, sticker, words, { ...inner, height: y - inner.y - mm(0.5) });
  return true;
}

/** The matrix to the left, the words to its right. */
function drawBeside(drawing: Drawing, sticker: StickerLabel, words: Words, inner: Box): void {
  const side = Math.min(inner.height, inner.width * 0.45);
  const y = inner.y + (inner.height - side) / 2;
  drawing.barcode(sticker.symbol, sticker.code, { x: inner.x, y, width: side, height: side });
  const gap = mm(1.5);
  writeWords(drawing, sticker, words, { ...inner, x: inner.x + side + gap, width: inner.width - side - gap });
}

/** Title, name, and on the last line price and bin; what has no room is left out from below. */
function writeWords(drawing: Drawing, sticker: StickerLabel, words: Words, { x, y, width, height }: Box): void {
  const { kind, title, name, bin } = sticker;
  const price = priceText(sticker, words);
  const largest = kind === 'bin' ? height * 0.6 : Math.min(height * 0.3, 26);
  const titleSize = sizeThatFits(drawing, title, width, largest, 7);
  const big = { size: titleSize, bold: true };
  let at = y;
  drawing.text(drawing.type.fit(title, big, width), x, at, big);
  at += titleSize * 1.35;
  const small = Math.min(12, Math.max(6, height * 0.17));
  const foot = [price, bin].filter(Boolean);
  const footTop = y + height - small * 1.35;
  const room = Math.floor(((foot.length > 0 ? footTop : y + height) - at) / (small * 1.2) + 0.15);
  if (name && room > 0) drawing.block(name, x, at, { size: small, leading: 1.2, width, maxLines: Math.min(3, room) });
  if (price) drawing.text(drawing.type.fit(price, { size: small, bold: true }, width), x, footTop, { size: small, bold: true });
  if (bin) {
    const spare = width - (price ? drawing.type.measure(price, { size: small, bold: true }) + mm(2) : 0);
    drawing.text(drawing.type.fit(bin, { size: small }, spare), x, footTop, { size: small, align: 'right', width });
  }
}

function sizeThatFits(drawing: Drawing, text: string, width: number, most: number, least: number): number {
  const natural = drawing.type.measure(text, { size: 1, bold: true });
  return Math.max(least, Math.min(most, natural === 0 ? most : width / natural));
}

/** A price finer than the currency's smallest coin is written with its code. */
function priceText({ priceMicros, currency }: StickerLabel, words: Words): string {
  if (priceMicros === null) return '';
  const coin = 10 ** (6 - exponentOf(currency));
  return priceMicros % coin === 0 ? words.money(priceMicros / coin, currency) : `${formatUnitPrice(priceMicros, currency)} ${currency}`;
}
