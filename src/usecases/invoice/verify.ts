// `invoice verify`: no gap, no double, no broken chain, no altered snapshot, no altered page; and where, if there is.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { safeFileName } from '../../domain/file-name.ts';
import { type DocumentForm, documentForms, formOf } from '../../domain/invoice/document.ts';
import { formatNumber } from '../../domain/invoice/number.ts';
import type { Finding, FindingCode, SeriesSummary, Verification } from '../../domain/invoice/view.ts';
import type { Handle } from '../../store/database.ts';
import { type ChainedInvoice, chainedInvoices, documentOf, lineSumsOfInvoices } from '../../store/invoice.ts';
import { listSeries } from '../../store/number-series.ts';
import { read, type Shop } from '../shop.ts';
import { documentsFolder } from './keep.ts';
import { chainHash, sha256, snapshotHash } from './number.ts';

const AT_ONCE = 500;

/** Reads every document in the order of issue and recomputes what was promised of it. Changes nothing. */
export function verifyInvoices(shop: Shop): Promise<Verification> {
  return read(shop, (db) => verifyInside(shop, db));
}

/** As {@link verifyInvoices}, in a snapshot that is open already. */
export async function verifyInside(shop: Shop, db: Handle): Promise<Verification> {
  const walk = new Walk(documentsFolder(shop), new Map((await lineSumsOfInvoices(db)).map((sum) => [sum.invoice_id, sum])));
  for (let after = 0; ; ) {
    const rows = await chainedInvoices(db, after, AT_ONCE);
    for (const row of rows) walk.see(row);
    if (rows.length < AT_ONCE) break;
    after = rows.at(-1)?.id ?? after;
  }
  const series = await seriesOf(db, walk);
  const forms = documentForms.flatMap((form) => (walk.forms.has(form) ? [{ form, count: walk.forms.get(form) as number }] : []));
  return { documents: walk.count, forms, series, findings: walk.findings };
}

interface SeriesState {
  first: string | null;
  last: string | null;
  count: number;
  sequence: number;
  date: string;
}

async function seriesOf(db: Handle, walk: Walk): Promise<SeriesSummary[]> {
  return (await listSeries(db)).map(({ id, kind, year, prefix, next }) => {
    const { first, last, count, sequence } = walk.stateOf(id);
    if (sequence !== next - 1) walk.find(formatNumber(prefix, year, sequence + 1), 'gap', `${sequence + 1} … ${next - 1}`);
    return { kind, year, first, last, count };
  });
}

type LineSums = ReadonlyMap<number, { readonly net_minor: number; readonly tax_minor: number }>;

class Walk {
  readonly findings: Finding[] = [];
  readonly forms = new Map<DocumentForm, number>();
  count = 0;
  readonly #folder: string;
  readonly #sums: LineSums;
  readonly #series = new Map<number, SeriesState>();
  #previous = '';

  constructor(folder: string, sums: LineSums) {
    this.#folder = folder;
    this.#sums = sums;
  }

  stateOf(seriesId: number): SeriesState {
    let state = this.#series.get(seriesId);
    if (!state) this.#series.set(seriesId, (state = { first: null, last: null, count: 0, sequence: 0, date: '' }));
    return state;
  }

  find(number: string, code: FindingCode, detail = ''): void {
    this.findings.push({ number, code, detail });
  }

  see(row: ChainedInvoice): void {
    this.count += 1;
    this.forms.set(row.form, (this.forms.get(row.form) ?? 0) + 1);
    this.#seeNumber(row);
    this.#seeContent(row);
    this.#seeChain(row);
    this.#seeFile(row);
  }

  #seeNumber(row: ChainedInvoice): void {
    const state = this.stateOf(row.series_id);
    if (row.sequence !== state.sequence + 1) {
      this.find(formatNumber(row.prefix, row.year, state.sequence + 1), 'gap', `${state.sequence} → ${row.sequence}`);
    }
    if (row.number !== formatNumber(row.prefix, row.year, row.sequence) || row.kind !== row.series_kind)
      this.find(row.number, 'number-wrong');
    if (row.issued_on < state.date) this.find(row.number, 'date-order', `${state.date} → ${row.issued_on}`);
    state.first ??= row.number;
    state.last = row.number;
    state.count += 1;
    state.sequence = row.sequence;
    state.date = row.issued_on;
  }

  #seeContent(row: ChainedInvoice): void {
    if (row.snapshot !== null && snapshotHash(row.snapshot_salt ?? '', row.snapshot) !== row.snapshot_hash) {
      this.find(row.number, 'snapshot-altered');
    } else if (isOther(documentOf(row), row)) this.find(row.number, 'content-differs');
    const sum = this.#sums.get(row.id);
    if (sum?.net_minor !== row.net_minor || sum.tax_minor !== row.tax_minor || row.net_minor + row.tax_minor !== row.total_minor) {
      this.find(row.number, 'sum-differs');
    }
  }

  #seeChain(row: ChainedInvoice): void {
    const hash = chainHash({
      kind: row.kind,
      prefix: row.prefix,
      year: row.year,
      sequence: row.sequence,
      number: row.number,
      issuedAt: row.issued_at,
      issuedOn: row.issued_on,
      dueOn: row.due_on,
      currency: row.currency,
      netMinor: row.net_minor,
      taxMinor: row.tax_minor,
      totalMinor: row.total_minor,
      snapshotHash: row.snapshot_hash,
      previousHash: row.previous_hash,
    });
    if (row.previous_hash !== this.#previous || hash !== row.chain_hash) this.find(row.number, 'chain-broken');
    this.#previous = row.chain_hash;
  }

  #seeFile(row: ChainedInvoice): void {
    const file = path.join(this.#folder, `${safeFileName(row.number)}.pdf`);
    // a page that was never recorded was cut short; the next print draws it; what was erased has none
    if (row.pdf_sha256 === null) return;
    if (!existsSync(file) && row.snapshot !== null) this.find(row.number, 'file-missing', file);
    else if (existsSync(file) && sha256(readFileSync(file)) !== row.pdf_sha256) this.find(row.number, 'file-altered', file);
  }
}

function isOther(document: ReturnType<typeof documentOf>, row: ChainedInvoice): boolean {
  if (!document) return false;
  if (formOf(document, row.reissue === 1) !== row.form) return true;
  return document.number !== row.number || document.totalMinor !== row.total_minor || document.issuedOn !== row.issued_on;
}
