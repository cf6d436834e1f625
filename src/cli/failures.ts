// The one place where a failure becomes words and an exit code.
import { isOmsError, type OmsError } from '../domain/error.ts';
import { cleanJson, cleanText } from '../output/terminal.ts';
import type { Context } from './context.ts';

export const exitCodes = { done: 0, refused: 1, usage: 2, partly: 3, environment: 4, bug: 70, interrupted: 130 } as const;

/** Tells a failure on stderr (one JSON line under --json) and gives the exit code. */
export function reportFailure(error: unknown, context: Context): number {
  if (isInterruption(error)) return exitCodes.interrupted;
  if (!isOmsError(error)) return reportBug(error, context);
  if (context.globals.json) context.world.stderr.write(`${jsonFailure(error, context)}\n`);
  else context.refuse(error.code, error.details);
  return exitCodes[error.kind];
}

/** A refusal as the machine reads it; its language is the reader's, its code is the same everywhere. */
function jsonFailure({ code, details }: OmsError, context: Context): string {
  return cleanJson({ error: { code, ...context.refusal(code, details), details } }, 0);
}

function reportBug(error: unknown, context: Context): number {
  const message = error instanceof Error ? error.message : String(error);
  if (context.globals.json) {
    context.world.stderr.write(`${cleanJson({ error: { code: 'bug', message, hint: '', details: {} } }, 0)}\n`);
  } else {
    context.world.stderr.write(
      `${cleanText(context.words.say('note.bug', { message, command: `oms ${context.command}`.trim(), version: context.world.version }))}\n`,
    );
  }
  if (context.world.env.OMS_DEBUG && error instanceof Error) context.world.stderr.write(`${cleanText(error.stack ?? '')}\n`);
  return exitCodes.bug;
}

function isInterruption(error: unknown): boolean {
  return error instanceof Error && (error.name === 'ExitPromptError' || error.name === 'AbortPromptError');
}
