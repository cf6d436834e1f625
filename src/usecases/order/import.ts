// Importing orders from files: whole orders, in chunks of short transactions, any number of times.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import type { OrderFile } from '../../domain/import/order.ts';
import type { ComingBatches, Prepared, PreparedBatch, ReadAhead } from '../../domain/import/prepared.ts';
import { type ImportCounts, type ImportedFile, type ImportResult, Tally } from '../../domain/import/result.ts';
import { fileReadBefore, finishBatch, finishBatchFile } from '../../store/batch.ts';
import { channelsOfProfile, findChannel } from '../../store/channel.ts';
import { type Handle, withoutForeignKeys } from '../../store/database.ts';
import { recordEvent } from '../../store/event.ts';
import { beginMany, bookOnOrderDay, endMany, hasOrders, newestOrderId } from '../../store/import.ts';
import { countOpenQuarantine } from '../../store/quarantine.ts';
import { type Act, read, type Shop, write } from '../shop.ts';
import { noteExported } from './import-dated.ts';
import { importOne, takePrepared } from './import-one.ts';
import { type ChosenFile, ImportRun } from './import-run.ts';

export interface ImportRequest {
  readonly files: readonly OrderFile[];
  /** Whose orders these are, where the files do not say. */
  readonly channel: string | null;
  /** Orders before this date are history. */
  readonly opening: string | null;
  /** All of it or nothing. */
  readonly strict: boolean;
  readonly dryRun: boolean;
  /** Somebody has told when the files were exported: what was in conflict without that is read again, the rest is dated. */
  readonly isDated?: boolean;
  /** Reads a file beside the writing: good only for a channel without orders. */
  readonly ahead?: ReadAhead | undefined;
  /** Told now and then how far the import has come, from 0 to 1. */
  progress?(done: number): void;
}

/** A file on its way in. */
interface Candidate extends ChosenFile {
  /** The batch that has read the same bytes already. */
  readonly readAs: string | null;
  readonly tally: Tally;
}

/**
 * Takes in every order of the files, whole or not at all. Refuses `channel-needed` where a format comes from several
 * channels. Under `strict` one order that cannot be taken keeps all of them out: the result says so (`isRefused`).
 */
export async function importOrders(shop: Shop, request: ImportRequest): Promise<ImportResult> {
  const candidates = await datedCandidates(shop, request, await read(shop, (db) => choose(db, request)));
  const fresh = candidates.filter(({ readAs }) => readAs === null);
  let batch = candidates.at(-1)?.readAs ?? null;
  if (fresh.length > 0) {
    const run = new ImportRun(fresh, request);
    const inOneGo = request.strict || (request.dryRun && fresh.length > 1);
    const waiting = sumOf(candidates).refused;
    const batchId = await (inOneGo ? inOne(shop, request, run, fresh, waiting) : inChunks(shop, request, run, fresh));
    batch = batchId === null ? null : formatId('batch', batchId);
  }
  const total = sumOf(candidates);
  const isRefused = request.strict && total.refused > 0;
  return { batch, files: candidates.map(imported), ...total.counts, problems: total.problems, isRefused };
}

function sumOf(candidates: readonly Candidate[]): Tally {
  const total = new Tally();
  for (const { tally } of candidates) total.include(tally);
  return total;
}

function imported({ file, channel, readAs, tally }: Candidate): ImportedFile {
  const { channels } = tally.counts;
  const { name, profile, encoding } = file;
  return { name, profile, channel: channels.length > 0 ? channels.join(', ') : channel, encoding, readAs };
}

async function choose(db: Handle, { files, channel, isDated = false }: ImportRequest): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  for (const file of files) candidates.push(await chosen(db, file, channel ?? (await channelOf(db, file)), isDated));
  return candidates;
}

/** The same bytes, with word of when they were exported: read again where that makes them younger than what is known. */
async function datedCandidates(shop: Shop, request: ImportRequest, candidates: readonly Candidate[]): Promise<Candidate[]> {
  if (!request.isDated) return [...candidates];
  const dated: Candidate[] = [];
  for (const known of candidates) {
    const isYounger = known.readAs !== null && (await noteExported(shop, request, known));
    dated.push(isYounger ? { ...known, readAs: null, tally: new Tally() } : known);
  }
  return dated;
}

/** The one channel that this format has come from so far; the profile's own name for the first time. */
async function channelOf(db: Handle, file: OrderFile): Promise<string> {
  const known = await channelsOfProfile(db, file.profile);
  if (known.length > 1)
    throw new OmsError('channel-needed', { path: file.name, profile: file.profile, channels: known, channel: known[0] });
  return known[0] ?? file.defaultChannel;
}

/** The same bytes again need not be read: what was in then is unchanged now, what waits in quarantine still waits. */
async function chosen(db: Handle, file: OrderFile, channel: string, isDated: boolean): Promise<Candidate> {
  const tally = new Tally();
  const channelId = await findChannel(db, channel);
  const before = channelId === undefined ? undefined : await fileReadBefore(db, file, channelId);
  if (!before) return { file, channel, readAs: null, tally };
  const counts = before.counts as ImportCounts;
  if (isDated && counts.orders.conflict > 0) return { file, channel, readAs: null, tally };
  const waiting = await countOpenQuarantine(db, before.fileId);
  const all = Object.values(counts.orders).reduce((sum, count) => sum + count, 0);
  tally.add({ ...counts, orders: { new: 0, updated: 0, unchanged: all - waiting, conflict: 0, quarantined: waiting } });
  return { file, channel, readAs: formatId('batch', before.batchId), tally };
}

/** After so long a transaction ends, so that nobody waits much longer for the write lock. */
const TRANSACTION_MS = 250;

