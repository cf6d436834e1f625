// Command lines that nobody means: real verbs and flags with values that are wrong, hostile, huge or of another kind.
import { type Command, optionsOf } from '../../src/cli/command.ts';
import { nouns, topCommands } from '../../src/cli/nouns.ts';
import type { Random } from '../story/random.ts';

export interface Verb {
  readonly path: readonly string[];
  readonly command: Command;
}

/** Every verb; `demo` runs a whole day of others and is left out. */
export async function allVerbs(): Promise<Verb[]> {
  const verbs: Verb[] = [];
  for (const noun of nouns) for (const command of await noun.load()) verbs.push({ path: [noun.name, command.name], command });
  for (const top of topCommands) for (const command of await top.load()) verbs.push({ path: [command.name], command });
  return verbs.filter(({ path: [first] }) => first !== 'demo');
}

const ids = [
  'O1',
  'o2',
  'Ｏ３',
  'O4',
  'O99999',
  'S1',
  's2',
  'S99',
  'R1',
  'B1',
  'C1',
  'P1',
  'phone:O1',
  'INV-2026-1',
  'CN-2026-1',
  '1',
  '-',
  '',
];
const skus = ['MUG', 'CUP', 'WRAP', 'NONE', '湯呑', 'mug', '../../etc/passwd', '-', "x'; drop table product; --", 'ＭＵＧ'];
const numbers = [
  '1',
  '2',
  '-1',
  '0',
  '+3',
  '1.5',
  '12.50',
  '12,50',
  '1e9',
  '99999999999',
  '9007199254740993',
  '９',
  'NaN',
  'Infinity',
  '0x10',
  '--',
  '',
];
const dates = [
  '2026-03-01',
  '2026-02-30',
  '2026-13-01',
  '0000-00-00',
  '9999-12-31',
  '10000-01-01',
  'yesterday',
  '2026-03',
  '2026-W10',
  '1',
];
const files = ['orders.csv', 'noise.csv', 'empty.csv', 'missing.csv', '.', 'orders.csv/x', 'out.pdf', 'made/out.pdf', '/dev/null', '-', ''];
const texts = [
  'plain',
  'two words',
  '\u001B[31mred\u001B[0m',
  'turned \u202Eround',
  'nul\u0000byte',
  'two\nlines',
  '%',
  '_',
  "it's",
  '"quoted"',
  '=1+1',
  '한국어',
  '😀',
  'e\u0301',
  '\uD800',
  'x'.repeat(10_000),
];
const words = [
  'new',
  'confirmed',
  'cancelled',
  'standard',
  'service',
  'goods',
  'GB',
  'KR',
  'ZZ',
  'GBP',
  'true',
  'sku',
  'month',
  'en',
  'ja',
  'fr',
  'a4',
];
const lines = ['MUG=1', 'CUP=2', 'MUG', 'MUG=1@9.50', 'WRAP=1', 'NONE=1', 'MUG=0', 'MUG=1.5', '=', '@', 'MUG=99999999999', 'MUG=1@-1', ''];
const settings = ['name', 'currency', 'time-zone', 'language', 'invoice-series', 'payment-terms-days', 'reserve-on', 'colour', ''];
const pools = [ids, skus, numbers, dates, files, texts, words];

const LIKELY = 4;

/** A command line, and what its stdin holds. */
export interface OddLine {
  readonly argv: readonly string[];
  readonly stdin: string;
}

export function oddLine(random: Random, verbs: readonly Verb[]): OddLine {
  const { path, command } = random.pick(verbs);
  const rest = [...oddArguments(random, command), ...oddFlags(random, command), ...oddGlobals(random)];
  const line = random.percent(10) ? [...rest, ...path] : [...path, ...rest];
  // no system hands a program a NUL in an argument
  const argv = line.map((word) => word.replaceAll('\0', ''));
  return { argv, stdin: random.pick(['', 'O1\nO2\n', 'MUG\r\nCUP\r\n', 'O1\u0000\n', 'x'.repeat(5_000), '{}', '\n\n']) };
}

/** Mostly as many as the verb wants, and mostly of the kind it wants. */
function oddArguments(random: Random, { args = '' }: Command): string[] {
  const wanted = args.split(' ').filter((word) => word !== '');
  const values = wanted.flatMap((word) => {
    if (word.startsWith('[') && random.percent(40)) return [];
    return Array.from({ length: word.includes('...') ? random.whole(1, 3) : 1 }, () => fitting(random, word));
  });
  return random.percent(8) ? [...values, fitting(random, '')] : values;
}

function oddFlags(random: Random, command: Command): string[] {
  const options = optionsOf(command);
  if (options.length === 0) return [];
  return random
    .several(0, 4, () => random.pick(options))
    .flatMap(({ flags }) => {
      const name = (/--[\w-]+/.exec(flags) as RegExpExecArray)[0];
      if (!/[<[]/.test(flags)) return [name];
      return random.percent(5) ? [name] : [name, fitting(random, flags)];
    });
}

function oddGlobals(random: Random): string[] {
  return [
    ...(random.percent(40) ? ['--json'] : []),
    ...(random.percent(10) ? ['--quiet'] : []),
    ...(random.percent(15) ? ['--lang', random.pick(['ko', 'ja', 'zh', 'es', 'en', 'xx'])] : []),
    ...(random.percent(3) ? ['--db', random.pick(['.', 'nowhere', '/dev/null', 'orders.csv'])] : []),
    ...(random.percent(3) ? ['--wait', random.pick(['0', '1', '-1', 'x'])] : []),
    ...(random.percent(2) ? [random.pick(['--help', '-h', '--version', '--nonsense', '--'])] : []),
  ];
}

/** A value of the kind that the name of the argument or flag speaks of, and sometimes of any other kind. */
function fitting(random: Random, name: string): string {
  const kinds: readonly [RegExp, readonly string[]][] = [
    [/--line/, lines],
    [/setting/, settings],
    [/sku/, skus],
    [/quantity|change|amount|price|cost|<n>|grams|days|point|percent/, numbers],
    [/date|from|to\b|opening|period/, dates],
    [/file|dir|output|path/, files],
    [/id|order|shipment|invoice|return|customer/, ids],
    [/state|kind|country|currency|lang|code|value/, words],
  ];
  const pool = kinds.find(([pattern]) => pattern.test(name))?.[1] ?? texts;
  // the first of each kind are those that mostly mean something
  if (random.percent(50)) return random.pick(pool.slice(0, LIKELY));
  return random.pick(random.percent(60) ? pool : random.pick(pools));
}
