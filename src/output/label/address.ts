// An address on a label, as large as its place allows: first without breaking a line, then broken, at last cut.
import { type AddressLine, addressParts, honorificOf } from '../../domain/address.ts';
import type { ParcelLabel } from '../../domain/label.ts';
import type { Language } from '../../domain/settings.ts';
import type { Script } from '../pdf/fonts.ts';
import type { Box, Drawing } from './drawing.ts';

type Part = AddressLine['part'] | 'phone';
interface AddressedLine {
  readonly part: Part;
  readonly text: string;
}

interface SetPart {
  readonly part: Part;
  readonly rows: readonly string[];
}

const SIZES_UNBROKEN = [17, 16, 15, 14, 13, 12, 11];
const SIZES_BROKEN = [14, 13, 12, 11, 10, 9, 8, 7, 6];
const MANY = 8;
const LEADING = 1.3;
/** Space before the phone, in parts of the size. */
const BEFORE_PHONE = 0.3;

/** Draws to whom a label goes, in the shapes and the order that its country reads. `scale` 1 is a label 100 mm wide. */
export function drawAddress(drawing: Drawing, label: ParcelLabel, language: Language, { x, y, width, height }: Box, scale: number): void {
  drawing.setScript(scriptOf(label.to.country, language));
  const { set, size } = fitted(drawing, linesOf(label, language), width, height, scale);
  let at = y;
  for (const { part, rows } of set) {
    at += part === 'phone' ? size * BEFORE_PHONE : 0;
    at += drawing.lines(rows, x, at, { ...styleOf(part, size), width, leading: LEADING });
  }
}

function linesOf({ to, fromCountry }: ParcelLabel, language: Language): AddressedLine[] {
  const lines: AddressedLine[] =
    'lines' in to ? [{ part: 'name', text: to.name }, ...to.lines.map((text) => ({ part: 'place' as const, text }))] : partyLines();
  const phone = to.phone?.trim();
  return phone ? [...lines, { part: 'phone', text: phone }] : lines;

  function partyLines(): AddressedLine[] {
    if ('lines' in to) return [];
    const parts = addressParts(to, { fromCountry, language, isPosted: true });
    const named = parts.some(({ part }) => part === 'name') ? 'name' : 'company';
    const honorific = honorificOf(to);
    return parts.map((line) => (line.part === named ? { ...line, text: `${line.text}${honorific}` } : line));
  }
}

function fitted(drawing: Drawing, lines: readonly AddressedLine[], width: number, height: number, scale: number) {
  const set = (size: number, maxLines: number): SetPart[] =>
    lines.map(({ part, text }) => ({ part, rows: drawing.type.wrap(text, styleOf(part, size), width, { maxLines }) }));
  for (const size of SIZES_UNBROKEN.map((one) => one * scale)) {
    const rows = set(size, MANY);
    if (rows.every((one) => one.rows.length === 1) && heightOf(rows, size) <= height) return { set: rows, size };
  }
  for (const size of SIZES_BROKEN.map((one) => one * scale)) {
    const rows = set(size, MANY);
    if (heightOf(rows, size) <= height) return { set: rows, size };
  }
  const size = (SIZES_BROKEN.at(-1) as number) * scale;
  for (let most = MANY; ; most -= 1) {
    const rows = set(size, most);
    if (heightOf(rows, size) <= height || most === 1) return { set: rows, size };
  }
}

function styleOf(part: Part, size: number): { size: number; bold: boolean } {
  if (part === 'name') return { size: size * 1.3, bold: true };
  return { size: part === 'phone' ? size * 0.85 : size, bold: part === 'country' };
}

function heightOf(set: readonly SetPart[], size: number): number {
  return set.reduce(
    (sum, { part, rows }) => sum + rows.length * styleOf(part, size).size * LEADING + (part === 'phone' ? size * BEFORE_PHONE : 0),
    0,
  );
}

const countryLanguages: Readonly<Record<string, Language>> = {
  KR: 'ko',
  KP: 'ko',
  JP: 'ja',
  CN: 'zh',
  TW: 'zh',
  HK: 'zh',
  MO: 'zh',
  SG: 'zh',
};

/** An address is set in the shapes its own country reads. */
export function scriptOf(country: string | null | undefined, home: Language): Script {
  const code = country?.trim().toUpperCase() ?? '';
  return { language: countryLanguages[code] ?? (home === 'es' ? 'es' : 'en'), country: code };
}
