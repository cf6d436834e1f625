// The files of a shop's folder, searched for somebody byte by byte; copies of what was imported are blanked.
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, lstatSync, openSync, readdirSync, readSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { PAGE_MARK, pagesMarked } from '../../domain/document/mark.ts';
import type { ErasedFile, Holder } from '../../domain/erase.ts';
import { fileError } from '../../domain/file-error.ts';

/** A text as bytes; `isLoose`: found also within a word, as it stands beside others in a database's page. */
export interface Pattern {
  readonly bytes: Uint8Array;
  readonly isLoose: boolean;
}

/** What is to be done in the folder. */
export interface FileSearch {
  readonly folder: string;
  /** Below the folder: the database with what SQLite keeps beside it, which is blanked otherwise. */
  readonly database: string;
  /** What is searched for in every file. */
  readonly known: readonly Pattern[];
  /** What is blanked in copies of imports besides: streets. */
  readonly streets: readonly Pattern[];
  /** Hashes of the files that their orders were read from. */
  readonly sources: ReadonlySet<string>;
  /** Names in documents/ of kept pages whose time is over. */
  readonly over: readonly string[];
  /** Names in documents/ of pages that the law wants kept. */
  readonly kept: readonly string[];
  /** Whether a page that a file says it has is theirs: one that was issued, or a slip or a label, which may go. */
  claim(page: string): 'issued' | 'slip' | undefined;
  readonly dryRun: boolean;
}

const CHUNK = 1 << 20;
/** How the files that pages are put into begin: PDF, PNG, ZPL. */
const PAGE_FILES = ['%PDF', '\x89PNG', '^XA'];
const STAR = 0x2a;
const SHORT_MARK = 1 << 10;

/** Blanks and deletes what may go, and names what still holds them afterwards; both by path. */
export function eraseInFiles(search: FileSearch): { readonly files: ErasedFile[]; readonly holders: Holder[] } {
  const files: ErasedFile[] = [];
  const holders: Holder[] = [];
  for (const name of filesBelow(search.folder, '')) {
    if (name === search.database || name.startsWith(`${search.database}-`)) continue;
    const done = eraseInFile(search, name);
    if (done !== undefined && 'done' in done) files.push(done);
    else if (done !== undefined) holders.push(done);
  }
  return { files, holders };
}

function eraseInFile(search: FileSearch, name: string): ErasedFile | Holder | undefined {
  const file = path.join(search.folder, name);
  const [top = '', second = ''] = name.split('/');
  const inDocuments = top === 'documents' && name.split('/').length === 2;
  if (inDocuments && search.over.includes(second)) return deleted(file, name, search.dryRun);
  if (inDocuments && search.kept.includes(second)) return undefined;
  const claims = new Set(pagesSaid(file).map((page) => search.claim(page)));
  if (top === 'backups' && (claims.has('slip') || claims.has('issued'))) return { kind: 'backup', where: name };
  if (claims.has('slip')) return deleted(file, name, search.dryRun);
  if (claims.has('issued')) return { kind: 'file', where: name };
  if (isPacked(file)) return search.sources.has(hashOf(file)) ? { kind: 'packed', where: name } : undefined;
  const found = placesOf(file, search.known);
  if (found.length === 0) return undefined;
  if (top === 'backups') {
    const isBeforeMigration = /^before-schema-.*\.db$/.test(second);
    return isBeforeMigration ? deleted(file, name, search.dryRun) : { kind: 'backup', where: name };
  }
  if (top !== 'inbox') return { kind: top === 'documents' ? 'document' : 'file', where: name };
  if (second !== 'done' && second !== 'failed') return { kind: 'waiting', where: name };
  if (!search.dryRun) overwrite(file, [...found, ...placesOf(file, search.streets)]);
  return { path: name, done: 'blanked' };
}

/** Those of these files that are there and have a page of theirs; they lie elsewhere, and stay. */
export function pagesElsewhere(files: readonly string[], { claim }: Pick<FileSearch, 'claim'>): Holder[] {
  const own = files.filter((file) => isFile(file) && pagesSaid(file).some(claim));
  return own.map((where) => ({ kind: 'file', where }));
}

function deleted(file: string, name: string, dryRun: boolean): ErasedFile {
  if (!dryRun) rmSync(file);
  return { path: name, done: 'deleted' };
}

