// Products: what the shop sells, as it may come in and as it is kept.
import { exponentOf } from './currency.ts';
import { OmsError } from './error.ts';
import { formatUnitPrice } from './money.ts';

/**
 * Goods stand on a shelf and are sent. A kit is sold as one and sent as what it is made of. A capacity has places of limited
 * number (seats, spaces) that are reserved like stock, and nothing to send. A service has neither.
 */
export const productKinds = ['goods', 'service', 'kit', 'capacity'] as const;
export type ProductKind = (typeof productKinds)[number];

/** Whether how many there are is kept: what can be received, counted and reserved by itself. */
export function isStocked({ kind }: { readonly kind: ProductKind }): boolean {
  return kind === 'goods' || kind === 'capacity';
}

/** Whether orders of it have something to send. */
export function isSent({ kind }: { readonly kind: ProductKind }): boolean {
  return kind === 'goods' || kind === 'kit';
}

export const taxCategories = ['standard', 'reduced', 'super-reduced', 'zero', 'exempt'] as const;

/** A product as it may come in. Left out: unchanged on an edit, the default on an addition. */
export interface ProductDraft {
  readonly sku: string;
  readonly name?: string;
  readonly kind?: ProductKind;
  readonly gtin?: string | null;
  readonly unitPriceMicros?: number | null;
  readonly taxCategory?: string;
  readonly weightGrams?: number | null;
  /** The tariff number that customs declarations ask for: six digits of the Harmonized System, or more of a country's own. */
  readonly hsCode?: string | null;
  /** Where it was made: ISO 3166-1. */
  readonly originCountry?: string | null;
  readonly unit?: string;
  readonly bin?: string | null;
  readonly reorderPoint?: number | null;
  readonly buffer?: number;
  /** The business date from which it may be promised; null: at once. */
  readonly availableFrom?: string | null;
  /** What comes and goes is kept by lot. */
  readonly lots?: boolean;
  /** Its lots expire, and are promised while so many days are left; null: a lot needs no date. A number asks for lots. */
  readonly expiryDays?: number | null;
  readonly active?: boolean;
}

/** What a product costs from now on, in the shop's currency. */
export interface Price {
  readonly sku: string;
  readonly unitPriceMicros: number;
}

export interface Product {
  readonly id: number;
  readonly sku: string;
  readonly name: string;
  readonly kind: ProductKind;
  readonly gtin: string | null;
  readonly unitPriceMicros: number | null;
  readonly taxCategory: string;
  readonly weightGrams: number | null;
  readonly hsCode: string | null;
  readonly originCountry: string | null;
  readonly unit: string;
  readonly bin: string | null;
  readonly reorderPoint: number | null;
  readonly buffer: number;
  readonly availableFrom: string | null;
  readonly lots: boolean;
  readonly expiryDays: number | null;
  readonly active: boolean;
}

/** A product as the outside reads it: the price a decimal string in the shop's currency. */
export interface ProductView extends Omit<Product, 'id' | 'unitPriceMicros'> {
  readonly price: string | null;
  readonly currency: string;
  readonly exponent: number;
}

export const SKU_LENGTH_MAX = 100;

/** A SKU as it is kept: text, trimmed, 1 to 100 characters, no control characters. Refuses `sku-invalid`. */
export function checkSku(text: string): string {
  const sku = text.trim();
  if (sku === '' || sku.length > SKU_LENGTH_MAX || /\p{Cc}/u.test(sku))
    throw new OmsError('sku-invalid', { sku: text.slice(0, SKU_LENGTH_MAX), most: SKU_LENGTH_MAX });
  return sku;
}

/** GTIN-8, 12, 13 or 14 with its check digit (GS1 mod 10, weights 3 and 1 from the right). Refuses `gtin-invalid`. */
export function checkGtin(text: string): string {
  const digits = text.trim();
  if (!/^(\d{8}|\d{12,14})$/.test(digits) || gs1CheckDigit(digits.slice(0, -1)) !== Number(digits.at(-1))) {
    throw new OmsError('gtin-invalid', { gtin: text });
  }
  return digits;
}

/** A tariff number as it is kept: digits alone, six to ten of them. Refuses `hs-code-invalid`. */
export function checkHsCode(text: string): string {
  const digits = text.normalize('NFKC').replace(/[\s.]/g, '');
  if (!/^\d{6,10}$/.test(digits)) throw new OmsError('hs-code-invalid', { code: text });
  return digits;
}

/** The GS1 check digit of the digits before it. */
export function gs1CheckDigit(digits: string): number {
  let sum = 0;
  for (let index = digits.length - 1, weight = 3; index >= 0; index -= 1, weight = 4 - weight) sum += Number(digits[index]) * weight;
  return (10 - (sum % 10)) % 10;
}

