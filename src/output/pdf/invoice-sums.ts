// Under the lines: tax by rate, the totals, how to pay, and what the law of a country wants said.
import { type InvoiceDocument, lineSums, openAtIssue } from '../../domain/invoice/document.ts';
import type { DocumentWords } from '../document-words.ts';
import type { Drawing } from './invoice-head.ts';
import { freightIsLine, isKorean, isReduced } from './invoice-lines.ts';
import { ink } from './layout.ts';
import { LEADING, mm } from './sheet.ts';

interface SumRow {
  readonly label: string;
  readonly amountMinor: number;
  readonly strong?: boolean;
}

const SIZE = 9;
const ROW = SIZE * LEADING + mm(0.8);
const GAP = mm(8);
const NOTE_LINES = 12;

/** Draws the sums side by side, whole on one page. */
export function drawSums(drawing: Drawing): void {
  const { flow, words, document } = drawing;
  const rows = sumRows(document, words);
  flow.room(Math.max(rows.length, document.taxes.length + 3) * ROW + mm(6));
  const money = (minor: number) => words.money(minor, document.currency);
  const measure = (text: string, bold = true) => flow.sheet.type.measure(text, { size: SIZE + 1, bold });
  const labels = Math.max(...rows.map(({ label }) => measure(label)));
  const amounts = Math.max(...rows.map(({ amountMinor }) => measure(money(amountMinor))));
  const width = Math.max(mm(68), labels + amounts + mm(8));
  const end = drawTotals(drawing, rows, flow.right - width, width);
  const taxEnd = drawTaxes(drawing, flow.width - width - GAP);
  flow.y = Math.max(end, taxEnd) + mm(5);
}

function sumRows(document: InvoiceDocument, words: DocumentWords): SumRow[] {
  const { subtotalMinor, discountMinor, shippingMinor } = lineSums(document.lines);
  const { netMinor, taxMinor, totalMinor, paidMinor, kind } = document;
  const say = (key: string) => words.say(`sum.${key}`);
  const rows: SumRow[] = [];
  if (!freightIsLine(document) && (discountMinor !== 0 || shippingMinor !== 0)) {
    rows.push({ label: say('subtotal'), amountMinor: subtotalMinor });
    if (discountMinor !== 0) rows.push({ label: say('discount'), amountMinor: -discountMinor });
    if (shippingMinor !== 0) rows.push({ label: say('shipping'), amountMinor: shippingMinor });
  }
  const total = { label: say(kind === 'invoice' ? 'total' : 'total-credited'), amountMinor: totalMinor, strong: true };
  if (document.pricesIncludeTax && !isKorean(document)) {
    // what stands above contains tax, so that the total follows from it, and tax is only told
    rows.push(total, { label: words.say('sum.tax-included', { tax: words.of('tax-name') }), amountMinor: taxMinor });
  } else {
    rows.push({ label: say('net'), amountMinor: netMinor });
    rows.push({ label: isKorean(document) ? words.say('column.tax') : words.of('tax-name'), amountMinor: taxMinor }, total);
  }
  if (paidMinor !== 0) {
    rows.push({ label: say('paid'), amountMinor: -paidMinor });
    rows.push({ label: say('open'), amountMinor: openAtIssue(document), strong: true });
  }
  return rows;
}

function drawTotals({ flow, words, document }: Drawing, rows: readonly SumRow[], x: number, width: number): number {
  const { sheet } = flow;
  let { y } = flow;
  for (const { label, amountMinor, strong = false } of rows) {
    if (strong) {
      sheet.rule(x, y + mm(0.5), x + width, y + mm(0.5), { width: 0.8, color: ink.accent });
      y += mm(1);
    }
    const style = { size: strong ? SIZE + 1 : SIZE, bold: strong, color: strong ? ink.accent : ink.text };
    sheet.text(label, x, y, { ...style, color: strong ? ink.accent : ink.soft });
    sheet.text(words.money(amountMinor, document.currency), x, y, { ...style, align: 'right', width: width - mm(1.5) });
    y += ROW;
  }
  return y;
}

