// What the user typed, read with types: every getter refuses a bad value by the flag's name.
import { type DocumentLanguage, documentLanguageOf, documentLanguages } from '../domain/document/language.ts';
import { type Detail, OmsError } from '../domain/error.ts';
import { parseQuantity, QUANTITY_MAX } from '../domain/id.ts';
import { parseDate, parseInstant } from '../domain/time.ts';

export class Input {
  readonly args: readonly string[];
  readonly #flags: Readonly<Record<string, unknown>>;

  constructor(args: readonly string[], flags: Readonly<Record<string, unknown>>) {
    this.args = args;
    this.#flags = flags;
  }

  /** The same with answers in the place of flags, named as {@link text} names them. */
  with(answers: Readonly<Record<string, unknown>>): Input {
    const named = Object.entries(answers).map(([name, value]) => [camel(name), value]);
    return new Input(this.args, { ...this.#flags, ...Object.fromEntries(named) });
  }

  /** The same without its first positional arguments. */
  behind(count: number): Input {
    return new Input(this.args.slice(count), this.#flags);
  }

  /** The same over other flags, named as a program keeps them: those given here come first. */
  over(flags: Readonly<Record<string, unknown>>): Input {
    return new Input(this.args, { ...flags, ...this.#flags });
  }

  /** Those of these flags that were given, by the names a program keeps them under. */
  given(names: readonly string[]): Record<string, unknown> {
    const named = names.map((name) => [camel(name), this.#flags[camel(name)]] as const);
    return Object.fromEntries(named.filter(([, value]) => value !== undefined && (!Array.isArray(value) || value.length > 0)));
  }

  /** The value of --some-name, asked for as "some-name". An empty value counts as given. */
  text(name: string): string | undefined {
    const value = this.#flags[camel(name)];
    return typeof value === 'string' ? value : undefined;
  }

  /** As {@link text}; refuses `argument-missing`. */
  required(name: string): string {
    const value = this.text(name);
    if (value === undefined || value.trim() === '') throw new OmsError('argument-missing', { name: `--${name}` });
    return value;
  }

  on(name: string): boolean {
    return this.#flags[camel(name)] === true;
  }

  /** True, false (--no-…) or not given. */
  either(name: string): boolean | undefined {
    const value = this.#flags[camel(name)];
    return typeof value === 'boolean' ? value : undefined;
  }

  list(name: string): readonly string[] {
    const value = this.#flags[camel(name)];
    return Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];
  }

  date(name: string): string | undefined {
    return this.#parsed(name, parseDate);
  }

  /** A date or a time, in this zone where it does not name another. */
  instant(name: string, timeZone: string): string | undefined {
    return this.#parsed(name, (text) => parseInstant(text, timeZone));
  }

  whole(name: string, least = 0, most = QUANTITY_MAX): number | undefined {
    return this.#parsed(name, (text) => {
      try {
        return parseQuantity(text, least, most);
      } catch {
        throw new OmsError('flag-value', { flag: `--${name}`, value: text, allowed: [`${least} … ${most}`] });
      }
    });
  }

  choice<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (!(allowed as readonly string[]).includes(value)) throw new OmsError('flag-value', { flag: `--${name}`, value, allowed });
    return value as T;
  }

  /** "--language": of a document; "zh" is zh-CN, and a language's regions are the language. */
  documentLanguage(name = 'language'): DocumentLanguage | undefined {
    return this.#parsed(name, (text) => {
      const language = documentLanguageOf(text);
      if (!language) throw new OmsError('flag-value', { flag: `--${name}`, value: text, allowed: documentLanguages });
      return language;
    });
  }

  /** "--limit": given, else 50 on a terminal, else no limit. */
  limit(isTTY: boolean): number | undefined {
    return this.whole('limit', 1) ?? (isTTY ? 50 : undefined);
  }

  get dryRun(): boolean {
    return this.on('dry-run');
  }

  get key(): string | undefined {
    return this.text('key');
  }

  #parsed<T>(name: string, parse: (text: string) => T): T | undefined {
    const value = this.text(name);
    return value === undefined ? undefined : parse(value);
  }

  /** For error details. */
  detail(name: string): Detail {
    return this.text(name);
  }
}

function camel(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
