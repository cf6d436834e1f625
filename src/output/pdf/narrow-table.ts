// The table of a document on a roll of paper: each row its name, and under it how many, at what price, and the amount.
import type { RowContent, TableContent } from '../document/content.ts';
import type { Drawing } from './page.ts';
import { LEADING, mm } from './sheet.ts';

const SIZE = 8.5;
const NAME_LINES = 4;

export function drawNarrowTable(drawing: Drawing, table: TableContent): void {
  const { flow, ink } = drawing;
  flow.sheet.within('Table', () => {
    flow.sheet.rule(flow.left, flow.y, flow.right, flow.y, { width: 0.8, color: ink.accent });
    flow.y += mm(1);
    let group = '';
    for (const row of table.rows) {
      if (row.group !== group) drawGroup(drawing, row.group);
      group = row.group;
      drawNarrowRow(drawing, table, row);
    }
    flow.sheet.rule(flow.left, flow.y, flow.right, flow.y, { width: 0.8, color: ink.accent });
  });
  flow.y += mm(2);
}

function drawGroup({ flow, ink }: Drawing, group: string): void {
  const style = { size: SIZE, bold: true, color: ink.accent, width: flow.width, maxLines: 1 };
  flow.sheet.within('TR', () => flow.sheet.within('TH', () => (flow.y += flow.sheet.block(group, flow.left, flow.y, style))));
}

function drawNarrowRow({ flow, ink }: Drawing, { columns }: TableContent, { cells, small }: RowContent): void {
  const { sheet, left, width } = flow;
  const main = columns.findIndex(({ form }) => form === 'main');
  const last = columns.findLastIndex(({ form }) => form === 'number');
  const beside = cells.filter((cell, index) => index !== main && index !== last && columns[index]?.form !== 'blank' && cell !== '');
  const style = { size: SIZE, color: ink.text };
  sheet.within('TR', () => {
    sheet.within('TD', () => {
      flow.y += sheet.block(cells[main] ?? '', left, flow.y, { ...style, width, maxLines: NAME_LINES });
      for (const text of small) flow.y += sheet.block(text, left, flow.y, { size: 7, color: ink.soft, width, maxLines: 1 });
    });
    const amount = cells[last] ?? '';
    const room = width - mm(4) - sheet.type.measure(amount, style) - mm(3);
    sheet.within('TD', () =>
      sheet.text(sheet.type.fit(beside.join(' × '), style, room), left + mm(4), flow.y, { ...style, color: ink.soft }),
    );
    sheet.within('TD', () => sheet.text(amount, left, flow.y, { ...style, align: 'right', width }));
  });
  flow.y += SIZE * LEADING + mm(0.8);
}