/** Whole orders in short transactions; the file is read between them, never under the lock. */
async function inChunks(shop: Shop, request: ImportRequest, run: ImportRun, files: readonly Candidate[]): Promise<number | null> {
  beginMany(shop.database);
  for (const candidate of files) {
    const ahead = await readingAhead(shop, request, candidate);
    const taking = async () => {
      for await (const steps of stepsOf(request, run, candidate, files, ahead)) {
        for (let isDone = false; !isDone; ) {
          isDone = await write(shop, request, (act) => takeSteps(shop, act, run, candidate, steps));
          if (request.dryRun) run.forget();
        }
      }
    };
    // what orders that are all new refer to need not be looked up once more for each: their people are written with them,
    // their customers looked up in the same transaction; channels, products and files are never deleted, and whoever puts
    // a backup in the place of all of it ends the import with it
    await (ahead ? withoutForeignKeys(shop.database, taking) : taking());
    candidate.tally.foundInFile(candidate.file);
    if (!request.dryRun) await write(shop, request, (act) => finishFile(act, run, candidate));
  }
  endMany(shop.database);
  return request.dryRun ? null : write(shop, request, (act) => finish(act, run, files));
}

/** Thrown to undo what --strict does not want. */
class Refused extends Error {}

/**
 * Everything in one transaction: under --strict, and where a dry run has to see what its earlier files brought.
 * `waiting`: orders of files read before that still wait in quarantine.
 */
async function inOne(
  shop: Shop,
  request: ImportRequest,
  run: ImportRun,
  files: readonly Candidate[],
  waiting: number,
): Promise<number | null> {
  try {
    return await write(shop, request, async (act) => {
      for (const candidate of files) {
        for await (const steps of stepsOf(request, run, candidate, files, undefined)) {
          while (!(await takeSteps(shop, act, run, candidate, steps)));
        }
        candidate.tally.foundInFile(candidate.file);
        await finishFile(act, run, candidate);
      }
      if (request.strict && waiting + sumOf(files).refused > 0) throw new Refused();
      return request.dryRun ? null : finish(act, run, files);
    });
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

/** A small piece of a file that is taken in whole: an order, or a few that are new. */
type Step = (act: Act) => Promise<void>;

/** A file part by part, each as the steps that take it in; `ahead`: it is read by another thread. */
async function* stepsOf(
  request: ImportRequest,
  run: ImportRun,
  candidate: Candidate,
  files: readonly Candidate[],
  ahead: ComingBatches | undefined,
): AsyncGenerator<Iterator<Step>> {
  const tell = (done: number) => request.progress?.((files.indexOf(candidate) + done) / files.length);
  const { file, channel, tally } = candidate;
  if (!ahead) {
    for (const batch of file.batches(channel)) {
      yield stepsTaking(batch, (order) => (act) => importOne(act, run, candidate, order, tally));
      tell(file.progress());
    }
    return;
  }
  const taking = (orders: readonly Prepared[]) => (act: Act) => takePrepared(act, run, candidate, orders, tally);
  for await (const batch of ahead) {
    yield stepsAhead(batch, ahead, taking, ({ progress, sums }) => {
      if (sums) tally.include(sums);
      tell(progress);
    });
  }
}

/** A batch and those that have come when it has been taken: together they write what they have in common once. */
function* stepsAhead(
  first: PreparedBatch,
  ahead: ComingBatches,
  taking: (orders: readonly Prepared[]) => Step,
  taken: (batch: PreparedBatch) => void,
): Generator<Step> {
  for (let batch: PreparedBatch | undefined = first; batch; batch = ahead.ready()) {
    yield* stepsTaking(batch.slices, taking);
    taken(batch);
  }
}

function* stepsTaking<T>(pieces: Iterable<T>, taking: (piece: T) => Step): Generator<Step> {
  for (const piece of pieces) yield taking(piece);
}

/** What is read ahead must be new: the channel has no orders yet. */
async function readingAhead(shop: Shop, request: ImportRequest, { file, channel }: Candidate): Promise<ComingBatches | undefined> {
  if (request.dryRun || !request.ahead || !file.known) return undefined;
  const channelId = await read(shop, (db) => findChannel(db, channel));
  return channelId !== undefined && hasOrders(shop.database, channelId) ? undefined : request.ahead(file.known, channel);
}

/** Takes steps until there are no more, or for as long as a transaction may take. Returns whether there are no more. */
async function takeSteps(shop: Shop, act: Act, run: ImportRun, candidate: Candidate, steps: Iterator<Step>): Promise<boolean> {
  await run.fileId(act, candidate);
  const newest = newestOrderId(act.database);
  run.meet(newest);
  const until = shop.now().getTime() + TRANSACTION_MS;
  let isDone = false;
  do {
    const next = steps.next();
    isDone = next.done === true;
    if (!next.done) await next.value(act);
  } while (!isDone && shop.now().getTime() < until);
  await bookOnOrderDay(act.db, newest, { batchId: await run.batchId(act), at: act.at, actor: act.actor });
  await run.settle(act);
  run.left(newestOrderId(act.database));
  return isDone;
}

async function finishFile(act: Act, run: ImportRun, candidate: Candidate): Promise<void> {
  const { counts, problems } = candidate.tally;
  const found = Object.fromEntries(problems.map(({ code, count }) => [code, count]));
  await finishBatchFile(act.db, await run.fileId(act, candidate), { ...counts, found });
}

/** Only a batch that came to its end counts as read. */
async function finish(act: Act, run: ImportRun, files: readonly Candidate[]): Promise<number> {
  const batchId = await run.batchId(act);
  const { counts } = sumOf(files);
  await finishBatch(act.db, batchId, counts, act.at);
  await recordEvent(act.db, { ...act, batchId }, 'batch', batchId, 'imported', { files: files.length, ...counts.orders });
  return batchId;
}
