// oms stock export
import { stockExport } from '../../output/views/stock-export.ts';
import { exportStock as exportAll } from '../../usecases/stock/export.ts';
import type { Command } from '../command.ts';
import { exportOptions, exportTo } from '../export.ts';

export const exportStock: Command = {
  name: 'export',
  summary: 'what is on hand as CSV that "stock import --as count" reads, or as JSON; by SKU and location',
  notes: `The CSV has on hand only; --json what is reserved and unavailable, too. What it has cost and how it came to be is in
"stock history".`,
  options: [
    ...exportOptions,
    { flags: '--text <text>', about: 'SKU or name contains this' },
    { flags: '--location <code>', about: 'in this location' },
  ],
  examples: ['stock export -o count-sheet.csv --bom', 'stock export --location main | oms stock import - --as count --dry-run'],
  async run(context, input) {
    const filter = { text: input.text('text'), location: input.text('location') };
    await exportTo(context, input, stockExport, (shop, page) => exportAll(shop, filter, page));
    return undefined;
  },
};
