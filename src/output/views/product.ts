// Products on the screen.
import type { ProductDetail } from '../../domain/price-history.ts';
import type { ProductView } from '../../domain/product.ts';
import { renderFacts } from '../table.ts';
import { listView, type Paper, type View } from '../view.ts';

export const productList: View<readonly ProductView[]> = listView<ProductView>({
  columns: [
    { title: 'sku', show: ({ sku }) => sku },
    { title: 'name', show: ({ name }) => name },
    { title: 'kind', show: ({ kind }, { words }) => words.say(`kind.${kind}`) },
    { title: 'price', align: 'right', show: (product, paper) => priceOf(product, paper) ?? '' },
    { title: 'tax', show: ({ taxCategory }) => taxCategory },
    { title: 'bin', show: ({ bin }) => bin ?? '' },
  ],
  csv: {
    sku: ({ sku }) => sku,
    name: ({ name }) => name,
    price: ({ price }) => price,
    currency: ({ currency }) => currency,
    gtin: ({ gtin }) => gtin,
    tax_category: ({ taxCategory }) => taxCategory,
    weight_grams: ({ weightGrams }) => weightGrams,
    unit: ({ unit }) => unit,
    bin: ({ bin }) => bin,
    reorder_point: ({ reorderPoint }) => reorderPoint,
    kind: ({ kind }) => kind,
    available_from: ({ availableFrom }) => availableFrom,
    lots: (product) => (product.lots ? 'yes' : 'no'),
    expiry_days: ({ expiryDays }) => expiryDays,
  },
  csvNumbers: ['price', 'weight_grams', 'reorder_point', 'available_from', 'lots', 'expiry_days'],
  id: ({ sku }) => sku,
});

/** "12,50 EUR"; null where it has none. */
function priceOf({ price, currency }: Pick<ProductView, 'price' | 'currency'>, { document }: Paper): string | null {
  return price === null ? null : `${document.number(price)} ${currency}`;
}

function facts(product: ProductDetail, paper: Paper): string {
  const { words } = paper;
  const name = (key: string) => words.say(`column.${key}`);
  return renderFacts([
    [name('sku'), product.sku],
    [name('name'), product.name],
    [name('kind'), words.say(`kind.${product.kind}`)],
    [name('price'), priceOf(product, paper)],
    [name('lowest-price'), priceOf({ ...product, price: product.lowestPrice }, paper)],
    [name('reduced-on'), product.reducedOn],
    [name('lowest-before'), priceOf({ ...product, price: product.lowestBefore }, paper)],
    [name('tax'), product.taxCategory],
    [name('gtin'), product.gtin],
    [name('weight'), product.weightGrams === null ? null : `${product.weightGrams} g`],
    [name('hs-code'), product.hsCode],
    [name('origin-country'), product.originCountry],
    [name('unit'), product.unit],
    [name('bin'), product.bin],
    [name('reorder-point'), product.reorderPoint === null ? null : String(product.reorderPoint)],
    [name('available-from'), product.availableFrom],
    [name('lots'), product.lots ? lots(product, paper) : null],
    [name('active'), words.say(product.active ? 'word.yes' : 'word.no')],
  ]);
}

/** "yes", or how many days have to be left. */
function lots({ expiryDays }: ProductView, { words }: Paper): string {
  return expiryDays === null ? words.say('word.yes') : words.say('product.expiry-days', { days: expiryDays });
}

/** One product as an object, several as an array. */
export const productShow: View<readonly ProductDetail[]> = {
  text: (products, paper) => products.map((product) => facts(product, paper)).join('\n\n'),
  json: (products) => (products.length === 1 ? products[0] : products),
};
