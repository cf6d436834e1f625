// Barcodes as filled rectangles: sharp on a label printer, at its own dots, and read back by any scanner.
import { code128, type DrawingContext, datamatrix, ean8, ean13, gs1_128, qrcode, type RenderOptions, upca } from 'bwip-js/generic';
import type { SymbolKind } from '../../domain/label.ts';

/** A dark rectangle, in modules from the top left corner. */
export interface Dark {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A barcode before it has a size. Bars alone are one module high, to be drawn as high as there is room. */
export interface Barcode {
  readonly kind: SymbolKind;
  readonly darks: readonly Dark[];
  /** In modules, quiet zones not included. */
  readonly columns: number;
  readonly rows: number;
  /** Clear space that it needs on each side, in modules. */
  readonly quiet: number;
}

/** One bar: where it begins and how wide it is, in modules. */
export interface Bar {
  readonly at: number;
  readonly width: number;
}

const encoders = { code128, 'gs1-128': gs1_128, ean13, ean8, upca, qr: qrcode, datamatrix } as const;
/** Sources: ISO/IEC 15417 and 15420 (bars), 18004 (QR), 16022 (Data Matrix). EAN's own eleven and seven, at their larger. */
const quietModules: Readonly<Record<SymbolKind, number>> = {
  code128: 10,
  'gs1-128': 10,
  ean13: 11,
  ean8: 11,
  upca: 11,
  qr: 4,
  datamatrix: 1,
};
const isMatrix = (kind: SymbolKind) => kind === 'qr' || kind === 'datamatrix';

type Point = readonly [x: number, y: number];

/** The bars that one encoder draws, and the outlines of its dark parts; coordinates in modules. */
class Traced {
  readonly bars: Bar[] = [];
  readonly outlines: (readonly Point[])[] = [];
  width = 0;
  height = 0;

  context(): DrawingContext<Traced> {
    const nothing = () => {};
    return {
      scale: (x, y) => [x, y],
      measure: () => ({ width: 0, ascent: 0, descent: 0 }),
      init: (width, height) => {
        this.width = width;
        this.height = height;
      },
      // a bar comes as a stroke along its middle
      line: (x, _, __, ___, width) => this.bars.push({ at: Math.floor(x - width / 2), width }),
      polygon: (points) => this.outlines.push(points as readonly Point[]),
      hexagon: nothing,
      ellipse: nothing,
      fill: nothing,
      text: nothing,
      end: () => this,
    };
  }
}

/** As {@link barcodeOf}; undefined for a text that the kind cannot hold. */
export function barcodeHolding(kind: SymbolKind, text: string): Barcode | undefined {
  try {
    return barcodeOf(kind, text);
  } catch (error) {
    // what the encoder itself says of a text; all else is a bug
    if (error instanceof Error && error.message.startsWith('bwipp.')) return undefined;
    throw error;
  }
}

/** How a text is encoded: GS1's as "(00)…", all others as it stands. A text that the kind cannot hold fails. */
export function barcodeOf(kind: SymbolKind, said: string): Barcode {
  const traced = new Traced();
  const text = said.toWellFormed();
  const options = kind === 'qr' ? { ...declared(text), eclevel: 'M' } : { text };
  encoders[kind]({ ...options, scale: 1, includetext: false } as RenderOptions, traced.context());
  return isMatrix(kind) ? matrixOf(kind, traced) : barsOf(kind, traced.bars);
}

/** In a QR code letters beyond ASCII are said to be UTF-8; else scanners guess. A caret is one of the encoder's own signs. */
function declared(text: string): { text: string; parsefnc?: boolean } {
  return /^[\x20-\x7E]*$/.test(text) ? { text } : { text: `^ECI000026${text.replaceAll('^', '^^')}`, parsefnc: true };
}

/** The bars of a text in Code 128. */
export function code128Bars(text: string): { readonly bars: readonly Bar[]; readonly modules: number } {
  const { darks, columns } = barcodeOf('code128', text);
  return { bars: darks.map(({ x, width }) => ({ at: x, width })), modules: columns };
}

function barsOf(kind: SymbolKind, bars: readonly Bar[]): Barcode {
  const sorted = [...bars].sort((a, b) => a.at - b.at);
  const first = sorted[0]?.at ?? 0;
  const last = sorted.at(-1) as Bar;
  const darks = sorted.map(({ at, width }) => ({ x: at - first, y: 0, width, height: 1 }));
  return { kind, darks, columns: last.at + last.width - first, rows: 1, quiet: quietModules[kind] };
}

/** What drawing a matrix makes of one module, at the scale asked for. */
const MATRIX_SCALE = 2;

/** The dark modules of a matrix, row by row, neighbours as one rectangle: inside an odd number of outlines. */
function matrixOf(kind: SymbolKind, { outlines, width, height }: Traced): Barcode {
  const columns = Math.round(width / MATRIX_SCALE);
  const rows = Math.round(height / MATRIX_SCALE);
  const darks: Dark[] = [];
  for (let row = 0; row < rows; row += 1) {
    const crossings = crossingsAt(outlines, (row + 0.5) * MATRIX_SCALE).map((x) => Math.round(x / MATRIX_SCALE));
    for (let index = 0; index + 1 < crossings.length; index += 2) {
      const [from, to] = [crossings[index] as number, crossings[index + 1] as number];
      if (to > from) darks.push({ x: from, y: row, width: to - from, height: 1 });
    }
  }
  return { kind, darks, columns, rows, quiet: quietModules[kind] };
}

function crossingsAt(outlines: readonly (readonly Point[])[], y: number): number[] {
  const found: number[] = [];
  for (const points of outlines) {
    for (const [index, [x, from]] of points.entries()) {
      const [, to] = points[(index + 1) % points.length] as Point;
      if (from <= y !== to <= y) found.push(x);
    }
  }
  return found.sort((a, b) => a - b);
}
