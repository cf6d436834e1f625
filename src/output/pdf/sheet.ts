// A document under way: pages, text in every script, lines and boxes. Points, from the top left corner.
import PDFDocument from 'pdfkit';
import { type MarkedPage, pageMark } from '../../domain/document/mark.ts';
import type { Fonts, Script } from './fonts.ts';
import { settlePages } from './settled.ts';
import { type SetLine, type TextStyle, Typesetter } from './text.ts';

export interface SheetOptions {
  readonly fonts: Fonts;
  readonly script: Script;
  /** Width and height in points. */
  readonly size: readonly [width: number, height: number];
  readonly title: string;
  readonly author?: string;
  /** What its pages are of; nothing where they name nobody. */
  readonly of?: readonly MarkedPage[];
  /** The date the document bears: the same document has the same bytes, whenever it is made. */
  readonly date: string;
  /** With the structure that programs read a page aloud by; what is drawn outside of it is decoration. */
  readonly isTagged?: boolean;
}

/** Elements of a page's structure, by the names of ISO 32000. */
export type StructureType = 'Document' | 'Sect' | 'H1' | 'H2' | 'P' | 'Table' | 'TR' | 'TH' | 'TD' | 'Figure';

export interface DrawStyle extends TextStyle {
  readonly color?: string;
  /** Within `width`; left where this is left out. */
  readonly align?: 'left' | 'right' | 'center';
  readonly width?: number;
}

export interface BlockStyle extends DrawStyle {
  readonly width: number;
  /** Height of a line as a multiple of the size. */
  readonly leading?: number;
  readonly maxLines?: number;
}

/** Where the ink of a line begins under its top, and how high a line is, in parts of the size. */
const ASCENT = 0.88;
export const LEADING = 1.4;
/** How far below the top of a line its baseline is, in parts of the size. */
export const BASELINE = ASCENT + (LEADING - 1) / 2;
const POINTS_PER_MM = 72 / 25.4;

/** Millimetres as points. */
export function mm(length: number): number {
  return length * POINTS_PER_MM;
}

/** What pdfkit's types leave out. */
interface ImageOpener {
  openImage(bytes: Buffer): { readonly width: number; readonly height: number };
}

export class Sheet {
  readonly document: PDFKit.PDFDocument;
  type: Typesetter;
  width: number;
  height: number;
  readonly #bytes: Buffer[] = [];
  #settled = 0;
  readonly #isTagged: boolean;
  readonly #structure: { readonly type: StructureType; readonly element: PDFKit.PDFStructureElement }[] = [];

  constructor({ fonts, script, size, title, author, of = [], date, isTagged = false }: SheetOptions) {
    this.#isTagged = isTagged;
    this.type = new Typesetter(fonts, script);
    [this.width, this.height] = size;
    this.document = new PDFDocument({
      // pdfkit's type knows no null, which keeps it from reading a standard font that nothing uses
      font: null as unknown as string,
      autoFirstPage: false,
      bufferPages: true,
      pdfVersion: '1.7',
      lang: script.language,
      displayTitle: true,
      tagged: isTagged,
      margin: 0,
      info: {
        Title: title,
        ...(author ? { Author: author } : {}),
        ...(of.length > 0 ? { Keywords: pageMark(of) } : {}),
        Creator: 'oms',
        Producer: 'oms',
        CreationDate: new Date(`${date}T00:00:00Z`),
      },
    });
  }

  /** From here on text is set in this script: an address abroad among words of home. */
  setScript(script: Script): void {
    this.type = new Typesetter(this.type.fonts, script);
  }

  /** Pages to come are of this size. */
  resize([width, height]: readonly [width: number, height: number]): void {
    this.width = width;
    this.height = height;
  }

  addPage(): void {
    this.document.addPage({ size: [this.width, this.height], margin: 0 });
  }

  /** What `draw` draws belongs to an element of the structure, inside the one that is open. */
  within<T>(type: StructureType, draw: () => T, options: PDFKit.Mixins.StructureElementOptions = {}): T {
    if (!this.#isTagged) return draw();
    const element = this.document.struct(type, options);
    const parent = this.#structure.at(-1);
    if (parent) parent.element.add(element);
    else this.document.addStructure(element);
    this.#structure.push({ type, element });
    try {
      return draw();
    } finally {
      this.#structure.pop();
      element.end();
    }
  }

  /** What `draw` draws is set smaller or larger, from a height on; the sheet is that much wider and higher meanwhile. */
  scaled(top: number, scale: number, draw: () => void): void {
    const size = [this.width, this.height] as const;
    this.resize([size[0] / scale, size[1] / scale]);
    this.document.save().translate(0, top).scale(scale);
    draw();
    this.document.restore();
    this.resize(size);
  }

  /** What `draw` draws says nothing of its own: heads and feet of pages. */
  decoration(draw: () => void): void {
    const open = this.#structure.splice(0);
    draw();
    this.#structure.push(...open);
  }

  /** Marks what is drawn as content of the open element; where none is open, or for lines and bands, as decoration. */
  #marked(draw: () => void, isDecoration = false): void {
    if (!this.#isTagged) {
      draw();
      return;
    }
    const open = isDecoration ? undefined : this.#structure.at(-1);
    const content = open && this.document.markStructureContent(open.type);
    if (!content) this.document.markContent('Artifact');
    draw();
    this.document.endMarkedContent();
    if (content) open.element.add(content);
  }

