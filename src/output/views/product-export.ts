// Products as `product import` reads them.
import { type MadeProductView, partsText } from '../../domain/product-made.ts';
import { columnsOf, type ExportLayout } from '../export.ts';
import { readable } from './export-numbers.ts';

const names = [
  'sku',
  'name',
  'price',
  'currency',
  'gtin',
  'tax_category',
  'weight_grams',
  'hs_code',
  'origin_country',
  'unit',
  'bin',
  'reorder_point',
  'buffer',
  'kind',
  'active',
  'available_from',
  'lots',
  'expiry_days',
  'parts',
];

export const productExport: ExportLayout<MadeProductView> = {
  columns: columnsOf(names, [
    'price',
    'currency',
    'weight_grams',
    'reorder_point',
    'buffer',
    'kind',
    'active',
    'available_from',
    'lots',
    'expiry_days',
  ]),
  rows: (product) => [
    [
      product.sku,
      product.name,
      product.price === null ? null : readable(product.price, product.exponent),
      product.currency,
      product.gtin,
      product.taxCategory,
      product.weightGrams,
      product.hsCode,
      product.originCountry,
      product.unit,
      product.bin,
      product.reorderPoint,
      product.buffer,
      product.kind,
      product.active ? 'yes' : 'no',
      product.availableFrom,
      product.lots ? 'yes' : 'no',
      product.expiryDays,
      partsText(product.parts),
    ],
  ],
  json: (product) => product,
};
