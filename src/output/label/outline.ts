// The outlines of glyphs as straight lines, in parts of the size, each glyph traced once.
import type { Face } from '../pdf/fonts.ts';
import { BASELINE } from '../pdf/sheet.ts';

export type Point = readonly [x: number, y: number];

export interface Outline {
  /** Closed, the y axis upwards from the baseline; 1 is the size of the text. */
  readonly outlines: readonly (readonly Point[])[];
  readonly advance: number;
}

/** How far below the top of a line its baseline is. */
export function baselineOf(size: number): number {
  return size * BASELINE;
}

/** Straight lines that stand for one curve. */
const STEPS = 6;
const traced = new WeakMap<Face, Map<number, Outline>>();

/** The glyphs of a text in one face, in their order. */
export function outlinesOf(face: Face, text: string): Outline[] {
  let known = traced.get(face);
  if (!known) traced.set(face, (known = new Map()));
  return [...text].map((character) => {
    const codePoint = character.codePointAt(0) as number;
    let outline = known.get(codePoint);
    if (!outline) known.set(codePoint, (outline = trace(face, codePoint)));
    return outline;
  });
}

function trace(face: Face, codePoint: number): Outline {
  const { unitsPerEm } = face.font;
  const outlines: Point[][] = [];
  let points: Point[] = [];
  const last = (): Point => points.at(-1) ?? [0, 0];
  const add = (x: number, y: number) => points.push([x / unitsPerEm, y / unitsPerEm]);
  for (const { command, args } of face.font.glyphForCodePoint(codePoint).path.commands) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args;
    if (command === 'moveTo') {
      points = [];
      outlines.push(points);
    }
    if (command === 'moveTo' || command === 'lineTo') add(a, b);
    const [x, y] = last().map((length) => length * unitsPerEm) as [number, number];
    for (let step = 1; command.endsWith('CurveTo') && step <= STEPS; step += 1) {
      const t = step / STEPS;
      const u = 1 - t;
      if (command === 'quadraticCurveTo') add(u * u * x + 2 * u * t * a + t * t * c, u * u * y + 2 * u * t * b + t * t * d);
      else
        add(
          u ** 3 * x + 3 * u * u * t * a + 3 * u * t * t * c + t ** 3 * e,
          u ** 3 * y + 3 * u * u * t * b + 3 * u * t * t * d + t ** 3 * f,
        );
    }
  }
  return { outlines: outlines.filter((one) => one.length > 2), advance: (face.advance(codePoint) ?? 0) / 1000 };
}
