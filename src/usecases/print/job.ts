// The shop's own print queue: what is about to be sent is noted first, so that nothing is printed twice by accident.
import { createHash } from 'node:crypto';
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { chosenSetup, type PrintItem, type PrintJob, type PrintKind, type PrintSetup, parseSetup } from '../../domain/print.ts';
import { recordEvent } from '../../store/event.ts';
import { changeJob, findJob, insertJob, jobThatPrinted, type NewJob } from '../../store/print-job.ts';
import { read, type Shop, write } from '../shop.ts';

/** What a thing says, as a hash: the same thing printed again has the same. */
export function fingerprintOf(content: unknown): string {
  return createHash('sha256')
    .update(content instanceof Uint8Array ? content : JSON.stringify(content))
    .digest('hex');
}

/** How a kind of document is printed: as was said, else as its setting says, else as the shop's for everything. */
export function setupFor({ settings }: Shop, kind: PrintKind | 'test', said: PrintSetup): PrintSetup & { readonly copies: number } {
  const own = kind === 'test' ? {} : (parseSetup(settings[`print.${kind}`]) ?? {});
  const chosen = chosenSetup(said, own, parseSetup(settings['print.default']) ?? {});
  return { ...chosen, copies: chosen.copies ?? 1 };
}

/** A document that was printed before, and when. */
export interface Printed {
  readonly document: string;
  readonly job: string;
  readonly at: string;
}

/**
 * Those of these documents that were printed as they are. Refuses `print-unsure` where nobody knows: a job was cut short
 * between being sent and being noted.
 */
export function printedBefore(shop: Shop, kind: PrintKind, items: readonly PrintItem[]): Promise<Printed[]> {
  return read(shop, async (db) => {
    const printed: Printed[] = [];
    for (const item of items) {
      const job = await jobThatPrinted(db, kind, item);
      if (!job) continue;
      const id = formatId('print', job.id);
      if (job.state === 'waiting') throw new OmsError('print-unsure', { id, document: item.document });
      printed.push({ document: item.document, job: id, at: job.updated_at });
    }
    return printed;
  });
}

export interface BeginOptions {
  /** Also what was printed before. */
  readonly again: boolean;
}

/**
 * Notes a job that is about to be sent; its id. Refuses `print-unsure` where another has begun the same documents
 * meanwhile, unless it is to be printed again.
 */
export function beginJob(shop: Shop, job: NewJob, { again }: BeginOptions): Promise<string> {
  return write(shop, {}, async (act) => {
    for (const item of again ? [] : job.items) {
      const other = await jobThatPrinted(act.db, job.kind, item);
      if (other) throw new OmsError('print-unsure', { id: formatId('print', other.id), document: item.document });
    }
    const id = await insertJob(act.db, act, job);
    await recordEvent(act.db, act, 'print', id, 'begun', { kind: job.kind, documents: job.items.length });
    return formatId('print', id);
  });
}

/** Notes what became of a job: what CUPS calls it, or why it was not taken. */
export function endJob(shop: Shop, id: string, end: { readonly request: string } | { readonly cause: string }): Promise<void> {
  return write(shop, {}, async (act) => {
    const job = await findJob(act.db, id);
    const isSent = 'request' in end;
    await changeJob(act.db, job.id, isSent ? { state: 'sent', request: end.request } : { state: 'failed', cause: end.cause }, act.at);
    await recordEvent(act.db, act, 'print', job.id, isSent ? 'sent' : 'failed');
  });
}

/** A job to be sent once more. Refuses `print-job-unknown`. */
export function jobById(shop: Shop, id: string): Promise<PrintJob> {
  return read(shop, (db) => findJob(db, id));
}

/** Notes that a job is about to be sent once more, from which page on. */
export function beginAgain(shop: Shop, job: PrintJob, from: number): Promise<void> {
  return write(shop, {}, async (act) => {
    await changeJob(act.db, job.id, { state: 'waiting' }, act.at);
    await recordEvent(act.db, act, 'print', job.id, 'begun-again', { from });
  });
}

/** Notes that a job was called off: its documents count as not printed. */
export function noteCancelled(shop: Shop, job: PrintJob): Promise<void> {
  return write(shop, {}, async (act) => {
    await changeJob(act.db, job.id, { state: 'cancelled' }, act.at);
    await recordEvent(act.db, act, 'print', job.id, 'cancelled');
  });
}
