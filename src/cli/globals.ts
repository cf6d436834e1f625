// The flags of every command: what they are, and their values read and checked.
import { OmsError } from '../domain/error.ts';
import { type Language, languages } from '../domain/settings.ts';
import type { CommandOption } from './command.ts';

export interface Globals {
  readonly db?: string;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly input: boolean;
  readonly color: boolean;
  readonly lang?: string;
  readonly wait?: string;
}

export const globalOptions: readonly CommandOption[] = [
  { flags: '--db <path>', about: 'the shop: its folder or its oms.db' },
  { flags: '--json', about: 'the answer as one JSON document' },
  { flags: '-q, --quiet', about: 'no talk, only answers and refusals' },
  { flags: '--no-input', about: 'never ask' },
  { flags: '--no-color', about: 'no colours' },
  { flags: '--lang <code>', about: 'language of the words: en, es, ko, ja, zh' },
  { flags: '--wait <seconds>', about: 'how long to wait for another process (default: 5 on a terminal, else 60)' },
];
const VALUE_FLAGS = ['--db', '--lang', '--wait'];

/** What commander read. */
export function globalsOf(flags: Readonly<Record<string, unknown>>): Globals {
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

/** Read off the raw words: enough to tell, in the right form and language, that they cannot be parsed. */
export function globalsFromRaw(argv: readonly string[]): Globals {
  const lang = argv.find((word, index) => word.startsWith('--lang=') || argv[index - 1] === '--lang');
  return {
    json: argv.includes('--json'),
    quiet: false,
    input: false,
    color: !argv.includes('--no-color'),
    lang: lang?.replace(/^--lang=/, ''),
  };
}

/** Refuses `flag-value` for a language that is none, a wait that is no number of seconds, and an empty --db. */
export function checkGlobals({ lang, wait, db }: Globals, env: Readonly<Record<string, string | undefined>>): void {
  if (lang !== undefined) checkLanguage('--lang', lang);
  if (env.OMS_LANG) checkLanguage('OMS_LANG', env.OMS_LANG);
  if (wait !== undefined && !/^\d{1,5}$/.test(wait))
    throw new OmsError('flag-value', { flag: '--wait', value: wait, allowed: ['0 … 99999'] });
  if (db?.trim() === '') throw new OmsError('flag-value-missing', { flag: '--db <path>' });
}

function checkLanguage(flag: string, value: string): void {
  if (!languageNamed(value)) throw new OmsError('flag-value', { flag, value, allowed: languages });
}

/** "ko", "ko_KR.UTF-8", "KO" → ko; anything else → undefined. */
export function languageNamed(value: string | undefined): Language | undefined {
  const name = /^([a-z]{2})(?![a-z])/i.exec(value ?? '')?.[1]?.toLowerCase();
  return languages.find((language) => language === name);
}

/** The words of a command line that are neither flags nor values of the flags above: noun, verb, ids. */
export function plainWords(argv: readonly string[]): string[] {
  return argv.filter((word, index) => (word === '-' || !word.startsWith('-')) && !VALUE_FLAGS.includes(argv[index - 1] ?? ''));
}
