// Fonts for documents: found in their packages, opened once per process, chosen for each character.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { create, type Font } from 'fontkit';
import { type DocumentLanguage, documentLanguageOf, type FrozenLanguage } from '../../domain/document/language.ts';
import { OmsError } from '../../domain/error.ts';
import { cleanText } from '../terminal.ts';

export type Family = 'latin' | 'kr' | 'jp' | 'sc' | 'tc';

/** What text is set for: the document's language, and the country it speaks of (for Chinese characters in a Latin document). */
export interface Script {
  readonly language: FrozenLanguage;
  readonly country?: string | null;
}

/** One font in one weight, opened. `id` is its name within a document. */
export interface Face {
  readonly id: string;
  readonly family: Family;
  /** What pdfkit is given: the font with a layout that maps character to glyph, nothing more. */
  readonly font: Font;
  /** Advance of a character in thousandths of the size; undefined when the font does not have it. */
  advance(codePoint: number): number | undefined;
}

/** A stretch of text in one face. `width` is in thousandths of the size. */
export interface Run {
  readonly face: Face;
  readonly text: string;
  readonly width: number;
}

const packageOf: Readonly<Record<Family, { name: string; file: string }>> = {
  latin: { name: '@expo-google-fonts/noto-sans', file: 'NotoSans' },
  kr: { name: '@expo-google-fonts/noto-sans-kr', file: 'NotoSansKR' },
  jp: { name: '@expo-google-fonts/noto-sans-jp', file: 'NotoSansJP' },
  sc: { name: '@expo-google-fonts/noto-sans-sc', file: 'NotoSansSC' },
  tc: { name: '@expo-google-fonts/noto-sans-tc', file: 'NotoSansTC' },
};
const ownFamily: Readonly<Partial<Record<DocumentLanguage, Family>>> = { ko: 'kr', ja: 'jp', 'zh-CN': 'sc', 'zh-TW': 'tc' };
const countryFamily: Readonly<Record<string, Family>> = { JP: 'jp', KR: 'kr', KP: 'kr', TW: 'tc', HK: 'tc', MO: 'tc' };
const asianFamilies: readonly Family[] = ['jp', 'kr', 'sc', 'tc'];

const EAST_ASIAN =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u2460-\u27BF\u3000-\u33FF\uFE30-\uFE4F\uFF00-\uFFEF]/u;
/** The fonts have these, but without the shaping they need. */
const NEEDS_SHAPING = /\p{Script=Devanagari}/u;
const PICTURE = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}/u;
/** Joiners, soft hyphens, variation selectors, tags, keycaps: they have no shape of their own here. */
const SHAPELESS = /\p{Default_Ignorable_Code_Point}|\u20E3|[\uFFF9-\uFFFC]/gu;
const CLUSTER = /\r\n|\P{M}\p{M}*|\p{M}+/gsu;

/** Text as it can be set: composed (NFC), without escape sequences, control characters and bidi marks; newlines stay. */
export function settable(text: string): string {
  return cleanText(text.replace(/\t/g, ' ').normalize('NFC').replace(/\r\n?/g, '\n')).replace(SHAPELESS, '');
}

/** The characters of a text with the marks that sit on them. */
export function clustersOf(text: string): string[] {
  return text.match(CLUSTER) ?? [];
}

const opened = new Map<string, Fonts>();

/** The fonts of the installation at `root` (the folder of package.json); each is opened once. */
export function fontsAt(root: string): Fonts {
  let fonts = opened.get(root);
  if (!fonts) opened.set(root, (fonts = new Fonts(root)));
  return fonts;
}

type Choice = Face | 'left-out' | 'missing';

export class Fonts {
  readonly #resolve: (id: string) => string;
  readonly #faces = new Map<string, Face | undefined>();
  readonly #choices = new Map<FontContext, { readonly regular: Map<string, Choice>; readonly bold: Map<string, Choice> }>();

  constructor(root: string) {
    this.#resolve = createRequire(path.join(root, 'package.json')).resolve;
  }

