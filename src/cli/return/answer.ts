// What a verb of returns answers: the pages of its credit notes are drawn after the commit, then everything is told.
import type { ActResult } from '../../domain/result.ts';
import { returnActView } from '../../output/views/return.ts';
import type { Shop } from '../../usecases/shop.ts';
import type { Context } from '../context.ts';
import { keepPages } from '../document.ts';
import type { Input } from '../input.ts';

/** Prints the result with the credit notes' files, and gives the exit code; trouble with a page is told after it. */
export async function answer(context: Context, shop: Shop, result: ActResult, input: Input): Promise<number> {
  if (input.dryRun) return context.printAct(returnActView, result, input);
  const numbers = result.results.flatMap(({ creditNote }) => (typeof creditNote === 'string' ? [creditNote] : []));
  const { files, trouble } = await keepPages(context, shop, numbers);
  const results = result.results.map((outcome) => ({ ...outcome, ...fileOf(files, outcome.creditNote) }));
  const code = context.printAct(returnActView, { ...result, results }, input);
  if (trouble) throw trouble;
  return code;
}

function fileOf(files: ReadonlyMap<string, string>, creditNote: unknown): { file?: string } {
  const file = typeof creditNote === 'string' ? files.get(creditNote) : undefined;
  return file === undefined ? {} : { file };
}
