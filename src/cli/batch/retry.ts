// oms batch retry
import type { KeptFile } from '../../domain/batch.ts';
import { OmsError } from '../../domain/error.ts';
import { recordImportExitCode } from '../../domain/import/record.ts';
import { importExitCode } from '../../domain/import/result.ts';
import { type Retried, retryView } from '../../output/views/batch.ts';
import { keptFilesOf, waitingBatches } from '../../usecases/batch/read.ts';
import type { Shop } from '../../usecases/shop.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import { openAll } from '../open-files.ts';
import { selectIds } from '../selection.ts';
import { type Attempt, keptAttempts, mendedAttempts } from './attempts.ts';

export const retry: Command = {
  name: 'retry',
  summary: 'read what is in quarantine once more, as it is or mended',
  notes: `Without --file the rows that were kept are read again, such as after a change of the profile, or a refund once its sale
has come in; what still cannot be read stays where it is. With --file the rows of a mended file of rejects come in, by the profile and channel of their batch, or
by the import of products, prices, stock, customers or codes that refused them, asked for as it was then;
its added columns are read for where a row belongs. The same mended file twice changes nothing. "-" reads stdin.`,
  args: '[ids...]',
  options: [{ flags: '--file <file>', about: 'what oms batch rejects wrote, mended' }],
  selects: true,
  writes: true,
  examples: ['batch retry B12', 'batch retry B12 --file rejects.csv', 'batch retry --all --dry-run'],
  async run(context, input) {
    const shop = await context.shopToWrite();
    const ids = await selectIds(context, input, () => waitingBatches(shop));
    const files = await keptFilesOf(shop, ids);
    const mended = input.text('file');
    const attempts = mended === undefined ? await keptAttempts(context, shop, files) : await fromMended(context, shop, mended, files);
    const imports: Retried['imports'][number][] = [];
    for (const attempt of attempts) imports.push(await attempt.import({ dryRun: input.dryRun }));
    const others = imports.filter(({ batch }) => batch === null || !files.some((kept) => kept.batch === batch));
    const waiting = input.dryRun ? stillWaiting(files, attempts, others) : stillWaiting(await keptFilesOf(shop, ids), [], others);
    const left = waiting.orders + waiting.rows;
    if (input.dryRun) context.say('note.dry-run');
    const code = exitCode(imports, mended === undefined ? left : 0);
    if (!context.globals.quiet || context.globals.json || code !== 0) context.print(retryView, { imports, batches: ids, waiting }, input);
    if (imports.length === 0 && left === 0) context.say('note.nothing-to-do');
    return code;
  },
};

async function fromMended(context: Context, shop: Shop, name: string, files: readonly KeptFile[]) {
  if (files.length === 0) throw new OmsError('nothing-selected', { command: context.command });
  const [bytes] = await openAll(context, [name]);
  if (!bytes) return [];
  try {
    return await mendedAttempts(context, shop, bytes, files);
  } finally {
    bytes.close();
  }
}

/** What waits in the batches, but for what a dry run would take out of them, and what was tried and still cannot be taken. */
function stillWaiting(files: readonly KeptFile[], attempts: readonly Attempt[], imports: Retried['imports']): Retried['waiting'] {
  const waiting = { orders: 0, rows: 0 };
  const add = (isOfOrders: boolean, count: number) => {
    waiting[isOfOrders ? 'orders' : 'rows'] += count;
  };
  for (const { records, orders } of files) add(records === null, orders.length);
  for (const { kept, entries } of attempts) add(kept.records === null, -entries.length);
  for (const result of imports) add(!('kind' in result), 'kind' in result ? result.refused.length : result.orders.quarantined);
  return waiting;
}

/**
 * As of an import: 1 where nothing came in, 3 where some did. Rows that a mended file leaves out are no refusal; kept
 * ones that still cannot be read are.
 */
function exitCode(imports: Retried['imports'], refused: number): 0 | 1 | 3 {
  if (imports.length === 0) return refused === 0 ? 0 : 1;
  const codes = imports.map((result) => ('kind' in result ? recordImportExitCode(result) : importExitCode(result)));
  if (refused === 0 && codes.every((code) => code === 0)) return 0;
  return codes.every((code) => code === 1) ? 1 : 3;
}
