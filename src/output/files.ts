// Files out: written under a temporary name in the same folder, then renamed; never overwritten without force.
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { OmsError } from '../domain/error.ts';
import { fileError } from '../domain/file-error.ts';

export interface WriteFileOptions {
  readonly force?: boolean;
}

/** Writes a whole file or nothing. Refuses `file-exists` without force, `disk-full` and `file-unreadable` in the shop's words. */
export function writeFileWhole(file: string, bytes: Uint8Array | string, { force = false }: WriteFileOptions = {}): void {
  if (!force && existsSync(file)) throw new OmsError('file-exists', { path: file });
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(6).toString('hex')}.part`);
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    const descriptor = openSync(temporary, 'wx', 0o600);
    try {
      const buffer = typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes;
      for (let written = 0; written < buffer.length; ) written += writeSync(descriptor, buffer, written);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
  } catch (error) {
    removeQuietly(temporary);
    throw fileError(error, file);
  }
}

/** Where the folder is none there is nothing to remove; the first failure is the one to tell. */
function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {}
}

/** As {@link writeFileWhole}, but the very bytes that stand there already are no overwriting. */
export function writeFileAgain(file: string, bytes: Uint8Array, options: WriteFileOptions = {}): void {
  if (options.force || !holds(file, bytes)) writeFileWhole(file, bytes, options);
}

function holds(file: string, bytes: Uint8Array): boolean {
  try {
    return Buffer.compare(readFileSync(file), bytes) === 0;
  } catch {
    return false;
  }
}
