// Pages of documents: drawn after the commit that issued them, kept beside the database, the same bytes ever after.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { issuedKinds, type PageKind } from '../domain/document/kind.ts';
import type { Layout } from '../domain/document/layout.ts';
import { isOmsError } from '../domain/error.ts';
import type { DocumentCheck, InvoiceDocument } from '../domain/invoice/document.ts';
import { writeFileWhole } from '../output/files.ts';
import { checkDrawing, cutShort, documentsFolder, type KeptPage, keptPage, recordDrawing } from '../usecases/invoice/keep.ts';
import { sha256 } from '../usecases/invoice/number.ts';
import type { Shop } from '../usecases/shop.ts';
import type { Context } from './context.ts';
import { ownLayout } from './layouts.ts';

/** The check that a use case makes before a number is taken: can the fonts set all of it? And how it is to look. */
export async function documentCheck(context: Context): Promise<DocumentCheck> {
  const shop = await context.shopToWrite();
  const { checkInvoice } = await import('../output/pdf/index.ts');
  const layouts = new Map<PageKind, Layout | undefined>();
  for (const kind of issuedKinds) layouts.set(kind, await frozenLayout(context, shop, kind));
  return async (document) => {
    await checkInvoice(document, context.world.root);
    return layouts.get(document.kind === 'invoice' && document.isSimplified ? 'receipt' : document.kind);
  };
}

/** The shop's own layout of a kind, as it is frozen: its logo is kept beside the pages, under the hash of its bytes. */
async function frozenLayout(context: Context, shop: Shop, kind: PageKind): Promise<Layout | undefined> {
  const layout = await ownLayout(context, shop, kind);
  if (!layout?.logo?.data) return layout;
  const bytes = Buffer.from(layout.logo.data, 'base64');
  const file = `logo-${sha256(bytes)}${path.extname(layout.logo.file).toLowerCase()}`;
  const kept = path.join(documentsFolder(shop), file);
  if (!existsSync(kept)) writeFileWhole(kept, bytes);
  return { ...layout, logo: { file, height: layout.logo.height } };
}

/** A frozen layout with the bytes of its logo; one that was lost leaves its place empty, and the page is not as it was. */
function withLogo(document: InvoiceDocument, folder: string): InvoiceDocument {
  const logo = document.layout?.logo;
  if (!document.layout || !logo) return document;
  const file = path.join(folder, logo.file);
  const data = existsSync(file) ? readFileSync(file).toString('base64') : undefined;
  return { ...document, layout: { ...document.layout, logo: { ...logo, data } } };
}

export interface Page {
  readonly number: string;
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * A document's page: the kept file, or drawn and kept now where there is none, as after a kill. Refuses
 * `invoice-unknown`, `document-altered`, `document-lost`, `document-erased`, `font-missing`.
 */
export async function pageOf(context: Context, shop: Shop, number: string): Promise<Page> {
  const kept = await keptPage(shop, number);
  if (kept.bytes) return { number: kept.number, path: kept.path, bytes: kept.bytes };
  const bytes = await drawPage(context, kept);
  checkDrawing(kept, bytes);
  writeFileWhole(kept.path, bytes, { force: true });
  if (kept.recorded === null) await recordDrawing(shop, kept, bytes);
  return { number: kept.number, path: kept.path, bytes };
}

/** Draws a page anew from its frozen content, kept or not. */
export async function redrawnPage(context: Context, shop: Shop, number: string): Promise<Page> {
  const kept = await keptPage(shop, number, { toDraw: true });
  return { number: kept.number, path: kept.path, bytes: await drawPage(context, kept) };
}

async function drawPage(context: Context, { number, document, path: file }: KeptPage): Promise<Uint8Array> {
  if (!document) throw new Error(`${number} has nothing to be drawn from`);
  const { leftOutOf, renderInvoice } = await import('../output/pdf/index.ts');
  const characters = leftOutOf(document, context.world.root);
  if (characters.length > 0) context.say('note.left-out', { number, characters });
  return renderInvoice(withLogo(document, path.dirname(file)), context.world.root);
}

/**
 * The pages of what a command has issued, by number, and of what an earlier one was kept from drawing. The documents
 * stand, whatever happens here: trouble with a page is given back to be told after them, and the next call mends it.
 */
export async function keepPages(
  context: Context,
  shop: Shop,
  numbers: readonly string[],
): Promise<{ files: ReadonlyMap<string, string>; trouble: unknown }> {
  const files = new Map<string, string>();
  for (const number of new Set([...numbers, ...(await cutShort(shop))])) {
    try {
      files.set(number, (await pageOf(context, shop, number)).path);
    } catch (trouble) {
      if (!isOmsError(trouble)) throw trouble;
      return { files, trouble };
    }
  }
  return { files, trouble: undefined };
}
