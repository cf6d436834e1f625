// Code 128 as filled rectangles: sharp on a label printer, at its own dots, and read back by any scanner.
import { code128, type DrawingContext, type RenderOptions } from 'bwip-js/generic';
import type { Sheet } from './sheet.ts';

/** One bar: where it begins and how wide it is, in modules. */
export interface Bar {
  readonly at: number;
  readonly width: number;
}

export interface Bars {
  readonly bars: readonly Bar[];
  /** Width of the whole symbol in modules, quiet zones not included. */
  readonly modules: number;
}

/** Clear space on either side, in modules. Source: ISO/IEC 15417. */
const QUIET_MODULES = 10;
/** A dot of a label printer with 203 dots to the inch, in points. */
const DOT = 72 / 203;
/** Narrower than two dots (0.25 mm) cheap scanners fail; wider than four (0.5 mm) the symbol only grows. */
const DOTS_LEAST = 2;
const DOTS_MOST = 4;

/** The bars of a text in Code 128. */
export function code128Bars(text: string): Bars {
  const bars: Bar[] = [];
  const nothing = () => {};
  const context: DrawingContext<Bar[]> = {
    scale: (x, y) => [x, y],
    measure: () => ({ width: 0, ascent: 0, descent: 0 }),
    init: nothing,
    // a bar comes as a stroke along its middle
    line: (x, _, __, ___, width) => bars.push({ at: Math.floor(x - width / 2), width }),
    polygon: nothing,
    hexagon: nothing,
    ellipse: nothing,
    fill: nothing,
    text: nothing,
    end: () => bars,
  };
  code128({ text, scale: 1 } as RenderOptions, context);
  const last = bars.at(-1) as Bar;
  return { bars, modules: last.at + last.width };
}

export interface BarcodeBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Draws a text as Code 128 in the middle of a box, quiet zones within it; gives the width of its bars in points. */
export function drawCode128(sheet: Sheet, text: string, { x, y, width, height }: BarcodeBox): number {
  const { bars, modules } = code128Bars(text);
  const room = Math.floor(width / DOT / (modules + 2 * QUIET_MODULES));
  const module = Math.min(DOTS_MOST, Math.max(DOTS_LEAST, room)) * DOT;
  const left = Math.round((x + (width - modules * module) / 2) / DOT) * DOT;
  for (const bar of bars) sheet.fill(left + bar.at * module, y, bar.width * module, height, '#000000');
  return modules * module;
}
