// One label as marks on paper: texts, bars and barcodes, placed once and rendered as PDF, as an image or as ZPL.
import type { SymbolKind } from '../../domain/label.ts';
import { type Barcode, barcodeHolding } from '../pdf/barcode.ts';
import type { Fonts, Script } from '../pdf/fonts.ts';
import { type BlockStyle, type DrawStyle, LEADING } from '../pdf/sheet.ts';
import { Typesetter } from '../pdf/text.ts';

/** Points from the label's top left corner, as everything here. */
export interface TextMark {
  readonly kind: 'text';
  readonly text: string;
  readonly script: Script;
  readonly size: number;
  readonly bold: boolean;
  readonly color: string;
  /** How it stands within its width, for those who set it in another font. */
  readonly align: 'left' | 'center' | 'right';
  readonly x: number;
  /** Top of the line. */
  readonly y: number;
  readonly width: number;
}

export interface FillMark {
  readonly kind: 'fill';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface BarcodeMark {
  readonly kind: 'barcode';
  readonly barcode: Barcode;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly module: number;
  /** How high one row of modules is: of bars alone, the bars. */
  readonly rowHeight: number;
}

export type Mark = TextMark | FillMark | BarcodeMark;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Narrower than a quarter of a millimetre cheap scanners fail; wider than half a millimetre a symbol only grows. */
const MODULE_LEAST = (0.25 * 72) / 25.4;
const MODULE_MOST = (0.51 * 72) / 25.4;
/** A module of a matrix that is read from a hand's distance. */
const MATRIX_MODULE_MOST = (1.1 * 72) / 25.4;

/** Draws on one label. Has what a sheet of a document has, and remembers it instead of printing it. */
export class Drawing {
  readonly marks: Mark[] = [];
  readonly width: number;
  readonly height: number;
  /** A dot of the printer in points: bars begin and end on whole dots. */
  readonly dot: number;
  type: Typesetter;

  constructor(fonts: Fonts, script: Script, { width, height }: { readonly width: number; readonly height: number }, dotsPerInch: number) {
    this.type = new Typesetter(fonts, script);
    this.width = width;
    this.height = height;
    this.dot = 72 / dotsPerInch;
  }

  /** From here on text is set in this script: an address abroad among words of home. */
  setScript(script: Script): void {
    this.type = new Typesetter(this.type.fonts, script);
  }

  /** One line, its top at `y`; gives its width. */
  text(text: string, x: number, y: number, { size, bold = false, color = '#000000', align = 'left', width = 0 }: DrawStyle): number {
    const line = this.type.line(text, { size, bold });
    if (line.runs.length === 0) return 0;
    const spare = { left: 0, center: (width - line.width) / 2, right: width - line.width }[align];
    const set = line.runs.map((run) => run.text).join('');
    this.marks.push({ kind: 'text', text: set, script: this.type.script, size, bold, color, align, x: x + spare, y, width: line.width });
    return line.width;
  }

  /** A text in lines of `width`, its top at `y`; gives the height it took. */
  block(text: string, x: number, y: number, style: BlockStyle): number {
    return this.lines(this.type.wrap(text, style, style.width, style), x, y, style);
  }

  lines(lines: readonly string[], x: number, y: number, style: BlockStyle): number {
    const step = style.size * (style.leading ?? LEADING);
    for (const [index, line] of lines.entries()) this.text(line, x, y + index * step, style);
    return lines.length * step;
  }

  /** A level line, its middle at `y`. */
  rule(x: number, y: number, width: number, thickness: number): void {
    this.marks.push({ kind: 'fill', x, y: y - thickness / 2, width, height: thickness });
  }

  fill(box: Box): void {
    this.marks.push({ kind: 'fill', ...box });
  }

  /**
   * A barcode in the middle of a box, as wide as may be, its quiet zones within; gives where its dark part is, or
   * undefined where it does not fit: what cannot be read is not drawn.
   */
  barcode(kind: SymbolKind, text: string, box: Box): Box | undefined {
    const barcode = barcodeHolding(kind, text);
    if (!barcode) return undefined;
    const isMatrix = barcode.rows > 1;
    const room = Math.min(
      box.width / (barcode.columns + 2 * barcode.quiet),
      isMatrix ? box.height / (barcode.rows + 2 * barcode.quiet) : Number.POSITIVE_INFINITY,
    );
    const dots = Math.floor(Math.min(room, isMatrix ? MATRIX_MODULE_MOST : MODULE_MOST) / this.dot + 1e-6);
    const module = dots * this.dot;
    // a printer's dots are a little finer or coarser than the bound
    if (module < MODULE_LEAST * 0.99) return undefined;
    const rowHeight = isMatrix ? module : this.#snapped(box.height);
    const width = barcode.columns * module;
    const height = barcode.rows * rowHeight;
    const x = this.#snapped(box.x + (box.width - width) / 2);
    const y = this.#snapped(box.y + (box.height - height) / 2);
    this.marks.push({ kind: 'barcode', barcode, text, x, y, module, rowHeight });
    return { x, y, width, height };
  }

  #snapped(length: number): number {
    return Math.round(length / this.dot) * this.dot;
  }
}
