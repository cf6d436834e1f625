// Print jobs to look at.
import { formatId } from '../../domain/id.ts';
import type { PrintJob, PrintJobFilter, PrintJobSummary, PrintJobView } from '../../domain/print.ts';
import { businessDate, wallTime } from '../../domain/time.ts';
import { findJob, selectJobs } from '../../store/print-job.ts';
import { read, type Shop } from '../shop.ts';

/** Newest first. */
export function printJobs(shop: Shop, filter: PrintJobFilter): Promise<PrintJobSummary[]> {
  return read(shop, async (db) => (await selectJobs(db, filter)).map((job) => summary(job, shop)));
}

function summary({ id, kind, state, setup, format, files, items, request, updatedAt }: PrintJob, { settings }: Shop): PrintJobSummary {
  const zone = settings['time-zone'];
  return {
    id: formatId('print', id),
    at: updatedAt,
    localAt: `${businessDate(updatedAt, zone)} ${wallTime(updatedAt, zone)}`,
    kind,
    state,
    printer: setup.printer,
    format,
    copies: setup.copies,
    pages: files.reduce((sum, { pages }) => sum + pages, 0),
    documents: items.map(({ document }) => document),
    request,
  };
}

/** In the order asked for; whether CUPS still has it is not asked here. Refuses `print-job-unknown`. */
export function printJobsById(shop: Shop, ids: readonly string[]): Promise<Omit<PrintJobView, 'isAtPrinter'>[]> {
  return read(shop, async (db) => {
    const found: Omit<PrintJobView, 'isAtPrinter'>[] = [];
    for (const id of ids) {
      const job = await findJob(db, id);
      const { setup, cause, actor, createdAt, files } = job;
      found.push({ ...summary(job, shop), tray: setup.tray ?? null, paper: setup.paper ?? null, cause, actor, createdAt, files });
    }
    return found;
  });
}
