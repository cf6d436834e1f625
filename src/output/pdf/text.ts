// Setting text: measured, broken into lines (East Asian rules included), cut where there is no more room.
import { clustersOf, type Fonts, type Run, type Script, settable } from './fonts.ts';

export interface TextStyle {
  /** In points. */
  readonly size: number;
  readonly bold?: boolean;
}

/** Text made ready: one line, its runs, its width in points. */
export interface SetLine {
  readonly runs: readonly Run[];
  readonly width: number;
}

export interface WrapOptions {
  /** More lines than this are cut, the last one ending in "…". */
  readonly maxLines?: number;
}

const ELLIPSIS = '…';
/** Japanese JIS X 4051 and its Korean and Chinese likes, the common part: may not begin a line. */
const NOT_FIRST =
  /^[!%),.:;?\]}¢°’”‰′″℃、。々〉》」』】〕〗〜〞︰︶︸︺︼︾﹀﹂﹄！％），．：；？］｝～｠｡｣､･・ーぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ…‥]/u;
/** May not end a line. */
const NOT_LAST = /[([{£¥‘“〈《「『【〔〖（［｛｟｢￡￥＄$₩￦〝]$/u;
/** A date in East Asian letters holds together: its numbers and their signs, "2026年3月2日". */
const DATE_SIGN = /[年月日]/u;
const DIGIT = /\d/;
/** Between these and anything a line may be broken; Korean is broken between words, as it is read. */
const BREAKABLE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303F\uFF01-\uFF60\uFFE0-\uFFE6]/u;

/** Sets text of one script with one set of fonts. All measures are points. */
export class Typesetter {
  readonly fonts: Fonts;
  readonly script: Script;

  constructor(fonts: Fonts, script: Script) {
    this.fonts = fonts;
    this.script = script;
  }

  /** A text as one line; newlines become spaces. */
  line(text: string, { size, bold = false }: TextStyle): SetLine {
    const runs = this.fonts.runs(oneLine(text), bold, this.script);
    return { runs, width: (runs.reduce((sum, run) => sum + run.width, 0) * size) / 1000 };
  }

  /** Width of a text on one line. */
  measure(text: string, style: TextStyle): number {
    return this.line(text, style).width;
  }

  /** A text on one line, cut with "…" where it is wider than `width`. */
  fit(text: string, style: TextStyle, width: number): string {
    return this.wrap(text, style, width, { maxLines: 1 })[0] ?? '';
  }

  /** The lines a text takes at a width: never inside a word unless it is longer than a line; its own newlines stay. */
  wrap(text: string, style: TextStyle, width: number, { maxLines = Number.POSITIVE_INFINITY }: WrapOptions = {}): string[] {
    const lines: string[] = [];
    for (const paragraph of settable(text).split('\n')) {
      for (const line of this.#wrapParagraph(paragraph, style, width, maxLines - lines.length + 1)) lines.push(line);
      if (lines.length > maxLines) return [...lines.slice(0, maxLines - 1), this.#cut(lines.slice(maxLines - 1).join(' '), style, width)];
    }
    return lines;
  }

  #wrapParagraph(paragraph: string, style: TextStyle, width: number, enough: number): string[] {
    const clusters = clustersOf(paragraph.trim());
    const advances = this.#advances(clusters, style);
    const lines: string[] = [];
    let start = 0;
    let used = 0;
    for (let index = 0; index < clusters.length; index += 1) {
      used += advances[index] as number;
      if (used <= width || clusters[index] === ' ' || index === start) continue;
      const end = breakBefore(clusters, start, index);
      lines.push(clusters.slice(start, end).join('').trimEnd());
      if (lines.length >= enough) return lines;
      start = end;
      while (clusters[start] === ' ') start += 1;
      // what is carried over may be too long itself
      index = start - 1;
      used = 0;
    }
    if (start < clusters.length || lines.length === 0) lines.push(clusters.slice(start).join('').trimEnd());
    return lines;
  }

  #advances(clusters: readonly string[], { size, bold = false }: TextStyle): number[] {
    return this.fonts.widths(clusters, bold, this.script).map((width) => (width * size) / 1000);
  }

  #cut(text: string, style: TextStyle, width: number): string {
    const clusters = clustersOf(oneLine(text));
    const advances = this.#advances(clusters, style);
    // lines that were broken by hand may have room beside each other
    if (advances.reduce((sum, advance) => sum + advance, 0) <= width) return clusters.join('');
    let room = width - this.measure(ELLIPSIS, style);
    let count = 0;
    while (count < clusters.length && room >= (advances[count] as number)) {
      room -= advances[count] as number;
      count += 1;
    }
    return `${clusters.slice(0, count).join('').trimEnd()}${ELLIPSIS}`;
  }
}

function oneLine(text: string): string {
  return settable(text).replace(/\n+/g, ' ');
}

/** Where to break a line that must end before `index`: the last place that allows it, else right there. */
function breakBefore(clusters: readonly string[], start: number, index: number): number {
  for (let at = index; at > start; at -= 1) if (mayBreak(clusters[at - 1] as string, clusters[at] as string)) return at;
  return index;
}

function mayBreak(before: string, after: string): boolean {
  if (after === ' ' || NOT_FIRST.test(after) || NOT_LAST.test(before)) return false;
  if ((DIGIT.test(before) && DATE_SIGN.test(after)) || (DATE_SIGN.test(before) && DIGIT.test(after))) return false;
  return before === ' ' || BREAKABLE.test(before) || BREAKABLE.test(after);
}
