// Stickers of products and bins, read from the shop as it is.
import { OmsError } from '../../domain/error.ts';
import type { ChosenSymbol, StickerLabel, SymbolKind } from '../../domain/label.ts';
import type { Product } from '../../domain/product.ts';
import { actResult, type Outcome } from '../../domain/result.ts';
import { findProduct, listProducts, similarSkus } from '../../store/product.ts';
import { refusedOutcome } from '../each.ts';
import { read, type Shop } from '../shop.ts';
import type { LabelRun } from './parcel.ts';

export interface StickerRequest {
  /** How many of each. */
  readonly count: number;
  /** What holds a code that is no GTIN, or any where it is asked for. */
  readonly symbol: ChosenSymbol;
  readonly isSymbolAsked: boolean;
  /** With the price of one piece. */
  readonly price: boolean;
}

/** Every product that stands on a shelf and is sold, by SKU. */
export function productsToLabel(shop: Shop): Promise<string[]> {
  return read(shop, async (db) => (await listProducts(db)).filter(({ active, kind }) => active && kind === 'goods').map(({ sku }) => sku));
}

/** Every bin that a product stands in, by name. */
export function binsToLabel(shop: Shop): Promise<string[]> {
  return read(shop, async (db) => {
    const bins = (await listProducts(db)).flatMap(({ bin }) => (bin ? [bin] : []));
    return [...new Set(bins)].sort((a, b) => (a < b ? -1 : 1));
  });
}

/** Stickers of products. A refusal (`product-unknown`) is an outcome. */
export function productStickers(shop: Shop, skus: readonly string[], request: StickerRequest): Promise<LabelRun<StickerLabel>> {
  return read(shop, async (db) => {
    const labels: StickerLabel[] = [];
    const results: Outcome[] = [];
    for (const sku of skus) {
      try {
        const product = await findProduct(db, sku);
        if (!product) throw new OmsError('product-unknown', { sku, near: await similarSkus(db, sku) });
        labels.push(...new Array<StickerLabel>(request.count).fill(productSticker(product, shop.settings.currency, request)));
        results.push({ id: product.sku, outcome: 'stickers', labelCount: request.count });
      } catch (error) {
        results.push(refusedOutcome(sku, error));
      }
    }
    return { labels, result: actResult(results) };
  });
}

function productSticker(product: Product, currency: string, { symbol, isSymbolAsked, price }: StickerRequest): StickerLabel {
  const own = product.gtin === null || isSymbolAsked ? undefined : gtinSymbols[product.gtin.length];
  return {
    kind: 'product',
    title: product.sku,
    name: product.name,
    priceMicros: price ? product.unitPriceMicros : null,
    currency,
    bin: product.bin,
    symbol: own ?? symbolFor(product.sku, symbol),
    code: own ? (product.gtin as string) : product.sku,
  };
}

/** A GTIN-14 is of a box of many, and has no symbol that shops read at the till. */
const gtinSymbols: Readonly<Record<number, SymbolKind>> = { 8: 'ean8', 12: 'upca', 13: 'ean13' };

/** Code 128 has no letters but Latin ones. */
function symbolFor(code: string, symbol: ChosenSymbol): ChosenSymbol {
  return symbol === 'code128' && !/^[\x20-\x7E]+$/.test(code) ? 'qr' : symbol;
}

/** Stickers of bins, also of such that nothing stands in yet. */
export function binStickers(shop: Shop, bins: readonly string[], { count, symbol }: StickerRequest): LabelRun<StickerLabel> {
  const labels = bins.flatMap((bin) =>
    new Array<StickerLabel>(count).fill({
      kind: 'bin',
      title: bin,
      name: null,
      priceMicros: null,
      currency: shop.settings.currency,
      bin: null,
      symbol: symbolFor(bin, symbol),
      code: bin,
    }),
  );
  return { labels, result: actResult(bins.map((bin) => ({ id: bin, outcome: 'stickers', labelCount: count }))) };
}
