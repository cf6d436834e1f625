// The kept page of a document: documents/<number>.pdf beside the database. Its first drawing's hash is on record.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { OmsError } from '../../domain/error.ts';
import { safeFileName } from '../../domain/file-name.ts';
import type { DocumentKind, InvoiceDocument } from '../../domain/invoice/document.ts';
import { toInstant } from '../../domain/time.ts';
import { documentOf, keepPdfHash, undrawnBefore } from '../../store/invoice.ts';
import { read, type Shop, write } from '../shop.ts';
import { sha256 } from './number.ts';
import { invoiceNumbered } from './read.ts';

/** Where a document's page is kept; `bytes` when it is there and as it was made, else what it is to be drawn from. */
export interface KeptPage {
  readonly number: string;
  readonly path: string;
  readonly bytes?: Uint8Array;
  readonly document?: InvoiceDocument;
  /** Hash of the first drawing; null while there was none. */
  readonly recorded: string | null;
}

/** A page not drawn so long after its document was issued belongs to a command that was cut short. */
const CUT_SHORT_MS = 60_000;

/** The folder of a shop's documents. */
export function documentsFolder(shop: Shop): string {
  return path.join(path.dirname(shop.database.path), 'documents');
}

/**
 * A document's page, or what it is to be drawn from: where the file is missing, or its making was cut short (or always,
 * with `toDraw`). Refuses `invoice-unknown`, `document-altered` for a file that is not the one that was made,
 * `document-erased`.
 */
export async function keptPage(shop: Shop, asked: string, { toDraw = false } = {}): Promise<KeptPage> {
  const row = await read(shop, (db) => invoiceNumbered(db, asked));
  const { number, pdf_sha256: recorded } = row;
  const file = path.join(documentsFolder(shop), `${safeFileName(number)}.pdf`);
  if (!toDraw && recorded !== null && existsSync(file)) {
    const bytes = readFileSync(file);
    if (sha256(bytes) !== recorded) throw new OmsError('document-altered', { number, path: file });
    return { number, path: file, bytes, recorded };
  }
  const document = documentOf(row);
  if (!document) throw new OmsError('document-erased', { number });
  return { number, path: file, document, recorded };
}

/** Which kind each of these documents is. Refuses `invoice-unknown`. */
export function kindsOf(shop: Shop, numbers: readonly string[]): Promise<Map<string, DocumentKind>> {
  return read(shop, async (db) => {
    const kinds = new Map<string, DocumentKind>();
    for (const number of numbers) kinds.set(number, (await invoiceNumbered(db, number)).kind);
    return kinds;
  });
}

/** Refuses `document-lost` when a page drawn again is not the one that was first drawn. */
export function checkDrawing({ number, path: file, recorded }: KeptPage, bytes: Uint8Array): void {
  if (recorded !== null && recorded !== sha256(bytes)) throw new OmsError('document-lost', { number, path: file });
}

/** Records a page once it is kept, so that one whose file was never written is known by its missing record. */
export function recordDrawing(shop: Shop, { number }: KeptPage, bytes: Uint8Array): Promise<void> {
  return write(shop, {}, async ({ db }) => keepPdfHash(db, (await invoiceNumbered(db, number)).id, sha256(bytes)));
}

/** Documents left without a page by a command that was cut short. */
export function cutShort(shop: Shop): Promise<string[]> {
  return read(shop, (db) => undrawnBefore(db, toInstant(new Date(shop.now().getTime() - CUT_SHORT_MS))));
}
