// oms product alias import
import { importAliases as importFiles } from '../../../usecases/product/import-alias.ts';
import type { Command } from '../../command.ts';
import { importRecordFiles, strictOption } from '../../import-records.ts';

export const importAliases: Command = {
  name: 'import',
  summary: 'say what many codes mean, from CSV files: channel, code, sku, quantity',
  notes: `As "product alias list --csv" writes them. Quantity may be left out: one. The same file again changes nothing. "-" reads
stdin. Rows that are refused wait: see oms batch.`,
  args: '<files...>',
  options: [strictOption],
  writes: true,
  examples: ['product alias import codes.csv', 'product alias import codes.csv --strict --dry-run'],
  run: (context, input) => importRecordFiles(context, input, ({ aliasShape }) => aliasShape, importFiles),
};
