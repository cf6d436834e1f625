// Issuing: number, hashes and rows in one transaction. After this a document is never changed.
import { createHash, randomBytes } from 'node:crypto';
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { type DocumentCheck, formOf, type InvoiceDocument } from '../../domain/invoice/document.ts';
import { type ChainFacts, chainText, formatNumber, retainUntil } from '../../domain/invoice/number.ts';
import { recordEvent } from '../../store/event.ts';
import { insertInvoice, lastChainHash } from '../../store/invoice.ts';
import { type TakenNumber, takeNumber } from '../../store/number-series.ts';
import type { Act } from '../shop.ts';

/** A document that has everything but its number. */
export interface Unnumbered {
  readonly document: Omit<InvoiceDocument, 'number'>;
  /** Whose lines they are that do not say it themselves. */
  readonly orderId: number;
  readonly shipmentId: number | null;
  readonly returnId: number | null;
  readonly originalId: number | null;
  /** Of a credit note: what it gives back is invoiced anew. */
  readonly isReissue: boolean;
}

export interface Issued {
  readonly invoiceId: number;
  readonly document: InvoiceDocument;
}

export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** The hash that stands for a snapshot in the chain; salted, so that erasing snapshot and salt leaves nothing to guess from. */
export function snapshotHash(salt: string, snapshot: string): string {
  return sha256(salt + snapshot);
}

export function chainHash(facts: ChainFacts): string {
  return sha256(chainText(facts));
}

/**
 * Gives a document its number and writes it. What could refuse is asked before: `check` for glyphs and fonts, then
 * `invoice-series-same` and `invoice-date-order`.
 */
export async function issueDocument(act: Act, unnumbered: Unnumbered, check: DocumentCheck | undefined): Promise<Issued> {
  const { kind, issuedOn } = unnumbered.document;
  const prefix = prefixOf(act, unnumbered.document);
  const year = Number(issuedOn.slice(0, 4));
  const layout = await check?.({ ...unnumbered.document, number: formatNumber(prefix, year, 1) });
  const taken = await takeNumber(act.db, { kind, year, prefix }, issuedOn);
  const document = { ...unnumbered.document, ...(layout ? { layout } : {}), number: formatNumber(prefix, year, taken.sequence) };
  const invoiceId = await writeDocument(act, unnumbered, document, taken);
  const { orders = [document.order] } = document;
  await recordEvent(act.db, act, 'invoice', invoiceId, 'issued', { invoice: document.number, order: orders.map(({ id }) => id).join(' ') });
  for (const orderId of new Set(document.lines.map((line) => line.orderId ?? unnumbered.orderId))) {
    const entry = { invoice: document.number, order: formatId('order', orderId) };
    await recordEvent(act.db, act, 'order', orderId, kind === 'invoice' ? 'invoiced' : 'credited', entry);
  }
  return { invoiceId, document };
}

const seriesKeys = ['invoice-series', 'credit-note-series', 'receipt-series'] as const;

/** Refuses `invoice-series-same`: two series of one form would give the same number twice. */
function prefixOf(act: Act, document: Unnumbered['document']): string {
  const key = seriesOf(document);
  const { settings } = act;
  const prefix = settings[key];
  if (seriesKeys.some((other) => other !== key && settings[other] === prefix)) throw new OmsError('invoice-series-same', { prefix });
  return prefix;
}

function seriesOf({ kind, isSimplified }: Unnumbered['document']): (typeof seriesKeys)[number] {
  if (kind === 'credit-note') return 'credit-note-series';
  return isSimplified ? 'receipt-series' : 'invoice-series';
}

async function writeDocument(act: Act, unnumbered: Unnumbered, document: InvoiceDocument, taken: TakenNumber): Promise<number> {
  const salt = randomBytes(16).toString('hex');
  const snapshot = JSON.stringify(document);
  const facts: ChainFacts = {
    ...document,
    prefix: taken.prefix,
    year: taken.year,
    sequence: taken.sequence,
    issuedAt: act.at,
    snapshotHash: snapshotHash(salt, snapshot),
    previousHash: await lastChainHash(act.db),
  };
  const row = {
    kind: document.kind,
    series_id: taken.seriesId,
    sequence: taken.sequence,
    number: document.number,
    form: formOf(document, unnumbered.isReissue),
    shipment_id: unnumbered.shipmentId,
    return_id: unnumbered.returnId,
    original_id: unnumbered.originalId,
    issued_at: act.at,
    issued_on: document.issuedOn,
    due_on: document.dueOn,
    currency: document.currency,
    language: document.language,
    prices_include_tax: document.pricesIncludeTax ? 1 : 0,
    rounding: document.rounding,
    tax_basis: document.taxBasis,
    net_minor: document.netMinor,
    tax_minor: document.taxMinor,
    total_minor: document.totalMinor,
    reason: document.reason,
    reissue: unnumbered.isReissue ? 1 : 0,
    snapshot,
    snapshot_salt: salt,
    snapshot_hash: facts.snapshotHash,
    previous_hash: facts.previousHash,
    chain_hash: chainHash(facts),
    retain_until: retainUntil(document.seller.country, document.issuedOn),
    actor: act.actor,
  };
  const lines = document.lines.map((line) => ({ ...line, orderId: line.orderId ?? unnumbered.orderId }));
  return insertInvoice(act.db, row, lines);
}

/** What an outcome says of an issued document. */
export function issuedFacts({ kind, number, order, orders, currency, totalMinor, language, dueOn }: InvoiceDocument) {
  const all = orders && orders.length > 1 ? { orders: orders.map(({ id }) => id) } : {};
  return { id: number, kind, order: order.id, ...all, totalMinor, currency, language, due: dueOn };
}
