// oms label product, oms label bin
import type { StickerLabel } from '../../domain/label.ts';
import { smallestSticker, stickerStocks } from '../../domain/label-stock.ts';
import { labelActView } from '../../output/views/label.ts';
import type { LabelRun } from '../../usecases/label/parcel.ts';
import { binStickers, binsToLabel, productStickers, productsToLabel, type StickerRequest } from '../../usecases/label/sticker.ts';
import { fingerprintOf } from '../../usecases/print/job.ts';
import type { Shop } from '../../usecases/shop.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import type { Input } from '../input.ts';
import { Printing } from '../printing.ts';
import { selectIds } from '../selection.ts';
import { drawingOptions, labelOptions, type Making, makingOf, putLabels, rangeOf } from './making.ts';
import { madeResult } from './result.ts';

const DEFAULT_SIZE = '50x30';
const sizes = `Sizes: ${stickerStocks.map(({ name }) => name).join(', ')}, or millimetres such as 62x29.`;
const count = { flags: '--count <n>', about: 'how many of each (default: 1)' };
const COUNT_MOST = 5000;

export const productLabel: Command = {
  name: 'product',
  summary: 'stickers of products: SKU, name, bin, and the GTIN or SKU as a barcode',
  args: '[skus...]',
  options: [...labelOptions(DEFAULT_SIZE), count, { flags: '--price', about: 'with the price of one piece' }],
  writes: true,
  selects: true,
  makes: true,
  prints: true,
  notes: `--all: everything that stands on a shelf and is sold. A GTIN becomes an EAN or UPC unless --barcode asks for another.\n${sizes}`,
  examples: ['label product MUG-01 --count 24', 'label product --all --size a4-24', 'label product MUG-01 --price --print'],
  run: (context, input) =>
    makeStickers(context, input, 'product', async (shop, making) => {
      const skus = await selectIds(context, input, () => productsToLabel(shop));
      return productStickers(shop, skus, requestOf(input, making));
    }),
};

export const binLabel: Command = {
  name: 'bin',
  summary: 'stickers of places on the shelf, with a barcode',
  args: '[bins...]',
  options: [...labelOptions(DEFAULT_SIZE), count],
  writes: true,
  selects: true,
  makes: true,
  prints: true,
  notes: `--all: every bin that a product stands in. ${sizes}`,
  examples: ['label bin A-01-03 A-01-04', 'label bin --all --barcode qr'],
  run: (context, input) =>
    makeStickers(context, input, 'bin', async (shop, making) => {
      const bins = await selectIds(context, input, () => binsToLabel(shop));
      return binStickers(shop, bins, requestOf(input, making));
    }),
};

function requestOf(input: Input, { symbol }: Making): StickerRequest {
  const count = input.whole('count', 1, COUNT_MOST) ?? 1;
  return { count, symbol, isSymbolAsked: input.text('barcode') !== undefined, price: input.on('price') };
}

async function makeStickers(
  context: Context,
  input: Input,
  noun: 'product' | 'bin',
  read: (shop: Shop, making: Making) => Promise<LabelRun<StickerLabel>>,
): Promise<number> {
  const shop = input.on('print') ? await context.shopToWrite() : await context.shop();
  const making = makingOf(context, input, shop, { size: DEFAULT_SIZE, stocks: stickerStocks, least: smallestSticker });
  const printing = Printing.asked(context, input, shop);
  const { labels, result } = await read(shop, making);
  if (labels.length === 0 || input.dryRun) return context.printAct(labelActView, result, input);
  const { renderStickers } = await import('../../output/pdf/index.ts');
  const documents = result.results.filter(({ outcome }) => outcome !== 'refused').map(({ id }) => id);
  const made = await renderStickers(labels, drawingOptions(context, shop, making, rangeOf(documents)));
  const files = putLabels(context, input, shop, made, making, `labels-${noun}-${rangeOf(documents)}`);
  // stickers are wanted as often as they are asked for
  const items = documents.map((document) => ({ document, fingerprint: fingerprintOf([noun, document]) }));
  await printing?.send({ kind: 'sticker', format: making.format === 'zpl' ? 'zpl' : 'pdf', items, files });
  const told = madeResult(printing?.told(result) ?? result, documents, files, made.pages);
  const code = context.printAct(making.toStdout ? { text: () => '' } : labelActView, told, input);
  if (printing?.trouble) throw printing.trouble;
  return code;
}
