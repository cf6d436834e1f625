// The table of a document, over as many pages as it takes, each under its head, with what it sums to so far.
import type { ColumnContent, RowContent, TableContent } from '../document/content.ts';
import { drawNarrowTable } from './narrow-table.ts';
import type { Drawing } from './page.ts';
import { LEADING, mm, type Sheet } from './sheet.ts';

/** A column where it stands. */
interface PlacedColumn extends ColumnContent {
  readonly index: number;
  readonly x: number;
  readonly width: number;
}

interface PlacedTable {
  readonly size: number;
  readonly columns: readonly PlacedColumn[];
  readonly main: PlacedColumn;
}

/** A row cut into lines. */
interface SetRow {
  readonly lines: readonly (readonly string[])[];
  /** Under the main column. */
  readonly small: readonly string[];
  readonly height: number;
}

const GAP = mm(4);
const PADDING = mm(1.4);
/** How far in from the ends of a table its outermost cells are. */
export const CELL_INSET = mm(1.5);
/** What sums of widths may differ by. */
const HAIR = 0.1;
const NAME_LINES = 8;
const TEXT_LINES = 4;
const SMALL_LINES = 2;
const HEAD_SCALE = 0.9;
const SMALL_SCALE = 0.85;
const BLANK_WIDTH = mm(18);
/** Of the width of the page: most for a column of words, least for the main one. */
const TEXT_SHARE = 0.22;
const MAIN_SHARE = 0.26;
const STEPS_SMALLER = [0, 1, 2, 3];

export function drawTable(drawing: Drawing): void {
  const { flow, content } = drawing;
  if (!content.table) return;
  drawCaption(drawing, content.table);
  if (flow.measures.isNarrow) drawNarrowTable(drawing, content.table);
  else drawWideTable(drawing, content.table);
}

function drawWideTable(drawing: Drawing, content: TableContent): void {
  const table = placed(drawing, content);
  drawing.flow.sheet.within('Table', () => {
    drawTableHead(drawing, table);
    drawRows(drawing, table, content);
  });
  drawing.flow.y += mm(4);
}

function drawCaption({ flow, ink }: Drawing, { caption }: TableContent): void {
  if (caption === '') return;
  const style = { size: 7.5, color: ink.soft, align: 'right', width: flow.width } as const;
  flow.sheet.within('P', () => flow.sheet.text(flow.sheet.type.fit(caption, style, flow.width), flow.left, flow.y, style));
  flow.y += 7.5 * LEADING + mm(1);
}

/** Columns as wide as what stands in them; the main one has the rest, and the size gives way before it does. */
function placed({ flow, layout }: Drawing, { columns, rows }: TableContent): PlacedTable {
  const { type } = flow.sheet;
  let fitted: PlacedTable | undefined;
  for (const size of STEPS_SMALLER.map((step) => layout.size - step)) {
    const widths = columns.map(({ title, form }, index) => {
      if (form === 'main') return 0;
      const heads = title.split('\n').map((line) => type.measure(line, { size: size * HEAD_SCALE, bold: true }));
      const natural = Math.max(...heads, ...rows.map(({ cells }) => type.measure(cells[index] ?? '', { size }))) + HAIR;
      if (form === 'blank') return Math.max(BLANK_WIDTH, ...heads);
      return form === 'text' ? Math.min(natural, Math.max(flow.width * TEXT_SHARE, ...heads)) : natural;
    });
    const used = widths.reduce((sum, width) => sum + width, 0) + GAP * (columns.length - 1) + 2 * CELL_INSET;
    const rest = Math.max(mm(10), flow.width - used);
    const hasMain = columns.some(({ form }) => form === 'main');
    let x = flow.left + CELL_INSET;
    const all = columns.map((column, index) => {
      const width = column.form === 'main' ? rest : (widths[index] as number);
      const one = { ...column, index, x, width };
      x += width + GAP;
      return one;
    });
    fitted = { size, columns: all, main: all.find(({ form }) => form === 'main') ?? (all[0] as PlacedColumn) };
    if (hasMain ? rest >= flow.width * MAIN_SHARE : used <= flow.width) break;
  }
  return fitted as PlacedTable;
}

function drawTableHead({ flow, ink }: Drawing, { size, columns }: PlacedTable): void {
  const { sheet } = flow;
  const style = { size: size * HEAD_SCALE, bold: true, color: ink.accent };
  const titles = columns.map(({ title }) => title.split('\n'));
  const height = Math.max(...titles.map(({ length }) => length)) * style.size * LEADING + mm(1.2);
  sheet.within('TR', () => {
    for (const [index, { x, width, form }] of columns.entries()) {
      const align = form === 'number' ? 'right' : 'left';
      sheet.within('TH', () => sheet.lines(titles[index] as string[], x, flow.y, { ...style, align, width }), scopeOfColumn);
    }
  });
  sheet.rule(flow.left, flow.y + height, flow.right, flow.y + height, { width: 1, color: ink.accent });
  flow.y += height;
}

