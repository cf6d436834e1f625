// What each kind of record is made of. A cell that is left empty leaves what is there as it is.

import type { Alias } from '../domain/alias.ts';
import { isCountry } from '../domain/country.ts';
import type { CustomerDraft } from '../domain/customer.ts';
import { cutCardNumbers, cutCardsInCode } from '../domain/import/card.ts';
import { countryCode } from '../domain/import/country.ts';
import type { LotWish } from '../domain/lot.ts';
import { checkGtin, checkHsCode, checkSku, type Price, productKinds, taxCategories } from '../domain/product.ts';
import { type MadeProductDraft, readParts } from '../domain/product-made.ts';
import { languages } from '../domain/settings.ts';
import type { StockDraft } from '../domain/stock.ts';
import { movementOfMark, type SheetCount, sheetMark } from '../domain/stock-count.ts';
import { parseDate } from '../domain/time.ts';
import { NOTE_MOST } from './cell-reader.ts';
import { readGrams } from './numbers.ts';
import type { RecordCells } from './record-cells.ts';
import type { RecordShape } from './record-file.ts';
import type { RecordField } from './record-profile.ts';

/** A SKU; one that is not there, or cannot be one, is noted. */
function skuIn<Field extends string>(cells: RecordCells<Field | 'sku'>): string {
  const text = cells.code('sku');
  return cells.checked('sku', 'id-invalid', () => checkSku(text)) ?? text;
}

const yesAndNo: Readonly<Record<string, boolean>> = {
  yes: true,
  true: true,
  '1': true,
  y: true,
  no: false,
  false: false,
  '0': false,
  n: false,
};

function yesIn<Field extends string>(cells: RecordCells<Field>, field: Field): boolean | undefined {
  return cells.checked(field, 'value-invalid', (text) => yesAndNo[text.toLowerCase()], { allowed: ['yes', 'no'] });
}

/** The year first, as most programs write a date that is to be read again: 2026-03-02, 2026/3/2, 2026. 3. 2. */
const DAY = /^(\d{4})[-/.]\s?(\d{1,2})[-/.]\s?(\d{1,2})\.?$/;

function dayIn<Field extends string>(cells: RecordCells<Field>, field: Field): string | undefined {
  const read = (text: string) => {
    const [, year, month = '', day = ''] = DAY.exec(text) ?? [];
    return year && parseDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  };
  return cells.checked(field, 'value-invalid', read, { allowed: ['2026-03-02'] });
}

/** Which lot goods are of. */
function lotIn(cells: RecordCells<'lot' | 'expires'>): LotWish {
  return { lot: cells.text('lot') ?? undefined, expires: dayIn(cells, 'expires') };
}

/** The shop has prices in its own currency only; a row that says another is noted. */
function checkCurrency<Field extends string>(cells: RecordCells<Field | 'currency'>): void {
  const currency = cells.raw('currency').toUpperCase();
  if (currency !== '' && currency !== cells.currency) cells.note('currency-other', 'currency', { currency, own: cells.currency });
}

function productIn(cells: RecordCells<RecordField<'products'>>): MadeProductDraft {
  checkCurrency(cells);
  return {
    sku: skuIn(cells),
    name: cells.words('name') ?? undefined,
    unitPriceMicros: cells.micros('price') ?? undefined,
    gtin: cells.checked('gtin', 'gtin-invalid', checkGtin),
    taxCategory: cells.choice('tax_category', taxCategories),
    weightGrams: weightIn(cells),
    hsCode: cells.checked('hs_code', 'value-invalid', checkHsCode),
    originCountry: cells.checked('origin_country', 'value-invalid', (text) => [countryCode(text)].find(isCountry)),
    unit: cells.words('unit') ?? undefined,
    bin: cells.words('bin') ?? undefined,
    reorderPoint: cells.whole('reorder_point'),
    buffer: cells.whole('buffer'),
    kind: cells.choice('kind', productKinds),
    availableFrom: dayIn(cells, 'available_from'),
    lots: yesIn(cells, 'lots'),
    expiryDays: cells.whole('expiry_days'),
    parts: cells.checked('parts', 'value-invalid', readParts, { allowed: ['SKU=QUANTITY'] }),
    active: yesIn(cells, 'active'),
  };
}

/** Grams of each unit a weight may be given in: exact by definition (international pound of 1959). */
const gramsOf = { weight_kg: 1_000, weight_lb: 453.59237, weight_oz: 28.349523125 } as const;

function weightIn(cells: RecordCells<RecordField<'products'>>): number | undefined {
  const unit = (['weight_kg', 'weight_lb', 'weight_oz'] as const).find((field) => cells.raw(field) !== '');
  if (unit === undefined || cells.raw('weight_grams') !== '') return cells.whole('weight_grams');
  return cells.checked(unit, 'number-invalid', (text) => readGrams(text, gramsOf[unit]));
}

export const productShape: RecordShape<'products', MadeProductDraft> = {
  kind: 'products',
  key: 'sku',
  identity: (cells) => cutCardsInCode(cells.raw('sku')),
  read: productIn,
};

