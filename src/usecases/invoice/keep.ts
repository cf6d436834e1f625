// The kept page of a document: documents/<number>.pdf beside the database. Its first drawing's hash is on record.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { OmsError } from '../../domain/error.ts';
import { safeFileName } from '../../domain/file-name.ts';
import type { InvoiceDocument } from '../../domain/invoice/document.ts';
import { documentOf, keepPdfHash } from '../../store/invoice.ts';
import { read, type Shop, write } from '../shop.ts';
import { sha256 } from './number.ts';
import { invoiceNumbered } from './read.ts';

/** Where a document's page is kept; `bytes` when it is there and as it was made, else what it is to be drawn from. */
export interface KeptPage {
  readonly number: string;
  readonly path: string;
  readonly bytes?: Uint8Array;
  readonly document?: InvoiceDocument;
}

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
    return { number, path: file, bytes };
  }
  const document = documentOf(row);
  if (!document) throw new OmsError('document-erased', { number });
  return { number, path: file, document };
}

/** Records a drawing, the first time; later ones must be the same bytes, else `document-lost`. */
export function recordDrawing(shop: Shop, { number, path: file }: KeptPage, bytes: Uint8Array): Promise<void> {
  const hash = sha256(bytes);
  return write(shop, {}, async ({ db }) => {
    const row = await invoiceNumbered(db, number);
    if (row.pdf_sha256 !== null && row.pdf_sha256 !== hash) throw new OmsError('document-lost', { number, path: file });
    await keepPdfHash(db, row.id, hash);
  });
}
