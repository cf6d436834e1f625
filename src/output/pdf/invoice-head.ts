// The head of an invoice: title, seller, buyer, numbers and dates, and the one amount the reader looks for.
import { addressParts } from '../../domain/address.ts';
import { type InvoiceDocument, openAtIssue } from '../../domain/invoice/document.ts';
import type { Party } from '../../domain/order/order.ts';
import type { DocumentWords } from '../document-words.ts';
import { type Flow, ink } from './layout.ts';
import { LEADING, mm } from './sheet.ts';

/** A page and what is written on it. */
export interface Drawing {
  readonly flow: Flow;
  readonly words: DocumentWords;
  readonly document: InvoiceDocument;
}

const SIDE_WIDTH = mm(70);
const BUYER_WIDTH = mm(88);
const BUYER_TOP = mm(45);
const NAME_LINES = 4;
const PLACE_LINES = 3;

export function titleOf(document: InvoiceDocument, words: DocumentWords): string {
  return words.of(`title.${document.kind}`);
}

/** Draws the head and leaves the cursor under it. */
export function drawHead(drawing: Drawing): void {
  const { flow } = drawing;
  const sideX = flow.right - SIDE_WIDTH;
  drawTitle(drawing, sideX - mm(8) - flow.left);
  const sellerEnd = drawSeller(drawing, sideX);
  const factsEnd = drawFacts(drawing, sideX, Math.max(sellerEnd + mm(5), BUYER_TOP));
  const buyerEnd = drawParties(drawing, BUYER_TOP);
  flow.y = Math.max(factsEnd, buyerEnd) + mm(7);
  drawStrip(drawing);
}

function drawTitle({ flow, words, document }: Drawing, width: number): void {
  const title = titleOf(document, words);
  const size = flow.sheet.type.measure(title, { size: 24, bold: true }) > width ? 18 : 24;
  flow.sheet.block(title, flow.left, flow.y - size * 0.2, { size, bold: true, color: ink.accent, width, leading: 1.2 });
}

function drawSeller({ flow, words, document: { seller } }: Drawing, x: number): number {
  const { sheet } = flow;
  let y = flow.y;
  y += sheet.block(seller.name, x, y, { size: 11, bold: true, color: ink.text, width: SIDE_WIDTH, maxLines: NAME_LINES });
  const lines = [
    ...seller.address,
    labelled(words, words.say('label.phone'), seller.phone),
    seller.email,
    labelled(words, words.of('tax-id', seller.country), seller.taxId),
  ];
  for (const line of lines.filter(Boolean)) {
    y += sheet.block(line, x, y, { size: 8.5, color: ink.soft, width: SIDE_WIDTH, maxLines: PLACE_LINES });
  }
  return y;
}

function labelled(words: DocumentWords, label: string, value: string | null | undefined): string {
  return value ? `${label}${words.say('separator')}${value}` : '';
}

function drawFacts({ flow, words, document }: Drawing, x: number, top: number): number {
  const { sheet } = flow;
  const facts = factsOf(document, words);
  const style = { size: 9, color: ink.text };
  const labelWidth = Math.min(SIDE_WIDTH / 2, Math.max(...facts.map(([label]) => sheet.type.measure(label, style))) + mm(4));
  const width = SIDE_WIDTH - labelWidth;
  let y = top;
  for (const [label, value] of facts) {
    const labelHeight = sheet.block(label, x, y, { ...style, color: ink.soft, width: labelWidth - mm(2), maxLines: 2 });
    const bold = label === facts[0]?.[0];
    y += Math.max(labelHeight, sheet.block(value, x + labelWidth, y, { ...style, bold, width, maxLines: 4 }));
  }
  return y;
}

function factsOf(document: InvoiceDocument, words: DocumentWords): [label: string, value: string][] {
  const { number, issuedOn, suppliedOn, dueOn, order, shipment, originals, reason } = document;
  const facts: [string, string | null][] = [
    ['number', number],
    ['issued', words.date(issuedOn)],
    ['supplied', suppliedOn && words.date(suppliedOn)],
    ['due', dueOn && words.date(dueOn)],
    ['order', order.number === order.id ? order.id : `${order.number} (${order.id})`],
    ['shipment', shipment],
    [
      'original',
      originals.map(({ number: original, issuedOn: on }) => words.say('original', { number: original, date: words.date(on) })).join('\n'),
    ],
    ['reason', reason],
  ];
  return facts.flatMap(([key, value]) => (value ? [[words.say(`label.${key}`), value] as [string, string]] : []));
}

function drawParties(drawing: Drawing, top: number): number {
  const { document, words } = drawing;
  let y = drawParty(drawing, words.say(document.kind === 'invoice' ? 'label.bill-to' : 'label.credit-to'), document.buyer, top, 11);
  if (document.shipTo) y = drawParty(drawing, words.say('label.ship-to'), document.shipTo, y + mm(4), 9);
  return y;
}

function drawParty({ flow, words, document }: Drawing, label: string, party: Party, top: number, size: number): number {
  const { sheet, left } = flow;
  let y = top + sheet.block(label, left, top, { size: 8, color: ink.soft, width: BUYER_WIDTH });
  const place = { size: 9, color: ink.text, width: BUYER_WIDTH, maxLines: PLACE_LINES };
  for (const [index, name] of addressees(party, words).entries()) {
    y += sheet.block(name, left, y, { ...place, size: index === 0 ? size : 9.5, bold: index === 0, maxLines: NAME_LINES });
  }
  const lines = addressParts(party, { language: document.language, fromCountry: document.seller.country })
    .filter(({ part }) => part === 'place' || part === 'country')
    .map(({ text }) => text);
  const country = (party.country ?? document.seller.country).toUpperCase();
  lines.push(labelled(words, words.of('tax-id', country), party.taxId), size > 9 ? (party.email ?? '') : '');
  for (const line of lines.filter(Boolean)) y += sheet.block(line, left, y, place);
  return y;
}

/** Firm, then person; the honorific after the one who is addressed. */
function addressees({ name, company }: Party, words: DocumentWords): string[] {
  const firm = company?.trim() ?? '';
  const person = name.trim();
  if (person && person !== firm) return [...(firm ? [firm] : []), `${person}${words.say('honorific.person')}`];
  return firm ? [`${firm}${words.say('honorific.firm')}`] : ['—'];
}

/** The band with what is to be paid, and until when. */
function drawStrip({ flow, words, document }: Drawing): void {
  const { sheet, left, right, width } = flow;
  const height = mm(11);
  const open = openAtIssue(document);
  const credit = document.kind === 'credit-note';
  const key = credit ? 'credited' : open > 0 ? 'open' : 'paid';
  sheet.fill(left, flow.y, width, height, ink.band);
  sheet.fill(left, flow.y, mm(1.2), height, ink.accent);
  const textY = (size: number) => flow.y + (height - size * LEADING) / 2;
  const label = words.say(`strip.${key}`);
  const until = key === 'open' && document.dueOn ? words.say('strip.by', { date: words.date(document.dueOn) }) : '';
  const labelWidth = sheet.text(label, left + mm(4), textY(10), { size: 10, bold: true, color: ink.text });
  sheet.text(until, left + mm(4) + labelWidth + mm(3), textY(9), { size: 9, color: ink.soft });
  const amount = words.money(key === 'open' ? open : document.totalMinor, document.currency);
  sheet.text(amount, left, textY(15), { size: 15, bold: true, color: ink.accent, align: 'right', width: right - left - mm(4) });
  flow.y += height + mm(7);
}
