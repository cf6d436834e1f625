// Cells without what spreadsheets and web pages have put around them.
import type { FileProfile } from './profile.ts';

const APOSTROPHE = 39;
const EQUALS = 61;
const QUOTE = 34;
const SPACE = 32;
const LAST_ASCII = 126;

/** An apostrophe before what a spreadsheet would calculate, or before another apostrophe, which is the value's own. */
const GUARDED = /^'['\d+=@\-\uFF1D\uFF0B\uFF0D\uFF20]/;

/** What a spreadsheet has put quotes around although the format knows none: it has a comma or a quote. */
const REQUOTED = /^"((?=.*(?:,|""))(?:[^"]|"")*)"$/s;

export type Clean = (cell: string) => string;

/** Spaces around are always taken off, and `="…"` is undone; the rest is for the profile to say. */
export function cleaningOf(profile: FileProfile): Clean {
  const { stripApostrophe, unescapesHtml, quoted } = profile;
  // compared for every cell; where quotes are no data none is left to look at
  const quote = quoted ? APOSTROPHE : QUOTE;
  const emptyValues = new Set(profile.emptyValues);
  const unwrapped = (text: string) => {
    const formula = /^="([^"]*)"$/.exec(text);
    if (formula) return (formula[1] as string).trim();
    const requoted = quoted ? null : REQUOTED.exec(text);
    if (requoted) return (requoted[1] as string).replaceAll('""', '"').trim();
    return stripApostrophe && GUARDED.test(text) ? text.slice(1).trim() : text;
  };
  const clean: Clean = (cell) => {
    if (cell === '') return cell;
    const first = cell.charCodeAt(0);
    const last = cell.charCodeAt(cell.length - 1);
    const isPlain =
      first > SPACE &&
      first <= LAST_ASCII &&
      first !== APOSTROPHE &&
      first !== quote &&
      first !== EQUALS &&
      last > SPACE &&
      last <= LAST_ASCII;
    const text = isPlain ? cell : unwrapped(cell.trim());
    return emptyValues.size > 0 && emptyValues.has(text.toLowerCase()) ? '' : text;
  };
  return unescapesHtml ? (cell) => clean(cell.includes('&') ? unescapeHtml(cell) : cell) : clean;
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  eacute: 'é',
  ntilde: 'ñ',
  szlig: 'ß',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
};
const CODE_POINT_MOST = 0x10ffff;

/** "Tom &amp; Ann&#39;s" → "Tom & Ann's"; what is no entity stays. */
export function unescapeHtml(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return named[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal);
    return code > 0 && code <= CODE_POINT_MOST ? String.fromCodePoint(code) : whole;
  });
}