/** "MUG", "MUG @ west", "MUG @ west @ L7": goods at a place, of a lot. */
function placedSku(cells: RecordCells<'sku' | 'location' | 'lot' | 'expires'>): string {
  const parts = [cutCardsInCode(cells.raw('sku')), cutCardNumbers(cells.raw('location')), cells.raw('lot') || cells.raw('expires')];
  return parts[0] === '' ? '' : parts.filter((part) => part !== '').join(' @ ');
}

/** Stock that was counted, or that has come in: of that nothing can be below zero. */
export function stockShapeAs(as: 'count' | 'receipt'): RecordShape<'stock', StockDraft> {
  return {
    kind: 'stock',
    key: 'sku',
    identity: placedSku,
    read: (cells) => ({
      sku: skuIn(cells),
      quantity: quantityIn(cells, as),
      location: cells.words('location') ?? undefined,
      unitCostMicros: cells.micros('unit_cost'),
      ...lotIn(cells),
    }),
  };
}

function quantityIn(cells: RecordCells<RecordField<'stock'>>, as: 'count' | 'receipt'): number {
  if (cells.raw('quantity') === '') cells.note('cell-missing', 'quantity');
  return (as === 'count' ? cells.counted('quantity') : cells.whole('quantity')) ?? 0;
}

export const countShape: RecordShape<'counts', SheetCount> = {
  kind: 'counts',
  key: 'sku',
  identity: placedSku,
  read: (cells) => ({
    sku: skuIn(cells),
    counted: cells.whole('counted') ?? 0,
    location: cells.words('location') ?? undefined,
    ...lotIn(cells),
    sheet: cells.id('sheet'),
    movementId: cells.checked('sheet', 'value-invalid', movementOfMark, { allowed: [sheetMark('2026-03-02T09:00:00Z', 12)] }) ?? 0,
  }),
};

export const priceShape: RecordShape<'prices', Price> = {
  kind: 'prices',
  key: 'sku',
  identity: (cells) => cutCardsInCode(cells.raw('sku')),
  read: (cells) => {
    if (cells.raw('price') === '') cells.note('cell-missing', 'price');
    checkCurrency(cells);
    return { sku: skuIn(cells), unitPriceMicros: cells.micros('price') ?? 0 };
  },
};

export const aliasShape: RecordShape<'aliases', Alias> = {
  kind: 'aliases',
  key: 'code',
  identity: (cells) => (cells.raw('code') === '' ? '' : `${cutCardNumbers(cells.raw('channel'))}:${cutCardsInCode(cells.raw('code'))}`),
  read: (cells) => ({
    channel: cells.id('channel') && (cells.words('channel') ?? ''),
    code: cells.code('code'),
    sku: skuIn(cells),
    quantity: cells.whole('quantity', 1) ?? 1,
  }),
};

/** "shopify:7001": a channel, and the id it knows somebody by. */
const IDENTITY = /^([^:]{1,50}):(.+)$/;

/** Somebody at some place: more of an address nobody but its owner can tell. */
const EMAIL = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/;

function customerIn(cells: RecordCells<RecordField<'customers'>>): CustomerDraft {
  const channel = cells.words('channel');
  const id = cells.text('id');
  if (id !== null && channel === null) cells.note('cell-missing', 'channel');
  const listed = (cells.text('known_as', NOTE_MOST) ?? '').split('\n').filter((text) => text.trim() !== '');
  const identities = listed.map((text) => IDENTITY.exec(text.trim()));
  if (identities.includes(null)) cells.note('value-invalid', 'known_as', { value: listed.join(' '), allowed: ['channel:id'] });
  const country = cells.text('country');
  const code = country === null ? undefined : countryCode(country);
  if (code !== undefined && !isCountry(code)) cells.note('value-invalid', 'country', { value: country, allowed: ['ISO 3166-1'] });
  const email = cells.words('email') ?? undefined;
  if (email !== undefined && !EMAIL.test(email)) cells.note('value-invalid', 'email', { value: email, allowed: ['name@example.com'] });
  return {
    name: cells.words('name') ?? undefined,
    company: cells.words('company') ?? undefined,
    email,
    phone: cells.number('phone') ?? undefined,
    taxId: cells.taxNumber('tax_id') ?? undefined,
    language: cells.choice('language', languages),
    note: cells.words('note', NOTE_MOST) ?? undefined,
    identities: [
      ...(channel !== null && id !== null ? [{ channel, id }] : []),
      ...identities.flatMap((match) => (match ? [{ channel: match[1] as string, id: match[2] as string }] : [])),
    ],
    address: {
      address1: cells.words('address1') ?? undefined,
      address2: cells.words('address2') ?? undefined,
      city: cells.words('city') ?? undefined,
      region: cells.words('region') ?? undefined,
      postcode: cells.number('postcode') ?? undefined,
      country: code,
    },
  };
}

/** The first id that a channel knows them by, else their e-mail; who has neither may be there several times. */
function customerIdentity(cells: RecordCells<RecordField<'customers'>>): string {
  const [channel, id] = [cutCardNumbers(cells.raw('channel')), cells.raw('id')];
  if (channel !== '' && id !== '') return `${channel}:${id}`;
  const [known = ''] = cells.raw('known_as').split('\n');
  return known.trim() || cutCardNumbers(cells.raw('email').toLowerCase());
}

export const customerShape: RecordShape<'customers', CustomerDraft> = {
  kind: 'customers',
  key: 'name',
  identity: customerIdentity,
  read: customerIn,
};