  /**
   * A text as stretches of one face each. Pictures (emoji) that no font has are left out; any other character without
   * a glyph is set as its number, "[U+1234]", so that nothing is silently lost. Refuses `font-missing`.
   */
  runs(text: string, bold: boolean, script: Script): Run[] {
    const runs: { face: Face; text: string; width: number }[] = [];
    const context = contextOf(text, script);
    for (const cluster of clustersOf(text)) {
      for (const { face, characters } of this.#placed(cluster, bold, context)) {
        const last = runs.at(-1);
        // a picture left out between two spaces leaves one of them
        if (characters === ' ' && (last === undefined || last.text.endsWith(' '))) continue;
        const width = widthIn(face, characters);
        if (last?.face !== face) runs.push({ face, text: characters, width });
        else {
          last.text += characters;
          last.width += width;
        }
      }
    }
    return runs;
  }

  /** The widths of these clusters of one text, in thousandths of the size. */
  widths(clusters: readonly string[], bold: boolean, script: Script): number[] {
    const context = contextOf(clusters.join(''), script);
    return clusters.map((cluster) =>
      this.#placed(cluster, bold, context).reduce((sum, { face, characters }) => sum + widthIn(face, characters), 0),
    );
  }

  #placed(cluster: string, bold: boolean, context: FontContext): { face: Face; characters: string }[] {
    const choice = this.#choose(cluster, bold, context);
    if (choice === 'left-out') return [];
    if (choice !== 'missing') return [{ face: choice, characters: cluster }];
    return [{ face: this.#needed('latin', bold, cluster), characters: codeName(cluster) }];
  }

  /** Refuses `glyph-missing` with the first character that no font has, and `font-missing` with the package to add. */
  check(texts: Iterable<string>, script: Script): void {
    for (const text of texts) {
      const clean = settable(text);
      const context = contextOf(clean, script);
      for (const cluster of clustersOf(clean)) {
        if (cluster !== '\n' && this.#choose(cluster, false, context) === 'missing') throw glyphMissing(cluster, clean);
      }
    }
  }

  /** The pictures (emoji) that would be left out of these texts. */
  leftOut(texts: Iterable<string>, script: Script): string[] {
    const found = new Set<string>();
    for (const text of texts) {
      const clean = settable(text);
      const context = contextOf(clean, script);
      for (const cluster of clustersOf(clean)) if (this.#choose(cluster, false, context) === 'left-out') found.add(cluster);
    }
    return [...found];
  }

  #choose(cluster: string, bold: boolean, context: FontContext): Choice {
    let known = this.#choices.get(context);
    if (!known) this.#choices.set(context, (known = { regular: new Map(), bold: new Map() }));
    const choices = bold ? known.bold : known.regular;
    let choice = choices.get(cluster);
    if (choice === undefined) choices.set(cluster, (choice = this.#chosen(cluster, bold, context)));
    return choice;
  }

  #chosen(cluster: string, bold: boolean, { order, needed }: FontContext): Choice {
    const codePoints = [...cluster].map((character) => character.codePointAt(0) as number);
    if (NEEDS_SHAPING.test(cluster)) return 'missing';
    const east = EAST_ASIAN.test(cluster);
    // the Latin font's marks sit on the letter before them; those of the others stand beside it
    const marked = /\p{M}/u.test(cluster);
    for (const family of marked ? (['latin', ...order] as const) : order) {
      const face = family === needed && east ? this.#needed(family, bold, cluster) : this.#face(family, bold);
      if (face && codePoints.every((codePoint) => face.advance(codePoint) !== undefined)) return face;
    }
    if (codePoints.some((codePoint) => PICTURE.test(String.fromCodePoint(codePoint)))) return 'left-out';
    const absent = east ? asianFamilies.find((family) => !this.#face(family, bold)) : undefined;
    if (absent) this.#needed(absent, bold, cluster);
    return 'missing';
  }

  #needed(family: Family, bold: boolean, character: string): Face {
    const face = this.#face(family, bold);
    if (!face) throw new OmsError('font-missing', { package: packageOf[family].name, character });
    return face;
  }

  #face(family: Family, bold: boolean): Face | undefined {
    const id = `${family}${bold ? '-bold' : ''}`;
    if (!this.#faces.has(id)) this.#faces.set(id, this.#open(id, family, bold ? '700Bold' : '400Regular'));
    return this.#faces.get(id);
  }

  #open(id: string, family: Family, weight: string): Face | undefined {
    const { name, file } = packageOf[family];
    let found: string;
    try {
      found = this.#resolve(`${name}/${weight}/${file}_${weight}.ttf`);
    } catch {
      return undefined;
    }
    return openFace(id, family, create(readFileSync(found)) as Font);
  }
}

/** How far each glyph takes the pen: the font's table, which fontkit's types leave out. Those after the last are as wide as it. */
interface AdvanceTable {
  readonly metrics: { readonly length: number; get(index: number): { readonly advance: number } };
}

function openFace(id: string, family: Family, font: Font): Face {
  const glyphs = new Map<number, { id: number; advance: number } | undefined>();
  // asking a glyph for it would work out its height too, from its outline
  const { metrics } = (font as Font & { readonly hmtx: AdvanceTable }).hmtx;
  const advanceOf = (glyphId: number) => metrics.get(Math.min(glyphId, metrics.length - 1)).advance;
  const scale = 1000 / font.unitsPerEm;
  const glyph = (codePoint: number) => {
    if (!glyphs.has(codePoint)) {
      const has = font.hasGlyphForCodePoint(codePoint);
      if (has) {
        const { id: glyphId } = font.glyphForCodePoint(codePoint);
        glyphs.set(codePoint, { id: glyphId, advance: advanceOf(glyphId) });
      } else glyphs.set(codePoint, undefined);
    }
    return glyphs.get(codePoint);
  };
  // pdfkit lays out through this; shaping costs far more than it gives for composed text, and character to glyph alone
  // makes the bytes of a document independent of what the process set before it
  const layout = (text: string) => {
    const placed = [...text].map((character) => {
      const codePoint = character.codePointAt(0) as number;
      const { id: glyphId, advance } = glyph(codePoint) ?? { id: 0, advance: 0 };
      return { id: glyphId, advanceWidth: advance, codePoints: [codePoint] };
    });
    return {
      glyphs: placed,
      positions: placed.map(({ advanceWidth }) => ({ xAdvance: advanceWidth, yAdvance: 0, xOffset: 0, yOffset: 0 })),
      advanceWidth: placed.reduce((sum, { advanceWidth }) => sum + advanceWidth, 0) * scale,
    };
  };
  return {
    id,
    family,
    font: Object.create(font, { layout: { value: layout } }) as Font,
    advance: (codePoint) => {
      const known = glyph(codePoint);
      return known && known.advance * scale;
    },
  };
}

interface FontContext {
  readonly order: readonly Family[];
  /** The family that this text's East Asian characters must have; another's shapes would be wrong. */
  readonly needed: Family;
}

/** Which families to try, first to last: the document's own; in a Latin document what the text itself shows. */
function contextOf(text: string, { language, country }: Script): FontContext {
  const own = ownFamily[documentLanguageOf(language) ?? 'en'];
  return own ? ownContexts[own] : guestContexts[familyOf(text, country)];
}

const contextsOf = (order: (family: Family) => readonly Family[]) =>
  Object.fromEntries(asianFamilies.map((needed) => [needed, { needed, order: order(needed) }])) as Record<Family, FontContext>;
const othersThan = (family: Family) => asianFamilies.filter((other) => other !== family);
const ownContexts = contextsOf((own) => [own, 'latin', ...othersThan(own)]);
const guestContexts = contextsOf((guest) => ['latin', guest, ...othersThan(guest)]);

function familyOf(text: string, country: string | null | undefined): Family {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'jp';
  if (/\p{Script=Hangul}/u.test(text)) return 'kr';
  return countryFamily[country ?? ''] ?? 'sc';
}

function widthIn(face: Face, cluster: string): number {
  let width = 0;
  for (const character of cluster) width += face.advance(character.codePointAt(0) as number) ?? 0;
  return width;
}

function codeName(cluster: string): string {
  return [...cluster].map((character) => `[${codePointName(character)}]`).join('');
}

function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`;
}

function glyphMissing(cluster: string, text: string): OmsError {
  return new OmsError('glyph-missing', {
    character: cluster,
    codePoint: [...cluster].map(codePointName).join(' '),
    text: text.slice(0, 60),
  });
}
