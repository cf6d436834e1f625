// What a command is: words, flags, examples and a run function. The program puts commander around it.
import type { Context } from './context.ts';
import type { Input } from './input.ts';

export interface CommandOption {
  /** As commander writes it: "--carrier <name>". */
  readonly flags: string;
  readonly about: string;
  /** May be given several times; all values are kept. */
  readonly repeat?: boolean;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  /** Positional arguments as commander writes them: "[ids...]", "<sku> <quantity>". */
  readonly args?: string;
  readonly options?: readonly CommandOption[];
  /** Changes the shop: adds --dry-run. */
  readonly writes?: boolean;
  /** Has no natural key: adds --key. */
  readonly keyed?: boolean;
  /** Lists or makes things: adds --ids; a list also --csv and --limit. */
  readonly lists?: boolean;
  readonly makes?: boolean;
  /** Makes documents that can go straight to a printer: adds --print and what it needs (`cli/printing.ts`). */
  readonly prints?: boolean;
  /** Dangerous: adds --yes. */
  readonly consent?: boolean;
  /** Takes ids, "-" for ids on stdin, or --all. */
  readonly selects?: boolean;
  /** Longer help, under the summary. */
  readonly notes?: string;
  /** Without the program's name: "order cancel O12 --reason 'changed mind'". */
  readonly examples: readonly string[];
  /** The exit code; nothing is 0. */
  run(context: Context, input: Input): Promise<number | undefined>;
}

/** A noun and its verbs. */
export interface Noun {
  readonly name: string;
  readonly summary: string;
  load(): Promise<readonly Command[]>;
}

const printOptions: readonly CommandOption[] = [
  { flags: '--print', about: 'also print it: on the printer of its kind (oms config set print.<kind> printer=NAME)' },
  { flags: '--printer <name>', about: 'on this one (lpstat -e)' },
  { flags: '--tray <name>', about: 'from this tray' },
  { flags: '--paper <name>', about: 'on this paper: A4, 4x6, Custom.100x150mm' },
  { flags: '--copies <n>', about: 'so many times' },
  { flags: '--again', about: 'print also what was printed before' },
];

/** Every option a command has, those its kind brings included. */
export function optionsOf(command: Command): CommandOption[] {
  const options = [...(command.options ?? [])];
  if (command.selects) options.push({ flags: '--all', about: 'all that this can act on' });
  if (command.writes) options.push({ flags: '-n, --dry-run', about: 'show what would happen, change nothing' });
  else if (command.prints) options.push({ flags: '-n, --dry-run', about: 'with --print: show what would be printed, print nothing' });
  if (command.keyed) options.push({ flags: '--key <text>', about: 'makes the call repeatable: the same key acts once' });
  if (command.prints) options.push(...printOptions);
  if (command.consent) options.push({ flags: '-y, --yes', about: 'do not ask' });
  if (command.lists)
    options.push(
      { flags: '--csv', about: 'as CSV' },
      { flags: '--limit <n>', about: 'at most this many (default: 50 on a terminal, else all)' },
    );
  if (command.lists || command.makes) options.push({ flags: '--ids', about: 'only the ids, one per line' });
  return options;
}
