// oms stock import
import { OmsError } from '../../domain/error.ts';
import { importStock as importFiles } from '../../usecases/stock/import.ts';
import type { Command } from '../command.ts';
import { importRecordFiles, strictOption } from '../import-records.ts';

const kinds = ['count', 'receipt'] as const;

export const importStock: Command = {
  name: 'import',
  summary: 'stock from CSV files: as it was counted, or as it came in',
  notes: `Known by their columns: the inventory exports of Shopify, its and WooCommerce’s product exports, and a plain file with
sku, quantity and, where they are said, location and unit_cost. A location is a code, or a location’s name as other
programs write it.

With --as count, on hand becomes what the file says, or nothing where that is below zero; the same again changes nothing.
With --as receipt, it is added: each row of the same bytes counts once, so that what was refused can come in later with
the same file. --key gives the delivery a name of its own: then its rows count once also when the file has been mended in
between. --again counts everything again. "-" reads stdin. Rows that are refused wait: see oms batch.`,
  args: '<files...>',
  options: [
    { flags: '--as <kind>', about: 'count: all there is on the shelf; receipt: what has come in (needed)' },
    { flags: '--location <code>', about: 'where, for rows that do not say (default: the first location)' },
    { flags: '--again', about: 'a receipt of the same rows counts again' },
    strictOption,
  ],
  writes: true,
  keyed: true,
  examples: ['stock import count.csv --as count', 'stock import delivery.csv --as receipt --location main --key delivery-2026-11-21'],
  run(context, input) {
    const as = input.choice('as', kinds);
    if (as === undefined) throw new OmsError('argument-missing', { name: '--as count|receipt' });
    const { key } = input;
    const again = input.on('again');
    if (key !== undefined && again) throw new OmsError('flags-conflict', { flags: ['--again', '--key'] });
    const location = input.text('location');
    return importRecordFiles(
      context,
      input,
      ({ stockShapeAs }) => stockShapeAs(as),
      (shop, request) => importFiles(shop, { ...request, as, location, key, again }),
    );
  },
};