/** The table of rates: base, tax and total of each. */
function drawTaxes({ flow, words, document }: Drawing, most: number): number {
  const { sheet, left } = flow;
  const { taxes, currency } = document;
  const amount = (minor: number) => words.amount(minor, currency);
  const head = [words.say('column.rate'), words.say('column.net'), words.say('column.tax'), words.say('column.total')];
  const cells = taxes.map((tax) => [
    rateName(document, tax, words),
    ...[tax.netMinor, tax.taxMinor, tax.netMinor + tax.taxMinor].map(amount),
  ]);
  if (taxes.length > 1) cells.push([words.say('column.total'), ...[document.netMinor, document.taxMinor, document.totalMinor].map(amount)]);
  const { size, widths } = fitColumns([head, ...cells], most, (text, points, bold) => sheet.type.measure(text, { size: points, bold }));
  let { y } = flow;
  const drawRow = (row: readonly string[], style: { bold: boolean; color: string }) => {
    let x = left;
    for (const [index, text] of row.entries()) {
      const width = widths[index] as number;
      sheet.text(text, x, y, { size, ...style, align: index === 0 ? 'left' : 'right', width });
      x += width + mm(5);
    }
    y += size * LEADING + mm(0.6);
  };
  drawRow(head, { bold: true, color: ink.accent });
  sheet.rule(left, y, left + widths.reduce((sum, width) => sum + width, 0) + 3 * mm(5), y, { width: 0.6, color: ink.rule });
  y += mm(0.8);
  for (const [index, row] of cells.entries()) drawRow(row, { bold: index >= taxes.length, color: ink.text });
  return y;
}

function rateName(document: InvoiceDocument, tax: InvoiceDocument['taxes'][number], words: DocumentWords): string {
  const rate = words.rate(tax);
  const name = /\d/.test(rate) ? words.taxed(tax) : rate;
  return isReduced(document, { tax }) ? `${name} ※` : name;
}

/** The largest size in which a table fits. */
function fitColumns(
  rows: readonly (readonly string[])[],
  most: number,
  measure: (text: string, size: number, bold: boolean) => number,
): { size: number; widths: number[] } {
  let size = 8.5;
  for (;;) {
    const points = size;
    const widths = (rows[0] ?? []).map((_, column) =>
      Math.max(...rows.map((row, index) => measure(row[column] ?? '', points, index === 0 || index === rows.length - 1))),
    );
    if (size <= 5 || widths.reduce((sum, width) => sum + width, 0) + (widths.length - 1) * mm(5) <= most) return { size, widths };
    size -= 0.5;
  }
}

/** How to pay, what is credited, and notes. */
export function drawNotes({ flow, words, document }: Drawing): void {
  const { sheet, left, width } = flow;
  for (const { heading, text } of notesOf(document, words)) {
    const style = { size: 8.5, color: ink.text, width, maxLines: NOTE_LINES };
    const lines = sheet.type.wrap(text, style, width, style);
    flow.room((lines.length + (heading ? 1 : 0)) * style.size * LEADING);
    if (heading) flow.y += sheet.block(heading, left, flow.y, { ...style, bold: true, color: ink.accent });
    flow.y += sheet.lines(lines, left, flow.y, { ...style, color: heading ? ink.text : ink.soft }) + mm(2);
  }
}

function notesOf(document: InvoiceDocument, words: DocumentWords): { heading?: string; text: string }[] {
  const { kind, number, dueOn, instructions, lines, originals } = document;
  const notes: { heading?: string; text: string }[] = [];
  const pay = dueOn ? words.say('payment.by', { date: words.date(dueOn), number }) : words.say('payment.thanks');
  if (kind === 'invoice') {
    notes.push({
      heading: words.say('payment.heading'),
      text: [instructions && dueOn ? instructions : '', pay].filter(Boolean).join('\n'),
    });
  } else if (originals.length > 0) {
    const named = originals.map((original) => words.say('original', { number: original.number, date: words.date(original.issuedOn) }));
    notes.push({ text: words.say('note.credits', { originals: named.join(', ') }) });
  }
  if (lines.some((line) => isReduced(document, line))) notes.push({ text: words.say('note.reduced') });
  const lawful = words.ifAny('note.not-tax-invoice');
  if (lawful) notes.push({ text: lawful });
  return notes;
}
