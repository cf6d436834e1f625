// Printing what a command has made: through the shop's own queue, which knows what was printed before, to CUPS.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readyPrinter, send } from '../devices/printer.ts';
import { isOmsError, OmsError } from '../domain/error.ts';
import { fileError } from '../domain/file-error.ts';
import { checkedSetup, type JobFormat, type PrintItem, type PrintKind, type PrintSetup } from '../domain/print.ts';
import type { ActResult, Outcome } from '../domain/result.ts';
import { businessDate, wallTime } from '../domain/time.ts';
import { pagesIn } from '../output/print-pages.ts';
import { kindsOf } from '../usecases/invoice/keep.ts';
import { beginJob, endJob, fingerprintOf, printedBefore, setupFor } from '../usecases/print/job.ts';
import { type Shop, today } from '../usecases/shop.ts';
import type { Context } from './context.ts';
import type { Input } from './input.ts';

/** What a command says about printing; flags that say how without --print are refused (`flags-conflict`). */
export function printSetup(input: Input): PrintSetup | undefined {
  const [printer, tray, paper, copies] = [input.text('printer'), input.text('tray'), input.text('paper'), input.text('copies')];
  if (input.on('print')) return checkedSetup({ printer, tray, paper, copies });
  const lone = ['printer', 'tray', 'paper', 'copies', 'again'].filter((name) => input.text(name) !== undefined || input.on(name));
  if (lone[0]) throw new OmsError('argument-missing', { name: `--print (--${lone[0]})` });
  return undefined;
}

/** A document, and the file that it stands in: by itself, or with others. */
export interface KeptDocument {
  readonly kind: PrintKind;
  readonly document: string;
  readonly file: string;
}

/**
 * The printing of one command: `pick` what was not printed yet, make it, `send` it, and say so with `told`; or `sendKept`
 * what is made. Trouble with a printer is kept in `trouble`, to be thrown once the answer is given: what was made stands,
 * whatever happens here.
 */
export class Printing {
  readonly #context: Context;
  readonly #shop: Shop;
  readonly #said: PrintSetup;
  readonly #again: boolean;
  readonly #isDry: boolean;
  readonly #facts = new Map<string, Readonly<Record<string, unknown>>>();
  trouble: unknown;

  private constructor(context: Context, shop: Shop, said: PrintSetup, input: Input) {
    this.#context = context;
    this.#shop = shop;
    this.#said = said;
    this.#again = input.on('again');
    this.#isDry = input.dryRun;
  }

  /** Undefined where the command was not asked to print. Refuses `flag-value`, `argument-missing`. */
  static asked(context: Context, input: Input, shop: Shop): Printing | undefined {
    const said = printSetup(input);
    return said && new Printing(context, shop, said, input);
  }

