// oms batch retry
import type { KeptFile } from '../../domain/batch.ts';
import { OmsError } from '../../domain/error.ts';
import { importExitCode } from '../../domain/import/result.ts';
import { type Retried, retryView } from '../../output/views/batch.ts';
import { keptFilesOf, waitingBatches } from '../../usecases/batch/read.ts';
import { retryOrders } from '../../usecases/batch/retry.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import { openAll } from '../open-files.ts';
import { factsOf, orderProfiles } from '../order-files.ts';
import { selectIds } from '../selection.ts';
import { type Attempt, keptAttempts, mendedAttempts, type Profiles } from './attempts.ts';

export const retry: Command = {
  name: 'retry',
  summary: 'read orders in quarantine once more, as they are or mended',
  notes: `Without --file the rows that were kept are read again, such as after a change of the profile; what still cannot be read
stays where it is. With --file the rows of a mended file of rejects come in, by the profile and channel of their batch;
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
    const profiles = new Map((await orderProfiles(context, shop)).map((profile) => [profile.name, profile]));
    const facts = factsOf(shop);
    const mended = input.text('file');
    const attempts = mended === undefined ? await keptAttempts(files, profiles, facts) : await fromMended(context, mended, files, profiles);
    const imports: Retried['imports'][number][] = [];
    for (const { kept, open, entries } of attempts) {
      imports.push(await retryOrders(shop, kept, open(facts), entries, { dryRun: input.dryRun }));
    }
    const waiting = stillWaiting(files, attempts, imports);
    if (input.dryRun) context.say('note.dry-run');
    const code = exitCode(imports, mended === undefined ? waiting : 0);
    if (!context.globals.quiet || context.globals.json || code !== 0) context.print(retryView, { imports, batches: ids, waiting }, input);
    if (imports.length === 0 && waiting === 0) context.say('note.nothing-to-do');
    return code;
  },
};

async function fromMended(context: Context, name: string, files: readonly KeptFile[], profiles: Profiles) {
  if (files.length === 0) throw new OmsError('nothing-selected', { command: context.command });
  const [bytes] = await openAll(context, [name]);
  if (!bytes) return [];
  try {
    return await mendedAttempts(bytes, files, profiles);
  } finally {
    bytes.close();
  }
}

/** Orders that were not tried, and those that were and still cannot be read. */
function stillWaiting(files: readonly KeptFile[], attempts: readonly Attempt[], imports: Retried['imports']): number {
  const all = files.reduce((sum, { orders }) => sum + orders.length, 0);
  const tried = attempts.reduce((sum, { entries }) => sum + entries.length, 0);
  return imports.reduce((sum, { orders }) => sum + orders.quarantined, all - tried);
}

/**
 * As of an import: 1 where nothing came in, 3 where some did. Rows that a mended file leaves out are no refusal; kept
 * ones that still cannot be read are.
 */
function exitCode(imports: Retried['imports'], refused: number): 0 | 1 | 3 {
  if (imports.length === 0) return refused === 0 ? 0 : 1;
  const codes = imports.map(importExitCode);
  if (refused === 0 && codes.every((code) => code === 0)) return 0;
  return codes.every((code) => code === 1) ? 1 : 3;
}
