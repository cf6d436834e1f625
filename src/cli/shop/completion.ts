// oms completion: a shell's script, made from the program's own list of commands.
import { OmsError } from '../../domain/error.ts';
import { languages } from '../../domain/settings.ts';
import type { Candidates, CompletionCommand, CompletionFlag, CompletionTree } from '../../output/completion/tree.ts';
import { completionView, shells } from '../../output/views/completion.ts';
import { type Command, type CommandOption, type Noun, optionsOf } from '../command.ts';
import type { Directory } from '../context.ts';
import { globalOptions } from '../globals.ts';
import { helpTopics } from '../help.ts';

const completion: Command = {
  name: 'completion',
  summary: 'completion for bash, zsh or fish: nouns, verbs, flags, and ids from the shop',
  args: '<shell>',
  notes:
    'bash: eval "$(oms completion bash)" in ~/.bashrc. zsh: eval "$(oms completion zsh)" in ~/.zshrc, after compinit. fish: oms completion fish > ~/.config/fish/completions/oms.fish',
  examples: ['completion bash', 'completion fish > ~/.config/fish/completions/oms.fish'],
  async run(context, input) {
    const [value] = input.args as [string];
    const shell = shells.find((known) => known === value);
    if (!shell) throw new OmsError('flag-value', { flag: 'SHELL', value, allowed: shells });
    context.print(completionView, { shell, tree: await treeOf(context.directory) }, input);
    return undefined;
  },
};

/** What stands for ids in arguments and flags, and which lists print them. */
const idNames: Readonly<Record<string, readonly string[]>> = {
  order: ['order'],
  product: ['product'],
  sku: ['product'],
  customer: ['customer'],
  shipment: ['shipment'],
  return: ['return'],
  invoice: ['invoice'],
  payment: ['payment'],
  purchase: ['purchase'],
  supplier: ['supplier'],
  promotion: ['promotion'],
  job: ['print'],
  setting: ['config'],
  'shipments-or-order': ['shipment', 'order'],
};
const FILES = /^(files?|dir|path|folder)$/;
const LANGUAGE_FLAGS = ['--lang', '--language'];

async function treeOf({ nouns, topCommands }: Directory): Promise<CompletionTree> {
  const verbs: Record<string, readonly Command[]> = {};
  for (const noun of nouns) verbs[noun.name] = await noun.load();
  const top = (await Promise.all(topCommands.map(({ load }) => load()))).flat();
  const listed = Object.keys(verbs).filter((noun) => verbs[noun]?.some(({ name, lists }) => name === 'list' && lists));
  const commands = Object.entries(verbs).flatMap(([noun, all]) => all.map((command) => commandOf(command, noun, listed)));
  const words = [...nouns.filter(({ name }) => !name.includes(' ')), ...topCommands].map(({ name, summary }) => ({ name, summary }));
  const wordsAfter = (noun: string) => [...(verbs[noun] ?? []), ...nounsUnder(noun, nouns)];
  const topics = Object.keys(helpTopics).map((name) => ({ name, summary: 'a topic' }));
  return {
    words: [...words, { name: 'help', summary: 'help on a command or a topic' }],
    verbs: { ...Object.fromEntries(nouns.map(({ name }) => [name, wordsAfter(name)])), help: [...words, ...topics] },
    commands: [...commands, ...top.map((command) => commandOf(command, undefined, listed))],
    globals: [...globalOptions, { flags: '-h, --help', about: 'this help' }].map((option) => flagOf(option, undefined, listed)),
  };
}

/** The nouns of two words that begin with this one, each by its second. */
function nounsUnder(noun: string, nouns: readonly Noun[]): { name: string; summary: string }[] {
  const under = nouns.filter(({ name }) => name.startsWith(`${noun} `));
  return under.map(({ name, summary }) => ({ name: name.slice(noun.length + 1), summary }));
}

function commandOf(command: Command, noun: string | undefined, listed: readonly string[]): CompletionCommand {
  return {
    path: noun === undefined ? command.name : `${noun} ${command.name}`,
    summary: command.summary,
    flags: optionsOf(command).map((option) => flagOf(option, noun, listed)),
    operands: candidates(/^[<[]([^\]>]+)/.exec(command.args ?? '')?.[1], noun, listed),
  };
}

function flagOf({ flags, about }: CommandOption, noun: string | undefined, listed: readonly string[]): CompletionFlag {
  const names = flags.match(/(?<=^|[\s,])--?[\w-]+/g) ?? [];
  const placeholder = /[<[]([^\]>]+)[\]>]/.exec(flags)?.[1];
  if (placeholder === undefined) return { names, about, value: undefined };
  const [, own = ''] = /--([\w-]+)/.exec(flags) ?? [];
  if (LANGUAGE_FLAGS.includes(`--${own}`)) return { names, about, value: { kind: 'words', words: languages } };
  return { names, about, value: candidates(placeholder === 'id' ? own : placeholder, noun, listed) };
}

/** What a placeholder stands for: "<day|week>" some words, "[orders...]" ids of orders, "[ids...]" those of the noun itself. */
function candidates(placeholder: string | undefined, noun: string | undefined, listed: readonly string[]): Candidates {
  if (placeholder === undefined) return { kind: 'unknown' };
  if (placeholder.includes('|')) return { kind: 'words', words: placeholder.split('|') };
  const name = placeholder.replace('...', '');
  if (name === 'shell') return { kind: 'words', words: shells };
  if (FILES.test(name)) return { kind: 'files' };
  const nouns = name === 'ids' && noun !== undefined ? [noun] : (idNames[name.replace(/s$/, '')] ?? []);
  const known = nouns.filter((one) => listed.includes(one));
  return known.length === 0 ? { kind: 'unknown' } : { kind: 'ids', nouns: known };
}

export const commands = [completion];
