// The flags that describe a product, shared by add and edit.
import { checkCountry, parsePrice } from '../../domain/order/typed.ts';
import { checkHsCode, type ProductDraft, productKinds, taxCategories } from '../../domain/product.ts';
import type { CommandOption } from '../command.ts';
import type { Input } from '../input.ts';

export const productOptions: readonly CommandOption[] = [
  { flags: '--name <text>', about: 'name' },
  { flags: '--price <amount>', about: 'unit price in the shop’s currency, such as 12.50' },
  { flags: '--gtin <digits>', about: 'GTIN (EAN, UPC, JAN)' },
  { flags: '--tax-category <category>', about: taxCategories.join(', ') },
  { flags: '--weight-grams <n>', about: 'weight of one, in grams' },
  { flags: '--hs-code <digits>', about: 'tariff number for customs: six to ten digits' },
  { flags: '--origin <country>', about: 'where it was made, two letters' },
  { flags: '--unit <text>', about: 'unit it is counted in' },
  { flags: '--bin <text>', about: 'where it lies' },
  { flags: '--reorder-point <n>', about: 'buy more when available falls to this' },
  { flags: '--buffer <n>', about: 'kept back from what is available' },
  { flags: '--available-from <date>', about: 'not promised to anybody before this day' },
  { flags: '--lots', about: 'kept by lot: what comes and goes says of which' },
  { flags: '--expiry-days <n>', about: 'its lots have a date, and are promised while so many days are left (0: up to the last)' },
  { flags: '--kind <kind>', about: productKinds.join(', ') },
];

/** The draft that the flags describe; the price is in the shop's currency. */
export function productDraft(sku: string, input: Input, currency: string): ProductDraft {
  const price = input.text('price');
  return defined({
    sku,
    name: input.text('name'),
    kind: input.choice('kind', productKinds),
    gtin: input.text('gtin'),
    unitPriceMicros: price === undefined ? undefined : parsePrice(price, currency),
    taxCategory: input.choice('tax-category', taxCategories),
    weightGrams: input.whole('weight-grams'),
    hsCode: mapped(input.text('hs-code'), checkHsCode),
    originCountry: mapped(input.text('origin'), checkCountry),
    unit: input.text('unit'),
    bin: input.text('bin'),
    reorderPoint: input.whole('reorder-point'),
    buffer: input.whole('buffer'),
    availableFrom: input.text('available-from') === '' ? null : input.date('available-from'),
    lots: input.either('lots'),
    expiryDays: input.text('expiry-days') === '' ? null : input.whole('expiry-days'),
    active: input.either('active'),
  });
}

/** An empty text takes back what was said. */
function mapped(text: string | undefined, check: (text: string) => string): string | null | undefined {
  return text === undefined ? undefined : text.trim() === '' ? null : check(text);
}

function defined(draft: { [Field in keyof ProductDraft]: ProductDraft[Field] | undefined }): ProductDraft {
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined)) as unknown as ProductDraft;
}
