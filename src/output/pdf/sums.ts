// Under the table: tax by rate at the left, the totals at the right; whole on one page.
import type { Drawing } from './page.ts';
import { LEADING, mm } from './sheet.ts';
import { CELL_INSET } from './table.ts';

const SIZE = 9;
const ROW = SIZE * LEADING + mm(0.8);
const GAP = mm(8);
const CELL_GAP = mm(5);
const RATES_LEAST = mm(48);

/** Draws the sums side by side, one under the other where there is no room. */
export function drawSums(drawing: Drawing): void {
  const { flow, content } = drawing;
  const { sums, rates } = content;
  if (sums.length === 0 && rates.length === 0) return;
  flow.room(Math.max(sums.length, rates.length + 1) * ROW + mm(6));
  const measure = (text: string) => flow.sheet.type.measure(text, { size: SIZE + 1, bold: true });
  const labels = Math.max(0, ...sums.map(({ label }) => measure(label)));
  const amounts = Math.max(0, ...sums.map(({ amount }) => measure(amount)));
  const width = Math.min(flow.width, Math.max(Math.min(mm(68), flow.width * 0.45), labels + amounts + mm(8)));
  const room = flow.width - width - GAP;
  const isStacked = flow.measures.isNarrow || room < RATES_LEAST;
  const end = drawTotals(
    drawing,
    isStacked && flow.measures.isNarrow ? flow.left : flow.right - width,
    flow.measures.isNarrow ? flow.width : width,
  );
  if (isStacked) flow.y = end + mm(3);
  const rateEnd = drawRates(drawing, isStacked ? flow.width : room);
  flow.y = Math.max(end, rateEnd) + mm(5);
}

function drawTotals({ flow, content: { sums }, ink }: Drawing, x: number, width: number): number {
  const { sheet } = flow;
  // under the amounts of the table; on a roll those go to the edge
  const inset = flow.measures.isNarrow ? 0 : CELL_INSET;
  let { y } = flow;
  for (const { label, amount, isStrong } of sums) {
    if (isStrong) {
      sheet.rule(x, y + mm(0.5), x + width, y + mm(0.5), { width: 0.8, color: ink.accent });
      y += mm(1);
    }
    const style = { size: isStrong ? SIZE + 1 : SIZE, bold: isStrong, color: isStrong ? ink.accent : ink.text };
    const room = width - mm(4) - sheet.type.measure(amount, style);
    sheet.within('P', () => {
      sheet.text(sheet.type.fit(label, style, room), x, y, { ...style, color: isStrong ? ink.accent : ink.soft });
      sheet.text(amount, x, y, { ...style, align: 'right', width: width - inset });
    });
    y += ROW;
  }
  return y;
}

/** The table of rates: base, tax and total of each; the last row is their sum where there are several. */
function drawRates({ flow, content: { rates }, ink }: Drawing, most: number): number {
  const { sheet, left } = flow;
  if (rates.length === 0) return flow.y;
  const heads = (rates[0] as readonly string[]).map((text) => text.split('\n'));
  const { size, widths, gap } = fitColumns(rates, most, (text, points, bold) => sheet.type.measure(text, { size: points, bold }));
  let { y } = flow;
  const drawRow = (row: readonly (readonly string[])[], type: 'TH' | 'TD', style: { bold: boolean; color: string }) =>
    sheet.within('TR', () => {
      let x = left;
      for (const [index, lines] of row.entries()) {
        const width = widths[index] as number;
        sheet.within(type, () => sheet.lines(lines, x, y, { size, ...style, align: index === 0 ? 'left' : 'right', width }));
        x += width + gap;
      }
      y += Math.max(...row.map(({ length }) => length)) * size * LEADING + mm(0.6);
    });
  sheet.within('Table', () => {
    drawRow(heads, 'TH', { bold: true, color: ink.accent });
    sheet.rule(left, y, left + widths.reduce((sum, width) => sum + width, 0) + (widths.length - 1) * gap, y, {
      width: 0.6,
      color: ink.rule,
    });
    y += mm(0.8);
    for (const [index, row] of rates.slice(1).entries()) {
      const isTotal = rates.length > 2 && index === rates.length - 2;
      drawRow(
        row.map((text) => [text]),
        'TD',
        { bold: isTotal, color: ink.text },
      );
    }
  });
  return y;
}

/** The largest size in which a table fits; the gaps give way at last. */
function fitColumns(
  rows: readonly (readonly string[])[],
  most: number,
  measure: (text: string, size: number, bold: boolean) => number,
): { size: number; widths: number[]; gap: number } {
  for (let size = 8.5; ; size -= 0.5) {
    const widths = (rows[0] ?? []).map((_, column) =>
      Math.max(
        ...rows.flatMap((row, index) =>
          (row[column] ?? '').split('\n').map((line) => measure(line, size, index === 0 || index === rows.length - 1)),
        ),
      ),
    );
    const used = widths.reduce((sum, width) => sum + width, 0);
    const gap = size <= 5 ? Math.max(mm(1), Math.min(CELL_GAP, (most - used) / (widths.length - 1))) : CELL_GAP;
    if (size <= 5 || used + (widths.length - 1) * gap <= most) return { size, widths, gap };
  }
}
