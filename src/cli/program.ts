// argv → one command. Only the noun that is asked for is loaded; commander reads the flags.
import { Command as Commander, CommanderError } from 'commander';
import { OmsError } from '../domain/error.ts';
import { cleanText } from '../output/terminal.ts';
import { type Command, type CommandOption, type Noun, optionsOf } from './command.ts';
import { Context, type Globals, type Opened, type Program } from './context.ts';
import { exitCodes, reportFailure } from './failures.ts';
import { helpTopics } from './help.ts';
import { Input } from './input.ts';
import { nouns, topCommands } from './nouns.ts';
import type { World } from './world.ts';

export type OpenShop = (context: Context, forWriting: boolean) => Promise<Opened>;

const GLOBAL_OPTIONS: readonly CommandOption[] = [
  { flags: '--db <path>', about: 'the shop: its folder or its oms.db' },
  { flags: '--json', about: 'the answer as one JSON document' },
  { flags: '-q, --quiet', about: 'no talk, only answers and refusals' },
  { flags: '--no-input', about: 'never ask' },
  { flags: '--no-color', about: 'no colours' },
  { flags: '--lang <code>', about: 'language of the words: en, es, ko, ja, zh' },
  { flags: '--wait <seconds>', about: 'how long to wait for another process' },
];
const VALUE_FLAGS = new Set(['--db', '--lang', '--wait']);

/** Runs one command line and gives its exit code. */
export async function runProgram(argv: readonly string[], world: World, open: OpenShop): Promise<number> {
  const runner = new Runner(argv, world, open);
  try {
    return await runner.run();
  } catch (error) {
    return error instanceof CommanderError ? runner.commanderEnded(error) : reportFailure(error, runner.context);
  } finally {
    runner.context.close();
  }
}

class Runner {
  readonly #argv: readonly string[];
  readonly #world: World;
  readonly #open: OpenShop;
  readonly #program: Program;
  #code = 0;
  #complaint = '';
  context: Context;

