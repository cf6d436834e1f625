// oms run: the daily work, for cron.
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { isOmsError, OmsError } from '../../domain/error.ts';
import { isWorthTelling, type RunFile, type RunResult, runExitCode } from '../../domain/run.ts';
import type { InboxFile } from '../../input/index.ts';
import { type Explain, runView } from '../../output/views/run.ts';
import { aloneAtWork, dailyWork } from '../../usecases/shop/run.ts';
import type { Shop } from '../../usecases/shop.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import type { Input } from '../input.ts';
import { orderProfiles } from '../order-files.ts';
import { type Inbox, stopsRun, type Together, takeTogether } from './run-files.ts';

/** Long enough to see a file grow. */
const WATCH_MS = 200;

const run: Command = {
  name: 'run',
  summary: 'the daily work, for cron: take in the inbox, confirm what is clean',
  notes: `Takes in every file of the inbox that is whole, the oldest first; a folder in the inbox names the channel of its files. What
was taken in goes to done/, what could not be to failed/, by day, with a report and the rows that were rejected beside
it. A file that still grows, has been empty for less than an hour or ends in a cell stays and is told. Then new orders
without errors and holds are confirmed (setting run-confirms). Says nothing where nothing is new. Ends with the first of
4, 1 and 3 that occurred. A second run waits for the first, as long as --wait says, and then ends with 4.`,
  options: [{ flags: '--inbox <dir>', about: 'where the files are (default: inbox/ beside the shop’s database)' }],
  writes: true,
  examples: ['run', 'run --inbox /srv/downloads', 'run --dry-run --json'],
  async run(context, input) {
    const shop = await context.shopToWrite();
    if (input.dryRun) return tell(context, input, await runOnce(context, shop, input));
    return aloneAtWork(shop, context.world.root, async () => tell(context, input, await runOnce(context, shop, input)));
  },
};

async function runOnce(context: Context, shop: Shop, input: Input): Promise<RunResult> {
  const folder = await inboxFolder(context, shop, input);
  const profiles = await orderProfiles(context, shop);
  const inbox: Inbox = { context, shop, folder, profiles, dryRun: input.dryRun, explain: explainFor(context) };
  const { groups, growing } = await waitingFiles(context, inbox);
  const files: RunFile[] = [...growing];
  for (const together of groups) {
    files.push(...(await takeTogether(inbox, together)));
    if (files.some(stopsRun))
      return { files, confirmed: 0, unconfirmed: 0, reserved: 0, backordered: 0, unheld: [], swept: 0, served: [], low: [] };
  }
  return { files, ...(await dailyWork(shop, { dryRun: input.dryRun })) };
}

async function inboxFolder({ world }: Context, shop: Shop, input: Input): Promise<string> {
  const { isWithin } = await import('../../input/index.ts');
  const given = input.text('inbox');
  const own = realPath(path.dirname(shop.database.path));
  const folder = path.resolve(world.cwd, given ?? path.join(path.dirname(shop.database.path), 'inbox'));
  // its files would be filed away as what cannot be read, the database among them
  if (given === '' || isWithin(own, realPath(folder)))
    throw new OmsError('flag-value', { flag: '--inbox', value: given ?? '', allowed: ['inbox'] });
  return folder;
}

function realPath(folder: string): string {
  return existsSync(folder) ? realpathSync(folder) : folder;
}

/** What is in the inbox: files that belong together, and those that are still being written. */
async function waitingFiles({ world }: Context, inbox: Inbox): Promise<{ groups: Together[]; growing: RunFile[] }> {
  const { inboxFiles, isGrowing } = await import('../../input/index.ts');
  const seen = inboxFiles(inbox.folder, path.dirname(inbox.shop.database.path));
  if (seen.length > 0) await new Promise((resolve) => setTimeout(resolve, WATCH_MS));
  const now = world.now().getTime();
  const growing = new Set(seen.filter((file) => isGrowing(inbox.folder, file, now)));
  return {
    groups: await togetherIn(
      inbox,
      seen.filter((file) => !growing.has(file)),
    ),
    growing: [...growing].map(({ path: name }) => ({
      path: name,
      state: 'waiting',
      movedTo: null,
      imported: null,
      error: { code: 'file-growing', details: { path: name } },
      code: 4,
    })),
  };
}

/** The halves of one format, in one folder of the inbox, are read together; any other file by itself. */
async function togetherIn({ folder, profiles }: Inbox, files: readonly InboxFile[]): Promise<Together[]> {
  const { halfIn, openFile } = await import('../../input/index.ts');
  const groups = new Map<string, [InboxFile, ...InboxFile[]]>();
  for (const file of files) {
    const open = () => openFile(path.join(folder, file.path), file.path);
    const half = file.isLink ? undefined : halfOf(open, (bytes) => halfIn(bytes, profiles));
    const key = half === undefined ? file.path : `${file.channel ?? ''}/ ${half}`;
    const group = groups.get(key);
    if (group) group.push(file);
    else groups.set(key, [file]);
  }
  return [...groups.values()];
}

/** Which format a file is half of; what cannot be opened is told when its turn comes. */
function halfOf<T extends { close(): void }>(open: () => T, look: (bytes: T) => string | undefined): string | undefined {
  try {
    const bytes = open();
    try {
      return look(bytes);
    } finally {
      bytes.close();
    }
  } catch (error) {
    if (!isOmsError(error)) throw error;
    return undefined;
  }
}

function explainFor(context: Context): Explain {
  return ({ error }) => error && { ...error, ...context.refusal(error.code, error.details) };
}

/** One summary, and nothing where nothing is new. */
function tell(context: Context, input: Input, result: RunResult): number {
  if (input.dryRun) context.say('note.dry-run');
  if (context.globals.json || (isWorthTelling(result) && !isQuiet(context, result)))
    context.print(runView(explainFor(context)), result, input);
  const refused = result.files.filter(({ code }) => code !== 0);
  if (!context.globals.json) for (const { error, path: name } of refused) if (error) context.refuse(error.code, error.details, name);
  return runExitCode(result);
}

/** --quiet: not a word while all is well. */
function isQuiet(context: Context, result: RunResult): boolean {
  return context.globals.quiet && runExitCode(result) === 0;
}

export const commands = [run];
