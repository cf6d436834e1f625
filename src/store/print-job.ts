// What was sent to printers: jobs, their files, and the documents in them.
import { type SqlBool, sql } from 'kysely';
import { OmsError } from '../domain/error.ts';
import { ownId } from '../domain/id.ts';
import type { JobState, PrintFile, PrintItem, PrintJob, PrintJobFilter, PrintOrder } from '../domain/print.ts';
import type { Handle } from './database.ts';
import type { EventFacts } from './event.ts';

/** As its index has it. */
const unprinted = sql<SqlBool>`(state = 'waiting' or state = 'failed')`;

export type NewJob = Pick<PrintJob, 'setup'> & PrintOrder;

/** A job that is about to be sent; its number. */
export async function insertJob(db: Handle, facts: EventFacts, { kind, format, files, items, setup }: NewJob): Promise<number> {
  const { id } = await db
    .insertInto('print_job')
    .values({
      kind,
      format,
      printer: setup.printer,
      tray: setup.tray ?? null,
      paper: setup.paper ?? null,
      copies: setup.copies,
      state: 'waiting',
      actor: facts.actor,
      created_at: facts.at,
      updated_at: facts.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('print_file')
    .values(files.map(({ path, pages, sha256 }, index) => ({ job_id: id, position: index + 1, path, pages, sha256 })))
    .execute();
  for (const { document, fingerprint } of items) {
    await db
      .insertInto('print_item')
      .values({ job_id: id, document, fingerprint })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  return id;
}

export interface JobChange {
  readonly state: JobState;
  readonly request?: string | null;
  readonly cause?: string | null;
}

export async function changeJob(db: Handle, id: number, { state, request, cause = null }: JobChange, at: string): Promise<void> {
  await db
    .updateTable('print_job')
    .set({ state, cause, updated_at: at, ...(request === undefined ? {} : { request }) })
    .where('id', '=', id)
    .execute();
}

/** A job by "J3". Refuses `print-job-unknown`. */
export async function findJob(db: Handle, text: string): Promise<PrintJob> {
  const id = ownId('print', text);
  const job = id === undefined ? undefined : (await selectJobs(db, { id }))[0];
  if (!job) throw new OmsError('print-job-unknown', { id: text });
  return job;
}

/** Newest first. */
export async function selectJobs(
  db: Handle,
  { id, state, isUnprinted, kind, document, limit }: PrintJobFilter & { readonly id?: number },
): Promise<PrintJob[]> {
  let query = db.selectFrom('print_job').selectAll().orderBy('id', 'desc');
  if (id !== undefined) query = query.where('id', '=', id);
  if (state !== undefined) query = query.where('state', '=', state);
  if (isUnprinted) query = query.where(unprinted);
  if (kind !== undefined) query = query.where('kind', '=', kind);
  if (document !== undefined)
    query = query.where('id', 'in', db.selectFrom('print_item').select('job_id').where('document', '=', document));
  if (limit !== undefined) query = query.limit(limit);
  const rows = await query.execute();
  const jobs: PrintJob[] = [];
  for (const row of rows) {
    jobs.push({
      id: row.id,
      kind: row.kind as PrintJob['kind'],
      format: row.format,
      setup: { printer: row.printer, tray: row.tray ?? undefined, paper: row.paper ?? undefined, copies: row.copies },
      state: row.state,
      request: row.request,
      cause: row.cause,
      actor: row.actor,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
      files: await filesOf(db, row.id),
      items: await itemsOf(db, row.id),
    });
  }
  return jobs;
}

function filesOf(db: Handle, jobId: number): Promise<PrintFile[]> {
  return db.selectFrom('print_file').select(['path', 'pages', 'sha256']).where('job_id', '=', jobId).orderBy('position').execute();
}

function itemsOf(db: Handle, jobId: number): Promise<PrintItem[]> {
  return db.selectFrom('print_item').select(['document', 'fingerprint']).where('job_id', '=', jobId).orderBy('document').execute();
}

/** The latest job in which a document that says the same was sent, or was about to be; undefined when there is none. */
export async function jobThatPrinted(db: Handle, kind: string, { document, fingerprint }: PrintItem) {
  return db
    .selectFrom('print_item')
    .innerJoin('print_job', 'print_job.id', 'print_item.job_id')
    .select(['print_job.id', 'print_job.state', 'print_job.updated_at'])
    .where('document', '=', document)
    .where('fingerprint', '=', fingerprint)
    .where('kind', '=', kind)
    .where('state', 'in', ['waiting', 'sent'])
    .orderBy('print_job.id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** How many jobs neither reached their printer nor were called off. */
export async function countUnprinted(db: Handle): Promise<number> {
  const { count } = await db
    .selectFrom('print_job')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(unprinted)
    .executeTakeFirstOrThrow();
  return count;
}

/** Every file that was ever sent to a printer, each once, by its path: below the shop's folder, or elsewhere. */
export async function filesPrinted(db: Handle): Promise<string[]> {
  return (await db.selectFrom('print_file').select('path').distinct().orderBy('path').execute()).map(({ path }) => path);
}
