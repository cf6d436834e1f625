// Text → records, as RFC 4180 has them: cells, quotes, and newlines of every kind. Cells are cut out only when asked
// for, which is what makes a large file cheap. (csv-parse makes every cell of every record, at three times the time;
// the tests hold the two together.)
import { OmsError } from '../domain/error.ts';
import type { Fingerprint } from './fingerprint.ts';

export interface Dialect {
  readonly delimiter: string;
  /** Whether a cell may stand in double quotes. */
  readonly quoted: boolean;
}

const QUOTE = 34;
const LF = 10;
const CR = 13;
const COLUMNS_MOST = 5_000;
/** A record longer than this is one whose quotes are not closed. */
const RECORD_MOST = 8 << 20;
const INCOMPLETE = -1;
/** Codes that no character has: the end of the text, and the quote of a format without one. */
const END = -1;
const NEVER = -2;
const DOUBLED_QUOTES = 1;

/** A cursor over the records of a text that comes in blocks. */
export class Records {
  /** As a spreadsheet numbers the current record: from 1, blank lines counted. */
  row = 0;
  /** The physical line on which the current record begins, from 1. */
  line = 0;
  /** Cells of the current record. */
  count = 0;
  readonly #blocks: Iterator<string>;
  readonly #file: string;
  readonly #delimiter: number;
  readonly #quote: number;
  readonly #starts = new Int32Array(COLUMNS_MOST);
  readonly #ends = new Int32Array(COLUMNS_MOST);
  readonly #marks = new Uint8Array(COLUMNS_MOST);
  #text = '';
  #from = 0;
  #at = 0;
  #isLast = false;
  #hasDoubled = false;
  /** Looked up no more often than needed; the length of the text where there is none. */
  #nextQuote = -1;
  #nextReturn = -1;
  #linesRead = 0;
  #linesNext = 0;

  constructor(blocks: Iterator<string>, { delimiter, quoted }: Dialect, file: string) {
    this.#blocks = blocks;
    this.#delimiter = delimiter.charCodeAt(0);
    this.#quote = quoted ? QUOTE : NEVER;
    this.#file = file;
  }

  /**
   * Moves to the next record. False at the end. Refuses `file-quote` and `file-cut` where quotes do not close. `wanted`:
   * how many cells will be asked for; the rest of a record is not looked at where no quotes are in it.
   */
  next(wanted = COLUMNS_MOST): boolean {
    for (;;) {
      if (this.nextLoaded(wanted)) return true;
      if (!this.load()) return false;
    }
  }

  /** As {@link next}, but within the text that is loaded: false means that it is used up. */
  nextLoaded(wanted = COLUMNS_MOST): boolean {
    const end = this.#at < this.#text.length ? this.#scan(this.#at, wanted) : INCOMPLETE;
    if (end === INCOMPLETE) return false;
    this.#from = this.#at;
    this.#at = end;
    this.row += 1;
    this.line = this.#linesRead + 1;
    this.#linesRead += this.#linesNext;
    return true;
  }

