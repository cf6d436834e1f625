// Pages of documents: drawn after the commit that issued them, kept beside the database, the same bytes ever after.
import { isOmsError } from '../domain/error.ts';
import type { DocumentCheck } from '../domain/invoice/document.ts';
import { writeFileWhole } from '../output/files.ts';
import { checkDrawing, cutShort, type KeptPage, keptPage, recordDrawing } from '../usecases/invoice/keep.ts';
import type { Shop } from '../usecases/shop.ts';
import type { Context } from './context.ts';

/** The check that a use case makes before a number is taken: can the fonts set all of it? */
export async function documentCheck(context: Context): Promise<DocumentCheck> {
  const { checkInvoice } = await import('../output/pdf/index.ts');
  return (document) => checkInvoice(document, context.world.root);
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

async function drawPage(context: Context, { number, document }: KeptPage): Promise<Uint8Array> {
  if (!document) throw new Error(`${number} has nothing to be drawn from`);
  const { leftOutOf, renderInvoice } = await import('../output/pdf/index.ts');
  const characters = leftOutOf(document, context.world.root);
  if (characters.length > 0) context.say('note.left-out', { number, characters });
  return renderInvoice(document, context.world.root);
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
