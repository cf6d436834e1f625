// An invoice or credit note as a PDF, drawn from its frozen content alone.
import { type InvoiceDocument, textsOf } from '../../domain/invoice/document.ts';
import { type DocumentWords, documentWords } from '../document-words.ts';
import { fontsAt, type Script } from './fonts.ts';
import { drawHead, titleOf } from './invoice-head.ts';
import { drawLines } from './invoice-lines.ts';
import { drawNotes, drawSums } from './invoice-sums.ts';
import { Flow, ink, margin, paperOf } from './layout.ts';
import { mm, Sheet } from './sheet.ts';

/** The bytes of a document. The same document gives the same bytes. Refuses `font-missing`. */
export function renderInvoice(document: InvoiceDocument, root: string): Promise<Uint8Array> {
  const { seller, language, number, issuedOn } = document;
  const words = documentWords(root, language, seller.country);
  const title = `${titleOf(document, words)} ${number}`;
  const sheet = new Sheet({
    fonts: fontsAt(root),
    script: scriptOf(document),
    size: paperOf(seller.country),
    title,
    author: seller.name,
    date: issuedOn,
  });
  const flow = new Flow(sheet, (turned) => drawRunningHead(turned, `${title} · ${seller.name}`));
  const drawing = { flow, words, document };
  drawHead(drawing);
  drawLines(drawing);
  drawSums(drawing);
  drawNotes(drawing);
  drawFeet(flow, words, `${number} · ${seller.name}`);
  return sheet.finish();
}

/** Refuses `glyph-missing` and `font-missing` for a document whose page could not say all of it. */
export function checkInvoice(document: InvoiceDocument, root: string): void {
  fontsAt(root).check(textsOf(document), scriptOf(document));
}

/** Pictures (emoji) in a document that its page leaves out. */
export function leftOutOf(document: InvoiceDocument, root: string): string[] {
  return fontsAt(root).leftOut(textsOf(document), scriptOf(document));
}

function scriptOf({ language, buyer, seller }: InvoiceDocument): Script {
  return { language, country: buyer.country ?? seller.country };
}

/** What stands at the head of every page but the first. */
function drawRunningHead(flow: Flow, text: string): void {
  const style = { size: 8, color: ink.soft };
  flow.sheet.text(flow.sheet.type.fit(text, style, flow.width), flow.left, flow.y, style);
  flow.y += mm(8);
}

function drawFeet({ sheet, left, right, width }: Flow, words: DocumentWords, text: string): void {
  const style = { size: 7.5, color: ink.soft };
  const y = sheet.height - margin.bottom + mm(5);
  const pages = sheet.pageCount;
  const shown = sheet.type.fit(text, style, width * 0.7);
  for (let page = 1; page <= pages; page += 1) {
    sheet.turnTo(page);
    sheet.rule(left, y - mm(1), right, y - mm(1), { width: 0.4, color: ink.rule });
    sheet.text(shown, left, y, style);
    sheet.text(words.say('page', { page, pages }), left, y, { ...style, align: 'right', width });
  }
}
