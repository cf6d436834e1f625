// Dates in an export's own formats: read exactly or not at all, never guessed.
import { instantAt, isRealDate, wallTimeToInstant } from '../domain/time.ts';

const OFFSET = 6;
/** What a letter of a format reads, and where it is kept: year, month, day, hour, minute, second, offset from UTC. */
const tokens: readonly (readonly [token: string, pattern: string, part: number])[] = [
  ['yyyy', '(\\d{4})', 0],
  ['MM', '(\\d{2})', 1],
  ['M', '(\\d{1,2})', 1],
  ['dd', '(\\d{2})', 2],
  ['d', '(\\d{1,2})', 2],
  ['HH', '(\\d{2})', 3],
  ['H', '(\\d{1,2})', 3],
  ['mm', '(\\d{2})', 4],
  ['ss', '(\\d{2})(?:\\.\\d{1,9})?', 5],
  ['Z', '(Z|UTC|GMT|[+-]\\d{2}:?\\d{2})', OFFSET],
];
const PART = /'([^']*)'|yyyy|MM|M|dd|d|HH|H|mm|ss|Z|[^A-Za-z']/g;

/** Whether a format has a date in it and nothing that cannot be read. */
export function isDateFormat(format: string): boolean {
  return (
    ['yyyy', 'M', 'd'].every((token) => format.includes(token)) && [...format.matchAll(PART)].map(([part]) => part).join('') === format
  );
}

interface Pattern {
  readonly regex: RegExp;
  /** Which part each group is. */
  readonly parts: readonly number[];
}

function patternOf(format: string): Pattern {
  const parts: number[] = [];
  const source = [...format.matchAll(PART)].map(([word, quoted]) => {
    const token = tokens.find(([name]) => name === word);
    if (!token) return word === ' ' ? ' *' : (quoted ?? word).replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
    parts.push(token[2]);
    return token[1];
  });
  return { regex: new RegExp(`^${source.join('')}$`), parts };
}

/** Reads the dates of one format list; a time without offset is in `zone`, a date alone is its midnight there. */
export class DateReader {
  readonly #patterns: readonly Pattern[];
  readonly #zone: string;
  /** Year, month, day, hour, minute, second. */
  readonly #parts = [0, 0, 0, 0, 0, 0];
  #offset = '';
  #lastText = '';
  #lastInstant: string | undefined;

  constructor(formats: readonly string[], zone: string) {
    this.#patterns = formats.map(patternOf);
    this.#zone = zone;
  }

  /** "2026-03-01 09:30:00 +0900" → "2026-03-01T00:30:00Z"; undefined when no format fits or the date does not exist. */
  read(text: string): string | undefined {
    if (text === this.#lastText) return this.#lastInstant;
    this.#lastInstant = this.#read(text) ?? this.#read(text.normalize('NFKC'));
    this.#lastText = text;
    return this.#lastInstant;
  }

  #read(text: string): string | undefined {
    for (const { regex, parts } of this.#patterns) {
      const groups = regex.exec(text);
      if (!groups) continue;
      this.#parts.fill(0);
      this.#offset = '';
      for (let index = 0; index < parts.length; index += 1) this.#keep(parts[index] as number, groups[index + 1] as string);
      return this.#instant();
    }
    return undefined;
  }

  #keep(part: number, text: string): void {
    if (part === OFFSET) this.#offset = text;
    else this.#parts[part] = Number(text);
  }

  #instant(): string | undefined {
    const [year, month, day, hour, minute, second] = this.#parts as [number, number, number, number, number, number];
    if (!isRealDate(year, month, day) || hour > 23 || minute > 59 || second > 59) return undefined;
    const asUtc = Date.UTC(year, month - 1, day, hour, minute, second);
    const offset = offsetMs(this.#offset);
    if (offset !== undefined) return Number.isNaN(offset) ? undefined : instantAt(asUtc - offset);
    return wallTimeToInstant(instantAt(asUtc).slice(0, -1), this.#zone);
  }
}

/** "+0530" → milliseconds; undefined without an offset, NaN for one that cannot be. */
function offsetMs(text: string): number | undefined {
  if (text === '') return undefined;
  if (!/^[+-]/.test(text)) return 0;
  const hours = Number(text.slice(1, 3));
  const minutes = Number(text.slice(-2));
  if (hours > 14 || minutes > 59) return Number.NaN;
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
