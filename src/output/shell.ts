// Values inside a command that is offered for pasting: quoted where the shell would read them otherwise.
import type { Details } from '../domain/error.ts';

/** As one word of a POSIX shell. */
export function shellWord(text: string): string {
  return /^[\p{L}\p{N}\p{M}_@%+=:,./-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** Details for a hint: texts quoted, but for those that are commands themselves. */
export function pasteable({ command, help, ...values }: Details): Details {
  const quoted = Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? shellWord(value) : value]);
  return { ...Object.fromEntries(quoted), command, help };
}
