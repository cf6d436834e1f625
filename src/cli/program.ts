// argv → one command. Only the noun that is asked for is loaded; commander reads the flags, all words are our own.
import { Command as Commander, CommanderError } from 'commander';
import { OmsError } from '../domain/error.ts';
import { nearest } from '../domain/near.ts';
import { cleanJson } from '../output/terminal.ts';
import { type Command, type Noun, optionsOf } from './command.ts';
import { Context, type Opened, type Program } from './context.ts';
import { exitCodes, reportFailure } from './failures.ts';
import { checkGlobals, globalOptions, globalsFromRaw, globalsOf, plainWords } from './globals.ts';
import { helpTopics } from './help.ts';
import { commandPage, nounPage, programPage } from './help-page.ts';
import { Input } from './input.ts';
import { nouns, topCommands } from './nouns.ts';
import { refuseFlagAsValue, unknownCommand, unknownVerb, usageError } from './usage.ts';
import type { World } from './world.ts';

export type OpenShop = (context: Context, forWriting: boolean) => Promise<Opened>;

/** Runs one command line and gives its exit code. */
export async function runProgram(argv: readonly string[], world: World, open: OpenShop): Promise<number> {
  const runner = new Runner(argv, world, open);
  try {
    return await runner.run();
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done;
    await runner.context.learnLanguage();
    return reportFailure(error instanceof CommanderError ? usageError(error) : error, runner.context);
  } finally {
    runner.context.close();
  }
}

/** What the words of a command line mean, before its flags are read. */
interface Target {
  readonly path: string;
  readonly page: string;
  readonly command?: Command;
}

/** The noun these words begin with: of "product alias" and "product" the longer one. */
function nounIn([first = '', second]: readonly string[]): Noun | undefined {
  return nouns.find(({ name }) => name === `${first} ${second}`) ?? nouns.find(({ name }) => name === first);
}

class Runner {
  readonly #argv: readonly string[];
  readonly #world: World;
  readonly #program: Program;
  context: Context;

  constructor(argv: readonly string[], world: World, open: OpenShop) {
    this.#argv = argv;
    this.#world = world;
    this.#program = { open, directory: { nouns, topCommands }, run: (words, inside) => runProgram(words, inside, open) };
    this.context = new Context(world, globalsFromRaw(argv), '', this.#program);
  }

  async run(): Promise<number> {
    const words = plainWords(this.#argv);
    if (words[0] === 'help') return this.#help(words.slice(1));
    const target = await this.#target(words);
    this.#contextFor(target.path);
    let code: number = exitCodes.done;
    const { root, leaf } = this.#commander(target);
    leaf.action(async () => {
      if (target.command) code = await this.#perform(target.path, target.command, leaf);
      else this.#answerWithoutVerb(root, target.page);
    });
    await root.parseAsync([...this.#argv], { from: 'user' });
    return code;
  }

  /** Until the flags are read: enough for a refusal that names the command. */
  #contextFor(path: string): void {
    this.context = new Context(this.#world, globalsFromRaw(this.#argv), path, this.#program);
  }

  get #columns(): number | undefined {
    return this.#world.stdout.columns;
  }

  /** Refuses `command-unknown`. */
  async #target(words: readonly string[]): Promise<Target> {
    const [word] = words;
    if (word === undefined) return { path: '', page: programPage(nouns, topCommands, Object.keys(helpTopics), this.#columns) };
    const top = topCommands.find(({ name }) => name === word);
    if (top) return this.#verb('', word, await top.load());
    const noun = nounIn(words);
    if (!noun) throw await unknownCommand(word, nouns, topCommands);
    this.#contextFor(noun.name);
    const commands = await noun.load();
    const verb = words[noun.name.split(' ').length];
    const under = nouns.filter(({ name }) => name.startsWith(`${noun.name} `));
    if (verb === undefined) return { path: noun.name, page: nounPage(noun, commands, under, this.#columns) };
    if (!commands.some(({ name }) => name === verb)) throw unknownVerb(noun, verb, commands, under);
    return this.#verb(`${noun.name} `, verb, commands);
  }

  #verb(before: string, name: string, commands: readonly Command[]): Target {
    const command = commands.find((known) => known.name === name) as Command;
    return { path: before + name, page: commandPage(before + name, command, this.#columns), command };
  }

  #settle(command: Commander, page: string): Commander {
    return command
      .exitOverride()
      .helpCommand(false)
      .helpOption('-h, --help', 'this help')
      .configureHelp({ formatHelp: () => page })
      .configureOutput({
        writeOut: (text) => void this.#world.stdout.write(text),
        writeErr: () => undefined,
        // commander would ask the process's own streams
        getOutHelpWidth: () => this.#columns ?? 0,
        getOutHasColors: () => false,
      });
  }

  /** The flags of the target and of every command, for commander to read. */
  #commander({ path, page, command }: Target): { root: Commander; leaf: Commander } {
    const root = this.#settle(new Commander('oms'), page);
    for (const { flags, about } of globalOptions) root.option(flags, about);
    if (path === '') root.option('-V, --version', 'the version');
    let leaf = root;
    for (const word of path.split(' ').filter((part) => part !== '')) leaf = this.#settle(leaf.command(word), page);
    if (command?.args) leaf.arguments(command.args);
    for (const { flags, about, repeat } of command ? optionsOf(command) : []) {
      if (repeat) leaf.option(flags, about, (value: string, all: string[] = []) => [...all, value]);
      else leaf.option(flags, about);
    }
    return { root, leaf };
  }

  async #perform(path: string, command: Command, leaf: Commander): Promise<number> {
    const flags = leaf.optsWithGlobals();
    const globals = globalsOf(flags);
    this.context = new Context(this.#world, globals, path, this.#program);
    checkGlobals(globals, this.#world.env);
    const names = leaf.options.flatMap(({ short, long }) => [short, long]).filter((name) => name !== undefined);
    refuseFlagAsValue(flags, names);
    for (const form of ['json', 'ids'])
      if (flags.csv && flags[form]) throw new OmsError('flags-conflict', { flags: ['--csv', `--${form}`] });
    return (await command.run(this.context, new Input(leaf.args, flags))) ?? exitCodes.done;
  }

  /** No verb: the version if it is asked for, else help. */
  #answerWithoutVerb(root: Commander, page: string): void {
    const { version, json } = root.opts();
    if (!version) this.#world.stdout.write(page);
    else this.#world.stdout.write(json ? `${cleanJson({ version: this.#world.version })}\n` : `${this.#world.version}\n`);
  }

  /** Refuses `topic-unknown`, and what is unknown in the words of a command. */
  async #help(words: readonly string[]): Promise<number> {
    const [word] = words;
    const topics = Object.keys(helpTopics);
    const known = [...topics, ...nouns.map(({ name }) => name), ...topCommands.map(({ name }) => name)];
    if (word !== undefined && !known.includes(word)) {
      throw new OmsError('topic-unknown', { topic: word, topics, near: nearest(word, known).map((name) => `oms help ${name}`) });
    }
    const topic = helpTopics[word ?? ''];
    this.#world.stdout.write(topic === undefined ? (await this.#target(words)).page : `${topic.trim()}\n`);
    return exitCodes.done;
  }
}