// pdfkit writes it, though its types do not say so
const scopeOfColumn = { scope: 'Column' } as PDFKit.Mixins.StructureElementOptions;

function drawRows(drawing: Drawing, table: PlacedTable, { rows, carry, carryColumn }: TableContent): void {
  const { flow } = drawing;
  const carryHeight = table.size * LEADING + mm(1.5);
  let group = '';
  for (const [index, row] of rows.entries()) {
    const set = setRow(flow.sheet, table, row);
    const heading = row.group !== group ? groupHeight(table) : 0;
    const before = rows[index - 1]?.carried ?? '';
    const isLast = index === rows.length - 1;
    if (!flow.fits(heading + set.height + (isLast || row.carried === '' ? 0 : carryHeight))) {
      if (before !== '') drawCarried(drawing, table, { label: carry[0], amount: before, column: carryColumn });
      flow.turn();
      drawTableHead(drawing, table);
      if (before !== '') drawCarried(drawing, table, { label: carry[1], amount: before, column: carryColumn });
    }
    if (heading > 0) drawGroup(drawing, table, row.group);
    group = row.group;
    drawRow(drawing, table, set);
  }
}

function setRow({ type }: Sheet, { size, columns, main }: PlacedTable, row: RowContent): SetRow {
  const lines = columns.map(({ form, width, index }) => {
    const text = row.cells[index] ?? '';
    if (form === 'number') return [text];
    if (form === 'blank') return [];
    return text === '' ? [] : type.wrap(text, { size }, width, { maxLines: form === 'main' ? NAME_LINES : TEXT_LINES });
  });
  const small = row.small.flatMap((text) => type.wrap(text, { size: size * SMALL_SCALE }, main.width, { maxLines: SMALL_LINES }));
  const smallHeight = small.length * size * SMALL_SCALE * LEADING;
  const heights = lines.map(({ length }, at) => length * size * LEADING + (columns[at]?.form === 'main' ? smallHeight : 0));
  return { lines, small, height: 2 * PADDING + Math.max(size * LEADING, ...heights) };
}

function drawRow({ flow, ink }: Drawing, { size, columns }: PlacedTable, { lines, small, height }: SetRow): void {
  const { sheet } = flow;
  const top = flow.y + PADDING;
  sheet.within('TR', () => {
    for (const [at, { form, x, width }] of columns.entries()) {
      if (form === 'blank') sheet.frame(x, flow.y + mm(0.8), width, height - mm(1.6), { color: ink.rule });
      sheet.within('TD', () => {
        const style = { size, color: ink.text, align: form === 'number' ? 'right' : 'left', width } as const;
        const end = top + sheet.lines(lines[at] as string[], x, top, style);
        if (form === 'main') sheet.lines(small, x, end, { size: size * SMALL_SCALE, color: ink.soft, width });
      });
    }
  });
  flow.y += height;
  sheet.rule(flow.left, flow.y, flow.right, flow.y, { width: 0.4, color: ink.rule });
}

function groupHeight({ size }: PlacedTable): number {
  return size * LEADING + mm(2.4);
}

function drawGroup({ flow, ink }: Drawing, table: PlacedTable, group: string): void {
  const style = { size: table.size, bold: true, color: ink.accent };
  const { sheet, left, width } = flow;
  sheet.within('TR', () =>
    sheet.within('TH', () => sheet.text(sheet.type.fit(group, style, width - mm(3)), left + mm(1.5), flow.y + mm(1.6), style)),
  );
  flow.y += groupHeight(table);
}

/** The sum so far, under the amounts that it is of. */
function drawCarried(
  { flow, ink }: Drawing,
  { size, columns, main }: PlacedTable,
  { label, amount, column }: { label: string; amount: string; column: number },
): void {
  const { sheet } = flow;
  const under = columns[column] as PlacedColumn;
  // a sum may be wider than the amounts, and reaches out to the left
  const y = flow.y + mm(0.8);
  const style = { size, color: ink.soft };
  sheet.within('TR', () => {
    sheet.within('TD', () => sheet.text(sheet.type.fit(label, style, main.width), main.x, y, style));
    sheet.within('TD', () => sheet.text(amount, under.x, y, { ...style, bold: true, align: 'right', width: under.width }));
  });
  flow.y += size * LEADING + mm(1.5);
}
