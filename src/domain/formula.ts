// Text that a spreadsheet would calculate, and the apostrophe that keeps it from that.

/** A formula's first sign, also in full width; and an apostrophe, which would be taken for the guard before one. */
const FORMULA = /^['=+\-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20]/;

/** With an apostrophe before what would be calculated. */
export function guarded(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** What {@link guarded} was given. */
export function unguarded(text: string): string {
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}
