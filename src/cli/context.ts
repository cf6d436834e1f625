// What every command is given: the world, the global flags, the shop (opened when first asked for), and a way to answer.
import type { Details, ErrorCode } from '../domain/error.ts';
import { type ActResult, exitCodeOf, type Outcome } from '../domain/result.ts';
import type { Language } from '../domain/settings.ts';
import { documentWords } from '../output/document-words.ts';
import { pasteable } from '../output/shell.ts';
import { cleanJson, cleanLine, cleanText, painted } from '../output/terminal.ts';
import type { Paper, View } from '../output/view.ts';
import { loadWords, type Words } from '../output/words.ts';
import type { Shop } from '../usecases/shop.ts';
import type { Noun } from './command.ts';
import { type Globals, languageNamed } from './globals.ts';
import type { Input } from './input.ts';
import type { World } from './world.ts';

export interface Opened {
  readonly shop: Shop;
  close(): void;
}

/** Every noun and every command without one; each loads its commands when it is asked to. */
export interface Directory {
  readonly nouns: readonly Noun[];
  readonly topCommands: readonly Noun[];
}

/** What a context needs of the program around it. */
export interface Program {
  readonly directory: Directory;
  open(context: Context, forWriting: boolean): Promise<Opened>;
  run(argv: readonly string[], world: World): Promise<number>;
}

export class Context {
  readonly world: World;
  readonly globals: Globals;
  readonly command: string;
  /** Runs another command line, as `oms demo` does; its exit code. */
  readonly runCommand: (argv: readonly string[], world: World) => Promise<number>;
  /** All commands there are. */
  readonly directory: Directory;
  readonly #open: (context: Context, forWriting: boolean) => Promise<Opened>;
  #opened: Opened | undefined;
  #words: Words | undefined;
  #founded: string | undefined;

  constructor(world: World, globals: Globals, command: string, program: Program) {
    this.world = world;
    this.globals = globals;
    this.command = command;
    this.#open = program.open;
    this.runCommand = program.run;
    this.directory = program.directory;
  }

  /** The shop, for reading; opened at the first call. */
  async shop(): Promise<Shop> {
    this.#opened ??= await this.#open(this, false);
    return this.#opened.shop;
  }