  get pageCount(): number {
    const { start, count } = this.document.bufferedPageRange();
    return start + count;
  }

  /** The pages drawn so far are done: nothing is drawn on them any more, and their memory is free again. */
  flush(): void {
    this.document.flushPages();
    if (this.#isTagged) this.#settled = settlePages(this.document, this.#settled);
    this.#take();
  }

  /** What pdfkit has written so far, as one piece: it writes hundreds of small ones for a page, which take far more than their bytes. */
  #take(): void {
    const written = this.document.read() as Buffer | null;
    if (written) this.#bytes.push(written);
  }

  /** Draws on a page made before; pages count from 1. */
  turnTo(page: number): void {
    this.document.switchToPage(page - 1);
  }

  /** Draws one line, its top at `y`; gives its width. */
  text(text: string, x: number, y: number, style: DrawStyle): number {
    return this.#draw(this.type.line(text, style), x, y, style);
  }

  /** Draws a text in lines of `width`, its top at `y`; gives the height it took. */
  block(text: string, x: number, y: number, style: BlockStyle): number {
    return this.lines(this.type.wrap(text, style, style.width, style), x, y, style);
  }

  /** Draws lines that were wrapped before; gives the height they took. */
  lines(lines: readonly string[], x: number, y: number, style: BlockStyle): number {
    const step = style.size * (style.leading ?? LEADING);
    for (const [index, line] of lines.entries()) this.text(line, x, y + index * step, style);
    return lines.length * step;
  }

  #draw(line: SetLine, x: number, y: number, { size, color = '#000000', align = 'left', width = 0 }: DrawStyle): number {
    let at = x;
    if (align === 'right') at += width - line.width;
    if (align === 'center') at += (width - line.width) / 2;
    const baseline = y + size * BASELINE;
    if (line.runs.length === 0) return 0;
    this.#marked(() => {
      this.document.fillColor(color);
      for (const { face, text, width: thousandths } of line.runs) {
        this.document.registerFont(face.id, face.font as unknown as string);
        this.document.font(face.id, size).text(text, at, baseline, { lineBreak: false, baseline: 'alphabetic' });
        at += (thousandths * size) / 1000;
      }
    });
    return line.width;
  }

  /** A straight line. */
  rule(x1: number, y1: number, x2: number, y2: number, { width = 0.5, color = '#000000' } = {}): void {
    this.#marked(() => this.document.moveTo(x1, y1).lineTo(x2, y2).lineWidth(width).strokeColor(color).stroke(), true);
  }

  /** A filled rectangle. */
  fill(x: number, y: number, width: number, height: number, color: string): void {
    this.#marked(() => this.document.rect(x, y, width, height).fillColor(color).fill(), true);
  }

  /** Many filled rectangles of one colour: a barcode. They are content of the open element. */
  fillAll(boxes: readonly { x: number; y: number; width: number; height: number }[], color: string): void {
    this.#marked(() => {
      for (const { x, y, width, height } of boxes) this.document.rect(x, y, width, height);
      this.document.fillColor(color).fill();
    });
  }

  /** The outline of a rectangle. */
  frame(x: number, y: number, width: number, height: number, { line = 0.6, color = '#000000' } = {}): void {
    this.#marked(() => this.document.rect(x, y, width, height).lineWidth(line).strokeColor(color).stroke(), true);
  }

  /** A PNG or JPEG image as high as asked and in proportion, its left upper corner given, and no wider than `most`; its width. */
  image(bytes: Uint8Array, x: number, y: number, height: number, most: number): number {
    const image = (this.document as unknown as ImageOpener).openImage(Buffer.from(bytes));
    const shown = Math.min(height, (most * image.height) / image.width);
    const width = (shown * image.width) / image.height;
    this.#marked(() => this.document.image(image as never, x, y, { width, height: shown }));
    return width;
  }

  /** Ends the document and gives its bytes. */
  finish(): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.document.on('end', () => resolve(Buffer.concat(this.#bytes)));
      this.document.on('error', reject);
      this.document.on('readable', () => this.#take());
      this.document.end();
    });
  }
}
