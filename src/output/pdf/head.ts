// The head of a document: title, seller, whom it is for, numbers and dates, and the one amount the reader looks for.
import type { PartyContent } from '../document/content.ts';
import type { Drawing } from './page.ts';
import { LEADING, mm } from './sheet.ts';

const SIDE_MOST = mm(70);
const PARTY_MOST = mm(88);
const NAME_LINES = 4;
const PLACE_LINES = 3;
const TITLE_SIZES = [24, 21, 18, 15, 13];

/** Draws the head and leaves the cursor under it. */
export function drawHead(drawing: Drawing): void {
  if (drawing.flow.measures.isNarrow) drawNarrowHead(drawing);
  else drawWideHead(drawing);
}

function drawWideHead(drawing: Drawing): void {
  const { flow } = drawing;
  const { isTitleRight, addressTop } = flow.measures;
  const sideWidth = Math.min(SIDE_MOST, flow.width * 0.42);
  const sideX = flow.right - sideWidth;
  const titleEnd = isTitleRight
    ? drawTitle(drawing, sideX, flow.y, sideWidth)
    : drawTitle(drawing, flow.left, flow.y, sideX - mm(8) - flow.left);
  const partyTop = addressTop ?? titleEnd + mm(3);
  const sellerEnd = drawSeller(drawing, sideX, isTitleRight ? titleEnd + mm(2) : flow.y, sideWidth);
  const partiesEnd = drawParties(drawing, Math.max(partyTop, isTitleRight ? 0 : titleEnd), Math.min(PARTY_MOST, sideX - mm(6) - flow.left));
  const factsEnd = drawFacts(
    drawing,
    sideX,
    Math.max(sellerEnd + mm(5), addressTop === undefined || isTitleRight ? 0 : addressTop),
    sideWidth,
  );
  flow.y = Math.max(factsEnd, partiesEnd) + mm(addressTop === undefined ? 4 : 7);
  drawStrip(drawing);
}

function drawTitle({ flow: { sheet }, content: { title }, ink }: Drawing, x: number, y: number, width: number): number {
  const lines = title.split('\n');
  const fits = (size: number) => lines.every((line) => sheet.type.measure(line, { size, bold: true }) <= width);
  const size = TITLE_SIZES.find(fits) ?? 13;
  const style = { size, bold: true, color: ink.accent, width, leading: 1.2, maxLines: 2 * lines.length };
  return y + sheet.within('H1', () => sheet.block(title, x, y - size * 0.2, style));
}

function drawSeller({ flow: { sheet }, content: { seller }, ink, layout }: Drawing, x: number, top: number, width: number): number {
  let y = top;
  const { logo } = layout;
  if (logo?.data) {
    sheet.within('Figure', () => sheet.image(Buffer.from(logo.data as string, 'base64'), x, y, mm(logo.height), width), {
      alt: seller.name,
    });
    y += mm(logo.height + 2);
  }
  sheet.within('P', () => {
    y += sheet.block(seller.name, x, y, { size: 11, bold: true, color: ink.text, width, maxLines: NAME_LINES });
    for (const line of seller.lines) y += sheet.block(line, x, y, { size: 8.5, color: ink.soft, width, maxLines: PLACE_LINES });
  });
  return y;
}

function drawFacts({ flow: { sheet }, content: { facts }, ink }: Drawing, x: number, top: number, side: number): number {
  const style = { size: 9, color: ink.text };
  const labelWidth = Math.min(side / 2, Math.max(0, ...facts.map(([label]) => sheet.type.measure(label, style))) + mm(4));
  const width = side - labelWidth;
  let y = top;
  for (const [index, [label, value]] of facts.entries()) {
    sheet.within('P', () => {
      const height = sheet.block(label, x, y, { ...style, color: ink.soft, width: labelWidth - mm(2), maxLines: 2 });
      y += Math.max(height, sheet.block(value, x + labelWidth, y, { ...style, bold: index === 0, width, maxLines: 4 }));
    });
  }
  return y;
}

/** The first is addressed; what follows stays out of an envelope's window. */
function drawParties(drawing: Drawing, top: number, width: number): number {
  let y = top;
  for (const [index, party] of drawing.content.parties.entries()) {
    if (index > 0) y = Math.max(y + mm(4), drawing.flow.measures.windowEnd);
    y = drawParty(drawing, party, y, { size: index === 0 ? 11 : 9, width });
  }
  return y;
}

function drawParty(
  { flow: { sheet, left }, ink }: Drawing,
  { label, names, lines }: PartyContent,
  top: number,
  { size, width }: { size: number; width: number },
): number {
  let y = top;
  const place = { size: 9, color: ink.text, width, maxLines: PLACE_LINES };
  sheet.within('P', () => {
    y += sheet.block(label, left, y, { size: 8, color: ink.soft, width, maxLines: 1 });
    for (const [index, name] of names.entries()) {
      y += sheet.block(name, left, y, { ...place, size: index === 0 ? size : 9.5, bold: index === 0, maxLines: NAME_LINES });
    }
    for (const line of lines) y += sheet.block(line, left, y, place);
  });
  return y;
}

/** The band with what is to be paid, and until when. */
function drawStrip({ flow, content: { strip }, ink }: Drawing): void {
  if (!strip) return;
  const { sheet, left, right, width } = flow;
  const height = mm(11);
  sheet.fill(left, flow.y, width, height, ink.band);
  sheet.fill(left, flow.y, mm(1.2), height, ink.accent);
  const textY = (size: number) => flow.y + (height - size * LEADING) / 2;
  const { label, aside, amount } = strip;
  const amountSize = [15, 13, 11, 9].find((size) => sheet.type.measure(amount, { size, bold: true }) < width * 0.45) ?? 8;
  const room = width - mm(12) - sheet.type.measure(amount, { size: amountSize, bold: true });
  sheet.within('P', () => {
    const shown = sheet.type.fit(label, { size: 10, bold: true }, room);
    const labelWidth = sheet.text(shown, left + mm(4), textY(10), { size: 10, bold: true, color: ink.text });
    const beside = sheet.type.fit(aside, { size: 9 }, room - labelWidth - mm(3));
    if (room - labelWidth > mm(20)) sheet.text(beside, left + mm(4) + labelWidth + mm(3), textY(9), { size: 9, color: ink.soft });
    sheet.text(amount, left, textY(amountSize), {
      size: amountSize,
      bold: true,
      color: ink.accent,
      align: 'right',
      width: right - left - mm(4),
    });
  });
  flow.y += height + mm(7);
}

/** On a roll: all in one column, the seller over the title. */
function drawNarrowHead(drawing: Drawing): void {
  const { flow, content, ink } = drawing;
  const { sheet, left, width } = flow;
  flow.y = drawSeller(drawing, left, flow.y, width) + mm(3);
  flow.y = drawTitle(drawing, left, flow.y, width) + mm(2);
  flow.y = drawFacts(drawing, left, flow.y, width) + mm(2);
  for (const party of content.parties) flow.y = drawParty(drawing, party, flow.y, { size: 10, width }) + mm(2);
  if (!content.strip) return;
  const { label, aside, amount } = content.strip;
  sheet.rule(left, flow.y, left + width, flow.y, { width: 0.8, color: ink.accent });
  sheet.within('P', () => {
    sheet.block([label, aside].filter(Boolean).join(' '), left, flow.y + mm(1), {
      size: 8.5,
      color: ink.soft,
      width: width * 0.55,
      maxLines: 2,
    });
    sheet.text(amount, left, flow.y + mm(1), { size: 12, bold: true, color: ink.accent, align: 'right', width });
  });
  flow.y += mm(9);
}
