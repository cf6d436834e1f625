// Filing away what the inbox had: into done/ or failed/, by day, with a report beside it; nothing is ever overwritten.
import { existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileError } from '../domain/file-error.ts';
import { makeFolders } from '../domain/folders.ts';
import { writeFileWhole } from './files.ts';
import { cleanJson } from './terminal.ts';

export interface FiledAway {
  /** Below the inbox. */
  readonly path: string;
  readonly folder: 'done' | 'failed';
  readonly date: string;
  /** Of the file's bytes; null where it was refused before they were read. */
  readonly sha256: string | null;
  readonly report: Readonly<Record<string, unknown>>;
  /** The rows that could not be taken, as CSV; null: there are none. */
  readonly rejects: string | null;
}

/**
 * Writes the report, and the rejects where there are any, then moves the file beside them: so a file that has been moved
 * has its report, and one that was killed in between is moved by the next run, which finds its own report there. Returns
 * where the file is now, below the inbox.
 */
export function fileAway(inbox: string, { path: file, folder, date, sha256, report, rejects }: FiledAway): string {
  const target = freeName(inbox, path.posix.join(folder, date, file), sha256);
  try {
    const absolute = path.join(inbox, target);
    makeFolders(path.dirname(absolute), { statSync, mkdirSync, dirname: path.dirname }, 0o700);
    writeFileWhole(reportName(absolute), `${cleanJson({ ...report, sha256, movedTo: target })}\n`, { force: true });
    if (rejects !== null) writeFileWhole(`${absolute}.rejects.csv`, rejects, { force: true });
    renameSync(path.join(inbox, file), absolute);
    return target;
  } catch (error) {
    throw fileError(error, path.join(inbox, target));
  }
}

function reportName(file: string): string {
  return `${file}.report.json`;
}

/** The name itself, else with -2, -3 … before its ending: one that no file and no other file's report has. */
function freeName(inbox: string, wanted: string, sha256: string | null): string {
  const { dir, name, ext } = path.posix.parse(wanted);
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? wanted : path.posix.join(dir, `${name}-${number}${ext}`);
    if (!isTaken(path.join(inbox, candidate), sha256)) return candidate;
  }
}

function isTaken(file: string, sha256: string | null): boolean {
  if (existsSync(file)) return true;
  const report = reportName(file);
  return existsSync(report) ? sha256In(report) !== sha256 : existsSync(`${file}.rejects.csv`);
}

/** Undefined where the report is none of ours. */
function sha256In(report: string): unknown {
  try {
    return (JSON.parse(readFileSync(report, 'utf8')) as { sha256?: unknown }).sha256;
  } catch {
    return undefined;
  }
}