/** The draft with its values checked. Refuses `sku-invalid`, `gtin-invalid`, `flag-value`. */
export function checkProductDraft(draft: ProductDraft): ProductDraft {
  if (draft.taxCategory !== undefined && !(taxCategories as readonly string[]).includes(draft.taxCategory)) {
    throw new OmsError('flag-value', { flag: 'tax category', value: draft.taxCategory, allowed: taxCategories });
  }
  if (draft.unitPriceMicros !== undefined && draft.unitPriceMicros !== null && draft.unitPriceMicros < 0) {
    throw new OmsError('amount-negative', { amount: String(draft.unitPriceMicros / 1_000_000) });
  }
  return { ...draft, sku: checkSku(draft.sku), ...(draft.gtin ? { gtin: checkGtin(draft.gtin) } : {}), ...lotsOf(draft) };
}

/** Lots that expire are lots, and what is kept by no lot has none that could. */
function lotsOf({ lots, expiryDays }: ProductDraft): Pick<ProductDraft, 'lots' | 'expiryDays'> {
  if (lots === false) return { expiryDays: null };
  return typeof expiryDays === 'number' ? { lots: true } : {};
}

/** Refuses `lots-goods-only`: nothing else stands on a shelf lot by lot. */
function checkLots({ sku, kind, lots }: Pick<Product, 'sku' | 'kind' | 'lots'>): void {
  if (lots && kind !== 'goods') throw new OmsError('lots-goods-only', { sku, kind });
}

/** A new product from a draft. Refuses `argument-missing` without a name, and `lots-goods-only`. */
export function newProduct(draft: ProductDraft): Omit<Product, 'id'> {
  const checked = checkProductDraft(draft);
  if (!checked.name?.trim()) throw new OmsError('argument-missing', { name: 'name' });
  checkLots({ sku: checked.sku, kind: checked.kind ?? 'goods', lots: checked.lots ?? false });
  return {
    sku: checked.sku,
    name: checked.name.trim(),
    kind: checked.kind ?? 'goods',
    gtin: checked.gtin ?? null,
    unitPriceMicros: checked.unitPriceMicros ?? null,
    taxCategory: checked.taxCategory ?? 'standard',
    weightGrams: checked.weightGrams ?? null,
    hsCode: checked.hsCode ?? null,
    originCountry: checked.originCountry ?? null,
    unit: checked.unit ?? 'piece',
    bin: checked.bin ?? null,
    reorderPoint: checked.reorderPoint ?? null,
    buffer: checked.buffer ?? 0,
    availableFrom: checked.availableFrom ?? null,
    lots: checked.lots ?? false,
    expiryDays: checked.expiryDays ?? null,
    active: checked.active ?? true,
  };
}

/** The fields a draft changes on a product, with their new values. Nothing changed: empty. Refuses `lots-goods-only`. */
export function productChanges(current: Product, draft: ProductDraft): Partial<Omit<Product, 'id' | 'sku'>> {
  const { sku: _, ...wanted } = checkProductDraft(draft);
  const entries = Object.entries(wanted).filter(([field, value]) => value !== undefined && value !== current[field as keyof Product]);
  const changes: Partial<Omit<Product, 'id' | 'sku'>> = Object.fromEntries(entries);
  checkLots({ ...current, ...changes });
  return changes;
}

/** What the fields are called outside, where that differs: as the flags and the columns of a file. */
const fieldNames: Readonly<Record<string, string>> = {
  unitPriceMicros: 'price',
  taxCategory: 'tax-category',
  weightGrams: 'weight-grams',
  hsCode: 'hs-code',
  originCountry: 'origin',
  reorderPoint: 'reorder-point',
  availableFrom: 'available-from',
  expiryDays: 'expiry-days',
};

/** The names of changed fields, for people and for the history. */
export function changedFields(changes: Partial<Product>): string[] {
  return Object.keys(changes).map((field) => fieldNames[field] ?? field);
}

/** The product for the outside. */
export function productView(product: Product, currency: string): ProductView {
  const { id: _, unitPriceMicros, ...rest } = product;
  return {
    ...rest,
    price: unitPriceMicros === null ? null : formatUnitPrice(unitPriceMicros, currency),
    currency,
    exponent: exponentOf(currency),
  };
}

/** What is kept back of each product as its safety buffer, by product. */
export function buffersOf(products: ReadonlyMap<number, Product>): Map<number, number> {
  return new Map([...products].map(([id, { buffer }]) => [id, buffer]));
}