  /** Those of these that are to be printed now: all with --again, else what was not printed as it is. Refuses `print-unsure`. */
  async pick<T extends PrintItem>(kind: PrintKind, items: readonly T[]): Promise<T[]> {
    if (this.#again) return [...items];
    const before = await printedBefore(this.#shop, kind, items);
    for (const { document, job, at } of before)
      this.#facts.set(document, { printed: 'before', job, printedAt: at, printedWhen: clock(this.#shop, at) });
    return items.filter(({ document }) => !before.some((one) => one.document === document));
  }

  /** Sends files as one job; a dry run only says where to. Without any item there is nothing to send. */
  async send(job: JobToSend): Promise<void> {
    if (job.items.length === 0) return;
    try {
      const facts = this.#isDry ? this.#wouldSend(job) : await sendJob(this.#context, this.#shop, job, this.#said, this.#again);
      for (const { document } of job.items) this.#facts.set(document, { printed: this.#isDry ? 'would' : 'now', ...facts });
    } catch (error) {
      if (!isOmsError(error)) throw error;
      this.trouble ??= error;
    }
  }

  #wouldSend({ kind }: JobToSend): { printer: string } {
    return { printer: readyPrinter(this.#context.world, setupFor(this.#shop, kind, this.#said).printer, kind) };
  }

  /** Documents that are kept as PDFs: picks and sends, each kind as a job of its own. */
  async sendKept(documents: readonly KeptDocument[]): Promise<void> {
    for (const kind of new Set(documents.map((one) => one.kind))) {
      const own = documents.filter((one) => one.kind === kind);
      const items = own.map((one) => ({ ...one, fingerprint: fingerprintOf(bytesOf(one.file)) }));
      const picked = await this.pick(kind, items);
      await this.send({ kind, format: 'pdf', items: picked, files: [...new Set(picked.map(({ file }) => file))] });
    }
  }

  /** Each outcome with what became of its printing; `documentOf` names what was printed where that is not the id. */
  told(result: ActResult, documentOf: (outcome: Outcome) => string = ({ id }) => id): ActResult {
    return { ...result, results: result.results.map((outcome) => ({ ...outcome, ...this.#facts.get(documentOf(outcome)) })) };
  }
}

/** Prints kept pages of numbered documents, each kind on its own printer, where the command was asked to. */
export async function printPages(printing: Printing | undefined, shop: Shop, files: ReadonlyMap<string, string>): Promise<void> {
  if (!printing) return;
  const kinds = await kindsOf(shop, [...files.keys()]);
  await printing.sendKept([...files].map(([document, file]) => ({ document, file, kind: kinds.get(document) ?? 'invoice' })));
}

/** Where and as what a job was sent: details of an outcome. */
export interface SentFacts {
  readonly [detail: string]: unknown;
  readonly job: string;
  readonly printer: string;
  readonly request: string;
  readonly pages: number;
}

export interface JobToSend {
  readonly kind: PrintKind | 'test';
  readonly format: JobFormat;
  readonly items: readonly PrintItem[];
  readonly files: readonly string[];
}

/** Notes a job, hands it to its printer, and notes what became of it. Refuses as `readyPrinter` and `send` do. */
export async function sendJob(context: Context, shop: Shop, job: JobToSend, said: PrintSetup, again: boolean): Promise<SentFacts> {
  const { world } = context;
  const { kind, format, items } = job;
  const setup = setupFor(shop, kind, said);
  const printer = readyPrinter(world, setup.printer, kind);
  const files = job.files.map((file) => ({ ...kept(shop, file, format), file }));
  const id = await beginJob(shop, { kind, format, items, files, setup: { ...setup, printer } }, { again });
  const request = await handOver(context, shop, id, job.files, { ...setup, printer, isRaw: format === 'zpl' });
  return { job: id, printer, request, pages: files.reduce((sum, { pages }) => sum + pages, 0) };
}

/** Hands files to CUPS for a job that is noted; a refusal is noted too. */
export async function handOver(
  context: Context,
  shop: Shop,
  id: string,
  files: readonly string[],
  options: Omit<Parameters<typeof send>[2], 'title'>,
): Promise<string> {
  try {
    const request = send(context.world, files, { ...options, title: `oms ${id}` });
    await endJob(shop, id, { request });
    return request;
  } catch (error) {
    if (isOmsError(error)) await endJob(shop, id, { cause: String(error.details.cause ?? error.code) });
    throw error;
  }
}

/** A file as a job remembers it: within the shop's folder by its path there, so that the folder can be moved. */
function kept(shop: Shop, file: string, format: JobFormat) {
  const bytes = bytesOf(file);
  const within = path.relative(path.dirname(shop.database.path), file);
  const isOutside = within.startsWith('..') || path.isAbsolute(within);
  return { path: isOutside ? file : within, pages: pagesIn(bytes, format), sha256: fingerprintOf(bytes) };
}

export function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw fileError(error, file);
  }
}

/** "10:42" today, "2026-03-02 10:42" on another day. */
export function clock(shop: Shop, at: string): string {
  const zone = shop.settings['time-zone'];
  const day = businessDate(at, zone);
  return day === today(shop) ? wallTime(at, zone) : `${day} ${wallTime(at, zone)}`;
}
