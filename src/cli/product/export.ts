// oms product export
import { productKinds } from '../../domain/product.ts';
import { productExport } from '../../output/views/product-export.ts';
import { exportProducts as exportAll } from '../../usecases/product/export.ts';
import type { Command } from '../command.ts';
import { exportOptions, exportTo } from '../export.ts';

export const exportProducts: Command = {
  name: 'export',
  summary: 'every product as CSV that "product import" reads, or as JSON; by SKU',
  notes:
    'Those no longer sold are in it, too, and what products are made of. The codes of channels are not: see "product alias list --csv".',
  options: [
    ...exportOptions,
    { flags: '--text <text>', about: 'SKU or name contains this' },
    { flags: '--kind <kind>', about: productKinds.join(' or ') },
  ],
  examples: [
    'product export -o products.csv --bom',
    'product export | oms product import - --dry-run',
    'product export --kind goods --json',
  ],
  async run(context, input) {
    const filter = { text: input.text('text'), kind: input.choice('kind', productKinds) };
    await exportTo(context, input, productExport, (shop, page) => exportAll(shop, filter, page));
    return undefined;
  },
};
