// Importing files of records: the same for products, prices, stock, customers and codes.
import path from 'node:path';
import { OmsError } from '../domain/error.ts';
import { type RecordImportResult, type RecordKind, recordImportExitCode } from '../domain/import/record.ts';
import type { RecordShape } from '../input/index.ts';
import type { View } from '../output/view.ts';
import { recordImportView } from '../output/views/record-import.ts';
import type { RecordImportRequest } from '../usecases/import-records.ts';
import type { Shop } from '../usecases/shop.ts';
import type { CommandOption } from './command.ts';
import type { Context } from './context.ts';
import type { Input } from './input.ts';
import { openAll, refuseTogether } from './open-files.ts';

export const strictOption: CommandOption = {
  flags: '--strict',
  about: 'all or nothing: one row that cannot be taken keeps out every other',
};

/** Reads the files named (the arguments) as records of one kind, and takes them in. `shapeOf` picks the kind among those of `input`. */
export async function importRecordFiles<Kind extends RecordKind, Draft, Result extends RecordImportResult = RecordImportResult>(
  context: Context,
  input: Input,
  shapeOf: (shapes: typeof import('../input/index.ts')) => RecordShape<Kind, Draft>,
  importFiles: (shop: Shop, request: RecordImportRequest<Draft>) => Promise<Result>,
  names: readonly string[] = input.args,
  view: View<Result> = recordImportView,
): Promise<number> {
  const shop = await context.shopToWrite();
  const shapes = await import('../input/index.ts');
  const shape = shapeOf(shapes);
  const profiles = shapes.loadProfiles(context.world.root, path.dirname(shop.database.path), shape.kind);
  const opened = await openAll(context, names);
  try {
    const readers = opened.map((bytes) => () => shapes.openRecordFile(bytes, profiles, shape, shop.settings.currency));
    const files = refuseTogether(context, readers);
    const result = await importFiles(shop, { files, strict: input.on('strict'), dryRun: input.dryRun });
    if (input.dryRun) context.say('note.dry-run');
    const code = recordImportExitCode(result);
    // --quiet is for cron: it says nothing while all is well, and everything where a row was kept out
    if (!context.globals.quiet || context.globals.json || code !== 0) context.print(view, result, input);
    if (result.isRefused) throw new OmsError('rows-refused', { count: result.counts.refused });
    return code;
  } finally {
    for (const bytes of opened) bytes.close();
  }
}
