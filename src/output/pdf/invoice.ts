// An invoice or credit note as a PDF, drawn from its frozen content alone.
import type { Layout } from '../../domain/document/layout.ts';
import { type Printable, textsIn } from '../../domain/document/printable.ts';
import { isOmsError, OmsError } from '../../domain/error.ts';
import type { InvoiceDocument } from '../../domain/invoice/document.ts';
import { printableOf } from '../../domain/invoice/printable.ts';
import { shippedLayout } from '../document/layouts.ts';
import { fontsAt } from './fonts.ts';
import { renderDocuments, scriptOf } from './render.ts';

/** The bytes of a document. The same document gives the same bytes. Refuses `font-missing`. */
export function renderInvoice(document: InvoiceDocument, root: string): Promise<Uint8Array> {
  const printable = printableOf(document);
  return renderDocuments([printable], document.layout ?? shippedLayout(root, printable.kind), root);
}

/** Refuses `glyph-missing` and `font-missing` for a document whose page could not say all of it. */
export function checkInvoice(document: InvoiceDocument, root: string): Promise<void> {
  return checkDocuments([printableOf(document)], root);
}

/** Pictures (emoji) in a document that its page leaves out. */
export function leftOutOf(document: InvoiceDocument, root: string): string[] {
  return leftOutIn([printableOf(document)], root);
}

/** Slips of one kind as one PDF, in a merchant's layout or the program's own. Refuses `font-missing`. */
export function renderSlips(documents: readonly Printable[], root: string, layout?: Layout): Promise<Uint8Array> {
  const kind = (documents[0] as Printable).kind;
  return renderDocuments(documents, layout ?? shippedLayout(root, kind), root);
}

/** As {@link checkInvoice}, of documents of any kind. */
export async function checkDocuments(documents: readonly Printable[], root: string): Promise<void> {
  try {
    for (const document of documents) fontsAt(root).check(textsIn(document), scriptOf(document));
  } catch (error) {
    if (!isOmsError(error) || error.code !== 'glyph-missing') throw error;
    const { characterNames } = await import('../character-names/index.ts');
    throw new OmsError(error.code, { ...error.details, name: characterNames(String(error.details.character)) });
  }
}

/** As {@link leftOutOf}, of documents of any kind. */
export function leftOutIn(documents: readonly Printable[], root: string): string[] {
  return [...new Set(documents.flatMap((document) => fontsAt(root).leftOut(textsIn(document), scriptOf(document))))];
}
