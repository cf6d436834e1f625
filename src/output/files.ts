// Files out: written under a temporary name in the same folder, then renamed; never overwritten without force.
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { OmsError } from '../domain/error.ts';
import { fileError } from '../domain/file-error.ts';
import { makeFolders } from '../domain/folders.ts';

export interface WriteFileOptions {
  readonly force?: boolean;
}

/** Writes a whole file or nothing. Refuses `file-exists` without force, `disk-full` and `file-unreadable` in the shop's words. */
export function writeFileWhole(file: string, bytes: Uint8Array | string, options: WriteFileOptions = {}): void {
  const growing = new GrowingFile(file, options);
  growing.write(bytes);
  growing.keep();
}

/** A file that is written piece by piece, and stands under its name only when it is whole. Refuses as `writeFileWhole` does. */
export class GrowingFile {
  readonly #file: string;
  readonly #temporary: string;
  readonly #descriptor: number;
  /** A device or a pipe is written to as it stands: renaming would put a file in its place. */
  readonly #isStream: boolean;

  constructor(file: string, { force = false }: WriteFileOptions = {}) {
    this.#file = file;
    this.#isStream = isStream(file);
    if (!force && !this.#isStream && existsSync(file)) throw new OmsError('file-exists', { path: file });
    this.#temporary = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(6).toString('hex')}.part`);
    this.#descriptor = this.#attempt(() => {
      if (this.#isStream) return openSync(file, 'w');
      makeFolders(path.dirname(file), { statSync, mkdirSync, dirname: path.dirname });
      return openSync(this.#temporary, 'wx', 0o600);
    });
  }

  write(bytes: Uint8Array | string): void {
    const buffer = typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes;
    this.#attempt(() => {
      for (let written = 0; written < buffer.length; ) written += writeSync(this.#descriptor, buffer, written);
    });
  }

  /** It is whole: from here on it stands under its name. */
  keep(): void {
    this.#attempt(() => {
      if (!this.#isStream) fsyncSync(this.#descriptor);
      closeSync(this.#descriptor);
      if (!this.#isStream) renameSync(this.#temporary, this.#file);
    });
  }

  /** Nothing of it stays. */
  drop(): void {
    closeQuietly(this.#descriptor);
    removeQuietly(this.#temporary);
  }

  #attempt<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (this.#descriptor !== undefined) closeQuietly(this.#descriptor);
      removeQuietly(this.#temporary);
      throw fileError(error, this.#file);
    }
  }
}

function closeQuietly(descriptor: number): void {
  try {
    closeSync(descriptor);
  } catch {}
}

/** Where the folder is none there is nothing to remove; the first failure is the one to tell. */
function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {}
}

/** As {@link writeFileWhole}, but the very bytes that stand there already are no overwriting. */
export function writeFileAgain(file: string, bytes: Uint8Array, options: WriteFileOptions = {}): void {
  if (options.force || isStream(file) || !holds(file, bytes)) writeFileWhole(file, bytes, options);
}

function holds(file: string, bytes: Uint8Array): boolean {
  try {
    return Buffer.compare(readFileSync(file), bytes) === 0;
  } catch {
    return false;
  }
}

function isStream(file: string): boolean {
  try {
    const stat = statSync(file);
    return !stat.isFile() && !stat.isDirectory();
  } catch {
    return false;
  }
}
