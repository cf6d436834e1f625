// Cells of a sheet in which a formula has failed: the reader leaves them empty, as if nothing had been meant to stand there.
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

const FAILED = Buffer.from(' t="e"');
const SHEET = /^xl\/worksheets\/[^/]+\.xml$/;

/**
 * The same sheets with what failed formulas show ("#N/A", "#REF!") as text; the very same bytes where there is none, and where
 * the file is damaged: whoever reads the sheets tells that.
 */
export function errorsAsText(zip: Buffer): Buffer {
  const sheets = unpacked(zip, (name) => SHEET.test(name));
  const failed = Object.keys(sheets).filter((name) => hasFailed(sheets[name] as Uint8Array));
  if (failed.length === 0) return zip;
  const changed = failed.map((name) => [name, withText(sheets[name] as Uint8Array)]);
  const all = { ...unpacked(zip, () => true), ...Object.fromEntries(changed) };
  return Buffer.from(zipSync(all, { level: 0 }));
}

function unpacked(zip: Buffer, wants: (name: string) => boolean): Record<string, Uint8Array> {
  try {
    return unzipSync(zip, { filter: ({ name }) => wants(name) });
  } catch {
    return {};
  }
}

function hasFailed({ buffer, byteOffset, byteLength }: Uint8Array): boolean {
  return Buffer.from(buffer, byteOffset, byteLength).includes(FAILED);
}

/** Byte for byte, in whatever encoding. */
function withText(xml: Uint8Array): Uint8Array {
  return strToU8(strFromU8(xml, true).replace(/(<c\b[^>]*) t="e"/g, '$1 t="str"'), true);
}
