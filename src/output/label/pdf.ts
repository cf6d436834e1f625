// Labels as PDF: each drawing at its place on the sheet, barcodes as vectors, text as text.
import type { MarkedPage } from '../../domain/document/mark.ts';
import { Sheet, type SheetOptions } from '../pdf/sheet.ts';
import type { Drawing, Mark } from './drawing.ts';

/** A label's drawing, whose it is, on which page (from 1) and where on it, in points. */
export interface PlacedDrawing {
  readonly drawing: Drawing;
  readonly of: MarkedPage | undefined;
  readonly page: number;
  readonly x: number;
  readonly y: number;
}

/** The same drawings always give the same bytes. */
export function labelsAsPdf(placed: readonly PlacedDrawing[], options: SheetOptions): Promise<Uint8Array> {
  const sheet = new Sheet(options);
  let page = 0;
  for (const one of placed) {
    for (; page < one.page; page += 1) {
      sheet.flush();
      sheet.addPage();
    }
    for (const mark of one.drawing.marks) drawMark(sheet, mark, one);
  }
  return sheet.finish();
}

const BLACK = '#000000';

function drawMark(sheet: Sheet, mark: Mark, { x, y }: PlacedDrawing): void {
  if (mark.kind === 'fill') sheet.fill(x + mark.x, y + mark.y, mark.width, mark.height, BLACK);
  else if (mark.kind === 'text') {
    sheet.setScript(mark.script);
    sheet.text(mark.text, x + mark.x, y + mark.y, { size: mark.size, bold: mark.bold, color: mark.color });
  } else {
    const { module, rowHeight } = mark;
    for (const dark of mark.barcode.darks)
      sheet.fill(x + mark.x + dark.x * module, y + mark.y + dark.y * rowHeight, dark.width * module, dark.height * rowHeight, BLACK);
  }
}
