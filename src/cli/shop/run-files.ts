// The files of the inbox one by one: read by their profile, taken in, and filed away with a report.
import path from 'node:path';
import { isOmsError, OmsError } from '../../domain/error.ts';
import type { ImportResult } from '../../domain/import/result.ts';
import { codeOfImport, type RunFile, stateOfImport } from '../../domain/run.ts';
import type { Bytes, InboxFile } from '../../input/index.ts';
import { fileAway } from '../../output/inbox.ts';
import { rejectsCsv } from '../../output/rejects.ts';
import { type Explain, fileJson } from '../../output/views/run.ts';
import { keptFilesOf } from '../../usecases/batch/read.ts';
import { importOrders } from '../../usecases/order/import.ts';
import { type Shop, today } from '../../usecases/shop.ts';
import type { Context } from '../context.ts';
import { channelName, factsOf, type orderProfiles } from '../order-files.ts';
import { Progress } from '../progress.ts';
import { readingAhead } from '../read-ahead.ts';

export interface Inbox {
  readonly context: Context;
  readonly shop: Shop;
  /** Absolute. */
  readonly folder: string;
  readonly profiles: Awaited<ReturnType<typeof orderProfiles>>;
  readonly dryRun: boolean;
  readonly explain: Explain;
}

/** Refusals after which the file stays where it is: it may be whole, or can be read, the next time. */
const NOT_YET: ReadonlySet<string> = new Set(['file-cut', 'file-half']);
/** Known, and nothing in it: a day without orders. */
const NOTHING_IN_IT = 'file-no-rows';
/** Trouble that the next file would meet as well. */
const STOPS: ReadonlySet<string> = new Set(['busy', 'disk-full', 'database-read-only', 'database-damaged', 'database-newer']);

/** Files that are read together: mostly one. */
export type Together = readonly [InboxFile, ...InboxFile[]];

/** Whether a run that met this has to stop. */
export function stopsRun({ error }: RunFile): boolean {
  return error !== null && STOPS.has(error.code);
}

/** Takes in files that belong together, and files them away. What is refused becomes part of the answer. */
export async function takeTogether(inbox: Inbox, together: Together): Promise<RunFile[]> {
  try {
    const { result, hashes } = await imported(inbox, together);
    const state = stateOfImport(result);
    const rejects = inbox.dryRun ? null : await rejectsOf(inbox, result);
    const code = codeOfImport(result);
    return together.map(({ path: name }, index) =>
      filed(
        inbox,
        { path: name, state, movedTo: null, imported: result, error: null, code },
        hashes[index] ?? null,
        index === 0 ? rejects : null,
      ),
    );
  } catch (error) {
    if (!isOmsError(error)) throw error;
    return together.map(({ path: name, channel }) => refused(inbox, name, inInbox(error, name, channel)));
  }
}

/** The folder is what names a channel here, not a flag. */
function inInbox(error: OmsError, name: string, channel: string | null): OmsError {
  if (error.code === 'channel-needed') return new OmsError('inbox-channel-needed', { ...error.details, path: name });
  return error.code === 'flag-value' ? new OmsError('inbox-channel-invalid', { path: name, channel }) : error;
}

async function imported(inbox: Inbox, together: Together): Promise<{ result: ImportResult; hashes: string[] }> {
  const { context, shop, folder, profiles, dryRun } = inbox;
  const link = together.find(({ isLink }) => isLink);
  if (link) throw new OmsError('inbox-link', { path: link.path });
  const { openFile, openingsOf, withoutSheet } = await import('../../input/index.ts');
  const opened: Bytes[] = [];
  const facts = factsOf(shop);
  let reading: Awaited<ReturnType<typeof readingAhead>> | undefined;
  try {
    for (const { path: name } of together) opened.push(await withoutSheet(openFile(path.join(folder, name), name)));
    const channel = together[0].channel === null ? null : channelName(together[0].channel, together[0].path);
    if (!dryRun) reading = await readingAhead(context, shop, opened, { opening: null, facts });
    const files = openingsOf(opened, profiles, facts).map((open) => open());
    const progress = new Progress(context);
    const result = await importOrders(shop, {
      files,
      channel,
      opening: null,
      strict: false,
      dryRun,
      progress: (done) => progress.tell(done),
      ahead: reading?.ahead,
    });
    progress.end();
    return { result, hashes: files.map(({ sha256 }) => sha256) };
  } finally {
    reading?.close();
    for (const bytes of opened) bytes.close();
  }
}

/** The rows of these files that wait in quarantine, as CSV; null: there are none. */
async function rejectsOf({ shop, context }: Inbox, { batch, files }: ImportResult): Promise<string | null> {
  if (batch === null) return null;
  const names = new Set(files.map(({ name }) => name));
  const kept = (await keptFilesOf(shop, [batch])).filter(({ name, orders }) => names.has(name) && orders.length > 0);
  return kept.length === 0 ? null : rejectsCsv(kept, context.words);
}

function refused(inbox: Inbox, name: string, { code, kind, details }: OmsError): RunFile {
  const file = { path: name, movedTo: null, imported: null, error: { code, details } } as const;
  if (code === NOTHING_IN_IT) return filed(inbox, { ...file, state: 'done', code: 0 }, null, null);
  if (NOT_YET.has(code) || kind === 'environment') return { ...file, state: 'waiting', code: 4 };
  return filed(inbox, { ...file, state: 'failed', code: 1 }, null, null);
}

/** Moves a file to where it belongs, after everything about it is in the database. */
function filed(inbox: Inbox, file: RunFile, sha256: string | null, rejects: string | null): RunFile {
  if (inbox.dryRun || file.state === 'waiting') return file;
  const { context, shop, folder, explain } = inbox;
  const report = fileJson(file, explain, context.paper);
  const movedTo = fileAway(folder, { path: file.path, folder: file.state, date: today(shop), sha256, report, rejects });
  return { ...file, movedTo };
}