  constructor(argv: readonly string[], world: World, open: OpenShop) {
    this.#argv = argv;
    this.#world = world;
    this.#open = open;
    this.#program = { open, run: (words, inside) => runProgram(words, inside, open) };
    this.context = new Context(world, globalsFromRaw(argv), 'oms', this.#program);
  }

  async run(): Promise<number> {
    const root = this.#root();
    const word = firstWord(this.#argv);
    const noun = nouns.find(({ name }) => name === word);
    const top = topCommands.find(({ name }) => name === word);
    for (const { name, summary } of nouns) if (name !== word) root.command(name).summary(summary).description(summary);
    for (const { name, summary } of topCommands) if (name !== word) root.command(name).summary(summary).description(summary);
    if (noun) this.#addNoun(root, noun, await noun.load());
    if (top) for (const command of await top.load()) this.#addCommand(root, command);
    this.#addHelp(root);
    if (word === undefined && !this.#argv.some((argument) => argument === '-V' || argument === '--version')) root.help();
    await root.parseAsync([...this.#argv], { from: 'user' });
    return this.#code;
  }

  /** Help and version end well; anything else commander complains of is a usage error. */
  commanderEnded(error: CommanderError): number {
    if (error.exitCode === 0 || error.code === 'commander.help' || error.code === 'commander.helpDisplayed') return exitCodes.done;
    const message = this.#complaint.replace(/^error: /, '').trim();
    return reportFailure(new OmsError('bad-usage', { message, command: helpPath(this.#argv) }), this.context);
  }

  #root(): Commander {
    const root = this.#settle(new Commander('oms'));
    root.description('Order management for a small shop: one program, one file.');
    root.version(this.#world.version, '-V, --version', 'the version');
    for (const { flags, about } of GLOBAL_OPTIONS) root.option(flags, about);
    root.addHelpText(
      'after',
      `\nTopics: ${Object.keys(helpTopics)
        .map((topic) => `oms help ${topic}`)
        .join(', ')}`,
    );
    return root;
  }

  #settle(command: Commander): Commander {
    return command
      .exitOverride()
      .showSuggestionAfterError(true)
      .helpCommand(false)
      .helpOption('-h, --help', 'this help')
      .configureHelp({ showGlobalOptions: false, sortSubcommands: false })
      .configureOutput({
        writeOut: (text) => void this.#world.stdout.write(cleanText(text)),
        writeErr: (text) => {
          this.#complaint += text;
        },
        getOutHelpWidth: () => this.#world.stdout.columns ?? 100,
        getOutHasColors: () => false,
        getErrHasColors: () => false,
        outputError: (text, write) => write(text),
      });
  }

  #addNoun(root: Commander, noun: Noun, commands: readonly Command[]): void {
    const parent = this.#settle(root.command(noun.name)).summary(noun.summary).description(noun.summary);
    parent.usage('<verb> [ids] [flags]').allowExcessArguments();
    parent.action(() => {
      const stray = parent.args[0];
      if (stray === undefined) parent.outputHelp();
      else throw new OmsError('bad-usage', { message: unknownVerb(noun, stray, commands), command: `oms ${noun.name} --help` });
    });
    for (const command of commands) this.#addCommand(parent, command);
  }

  #addCommand(parent: Commander, command: Command): void {
    const path = parent.name() === 'oms' ? command.name : `${parent.name()} ${command.name}`;
    const made = this.#settle(parent.command(`${command.name}${command.args ? ` ${command.args}` : ''}`));
    made.summary(command.summary).description(command.notes ? `${command.summary}\n\n${command.notes}` : command.summary);
    for (const option of optionsOf(command)) {
      if (option.repeat) made.option(option.flags, `${option.about} (repeatable)`, (value: string, all: string[] = []) => [...all, value]);
      else made.option(option.flags, option.about);
    }
    made.addHelpText('after', `\nExamples:\n${command.examples.map((example) => `  $ oms ${example}`).join('\n')}`);
    made.action(async (...parameters: unknown[]) => {
      const self = parameters.at(-1) as Commander;
      const flags = self.optsWithGlobals();
      const args = parameters
        .slice(0, -2)
        .flat()
        .filter((value) => value !== undefined)
        .map(String);
      this.context = new Context(this.#world, globalsOf(flags), path, this.#program);
      this.#code = (await command.run(this.context, new Input(args, flags))) ?? exitCodes.done;
    });
  }

  #addHelp(root: Commander): void {
    this.#settle(root.command('help [words...]'))
      .summary('help on a command or a topic')
      .action(async (words: string[]) => this.#help(root, words));
  }

  async #help(root: Commander, words: readonly string[]): Promise<void> {
    const topic = helpTopics[words[0] ?? ''];
    if (topic !== undefined) return void this.#world.stdout.write(`${topic.trim()}\n`);
    if (words.length === 0) return root.outputHelp();
    this.#code = await runProgram([...words, '--help'], this.#world, this.#open);
  }
}

function unknownVerb(noun: Noun, stray: string, commands: readonly Command[]): string {
  const near = commands
    .map(({ name }) => name)
    .filter((name) => name.startsWith(stray.slice(0, 2)) || name.includes(stray) || stray.includes(name));
  return `unknown command '${noun.name} ${stray}'${near.length > 0 ? `; did you mean ${near.map((name) => `oms ${noun.name} ${name}`).join(' or ')}?` : ''}`;
}

/** The first word that is no flag or flag's value: the noun. */
function firstWord(argv: readonly string[]): string | undefined {
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index] as string;
    if (VALUE_FLAGS.has(argument)) index += 1;
    else if (!argument.startsWith('-')) return argument;
  }
  return undefined;
}

function helpPath(argv: readonly string[]): string {
  const words = argv.filter((argument) => /^[a-z][a-z-]*$/.test(argument)).slice(0, 2);
  const noun = nouns.find(({ name }) => name === words[0]);
  return noun ? `oms ${noun.name} --help` : 'oms --help';
}

/** Good enough to report a failure of parsing itself in the right form. */
function globalsFromRaw(argv: readonly string[]): Globals {
  const after = (flag: string) => (argv.includes(flag) ? argv[argv.indexOf(flag) + 1] : undefined);
  return { json: argv.includes('--json'), quiet: false, input: false, color: false, lang: knownLanguage(after('--lang')) };
}

function knownLanguage(value: string | undefined): string | undefined {
  return value && /^(en|es|ko|ja|zh)/i.test(value) ? value : undefined;
}

function globalsOf(flags: Record<string, unknown>): Globals {
  return {
    json: flags.json === true,
    quiet: flags.quiet === true,
    input: flags.input !== false,
    color: flags.color !== false,
    db: flags.db as string | undefined,
    lang: flags.lang as string | undefined,
    wait: flags.wait as string | undefined,
  };
}
