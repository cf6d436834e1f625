// Cells of a sheet in which a formula has failed: the reader leaves them empty, as if nothing had been meant to stand there.
import { crc32, inflateRawSync } from 'node:zlib';

/** A file within the ZIP file: how it is listed, and its bytes as they are packed. */
interface Entry {
  readonly name: string;
  readonly listed: Buffer;
  readonly packed: Buffer;
}

/** Where the fields stand in the list at the end, in the header before each file, and in the end itself. */
const LISTED = {
  signature: 0x02014b50,
  flags: 8,
  method: 10,
  crc: 16,
  packedSize: 20,
  size: 24,
  name: 28,
  extra: 30,
  comment: 32,
  at: 42,
  bytes: 46,
};
const LOCAL = { signature: 0x04034b50, name: 26, extra: 28, bytes: 30 };
const END = { signature: Buffer.from('PK\x05\x06', 'latin1'), count: 8, countHere: 10, size: 12, at: 16, bytes: 22 };
const DEFLATED = 8;
/** Said where a number does not fit; such a file is beyond what is read. */
const BEYOND = 0xffffffff;

const FAILED = Buffer.from(' t="e"');
const SHEET = /^xl\/worksheets\/[^/]+\.xml$/;

/** The same sheets with what failed formulas show ("#N/A", "#REF!") as text; the very same bytes where there is none. */
export function errorsAsText(zip: Buffer): Buffer {
  const entries = entriesOf(zip);
  let isChanged = false;
  const changed = entries.map((entry) => {
    if (!SHEET.test(entry.name)) return entry;
    const xml = entry.listed.readUInt16LE(LISTED.method) === DEFLATED ? inflateRawSync(entry.packed) : entry.packed;
    if (!xml.includes(FAILED)) return entry;
    isChanged = true;
    return stored(entry, Buffer.from(xml.toString('latin1').replace(/(<c\b[^>]*) t="e"/g, '$1 t="str"'), 'latin1'));
  });
  return isChanged ? zipOf(changed) : zip;
}

/** None where the list cannot be followed: whoever reads the sheets will tell. */
function entriesOf(zip: Buffer): Entry[] {
  const end = zip.lastIndexOf(END.signature);
  if (end < 0 || end + END.bytes > zip.length) return [];
  const entries: Entry[] = [];
  let at = zip.readUInt32LE(end + END.at);
  while (at + LISTED.bytes <= end && zip.readUInt32LE(at) === LISTED.signature) {
    const [nameLength, extraLength] = [zip.readUInt16LE(at + LISTED.name), zip.readUInt16LE(at + LISTED.extra)];
    const next = at + LISTED.bytes + nameLength + extraLength + zip.readUInt16LE(at + LISTED.comment);
    const listed = zip.subarray(at, next);
    const [local, size] = [listed.readUInt32LE(LISTED.at), listed.readUInt32LE(LISTED.packedSize)];
    if (local === BEYOND || size === BEYOND || local + LOCAL.bytes > end) return [];
    const from = local + LOCAL.bytes + zip.readUInt16LE(local + LOCAL.name) + zip.readUInt16LE(local + LOCAL.extra);
    const name = listed.toString('latin1', LISTED.bytes, LISTED.bytes + nameLength);
    entries.push({ name, listed, packed: zip.subarray(from, from + size) });
    at = next;
  }
  return entries;
}

/** An entry with another content, not packed. */
function stored({ name, listed }: Entry, content: Buffer): Entry {
  const own = Buffer.from(listed);
  own.writeUInt16LE(0, LISTED.method);
  own.writeUInt32LE(crc32(content), LISTED.crc);
  own.writeUInt32LE(content.length, LISTED.packedSize);
  own.writeUInt32LE(content.length, LISTED.size);
  return { name, listed: own, packed: content };
}

function zipOf(entries: readonly Entry[]): Buffer {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const { name, listed, packed } of entries) {
    const own = Buffer.from(listed);
    // the sizes stand in the header here, not behind the content
    own.writeUInt16LE(listed.readUInt16LE(LISTED.flags) & ~8, LISTED.flags);
    own.writeUInt32LE(at, LISTED.at);
    const head = Buffer.alloc(LOCAL.bytes);
    head.writeUInt32LE(LOCAL.signature, 0);
    own.copy(head, 4, 6, 6 + 22);
    head.writeUInt16LE(name.length, LOCAL.name);
    parts.push(head, Buffer.from(name, 'latin1'), packed);
    list.push(own);
    at += head.length + name.length + packed.length;
  }
  const end = Buffer.alloc(END.bytes);
  END.signature.copy(end);
  end.writeUInt16LE(entries.length, END.count);
  end.writeUInt16LE(entries.length, END.countHere);
  end.writeUInt32LE(
    list.reduce((sum, { length }) => sum + length, 0),
    END.size,
  );
  end.writeUInt32LE(at, END.at);
  return Buffer.concat([...parts, ...list, end]);
}
