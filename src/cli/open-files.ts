// Files named on the command line, opened together: everything that is wrong with them is told at once.
import path from 'node:path';
import { isOmsError, type OmsError } from '../domain/error.ts';
import type { Bytes } from '../input/index.ts';
import type { Context } from './context.ts';

/** Every file opened before any is read. */
export async function openAll(context: Context, names: readonly string[]): Promise<Bytes[]> {
  const { openFile, readStdin, withoutSheet } = await import('../input/index.ts');
  const stdin = names.includes('-') ? await readStdin(context.world.stdin) : undefined;
  const files = refuseTogether(
    context,
    names.map((name) => () => (name === '-' ? (stdin as Bytes) : openFile(path.resolve(context.world.cwd, name), name))),
  );
  return Promise.all(files.map((bytes) => withoutSheet(bytes)));
}

/** Does all of these, and refuses with everything that is wrong rather than with the first of it. */
export function refuseTogether<T>(context: Context, all: readonly (() => T)[]): T[] {
  const done: T[] = [];
  const refusals: OmsError[] = [];
  for (const one of all) {
    try {
      done.push(one());
    } catch (error) {
      if (!isOmsError(error)) throw error;
      refusals.push(error);
    }
  }
  const last = refusals.pop();
  if (!last) return done;
  if (!context.globals.json) for (const { code, details } of refusals) context.refuse(code, details);
  throw last;
}
