// What the words of a command line can be wrong in, as refusals of our own: commander's complaints are English only.
import type { CommanderError } from 'commander';
import { OmsError } from '../domain/error.ts';
import { nearest } from '../domain/near.ts';
import type { Command, Noun } from './command.ts';

/** What commander complained of as a refusal; what it never says of our commands stays what it is, a bug. */
export function usageError(error: CommanderError): Error {
  const quoted = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  if (error.code === 'commander.unknownOption') return new OmsError('flag-unknown', { flag: quoted, near: suggestedFlags(error.message) });
  if (error.code === 'commander.missingArgument') return new OmsError('argument-missing', { name: quoted });
  if (error.code === 'commander.optionMissingArgument') return new OmsError('flag-value-missing', { flag: quoted });
  // a flag behind "--" stands where a noun should
  if (error.code === 'commander.unknownCommand') return new OmsError('command-unknown', { given: `oms ${quoted}`, near: [] });
  if (error.code === 'commander.excessArguments') {
    const [expected = 0, given = 0] = (error.message.match(/\d+/g) ?? []).map(Number);
    return new OmsError('arguments-excess', { expected, given });
  }
  return error;
}

/** "(Did you mean one of --ids, --all?)" → ["--ids", "--all"]. */
function suggestedFlags(message: string): string[] {
  return /\(Did you mean (?:one of )?(.*)\?\)/.exec(message)?.[1]?.split(', ') ?? [];
}

/** `oms ordr`, `oms confirm`: no noun and no top command. A verb alone suggests the nouns that have it. */
export async function unknownCommand(word: string, nouns: readonly Noun[], top: readonly Noun[]): Promise<OmsError> {
  const verbs: { noun: string; verb: string }[] = [];
  for (const noun of nouns) for (const { name } of await noun.load()) verbs.push({ noun: noun.name, verb: name });
  const withVerb = (wanted: readonly string[]) =>
    verbs.filter(({ verb }) => wanted.includes(verb)).map(({ noun, verb }) => `oms ${noun} ${verb}`);
  const names = [...nouns, ...top].map(({ name }) => name);
  const candidates = [
    withVerb([word]),
    nearest(word, names).map((name) => `oms ${name}`),
    withVerb(
      nearest(
        word,
        verbs.map(({ verb }) => verb),
      ),
    ),
  ];
  return new OmsError('command-unknown', { given: `oms ${word}`, near: candidates.find((near) => near.length > 0) ?? [] });
}

/** `oms order confrim`: no verb of the noun, and no noun under it. */
export function unknownVerb(noun: Noun, word: string, commands: readonly Command[], under: readonly Noun[]): OmsError {
  const near = nearest(word, [...commands.map(({ name }) => name), ...under.map(({ name }) => name.slice(noun.name.length + 1))]);
  return new OmsError('command-unknown', { given: `oms ${noun.name} ${word}`, near: near.map((name) => `oms ${noun.name} ${name}`) });
}

/**
 * Refuses a flag's value that is itself a flag of the command: `--reason $UNSET --dry-run` must not act for real with
 * the reason "--dry-run".
 */
export function refuseFlagAsValue(flags: Readonly<Record<string, unknown>>, known: readonly string[]): void {
  for (const [name, value] of Object.entries(flags)) {
    const values = Array.isArray(value) ? value : [value];
    if (values.some((one) => typeof one === 'string' && known.includes(one))) {
      throw new OmsError('flag-value-missing', { flag: `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}` });
    }
  }
}
