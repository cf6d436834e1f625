// oms price import
import { importPrices as importFiles } from '../../usecases/product/import.ts';
import type { Command } from '../command.ts';
import { importRecordFiles, strictOption } from '../import-records.ts';

export const importPrices: Command = {
  name: 'import',
  summary: 'new prices for products there are, from CSV files: sku, price',
  notes: `A column "currency" may say that they are in the shop’s own. Other columns are told and left out. The same file
again changes nothing. "-" reads stdin. Rows that are refused wait: see oms batch.`,
  args: '<files...>',
  options: [strictOption],
  writes: true,
  examples: ['price import prices.csv', 'price import prices.csv --dry-run --json'],
  run: (context, input) => importRecordFiles(context, input, ({ priceShape }) => priceShape, importFiles),
};
