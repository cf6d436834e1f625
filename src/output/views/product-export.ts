// Products as `product import` reads them.
import type { ProductView } from '../../domain/product.ts';
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
  'unit',
  'bin',
  'reorder_point',
  'buffer',
  'kind',
  'active',
];

export const productExport: ExportLayout<ProductView> = {
  columns: columnsOf(names, ['price', 'currency', 'weight_grams', 'reorder_point', 'buffer', 'kind', 'active']),
  rows: (product) => [
    [
      product.sku,
      product.name,
      product.price === null ? null : readable(product.price, product.exponent),
      product.currency,
      product.gtin,
      product.taxCategory,
      product.weightGrams,
      product.unit,
      product.bin,
      product.reorderPoint,
      product.buffer,
      product.kind,
      product.active ? 'yes' : 'no',
    ],
  ],
  json: (product) => product,
};
