// What an acting verb acts on: ids, "-" for ids on stdin, --all or a filter. None of them is a usage error.
import { OmsError } from '../domain/error.ts';
import type { View } from '../output/view.ts';
import type { Context } from './context.ts';
import type { Input } from './input.ts';

/** The ids named, "-" replaced by the lines of stdin (CR and blank lines ignored). Undefined when none was named. */
export async function namedIds(context: Context, ids: readonly string[]): Promise<string[] | undefined> {
  if (ids.length === 0) return undefined;
  const all: string[] = [];
  for (const id of ids) {
    if (id === '-') all.push(...(await linesOf(context)));
    else if (id.trim() !== '') all.push(id.trim());
    else throw new OmsError('nothing-selected', { command: context.command });
  }
  return [...new Set(all)];
}

/** The view of what was named: under --json an object for one id, an array for several or for "-". */
export function viewOfNamed<T>(view: View<readonly T[]>, ids: readonly string[]): View<readonly T[]> {
  return ids.length === 1 && ids[0] !== '-' ? view : { ...view, json: (all, paper) => all.map((one) => view.json?.([one], paper) ?? one) };
}

/** Ids named, or those that --all (or a filter) finds. Refuses `nothing-selected`, and ids together with --all. */
export async function selectIds(
  context: Context,
  input: Input,
  findAll: () => Promise<readonly string[]>,
  filtered = false,
): Promise<readonly string[]> {
  const named = await namedIds(context, input.args);
  if (named && (input.on('all') || filtered)) throw new OmsError('flags-conflict', { flags: ['ids', '--all'] });
  if (named) return named;
  if (!input.on('all') && !filtered) throw new OmsError('nothing-selected', { command: context.command });
  return findAll();
}

async function linesOf(context: Context): Promise<string[]> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of context.world.stdin) text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
