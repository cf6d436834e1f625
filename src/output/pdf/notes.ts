// What is said before the table and after the sums: letters, how to pay, what the law wants, a code to pay by, signatures.
import { barcodeOf } from './barcode.ts';
import type { Drawing } from './page.ts';
import { LEADING, mm } from './sheet.ts';

const NOTE_LINES = 12;
const LETTER_LINES = 40;
const CODE_SIZE = mm(32);

/** A letter's text, over the table. */
export function drawBefore({ flow, content: { before }, ink }: Drawing): void {
  const { sheet, left, width } = flow;
  const style = { size: 10, color: ink.text, width, maxLines: LETTER_LINES };
  for (const text of before) {
    const lines = sheet.type.wrap(text, style, width, style);
    flow.room(lines.length * style.size * LEADING);
    flow.y += sheet.within('P', () => sheet.lines(lines, left, flow.y, style)) + mm(3);
  }
}

export function drawNotes({ flow, content: { notes }, ink }: Drawing): void {
  const { sheet, left, width } = flow;
  for (const { heading, text } of notes) {
    const style = { size: 8.5, color: ink.text, width, maxLines: NOTE_LINES };
    const lines = sheet.type.wrap(text, style, width, style);
    flow.room((lines.length + (heading ? 1 : 0)) * style.size * LEADING);
    if (heading) flow.y += sheet.within('H2', () => sheet.block(heading, left, flow.y, { ...style, bold: true, color: ink.accent }));
    const color = heading ? ink.text : ink.soft;
    flow.y += sheet.within('P', () => sheet.lines(lines, left, flow.y, { ...style, color })) + mm(2);
  }
}

/** A code to pay by, with its words beside it. */
export function drawCode({ flow, content: { code }, ink }: Drawing): void {
  if (!code) return;
  const { sheet, left, width } = flow;
  flow.room(CODE_SIZE + mm(4));
  const { darks, columns } = barcodeOf('qr', code.text);
  const module = CODE_SIZE / columns;
  sheet.within(
    'Figure',
    () =>
      sheet.fillAll(
        darks.map((dark) => ({
          x: left + dark.x * module,
          y: flow.y + dark.y * module,
          width: dark.width * module,
          height: dark.height * module,
        })),
        '#000000',
      ),
    { alt: code.label },
  );
  if (code.isSwiss) drawCross(flow.sheet, left + CODE_SIZE / 2, flow.y + CODE_SIZE / 2);
  const style = { size: 8.5, color: ink.soft, width: Math.min(width - CODE_SIZE - mm(5), mm(60)), maxLines: 4 };
  sheet.within('P', () => sheet.block(code.label, left + CODE_SIZE + mm(5), flow.y + mm(2), style));
  flow.y += CODE_SIZE + mm(4);
}

/** The cross in the middle of a Swiss payment code, 7 mm wide of a code of 46 mm. */
function drawCross(sheet: Drawing['flow']['sheet'], x: number, y: number): void {
  const unit = (CODE_SIZE * 7) / 46 / 20;
  sheet.fill(x - 10 * unit, y - 10 * unit, 20 * unit, 20 * unit, '#ffffff');
  sheet.fill(x - 9 * unit, y - 9 * unit, 18 * unit, 18 * unit, '#000000');
  sheet.fill(x - 6 * unit, y - 2 * unit, 12 * unit, 4 * unit, '#ffffff');
  sheet.fill(x - 2 * unit, y - 6 * unit, 4 * unit, 12 * unit, '#ffffff');
}

/** Lines to sign on, side by side. */
export function drawSignatures({ flow, content: { signatures }, ink }: Drawing): void {
  if (signatures.length === 0) return;
  const { sheet, left } = flow;
  flow.room(mm(20));
  const width = Math.min(mm(62), (flow.width - mm(8) * (signatures.length - 1)) / signatures.length);
  const y = flow.y + mm(12);
  for (const [index, label] of signatures.entries()) {
    const x = left + index * (width + mm(8));
    sheet.rule(x, y, x + width, y, { width: 0.6, color: ink.text });
    sheet.within('P', () => sheet.block(label, x, y + mm(1), { size: 8, color: ink.soft, width, maxLines: 1 }));
  }
  flow.y = y + mm(7);
}