  /** Loads the next block of the text behind what is left over. False: there is no more, and nothing is left over. */
  load(): boolean {
    if (this.#isLast) return false;
    const next = this.#blocks.next();
    if (next.done) this.#isLast = true;
    else {
      if (this.#text.length - this.#at > RECORD_MOST) throw this.#mistake('file-cut', 0);
      // joined rather than added up: to look at a sum, V8 goes through both its parts for every character
      this.#text = [this.#text.slice(this.#at), next.value].join('');
      this.#at = 0;
      this.#nextQuote = -1;
      this.#nextReturn = -1;
    }
    return this.#at < this.#text.length || !this.#isLast;
  }

  /** A cell of the current record, its quotes undone; empty beyond its last. */
  cell(index: number): string {
    if (index < 0 || index >= this.count) return '';
    const start = this.#starts[index] as number;
    const end = this.#ends[index] as number;
    if (start === end) return '';
    const text = this.#text.slice(start, end);
    return this.#marks[index] === DOUBLED_QUOTES ? text.replaceAll('""', '"') : text;
  }

  /** Takes a cell of the current record into a fingerprint, as it stands in the file. */
  fingerprint(index: number, into: Fingerprint): void {
    if (index < this.count) into.add(this.#text, this.#starts[index], this.#ends[index]);
  }

  cells(): string[] {
    return Array.from({ length: this.count }, (_, index) => this.cell(index));
  }

  /** A line without anything. */
  get isEmptyLine(): boolean {
    return this.count === 1 && this.#starts[0] === this.#ends[0] && this.#at - this.#from <= 2;
  }

  /** Nothing but delimiters and spaces. */
  get isBlank(): boolean {
    for (let index = 0; index < this.count; index += 1) if (this.cell(index).trim() !== '') return false;
    return true;
  }

  /** The current record stands in this text, from here … */
  get text(): string {
    return this.#text;
  }

  get from(): number {
    return this.#from;
  }

  /** … to here, its newline included. */
  get to(): number {
    return this.#at;
  }

  /** Finds the cells of the record at `from`. Returns where the next begins, or INCOMPLETE when the text ends first. */
  #scan(from: number, wanted: number): number {
    // everything the loop touches is local: this is where a large file spends its time
    const text = this.#text;
    const length = text.length;
    const delimiter = this.#delimiter;
    const quote = this.#quote;
    const highest = Math.max(delimiter, CR);
    const starts = this.#starts;
    const ends = this.#ends;
    const marks = this.#marks;
    let at = from;
    let cells = 0;
    let lines = 0;
    for (;;) {
      let code = at < length ? text.charCodeAt(at) : END;
      if (code === quote) {
        const close = this.#closingQuote(at + 1, cells);
        if (close === INCOMPLETE) return INCOMPLETE;
        starts[cells] = at + 1;
        ends[cells] = close;
        marks[cells] = this.#hasDoubled ? DOUBLED_QUOTES : 0;
        lines += newlinesIn(text, at + 1, close);
        at = close + 1;
        code = at < length ? text.charCodeAt(at) : END;
        if (code !== delimiter && code !== LF && code !== CR && code !== END) throw this.#mistake('file-quote', cells);
      } else {
        starts[cells] = at;
        for (code = END; at < length; at += 1) {
          const next = text.charCodeAt(at);
          // one comparison for most characters
          if (next > highest || (next !== delimiter && next !== LF && next !== CR)) continue;
          code = next;
          break;
        }
        ends[cells] = at;
        marks[cells] = 0;
      }
      cells += 1;
      if (code === delimiter) {
        if (cells === COLUMNS_MOST) throw this.#tooWide();
        at += 1;
        const end = cells >= wanted ? this.#plainEnd(at) : INCOMPLETE;
        if (end === INCOMPLETE) continue;
        at = end;
        code = text.charCodeAt(end);
      }
      if (code === END) {
        if (!this.#isLast) return INCOMPLETE;
      } else {
        at += 1;
        if (code === CR) {
          if (at === length && !this.#isLast) return INCOMPLETE;
          if (text.charCodeAt(at) === LF) at += 1;
        }
        lines += 1;
      }
      this.count = cells;
      this.#linesNext = lines;
      return at;
    }
  }

  /** The newline that ends this record, if no quotes stand before it; else INCOMPLETE. */
  #plainEnd(from: number): number {
    if (this.#nextQuote < from) this.#nextQuote = positionOf(this.#text, '"', from);
    if (this.#nextReturn < from) this.#nextReturn = positionOf(this.#text, '\r', from);
    const end = Math.min(positionOf(this.#text, '\n', from), this.#nextReturn);
    return end < this.#nextQuote && end < this.#text.length ? end : INCOMPLETE;
  }

  /** Where the quotes that opened before `from` close; INCOMPLETE when more of the text is to come. */
  #closingQuote(from: number, cells: number): number {
    const text = this.#text;
    this.#hasDoubled = false;
    for (let close = text.indexOf('"', from); close !== -1; close = text.indexOf('"', close + 2)) {
      if (text.charCodeAt(close + 1) !== QUOTE) return close + 1 === text.length && !this.#isLast ? INCOMPLETE : close;
      this.#hasDoubled = true;
    }
    if (this.#isLast) throw this.#mistake('file-cut', cells);
    return INCOMPLETE;
  }

  #mistake(code: 'file-cut' | 'file-quote', cells: number): OmsError {
    return new OmsError(code, { path: this.#file, row: this.row + 1, line: this.#linesRead + 1, column: cells + 1 });
  }

  #tooWide(): OmsError {
    return new OmsError('file-too-wide', { path: this.#file, row: this.row + 1, line: this.#linesRead + 1, most: COLUMNS_MOST });
  }
}

function positionOf(text: string, sign: string, from: number): number {
  const at = text.indexOf(sign, from);
  return at === -1 ? text.length : at;
}

/** Newlines in a part of the text: LF, CR, or both together. */
function newlinesIn(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) count += 1;
  }
  return count;
}
