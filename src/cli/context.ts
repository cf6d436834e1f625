// What every command is given: the world, the global flags, the shop (opened when first asked for), and a way to answer.
import { type Details, type ErrorCode, OmsError } from '../domain/error.ts';
import { type ActResult, exitCodeOf } from '../domain/result.ts';
import { type Language, languages } from '../domain/settings.ts';
import { cleanJson, cleanText } from '../output/terminal.ts';
import type { Paper, View } from '../output/view.ts';
import { loadWords, type Words } from '../output/words.ts';
import type { Shop } from '../usecases/shop.ts';
import type { Input } from './input.ts';
import type { World } from './world.ts';

export interface Globals {
  readonly db?: string;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly input: boolean;
  readonly color: boolean;
  readonly lang?: string;
  readonly wait?: string;
}

export interface Opened {
  readonly shop: Shop;
  close(): void;
}

/** What a context needs of the program around it. */
export interface Program {
  open(context: Context, forWriting: boolean): Promise<Opened>;
  run(argv: readonly string[], world: World): Promise<number>;
}

export class Context {
  readonly world: World;
  readonly globals: Globals;
  readonly command: string;
  /** Runs another command line, as `oms demo` does; its exit code. */
  readonly runCommand: (argv: readonly string[], world: World) => Promise<number>;
  readonly #open: (context: Context, forWriting: boolean) => Promise<Opened>;
  #opened: Opened | undefined;
  #words: Words | undefined;

  constructor(world: World, globals: Globals, command: string, program: Program) {
    this.world = world;
    this.globals = globals;
    this.command = command;
    this.#open = program.open;
    this.runCommand = program.run;
  }

  /** The shop, for reading; opened at the first call. */
  async shop(): Promise<Shop> {
    this.#opened ??= await this.#open(this, false);
    return this.#opened.shop;
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
    return { words: this.words, width: this.isTTY ? (this.world.stdout.columns ?? 80) : undefined };
  }

  /** --lang, else OMS_LANG, else the open shop's own, else the locale's, else English. */
  language(): Language {
    if (this.globals.lang !== undefined) return checkedLanguage(this.globals.lang, '--lang');
    const { env } = this.world;
    if (env.OMS_LANG) return checkedLanguage(env.OMS_LANG, 'OMS_LANG');
    const own = this.#opened?.shop.settingValues.find(({ key }) => key === 'language');
    if (own && own.origin !== 'default') return own.value as Language;
    const locale = (env.LC_ALL || env.LC_MESSAGES || env.LANG || '').slice(0, 2).toLowerCase();
    return languages.find((language) => language === locale) ?? 'en';
  }

  /** Prints an answer on stdout: JSON, CSV or ids where asked for, else text. */
  print<T>(view: View<T>, value: T, input?: Input): void {
    this.world.stdout.write(this.#rendered(view, value, input));
  }

  #rendered<T>(view: View<T>, value: T, input?: Input): string {
    if (input?.on('ids') && view.ids) return lines(view.ids(value));
    if (this.globals.json) return `${cleanJson(view.json ? view.json(value) : value)}\n`;
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
    if (!quiet) this.print(view, result, input);
    if (!this.globals.json) {
      for (const { id, error } of result.results) if (error) this.refuse(error.code, error.details, id);
      if (result.results.length === 0) this.say('note.nothing-to-do');
    }
    return exitCodeOf(result);
  }

  /** One line of talk on stderr; --quiet and --json silence it. */
  say(key: string, details: Details = {}): void {
    if (this.globals.quiet || this.globals.json) return;
    this.world.stderr.write(`${cleanText(this.words.say(key, details))}\n`);
  }

  /** A refusal in words on stderr, with its hint. */
  refuse(code: ErrorCode, details: Details, id?: string): void {
    const words = this.words;
    const hint = words.has(`hint.${code}`) ? `\n  ${words.say(`hint.${code}`, { ...details, id: id ?? details.id })}` : '';
    const subject = id === undefined ? '' : `${id}: `;
    this.world.stderr.write(`${cleanText(`${words.say('label.error')}: ${subject}${words.say(`error.${code}`, details)}${hint}`)}\n`);
  }
}

function lines(ids: readonly string[]): string {
  return ids.map((id) => `${cleanText(id)}\n`).join('');
}

function checkedLanguage(value: string, flag: string): Language {
  const language = languages.find((known) => known === value.toLowerCase().slice(0, 2));
  if (!language) throw new OmsError('flag-value', { flag, value, allowed: languages });
  return language;
}
