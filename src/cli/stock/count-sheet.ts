// oms stock count --sheet, --file and --suggest
import { OmsError } from '../../domain/error.ts';
import { countSheet as blindSheet, countSuggestionList, openCountSheet, sheetResultView } from '../../output/views/stock-count.ts';
import { bookSheet, countSheet } from '../../usecases/stock/count-sheet.ts';
import { countSuggestions } from '../../usecases/stock/count-suggest.ts';
import type { CommandOption } from '../command.ts';
import type { Context } from '../context.ts';
import { exportOptions, exportTo } from '../export.ts';
import { importRecordFiles, strictOption } from '../import-records.ts';
import type { Input } from '../input.ts';

export const sheetOptions: readonly CommandOption[] = [
  { flags: '--sheet', about: 'write a count sheet by bin, as CSV with a blank column "counted"' },
  { flags: '--file <file>', about: 'book a sheet that was filled in; "-" reads stdin' },
  { flags: '--suggest', about: 'what is due to be counted, by class' },
  { flags: '--expected', about: 'with --sheet: say what is expected, too' },
  { flags: '--text <text>', about: 'with --sheet: SKU or name contains this' },
  { flags: '--bin <text>', about: 'with --sheet: bins that begin with this' },
  ...exportOptions,
  strictOption,
];

const modes = ['sheet', 'file', 'suggest'] as const;

/** Whether one of them is asked for rather than the count of one product. */
export function isSheetAsked(input: Input): boolean {
  return modes.some((mode) => input.on(mode) || input.text(mode) !== undefined);
}

/** Refuses `flags-conflict` for what does not go together; --suggest --sheet is a sheet of what is suggested. */
export async function countBySheet(context: Context, input: Input): Promise<number | undefined> {
  const file = input.text('file');
  if (input.args.length > 0) throw new OmsError('flags-conflict', { flags: [input.args[0] as string, '--sheet, --file, --suggest'] });
  if (file !== undefined && (input.on('sheet') || input.on('suggest')))
    throw new OmsError('flags-conflict', { flags: ['--file', '--sheet, --suggest'] });
  if (file !== undefined) return importRecordFiles(context, input, ({ countShape }) => countShape, bookSheet, [file], sheetResultView);
  if (input.on('sheet')) await writeSheet(context, input);
  else context.printList(countSuggestionList, (await countSuggestions(await context.shop())).slice(0, input.limit(context.isTTY)), input);
  return undefined;
}

async function writeSheet(context: Context, input: Input): Promise<void> {
  const filter = { text: input.text('text'), bin: input.text('bin'), location: input.text('location') };
  await exportTo(context, input, input.on('expected') ? openCountSheet : blindSheet, async (shop, page) => {
    const skus = input.on('suggest')
      ? (await countSuggestions(shop)).slice(0, input.limit(context.isTTY)).map(({ sku }) => sku)
      : undefined;
    page(await countSheet(shop, { ...filter, skus }));
  });
}
