// How a text looks in a file: its bytes in every encoding that a shop's files come in.
import iconv from 'iconv-lite';
import { knownEncodings } from './decode.ts';

/** Each different form once; encodings that cannot write the text are left out. */
export function formsOf(text: string): Uint8Array[] {
  const forms = new Map<string, Uint8Array>();
  for (const encoding of knownEncodings) {
    const bytes = iconv.encode(text, encoding, { addBOM: false });
    if (iconv.decode(bytes, encoding, { stripBOM: false }) === text) forms.set(bytes.toString('hex'), bytes);
  }
  return [...forms.values()];
}