/** Whether the database's own files hold any of these, its log included. */
export function databaseHolds(file: string, patterns: readonly Pattern[]): boolean {
  return [file, `${file}-wal`].some((one) => isFile(one) && placesOf(one, patterns).length > 0);
}

function isFile(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

/** Regular files, by path; links are not followed. */
function filesBelow(folder: string, below: string): string[] {
  const entries = readdirSync(path.join(folder, below), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const name = path.posix.join(below, entry.name);
    if (entry.isDirectory()) return filesBelow(folder, name);
    return entry.isFile() ? [name] : [];
  });
}

/** zip (spreadsheets) and gzip: nothing can be found in them as it stands. */
function isPacked(file: string): boolean {
  const head = headOf(file);
  return head.readUInt32BE(0) === 0x504b0304 || head.readUInt16BE(0) === 0x1f8b;
}

function headOf(file: string): Buffer {
  return withFile(file, 'r', (fd) => {
    const head = Buffer.alloc(4);
    readSync(fd, head, 0, 4, 0);
    return head;
  });
}

/** Of what its pages are, as a file that this program made says itself. */
function pagesSaid(file: string): string[] {
  const head = headOf(file).toString('latin1');
  if (!PAGE_FILES.some((begin) => head.startsWith(begin))) return [];
  const marks = placesOf(file, [{ bytes: Buffer.from(PAGE_MARK), isLoose: true }]);
  const bytes = Buffer.allocUnsafe(CHUNK);
  // a label's own mark is short, that of a PDF of many pages is not
  const said = (fd: number, at: number, most: number) => pagesMarked(bytes.toString('latin1', 0, readSync(fd, bytes, 0, most, at)));
  return withFile(file, 'r', (fd) => marks.flatMap(({ at }) => said(fd, at, SHORT_MARK) ?? said(fd, at, CHUNK) ?? []));
}

function hashOf(file: string): string {
  return withFile(file, 'r', (fd) => {
    const hash = createHash('sha256');
    for (const { bytes } of chunksOf(fd, 0)) hash.update(bytes);
    return hash.digest('hex');
  });
}

interface Place {
  readonly at: number;
  readonly length: number;
}

/** Where any of these stands, in the order of the patterns. */
function placesOf(file: string, patterns: readonly Pattern[]): Place[] {
  const longest = Math.max(0, ...patterns.map(({ bytes }) => bytes.length));
  return withFile(file, 'r', (fd) => {
    const places = new Map<number, Place>();
    for (const { bytes, start } of chunksOf(fd, longest + 1)) {
      for (const pattern of patterns) {
        for (let at = bytes.indexOf(pattern.bytes); at >= 0; at = bytes.indexOf(pattern.bytes, at + 1)) {
          const isWhole = pattern.isLoose || !isInWord(bytes, at, pattern.bytes.length);
          if (isWhole && (places.get(start + at)?.length ?? 0) < pattern.bytes.length)
            places.set(start + at, { at: start + at, length: pattern.bytes.length });
        }
      }
    }
    return [...places.values()];
  });
}

/** "Li" in "Lime" is nobody. */
function isInWord(bytes: Buffer, at: number, length: number): boolean {
  const isLetter = (index: number) => /[0-9A-Za-z]/.test(String.fromCharCode(bytes[index] ?? 0));
  return (isLetter(at - 1) && isLetter(at)) || (isLetter(at + length - 1) && isLetter(at + length));
}

/** The bytes in pieces of a megabyte, each with the end of the one before, so that nothing is missed between two. */
function* chunksOf(fd: number, overlap: number): Generator<{ readonly bytes: Buffer; readonly start: number }> {
  const { size } = fstatSync(fd);
  const buffer = Buffer.allocUnsafe(CHUNK + overlap);
  for (let start = 0; start < size; start += CHUNK) {
    const length = readSync(fd, buffer, 0, Math.min(CHUNK + overlap, size - start), start);
    if (length === 0) return;
    yield { bytes: buffer.subarray(0, length), start };
  }
}

/** Stars in their place, as many bytes as there were. */
function overwrite(file: string, places: readonly Place[]): void {
  withFile(file, 'r+', (fd) => {
    for (const { at, length } of places) writeSync(fd, Buffer.alloc(length, STAR), 0, length, at);
  });
}

function withFile<T>(file: string, flags: 'r' | 'r+', work: (fd: number) => T): T {
  try {
    const fd = openSync(file, flags);
    try {
      return work(fd);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    throw fileError(error, file);
  }
}
