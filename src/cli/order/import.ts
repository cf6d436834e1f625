// oms order import
import { OmsError } from '../../domain/error.ts';
import { type ImportResult, importExitCode } from '../../domain/import/result.ts';
import { nearest } from '../../domain/near.ts';
import { importView } from '../../output/views/import.ts';
import { importOrders as importFiles } from '../../usecases/order/import.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import { openAll, refuseTogether } from '../open-files.ts';
import { channelName, factsOf, orderProfiles } from '../order-files.ts';
import { Progress } from '../progress.ts';
import { readingAhead } from '../read-ahead.ts';

export const importOrders: Command = {
  name: 'import',
  summary: 'orders from the CSV files that channels export, any number of times',
  notes: `The format is recognised by its columns: oms profile list names those that are known; a plain one any spreadsheet
can write (oms help plain-csv). A format that comes in two files is given both. An order comes in whole or not at all; what cannot be read is told with its row and kept aside
until a file brings it right. The same file again changes nothing; a changed order is brought up to date while nothing
has been packed, invoiced or returned. "-" reads stdin.`,
  args: '<files...>',
  options: [
    { flags: '--channel <name>', about: 'whose orders these are, where the file does not say (default: the format’s own)' },
    { flags: '--profile <name>', about: 'the format, where several fit (see oms profile list)' },
    { flags: '--opening <date>', about: 'orders before this date are history: counted, but nothing is to be done for them' },
    {
      flags: '--exported-at <time>',
      about: 'when the files were exported (2026-03-01, 2026-03-01T09:30), where they do not say so themselves',
    },
    { flags: '--strict', about: 'all or nothing: one order that cannot be taken keeps out every other' },
  ],
  writes: true,
  examples: [
    'order import orders_export_1.csv',
    'order import january.csv february.csv --channel shopify-kr --opening 2026-03-01',
    'order import --dry-run --json - < orders.csv',
  ],
  async run(context, input) {
    const request = {
      channel: channelName(input.text('channel'), '--channel'),
      opening: input.date('opening') ?? null,
      strict: input.on('strict'),
    };
    const shop = await context.shopToWrite();
    const exportedAt = input.instant('exported-at', shop.settings['time-zone']);
    const facts = factsOf(shop, exportedAt);
    const { openingsOf } = await import('../../input/index.ts');
    const profiles = profileNamed(await orderProfiles(context, shop), input.text('profile'));
    const opened = await openAll(context, input.args);
    const reading =
      input.dryRun || request.strict ? undefined : await readingAhead(context, shop, opened, { opening: request.opening, facts });
    try {
      const files = refuseTogether(context, openingsOf(opened, profiles, facts));
      const isDated = exportedAt !== undefined;
      const progress = new Progress(context);
      const result = await importFiles(shop, {
        ...request,
        files,
        isDated,
        dryRun: input.dryRun,
        progress: (done) => progress.tell(done),
        ahead: reading?.ahead,
      });
      progress.end();
      if (input.dryRun) context.say('note.dry-run');
      // --quiet is for cron: it says nothing while all is well, and everything where an order was kept out
      if (!context.globals.quiet || context.globals.json || importExitCode(result) !== 0) context.print(importView, result, input);
      return conclude(context, result);
    } finally {
      reading?.close();
      for (const bytes of opened) bytes.close();
    }
  },
};

/** All of them, or the one that is named. */
function profileNamed(profiles: Awaited<ReturnType<typeof orderProfiles>>, name: string | undefined) {
  if (name === undefined) return profiles;
  const found = profiles.filter((profile) => profile.name === name);
  const names = profiles.map((profile) => profile.name);
  if (found.length === 0) throw new OmsError('profile-unknown', { name, near: nearest(name, names) });
  // whoever names it knows better than the first row
  return found.map((profile) => ({ ...profile, match: { ...profile.match, first: [] } }));
}

/** The exit code, and on a terminal what to do next. */
function conclude(context: Context, result: ImportResult): number {
  if (result.isRefused) throw new OmsError('import-refused', { count: result.orders.conflict + result.orders.quarantined });
  const code = importExitCode(result);
  if (context.isTTY && result.batch !== null && result.orders.new > 0) {
    context.say('note.next', { command: result.problems.length > 0 ? 'oms order validate --all' : 'oms order confirm --all' });
  }
  return code;
}
