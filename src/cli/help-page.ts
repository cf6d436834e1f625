// The pages of `oms --help`, `oms <noun> --help` and `oms <noun> <verb> --help`: use, examples, then what there is.
import { type Command, type CommandOption, type Noun, optionsOf } from './command.ts';
import { globalOptions } from './globals.ts';

const WIDTH_MAX = 100;
const INDENT = '  ';
const GAP = 2;
/** A longer term gets a line of its own. */
const TERM_MAX = 32;
const NOUN_EXAMPLES_MAX = 4;
const HELP_FLAG: CommandOption = { flags: '-h, --help', about: 'this help' };
const VERSION_FLAG: CommandOption = { flags: '-V, --version', about: 'the version' };

type Item = readonly [term: string, about: string];

/** The page of the program itself. */
export function programPage(nouns: readonly Noun[], top: readonly Noun[], topics: readonly string[], columns?: number): string {
  const line = ({ name, summary }: Noun): Item => [name, summary];
  return page(
    ['Usage: oms <noun> <verb> [ids] [flags]', 'Order management for a small shop: one program, one file.'],
    section('Examples:', ['init my-shop', 'order import orders.csv', 'status', 'help order confirm'].map(exampleLine)),
    section('Nouns:', twoColumns(nouns.map(line), columns)),
    section('Commands:', twoColumns([...top.map(line), ['help', 'help on a command or a topic']], columns)),
    section('Flags of every command:', twoColumns([...globalOptions, VERSION_FLAG, HELP_FLAG].map(optionItem), columns)),
    section(
      'Topics:',
      twoColumns(
        topics.map((topic) => [`oms help ${topic}`, '']),
        columns,
      ),
    ),
  );
}

/** The page of a noun: its verbs, an example of the first few, and the nouns under it. */
export function nounPage(noun: Noun, commands: readonly Command[], under: readonly Noun[], columns?: number): string {
  const examples = commands.flatMap(({ examples: [first] }) => first ?? []).slice(0, NOUN_EXAMPLES_MAX);
  return page(
    [`Usage: oms ${noun.name} <verb> [ids] [flags]`, sentence(noun.summary)],
    section('Examples:', examples.map(exampleLine)),
    section(
      'Verbs:',
      twoColumns(
        commands.map(({ name, args, summary }) => [args ? `${name} ${args}` : name, summary]),
        columns,
      ),
    ),
    section(
      'Nouns under it:',
      twoColumns(
        under.map(({ name, summary }) => [name, summary]),
        columns,
      ),
    ),
    [`More on a verb: oms help ${noun.name} ${commands[0]?.name ?? 'list'}. Flags of every command: oms --help`],
  );
}

/** The page of a command; `path` is its words: "stock receive". */
export function commandPage(path: string, command: Command, columns?: number): string {
  return page(
    [`Usage: oms ${path}${command.args ? ` ${command.args}` : ''} [flags]`, sentence(command.summary)],
    command.notes ? [wrapped(command.notes, pageWidth(columns)).join('\n')] : [],
    section('Examples:', command.examples.map(exampleLine)),
    section('Flags:', twoColumns([...optionsOf(command), HELP_FLAG].map(optionItem), columns)),
    ['Flags of every command (--json, --db, --quiet, --no-input, --lang, --wait): oms --help'],
  );
}

function page(...parts: readonly (readonly string[])[]): string {
  return `${parts.flat().join('\n\n')}\n`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [[title, ...lines.map((line) => INDENT + line)].join('\n')];
}

function exampleLine(example: string): string {
  return `$ oms ${example}`;
}

function optionItem({ flags, about, repeat }: CommandOption): Item {
  return [flags, repeat ? `${about} (repeatable)` : about];
}

function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}

function pageWidth(columns = WIDTH_MAX): number {
  return Math.min(columns, WIDTH_MAX);
}

function twoColumns(items: readonly Item[], columns?: number): string[] {
  const terms = items.map(([term]) => term.length).filter((length) => length <= TERM_MAX);
  const termWidth = Math.max(0, ...terms) + GAP;
  const aboutWidth = Math.max(20, pageWidth(columns) - INDENT.length - termWidth);
  return items.flatMap(([term, about]) => {
    const [first = '', ...rest] = wrapped(about, aboutWidth);
    const following = rest.map((line) => ' '.repeat(termWidth) + line);
    if (term.length > TERM_MAX) return [term, ' '.repeat(termWidth) + first, ...following];
    return [`${term.padEnd(termWidth)}${first}`.trimEnd(), ...following];
  });
}

/** Lines of at most this width; a blank line begins a new paragraph. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const [index, paragraph] of text
    .trim()
    .split(/\n\s*\n/)
    .entries()) {
    if (index > 0) lines.push('');
    let line = '';
    for (const word of paragraph.split(/\s+/)) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && longer.length > width) lines.push(line);
      line = line !== '' && longer.length > width ? word : longer;
    }
    lines.push(line);
  }
  return lines;
}