  /** Once something is refused: the shop's own language, where one is there and nobody has named another. */
  async learnLanguage(): Promise<void> {
    if (this.#opened || this.globals.lang !== undefined || this.world.env.OMS_LANG) return;
    try {
      await this.shop();
    } catch {
      // without a shop, or with one that cannot be read, the locale's
    }
  }

  /** A shop is founded in this language: from here on its own, though it is not open. */
  foundIn(language: string | undefined): void {
    this.#founded = language;
  }

  /** The shop, for writing: brings an older schema up to date first. */
  async shopToWrite(): Promise<Shop> {
    this.#opened ??= await this.#open(this, true);
    return this.#opened.shop;
  }

  close(): void {
    this.#opened?.close();
    this.#opened = undefined;
  }

  get isTTY(): boolean {
    return this.world.stdout.isTTY === true;
  }

  /** Whether a person can be asked: terminals on both ends, and not forbidden. */
  get canAsk(): boolean {
    return (
      this.world.stdin.isTTY === true &&
      this.world.stderr.isTTY === true &&
      this.globals.input &&
      !this.globals.json &&
      !this.world.env.OMS_NO_INPUT
    );
  }

  get words(): Words {
    const language = this.language();
    if (this.#words?.language !== language) this.#words = loadWords(this.world.root, language);
    return this.#words;
  }

  get paper(): Paper {
    const { root, stdout } = this.world;
    const country = this.#opened?.shop.settings.country ?? '';
    const language = this.language();
    return {
      words: this.words,
      get document() {
        return documentWords(root, language, country);
      },
      width: this.isTTY ? (stdout.columns ?? 80) : undefined,
    };
  }

  /** --lang, else OMS_LANG, else the open shop's own, else the locale's, else English. */
  language(): Language {
    const { env } = this.world;
    const own = this.#opened?.shop.settingValues.find(({ key }) => key === 'language');
    return (
      languageNamed(this.globals.lang) ??
      languageNamed(env.OMS_LANG) ??
      (own && own.origin !== 'default' ? languageNamed(own.value) : undefined) ??
      languageNamed(this.#founded) ??
      languageNamed(env.LC_ALL || env.LC_MESSAGES || env.LANG) ??
      'en'
    );
  }

  /** Prints an answer on stdout: JSON, CSV or ids where asked for, else text. */
  print<T>(view: View<T>, value: T, input?: Input): void {
    this.world.stdout.write(this.#rendered(view, value, input));
  }

  #rendered<T>(view: View<T>, value: T, input?: Input): string {
    if (input?.on('ids') && view.ids) return this.globals.json ? `${cleanJson(view.ids(value))}\n` : lines(view.ids(value));
    if (this.globals.json) return `${cleanJson(view.json ? view.json(value, this.paper) : value)}\n`;
    if (input?.on('csv') && view.csv) return view.csv(value);
    const text = cleanText(view.text(value, this.paper));
    return text === '' ? '' : `${text}\n`;
  }

  /** Prints a list, and says on a terminal when it is empty or was cut. */
  printList<T>(view: View<readonly T[]>, rows: readonly T[], input: Input): void {
    this.print(view, rows, input);
    if (this.isTTY && rows.length === 0) this.say('note.nothing-found');
    const limit = input.limit(this.isTTY);
    if (this.isTTY && limit !== undefined && rows.length === limit) this.say('note.limited', { limit });
  }

  /** Prints what an acting verb did, its refusals on stderr, and gives the exit code. --quiet keeps only the refusals. */
  printAct(view: View<ActResult>, result: ActResult, input: Input): number {
    if (input.dryRun) this.say('note.dry-run');
    const quiet = this.globals.quiet && !this.globals.json && !input.on('ids');
    if (!quiet)
      this.print(view, this.globals.json ? { ...result, results: result.results.map((one) => this.#explained(one)) } : result, input);
    if (!this.globals.json) {
      for (const { id, error } of result.results) if (error) this.refuse(error.code, error.details, id);
      if (result.results.length === 0) this.say('note.nothing-to-do');
    }
    return exitCodeOf(result);
  }

  /** A refused outcome with the words of its refusal. */
  #explained(outcome: Outcome): Outcome {
    return outcome.error
      ? { ...outcome, error: { ...outcome.error, ...this.refusal(outcome.error.code, outcome.error.details, outcome.id) } }
      : outcome;
  }

  /** The command that comes next, told to a person only. */
  suggest(command: string): void {
    if (this.isTTY) this.say('note.next', { command });
  }

  /** One line of talk on stderr; --quiet and --json silence it. */
  say(key: string, details: Details = {}): void {
    if (this.globals.quiet || this.globals.json) return;
    this.world.stderr.write(`${cleanText(this.words.say(key, details))}\n`);
  }

  /** A refusal in words on stderr, with its hint. */
  refuse(code: ErrorCode, details: Details, id?: string): void {
    const { message, hint } = this.refusal(code, details, id);
    const name = id === undefined ? '' : cleanLine(id);
    const subject = message.includes(name) ? '' : `${name}: `;
    const label = painted('red', cleanText(this.words.say('label.error')), this.colors);
    this.world.stderr.write(`${label}: ${cleanText(`${subject}${message}${hint === '' ? '' : `\n  ${hint}`}`)}\n`);
  }

  /** The words of a refusal: what it is, and the command or act that leads out of it (empty where there is none). */
  refusal(code: ErrorCode, details: Details, id?: string): { message: string; hint: string } {
    const { words } = this;
    const near = Array.isArray(details.near) && details.near.length > 0 ? words.say('label.did-you-mean', details) : '';
    const help = `oms ${this.command}${this.command === '' ? '' : ' '}--help`;
    const hint = words.has(`hint.${code}`) ? words.say(`hint.${code}`, pasteable({ help, ...details, id: id ?? details.id })) : '';
    const said = details.expects === undefined ? details : { ...details, allowed: words.say(`expects.${details.expects}`) };
    return { message: words.say(`error.${code}`, said) + near, hint };
  }

  /** Whether stderr gets colours: on a terminal that has any, unless NO_COLOR or --no-color. */
  get colors(): boolean {
    const { env, stderr } = this.world;
    return stderr.isTTY === true && this.globals.color && !env.NO_COLOR && (env.TERM ?? 'dumb') !== 'dumb';
  }
}

function lines(ids: readonly string[]): string {
  return ids.map((id) => `${cleanText(id)}\n`).join('');
}
