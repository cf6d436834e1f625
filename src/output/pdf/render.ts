// Documents as one PDF: every kind is drawn by the same blocks, from its words and its layout alone.
import type { Layout } from '../../domain/document/layout.ts';
import type { Printable } from '../../domain/document/printable.ts';
import { compose, onOneLine } from '../document/compose.ts';
import type { Content } from '../document/content.ts';
import { documentWords } from '../document-words.ts';
import { fontsAt, type Script } from './fonts.ts';
import { drawHead } from './head.ts';
import { drawBefore, drawCode, drawNotes, drawSignatures } from './notes.ts';
import { type Drawing, Flow, type Measures, measuresOf } from './page.ts';
import { mm, Sheet } from './sheet.ts';
import { drawSums } from './sums.ts';
import { drawTable } from './table.ts';

/** What text is set for: the language, and the country it speaks of. */
export function scriptOf({ language, parties, seller }: Printable): Script {
  return { language, country: parties[0]?.party.country ?? seller.country };
}

/** The bytes of documents, one after the other. The same documents give the same bytes. Refuses `font-missing`. */
export function renderDocuments(documents: readonly Printable[], layout: Layout, root: string): Promise<Uint8Array> {
  const first = documents[0] as Printable;
  const contentOf = (document: Printable) => {
    const words = documentWords(root, document.language, document.seller.country, layout.second ?? document.second);
    return compose(document, words, layout);
  };
  const measures = measuresOf(layout, first.seller.country);
  const sheet = new Sheet({
    fonts: fontsAt(root),
    script: scriptOf(first),
    size: measures.size,
    title: `${onOneLine(contentOf(first).title)} ${first.number}`,
    author: first.seller.name,
    of: documents,
    date: first.date,
    isTagged: true,
  });
  sheet.within('Document', () => {
    for (const document of documents) {
      sheet.setScript(scriptOf(document));
      sheet.within('Sect', () => drawDocument(sheet, contentOf(document), layout, measures));
      sheet.flush();
    }
  });
  return sheet.finish();
}

function drawDocument(sheet: Sheet, content: Content, layout: Layout, measures: Measures): void {
  if (measures.isNarrow) drawRoll(sheet, content, layout, measures);
  else if (content.copies.length === 2) drawCopies(sheet, content, layout, measures);
  else drawWhole(sheet, content, layout, measures);
}

function drawWhole(sheet: Sheet, content: Content, layout: Layout, measures: Measures): void {
  const drawing = begin(sheet, content, layout, measures);
  drawBlocks(drawing);
  drawFeet(drawing);
}

function begin(sheet: Sheet, content: Content, layout: Layout, measures: Measures, end?: number): Drawing {
  const ink = layout.colours;
  const flow = new Flow(sheet, measures, (turned) => drawRunningHead({ flow: turned, content, ink, layout }), end);
  return { flow, content, ink, layout };
}

function drawBlocks(drawing: Drawing): void {
  drawHead(drawing);
  drawBefore(drawing);
  drawTable(drawing);
  drawSums(drawing);
  drawNotes(drawing);
  drawCode(drawing);
  drawSignatures(drawing);
}

/** A page as long as what stands on it, found by drawing it once aside. */
function drawRoll(sheet: Sheet, content: Content, layout: Layout, measures: Measures): void {
  const height = lengthOf(sheet, content, layout, measures);
  drawBlocks(begin(sheet, content, layout, { ...measures, size: [measures.size[0], height + measures.bottom + mm(1)] }));
}

/** How far down a document goes on a sheet without end. */
function lengthOf(sheet: Sheet, content: Content, layout: Layout, measures: Measures): number {
  const endless = { ...measures, size: [measures.size[0], ENDLESS] as const };
  const { fonts, script } = sheet.type;
  const drawing = begin(new Sheet({ fonts, script, size: endless.size, title: '', date: '2000-01-01' }), content, layout, endless);
  drawBlocks(drawing);
  return drawing.flow.y;
}

const ENDLESS = mm(5000);
/** How small a copy may be set to take half a sheet. */
const COPY_SCALES = [1, 0.9, 0.8, 0.7];

/** Two copies on one sheet where each can take half of it, else each on its own. */
function drawCopies(sheet: Sheet, content: Content, layout: Layout, measures: Measures): void {
  const [width, height] = measures.size;
  const copies = content.copies.map((copy) => ({ ...content, title: `${content.title} (${copy})` }));
  // the amount stands among the sums too
  const short = copies.map((copy) => ({ ...copy, strip: null }));
  const compact = { ...measures, top: mm(10), addressTop: undefined, windowEnd: 0, isTitleRight: false };
  const sized = (scale: number): Measures => ({ ...compact, size: [width / scale, height / scale] });
  const half = height / 2;
  const scale = COPY_SCALES.find((one) => short.every((copy) => lengthOf(sheet, copy, layout, sized(one)) <= half / one - mm(9)));
  if (scale === undefined) {
    for (const copy of copies) drawWhole(sheet, copy, layout, measures);
    return;
  }
  sheet.resize(measures.size);
  sheet.addPage();
  for (const [index, copy] of short.entries()) {
    sheet.scaled(index * half, scale, () => drawBlocks(begin(sheet, copy, layout, sized(scale), half / scale)));
  }
  sheet.rule(0, half, width, half, { width: 0.3, color: layout.colours.rule });
}

/** What stands at the head of every page but the first. */
function drawRunningHead({ flow, content, ink }: Drawing): void {
  const style = { size: 8, color: ink.soft };
  flow.sheet.decoration(() => flow.sheet.text(flow.sheet.type.fit(content.running, style, flow.width), flow.left, flow.y, style));
  flow.y += mm(8);
}

function drawFeet({ flow, content, ink }: Drawing): void {
  const { sheet, left, right, width } = flow;
  const style = { size: 7.5, color: ink.soft };
  const pages = sheet.pageCount - flow.firstPage + 1;
  const y = sheet.height - flow.measures.bottom + mm(5);
  const foot = sheet.type.fit(content.foot, style, width * 0.7);
  const footer = content.footer === '' ? [] : sheet.type.wrap(content.footer, { size: 7 }, width, { maxLines: 2 });
  for (let page = 1; page <= pages && (content.foot !== '' || footer.length > 0); page += 1) {
    sheet.turnTo(flow.firstPage + page - 1);
    sheet.rule(left, y - mm(1), right, y - mm(1), { width: 0.4, color: ink.rule });
    sheet.decoration(() => {
      if (content.foot !== '') {
        sheet.text(foot, left, y, style);
        sheet.text(content.page(page, pages), left, y, { ...style, align: 'right', width });
      }
      sheet.lines(footer, left, y + mm(4), { size: 7, color: ink.soft, align: 'center', width, leading: 1.25 });
    });
  }
}
