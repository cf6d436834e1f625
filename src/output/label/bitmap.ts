// A page of dots: rectangles, and the outlines of glyphs filled as a printer fills them. For images, and for ZPL's bitmaps.
import type { BarcodeMark, Drawing, Mark, TextMark } from './drawing.ts';
import { baselineOf, outlinesOf, type Point } from './outline.ts';

/** Lines looked along within a dot; along each of them coverage is exact. */
const SAMPLES = 4;

export class Bitmap {
  readonly width: number;
  readonly height: number;
  /** Ink of each dot, 0 to 255, row by row. */
  readonly ink: Uint8Array;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.ink = new Uint8Array(width * height);
  }

  /** A rectangle of whole dots; at least one dot either way, so that no line is lost. */
  fillRectangle(x: number, y: number, width: number, height: number): void {
    const [left, top] = [Math.round(x), Math.round(y)];
    const right = Math.max(left + 1, Math.round(x + width));
    const bottom = Math.max(top + 1, Math.round(y + height));
    for (let row = Math.max(0, top); row < Math.min(this.height, bottom); row += 1)
      this.ink.fill(255, row * this.width + Math.max(0, left), row * this.width + Math.max(0, Math.min(this.width, right)));
  }

  /** Everything inside these closed outlines, by their winding; `strength` 255 is black. */
  fillOutlines(outlines: readonly (readonly Point[])[], strength: number): void {
    const edges = edgesOf(outlines);
    const xs = outlines.flat().map(([x]) => x);
    const left = Math.max(0, Math.floor(Math.min(...xs)));
    const right = Math.min(this.width, Math.ceil(Math.max(...xs)));
    const top = Math.max(0, Math.floor(Math.min(...edges.map((edge) => edge.top))));
    const bottom = Math.min(this.height, Math.ceil(Math.max(...edges.map((edge) => edge.bottom))));
    if (right <= left) return;
    const cover = new Float32Array(right - left);
    for (let row = top; row < bottom; row += 1) {
      cover.fill(0);
      for (let sample = 0; sample < SAMPLES; sample += 1) {
        for (const [from, to] of spansAt(edges, row + (sample + 0.5) / SAMPLES)) addSpan(cover, from - left, to - left);
      }
      this.#darken(row, left, cover, strength);
    }
  }

  #darken(row: number, left: number, cover: Float32Array, strength: number): void {
    const start = row * this.width + left;
    for (const [x, part] of cover.entries()) {
      if (part > 0) this.ink[start + x] = Math.max(this.ink[start + x] as number, Math.min(255, Math.round((part * strength) / SAMPLES)));
    }
  }

  fillText({ text, script, size, bold, x, y, color }: TextMark, { dot, type }: Drawing, dx = 0, dy = 0): void {
    const strength = 255 - Number.parseInt(color.slice(1, 3), 16);
    const scale = 1 / dot;
    let at = x * scale + dx;
    const baseline = (y + baselineOf(size)) * scale + dy;
    for (const { face, text: run } of type.fonts.runs(text, bold, script)) {
      for (const { outlines, advance } of outlinesOf(face, run)) {
        const em = size * scale;
        const placed = outlines.map((points) => points.map(([px, py]): Point => [at + px * em, baseline - py * em]));
        if (placed.length > 0) this.fillOutlines(placed, strength);
        at += advance * em;
      }
    }
  }

  fillMark(mark: Mark, drawing: Drawing, dx = 0, dy = 0): void {
    const scale = 1 / drawing.dot;
    if (mark.kind === 'text') this.fillText(mark, drawing, dx, dy);
    else if (mark.kind === 'fill') this.fillRectangle(mark.x * scale + dx, mark.y * scale + dy, mark.width * scale, mark.height * scale);
    else this.#fillBarcode(mark, scale, dx, dy);
  }

  #fillBarcode({ barcode, x, y, module, rowHeight }: BarcodeMark, scale: number, dx: number, dy: number): void {
    const wide = Math.round(module * scale);
    const high = Math.round(rowHeight * scale);
    const [left, top] = [Math.round(x * scale + dx), Math.round(y * scale + dy)];
    for (const dark of barcode.darks) this.fillRectangle(left + dark.x * wide, top + dark.y * high, dark.width * wide, dark.height * high);
  }
}

/** Adds to each dot how much of it a span covers. */
function addSpan(cover: Float32Array, from: number, to: number): void {
  const [left, right] = [Math.max(0, from), Math.min(cover.length, to)];
  for (let x = Math.floor(left); x < right; x += 1) cover[x] = (cover[x] as number) + Math.min(x + 1, right) - Math.max(x, left);
}

interface Edge {
  readonly top: number;
  readonly bottom: number;
  readonly x: number;
  readonly slope: number;
  readonly direction: 1 | -1;
}

function edgesOf(outlines: readonly (readonly Point[])[]): Edge[] {
  const edges: Edge[] = [];
  for (const points of outlines) {
    for (const [index, [x1, y1]] of points.entries()) {
      const [x2, y2] = points[(index + 1) % points.length] as Point;
      if (y1 === y2) continue;
      const slope = (x2 - x1) / (y2 - y1);
      edges.push(y1 < y2 ? { top: y1, bottom: y2, x: x1, slope, direction: 1 } : { top: y2, bottom: y1, x: x2, slope, direction: -1 });
    }
  }
  return edges;
}

/** From where to where a level line runs inside: where the outlines wind around it. */
function spansAt(edges: readonly Edge[], y: number): [number, number][] {
  const crossings = edges
    .filter(({ top, bottom }) => top <= y && y < bottom)
    .map(({ top, x, slope, direction }) => ({ x: x + (y - top) * slope, direction }))
    .sort((a, b) => a.x - b.x);
  const spans: [number, number][] = [];
  let winding = 0;
  let from = 0;
  for (const { x, direction } of crossings) {
    if (winding === 0) from = x;
    winding += direction;
    if (winding === 0) spans.push([from, x]);
  }
  return spans;
}
