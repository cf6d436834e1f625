// The mark by which a file of pages says of what they are, in its bytes, whatever its form: drawn text is packed or dots.

/** What one page is of: an invoice's kind or a slip's with its number, or the label of a shipment or return. */
export interface MarkedPage {
  readonly kind: string;
  readonly number: string;
}

export const PAGE_MARK = 'oms-pages ';
const END = ';';

/** "oms-pages label:S1 label:S2;", each page once. */
export function pageMark(pages: readonly MarkedPage[]): string {
  return `${PAGE_MARK}${[...new Set(pages.map(pageName))].join(' ')}${END}`;
}

/** "label:S1". Letters that a form of file could change are written as codes. */
export function pageName({ kind, number }: MarkedPage): string {
  const code = (letter: string) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;
  return `${kind}:${encodeURIComponent(number.toWellFormed()).replace(/[()'*!~]/g, code)}`;
}

/** The names of pages in what begins with a mark; undefined where the mark does not end within it. */
export function pagesMarked(text: string): string[] | undefined {
  const end = text.indexOf(END);
  return end < 0 ? undefined : text.slice(PAGE_MARK.length, end).split(' ');
}
