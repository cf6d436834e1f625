// What a command that made labels answers: each thing with the file that its label is in.
import type { ActResult } from '../../domain/result.ts';

/** Adds files and pages to what was made; `ids` are those that have a label in them. */
export function madeResult(result: ActResult, ids: readonly string[], files: readonly string[], pages: number): ActResult {
  const where = files.length === 0 ? {} : files.length === 1 ? { file: files[0], pages } : { file: files[0], files, pages };
  return { ...result, results: result.results.map((outcome) => (ids.includes(outcome.id) ? { ...outcome, ...where } : outcome)) };
}
