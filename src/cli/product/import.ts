// oms product import
import { importProducts as importFiles } from '../../usecases/product/import.ts';
import type { Command } from '../command.ts';
import { importRecordFiles, strictOption } from '../import-records.ts';

export const importProducts: Command = {
  name: 'import',
  summary: 'products from CSV files; the SKU is the key, twice changes nothing',
  notes: `Known by their columns: the product exports of Shopify and WooCommerce, and a plain file. Needed there: sku, name, price.
Known: gtin, tax_category, weight_grams (or weight_kg, weight_lb, weight_oz), unit, bin, reorder_point, buffer, kind,
active, available_from, lots, expiry_days, parts (SKU=QUANTITY, one on a line); in English, Spanish, Korean, Japanese or Chinese. An empty cell leaves what is there. "-" reads stdin.
What Shopify or WooCommerce has no SKU of gets the code that their order exports name it by: its name and options.
Rows that are refused wait: see oms batch.`,
  args: '<files...>',
  options: [strictOption],
  writes: true,
  examples: ['product import products.csv', 'product import products_export_1.csv --strict --dry-run'],
  run: (context, input) => importRecordFiles(context, input, ({ productShape }) => productShape, importFiles),
};
