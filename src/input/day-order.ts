// Dates such as 03/04/2026 in a format that knows them with the day first and with the month first: all of the file tells.
import { DateReader } from './dates.ts';

/** "d/M/yyyy" → "M/d/yyyy"; the format itself where it has no such numbers. */
function swapped(format: string): string {
  const parts = /^(.*?)(dd?)(?!o)(.*?)(MM?)(?!M)(.*)$|^(.*?)(MM?)(?!M)(.*?)(dd?)(?!o)(.*)$/.exec(format);
  if (!parts) return format;
  const [before, one, between, other, after] = parts.slice(1).filter((part) => part !== undefined);
  return `${before}${other}${between}${one}${after}`;
}

/** Looks at every date of a file, to find which of two orders is that of all of them. */
export class DayOrder {
  /** The formats as they are listed, and with each pair that differs in this order alone the other way round. */
  readonly #formats: readonly (readonly string[])[];
  readonly #readers: readonly DateReader[];
  readonly #fits = [true, true];
  /** Whether the order makes a difference to any date. */
  differs = false;

  private constructor(formats: readonly (readonly string[])[]) {
    this.#formats = formats;
    this.#readers = formats.map((list) => new DateReader(list, 'UTC'));
  }

  /** Undefined where no two of the formats differ in nothing else. */
  static of(formats: readonly string[]): DayOrder | undefined {
    const others = formats.map((format) => (formats.includes(swapped(format)) ? swapped(format) : format));
    return others.every((format, index) => format === formats[index]) ? undefined : new DayOrder([formats, others]);
  }

  /** A date that is none either way says nothing. */
  see(text: string): void {
    const [first, second] = this.#readers.map((reader) => reader.read(text));
    if (first === second) return;
    this.differs = true;
    if (first === undefined) this.#fits[0] = false;
    if (second === undefined) this.#fits[1] = false;
  }

  /** The formats in the order in which they fit all dates; as they are listed where both do, or neither. */
  get formats(): readonly string[] {
    return (this.#fits[0] || !this.#fits[1] ? this.#formats[0] : this.#formats[1]) as readonly string[];
  }

  /** The format that was taken, and the one that would do as well; undefined where all dates are read in one way only. */
  get either(): { readonly format: string; readonly other: string } | undefined {
    const [listed = [], others = []] = this.#formats;
    const at = listed.findIndex((format, index) => format !== others[index]);
    const isOpen = this.differs && this.#fits.every(Boolean);
    return isOpen ? { format: listed[at] as string, other: others[at] as string } : undefined;
  }
}
