// Files out: written under a temporary name in the same folder, then renamed; never overwritten without force.
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { OmsError } from '../domain/error.ts';

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
    rmSync(temporary, { force: true });
    throw fileError(error, file);
  }
}

/** A failure of the file system as a refusal that names the file. */
export function fileError(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return new OmsError('disk-full', { path: file });
  if (code === 'ENOENT') return new OmsError('file-not-found', { path: file });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'EISDIR' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') {
    return new OmsError('file-unreadable', { path: file, cause: code });
  }
  return error;
}

/** A name safe as one path component: anything that could leave the folder or confuse a shell becomes "_". */
export function safeFileName(name: string): string {
  const safe = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '_')
    .replace(/^[.-]+/, '_')
    .slice(0, 100);
  return safe === '' ? '_' : safe;
}
