// The one gate to the screen: what leaves the program as text for people is cleaned of escape sequences and bidi tricks.

/** Where text goes, and the bytes of a document sent to `-`; `columns` is set on a terminal only. */
export interface Sink {
  write(text: string | Uint8Array): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being removed
const ESCAPES = /\u001B(?:\[[0-?]*[ -/]*[@-~]|[\]P^_X][^\u0007\u001B]*(?:\u0007|\u001B\\)?|[@-Z\\-_])/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;

/** Text without escape sequences, control characters (newline and tab stay), bidi controls and zero-width spaces. */
export function cleanText(text: string): string {
  return text.replace(ESCAPES, '').replace(CONTROLS, '');
}

/** One line of clean text: newlines and tabs become spaces. For table cells and messages that quote a value. */
export function cleanLine(text: string): string {
  return cleanText(text.replace(/[\r\n\t]+/g, ' '));
}

const JSON_UNSAFE = /[\u007F-\u009F\u200B\u200E\u200F\u2028-\u202E\u2060\u2066-\u2069\uFEFF]/g;

/** JSON with the same characters escaped rather than removed: complete, and harmless on a screen. */
export function cleanJson(value: unknown, indent = 2): string {
  return JSON.stringify(value, undefined, indent).replace(
    JSON_UNSAFE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const PAINTS = { red: '\u001B[31m' } as const;
const PLAIN = '\u001B[39m';

/** Clean text in a colour; as it is where colours are off. */
export function painted(color: keyof typeof PAINTS, text: string, on: boolean): string {
  return on ? `${PAINTS[color]}${text}${PLAIN}` : text;
}
