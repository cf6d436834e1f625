// The bytes of a file, or of stdin: opened once, read as often as needed, refused when they are not what a file of text is.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { OmsError } from '../domain/error.ts';
import { fileError } from '../domain/file-error.ts';
import type { Dialect } from './records.ts';

/** Something that can be read from any place. */
export interface Bytes {
  /** As the user named it. */
  readonly name: string;
  /** Where it stands on the disk, and when it was last written; stdin stands nowhere. */
  readonly file: { readonly path: string; readonly modifiedMs: number } | null;
  readonly size: number;
  /** How its rows are written, where that is known without looking: a sheet's text. */
  readonly dialect?: Dialect;
  /** The names of the filled sheets that the file has; the first is read. */
  readonly sheets?: readonly string[];
  /** Fills `buffer` from `offset` on with what stands at `position`. Returns how many bytes came. */
  read(buffer: Buffer, offset: number, position: number): number;
  /** Whether the file is still what it was when it was opened. */
  isUnchanged(): boolean;
  close(): void;
}

/** Opens a file. Refuses `file-not-found`, `file-not-plain` (a folder, a device), `file-unreadable`, `file-empty`. */
export function openFile(path: string, name: string): Bytes {
  try {
    const descriptor = openSync(path, 'r');
    const stat = fstatSync(descriptor);
    const { size, mtimeMs } = stat;
    if (!stat.isFile() || size === 0) {
      closeSync(descriptor);
      throw new OmsError(stat.isFile() ? 'file-empty' : 'file-not-plain', { path: name });
    }
    return {
      name,
      file: { path, modifiedMs: mtimeMs },
      size,
      read: (buffer, offset, position) => readSync(descriptor, buffer, offset, Math.min(buffer.length - offset, size - position), position),
      isUnchanged: () => {
        const now = fstatSync(descriptor);
        return now.size === size && now.mtimeMs === mtimeMs;
      },
      close: () => closeSync(descriptor),
    };
  } catch (error) {
    throw fileError(error, name);
  }
}

/** What stdin may bring: it is kept in memory while it is read twice. */
const STDIN_MOST = 256 << 20;

/** Reads stdin to its end. Refuses `file-empty`, `stdin-too-large`. */
export async function readStdin(stdin: AsyncIterable<Uint8Array | string>): Promise<Bytes> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stdin) {
    parts.push(typeof part === 'string' ? Buffer.from(part, 'utf8') : part);
    size += (parts.at(-1) as Uint8Array).length;
    if (size > STDIN_MOST) throw new OmsError('stdin-too-large', { most: STDIN_MOST >> 20 });
  }
  if (size === 0) throw new OmsError('file-empty', { path: '-' });
  return bytesInMemory('-', Buffer.concat(parts));
}

/** The first bytes of a file, as if there were no more. */
export function upTo(bytes: Bytes, size: number): Bytes {
  const read: Bytes['read'] = (buffer, offset, position) =>
    bytes.read(buffer.subarray(0, Math.min(buffer.length, offset + size - position)), offset, position);
  return { ...bytes, size, read };
}

/** A text as if it were a file. */
export function bytesOfText(name: string, text: string): Bytes {
  return bytesInMemory(name, Buffer.from(text, 'utf8'));
}

function bytesInMemory(name: string, whole: Buffer): Bytes {
  return {
    name,
    file: null,
    size: whole.length,
    read: (buffer, offset, position) => whole.copy(buffer, offset, position),
    isUnchanged: () => true,
    close: () => undefined,
  };
}
