// The lines of an invoice, over as many pages as they take, each under the table's head.
import type { DocumentLine, InvoiceDocument } from '../../domain/invoice/document.ts';
import type { DocumentWords } from '../document-words.ts';
import type { Drawing } from './invoice-head.ts';
import { type Flow, ink } from './layout.ts';
import { LEADING, mm } from './sheet.ts';

interface Column {
  readonly title: string;
  show(line: DocumentLine): string;
}

/** A column where it stands; all but the description are set to the right. */
interface PlacedColumn extends Column {
  readonly x: number;
  readonly width: number;
}

interface LineTable {
  readonly size: number;
  readonly columns: readonly PlacedColumn[];
  readonly description: { readonly title: string; readonly x: number; readonly width: number };
}

const GAP = mm(4);
const PADDING = mm(1.4);
const NAME_LINES = 8;
const HEAD_SCALE = 0.9;
const SKU_SCALE = 0.85;
const DESCRIPTION_LEAST = mm(45);
const SIZES = [9, 8, 7, 6] as const;

/** Korean statements show net and tax of each line. */
export function isKorean({ seller, language }: InvoiceDocument): boolean {
  return seller.country === 'KR' && language === 'ko';
}

/** Freight stands with the sums, except on a Korean statement, and where nothing else is on the page. */
export function freightIsLine(document: InvoiceDocument): boolean {
  return isKorean(document) || document.lines.every(({ kind }) => kind === 'shipping');
}

/** Japan's law wants items at the reduced rate marked. */
export function isReduced({ seller }: InvoiceDocument, { tax }: Pick<DocumentLine, 'tax'>): boolean {
  return seller.country === 'JP' && tax.ratePpm > 0 && tax.ratePpm < 100_000;
}

export function drawLines(drawing: Drawing): void {
  const { flow, words, document } = drawing;
  const lines = freightIsLine(document) ? document.lines : document.lines.filter(({ kind }) => kind === 'line');
  drawCaption(drawing);
  const table = fitTable(flow, words, columnsOf(document, words), lines);
  flow.y += drawTableHead(flow, table);
  for (const line of lines) drawLine(drawing, table, line);
  flow.y += mm(4);
}

/** The currency, and whether tax is in the prices. */
function drawCaption({ flow, words, document }: Drawing): void {
  const { currency, pricesIncludeTax } = document;
  const caption = words.say(`prices.${pricesIncludeTax ? 'include' : 'exclude'}-tax`, { currency, tax: words.of('tax-name') });
  flow.sheet.text(caption, flow.left, flow.y, { size: 7.5, color: ink.soft, align: 'right', width: flow.width });
  flow.y += 7.5 * LEADING + mm(1);
}

function columnsOf(document: InvoiceDocument, words: DocumentWords): Column[] {
  const { currency, lines } = document;
  const korean = isKorean(document);
  const amount = (minor: number) => words.amount(minor, currency);
  const discountOf = (line: DocumentLine) => line.lineDiscountMinor + (korean ? line.orderDiscountMinor : 0);
  const column = (title: string, show: Column['show']): Column => ({ title: words.say(`column.${title}`), show });
  const quantity = column('quantity', (line) => quantityOf(line, words));
  const price = column('unit-price', (line) =>
    line.kind === 'line' && line.quantity > 0 ? words.unitPrice(line.unitPriceMicros, currency) : '',
  );
  const discount = column('discount', (line) => (discountOf(line) === 0 ? '' : amount(-discountOf(line))));
  const discounts = lines.some((line) => discountOf(line) !== 0) ? [discount] : [];
  if (korean) {
    const net = column('net', ({ netMinor }) => amount(netMinor));
    return [quantity, price, ...discounts, net, column('tax', ({ taxMinor }) => amount(taxMinor))];
  }
  const rate = column('rate', ({ tax }) => words.rate(tax));
  const total = column('amount', ({ grossMinor, lineDiscountMinor }) => amount(grossMinor - lineDiscountMinor));
  return [quantity, price, ...discounts, rate, total];
}

function quantityOf({ kind, quantity, unit }: DocumentLine, words: DocumentWords): string {
  if (kind === 'shipping' || quantity === 0) return '';
  const shown = words.number(String(quantity));
  return unit && unit !== 'piece' ? `${shown} ${unit}` : shown;
}

/** Columns as wide as what stands in them; the description has the rest, and the size gives way before it does. */
function fitTable(flow: Flow, words: DocumentWords, columns: readonly Column[], lines: readonly DocumentLine[]): LineTable {
  const { type } = flow.sheet;
  let fitted: LineTable | undefined;
  for (const size of SIZES) {
    const widths = columns.map(({ title, show }) =>
      Math.max(type.measure(title, { size: size * HEAD_SCALE, bold: true }), ...lines.map((line) => type.measure(show(line), { size }))),
    );
    const placed: PlacedColumn[] = [];
    let x = flow.right - mm(1.5);
    for (let index = columns.length - 1; index >= 0; index -= 1) {
      const width = widths[index] as number;
      x -= width;
      placed.unshift({ ...(columns[index] as Column), x, width });
      x -= GAP;
    }
    const start = flow.left + mm(1.5);
    fitted = { size, columns: placed, description: { title: words.say('column.description'), x: start, width: x - start } };
    if (fitted.description.width >= DESCRIPTION_LEAST) break;
  }
  return fitted as LineTable;
}

function drawTableHead(flow: Flow, { size, columns, description }: LineTable): number {
  const { sheet } = flow;
  const style = { size: size * HEAD_SCALE, bold: true, color: ink.accent };
  sheet.text(description.title, description.x, flow.y, style);
  for (const { title, x, width } of columns) sheet.text(title, x, flow.y, { ...style, align: 'right', width });
  const height = style.size * LEADING + mm(1.2);
  sheet.rule(flow.left, flow.y + height, flow.right, flow.y + height, { width: 1, color: ink.accent });
  return height;
}

function drawLine({ flow, words, document }: Drawing, table: LineTable, line: DocumentLine): void {
  const { sheet } = flow;
  const { size, columns, description } = table;
  const name = line.kind === 'shipping' ? words.say('sum.shipping') : line.name + (isReduced(document, line) ? ' ※' : '');
  const names = sheet.type.wrap(name, { size }, description.width, { maxLines: NAME_LINES });
  const sku = line.sku && line.sku !== line.name ? `${words.say('label.sku')}${words.say('separator')}${line.sku}` : '';
  const height = 2 * PADDING + names.length * size * LEADING + (sku ? size * SKU_SCALE * LEADING : 0);
  if (flow.room(height)) flow.y += drawTableHead(flow, table);
  let y = flow.y + PADDING;
  for (const { show, x, width } of columns) sheet.text(show(line), x, y, { size, color: ink.text, align: 'right', width });
  y += sheet.lines(names, description.x, y, { size, color: ink.text, width: description.width });
  const small = { size: size * SKU_SCALE, color: ink.soft };
  if (sku) sheet.text(sheet.type.fit(sku, small, description.width), description.x, y, small);
  flow.y += height;
  sheet.rule(flow.left, flow.y, flow.right, flow.y, { width: 0.4, color: ink.rule });
}
