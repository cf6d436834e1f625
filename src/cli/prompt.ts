// Questions to a person: on a terminal only, never required. Elsewhere the refusal names the flag.
import { isOmsError, OmsError } from '../domain/error.ts';
import type { Context } from './context.ts';

/** Asks yes or no before something dangerous; `--yes` answers. Refuses `consent-needed` where nobody can be asked. */
export async function consent(context: Context, given: boolean, question: string): Promise<void> {
  if (given) return;
  if (!context.canAsk) throw new OmsError('consent-needed', { flag: '--yes' });
  const { confirm } = await prompts(context);
  if (!(await confirm(question))) throw new OmsError('consent-needed', { flag: '--yes' });
}

export interface Question {
  readonly flag: string;
  readonly message: string;
  readonly initial?: string;
  readonly choices?: readonly string[];
  /** How a choice is shown; left out, as it is. */
  label?(choice: string): string;
  /** True, or what is wrong with the answer. */
  check?(value: string): true | string;
}

/** Asks for a text or a choice. Refuses `input-needed` (naming the flag) where nobody can be asked. */
export async function ask(context: Context, { flag, message, initial, choices, label, check }: Question): Promise<string> {
  if (!context.canAsk) throw new OmsError('input-needed', { flag });
  const { input, select } = await prompts(context);
  if (!choices) return input(message, initial, check);
  const shown = choices.map((value) => ({ value, name: label?.(value) ?? value }));
  return select(message, shown, initial);
}

/** True, or why this is refused, in words: for a question's check. */
export function complaint(context: Context, work: () => unknown): true | string {
  try {
    work();
    return true;
  } catch (error) {
    if (isOmsError(error)) return context.refusal(error.code, error.details).message;
    throw error;
  }
}

async function prompts(context: Context) {
  const { openPrompts } = await import('./prompts/inquirer.ts');
  return openPrompts(context.colors);
}
