// oms product import
import path from 'node:path';
import { OmsError } from '../../domain/error.ts';
import { productImportExitCode } from '../../domain/import/product.ts';
import { productImportView } from '../../output/views/product-import.ts';
import { importProducts as importFiles } from '../../usecases/product/import.ts';
import type { Command } from '../command.ts';
import { openAll, refuseTogether } from '../open-files.ts';

export const importProducts: Command = {
  name: 'import',
  summary: 'products from CSV files; the SKU is the key, twice changes nothing',
  notes: `Needed columns: sku, name, price. Known: gtin, tax_category, weight_grams, unit, bin, reorder_point, kind; in English,
Spanish, Korean, Japanese or Chinese. An empty cell leaves what is there. "-" reads stdin.`,
  args: '<files...>',
  options: [{ flags: '--strict', about: 'all or nothing: one row that cannot be taken keeps out every other' }],
  writes: true,
  examples: ['product import products.csv', 'product import products.csv --strict --dry-run'],
  async run(context, input) {
    const shop = await context.shopToWrite();
    const { loadProfiles, openProductFile } = await import('../../input/index.ts');
    const profiles = loadProfiles(context.world.root, path.dirname(shop.database.path), 'products');
    const opened = await openAll(context, input.args);
    try {
      const readers = opened.map((bytes) => () => openProductFile(bytes, profiles, shop.settings.currency));
      const files = refuseTogether(context, readers);
      const result = await importFiles(shop, { files, strict: input.on('strict'), dryRun: input.dryRun });
      if (input.dryRun) context.say('note.dry-run');
      if (!context.globals.quiet || context.globals.json) context.print(productImportView, result, input);
      if (result.isRefused) throw new OmsError('products-refused', { count: result.products.refused });
      return productImportExitCode(result);
    } finally {
      for (const bytes of opened) bytes.close();
    }
  },
};
