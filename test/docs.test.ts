// Every command has help that is true, and stands in the README; what help and README mention exists.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Command, optionsOf } from '../src/cli/command.ts';
import { globalOptions } from '../src/cli/globals.ts';
import { helpTopics } from '../src/cli/help.ts';
import { nouns, topCommands } from '../src/cli/nouns.ts';
import { projectRoot, runOms } from './world.ts';

interface Documented {
  /** "order list", "status". */
  readonly path: string;
  readonly command: Pick<Command, 'summary' | 'examples' | 'args' | 'options' | 'name'>;
}

const readmeFile = path.join(projectRoot, 'README.md');
const readme = existsSync(readmeFile) ? readFileSync(readmeFile, 'utf8') : '';
const commands = await allCommands();

async function allCommands(): Promise<Documented[]> {
  const own = await Promise.all(
    nouns.map(async ({ name, load }) => (await load()).map((command) => ({ path: `${name} ${command.name}`, command }))),
  );
  const top = await Promise.all(topCommands.map(async ({ load }) => (await load()).map((command) => ({ path: command.name, command }))));
  return [...own.flat(), ...top.flat()];
}

/** The lines of the README's list of commands, between its heading and the next. */
function commandList(text: string): string {
  return /^## Commands$([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(text)?.[1] ?? '';
}

/** A command's line, to be pasted. */
function listLine(name: string, { args, summary }: Documented['command']): string {
  return `\`oms ${args ? `${name} ${args}` : name}\` ${summary}`;
}

/** What is missing, in words: of help and of the README's list. */
function undocumented(all: readonly Documented[], text: string): string[] {
  const list = commandList(text);
  return all.flatMap(({ path: name, command }) => [
    ...(command.summary.trim() === '' ? [`oms ${name}: no summary`] : []),
    ...(command.examples.length === 0 ? [`oms ${name}: no example`] : []),
    ...(new RegExp(`oms ${name}(?![\\w-])`).test(list) ? [] : [`README.md, ## Commands: - ${listLine(name, command)}`]),
  ]);
}

/** The words of an example as a shell would pass them to each `oms` in it; redirections and other programs left out. */
function stagesOf(example: string): string[][] {
  const tokens = [...example.matchAll(/'[^']*'|"(?:\\.|[^"\\])*"|[|<>]|(?:[^\s'"|<>]|'[^']*'|"[^"]*")+/g)].map(([token]) => token);
  const stages: string[][] = [[]];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] as string;
    if (token === '|') stages.push([]);
    else if (token === '>' || token === '<') index += 1;
    else stages.at(-1)?.push(token.replace(/['"]/g, ''));
  }
  return stages.filter((words, index) => index === 0 || words[0] === 'oms').map((words) => (words[0] === 'oms' ? words.slice(1) : words));
}

/** The flags in an example that its command does not have. */
function unknownFlags({ path: name, command }: Documented): string[] {
  const known = [...optionsOf(command as Command), ...globalOptions].flatMap(({ flags }) => flags.match(/(?<=^|[\s,])--?[\w-]+/g) ?? []);
  return command.examples.flatMap((example) => {
    const [own = []] = stagesOf(example).filter((words) => words.join(' ').startsWith(name));
    return own.filter((word) => /^--?[a-z]/.test(word) && !known.includes(word.replace(/=.*/, ''))).map((word) => `${example}: ${word}`);
  });
}

describe('every command', () => {
  test('has a summary and an example, and stands in the README', () => {
    expect(undocumented(commands, readme)).toEqual([]);
  });

  test('that has neither is caught, and so is one that the README forgot', () => {
    const planted: Documented[] = [
      { path: 'order vanish', command: { name: 'vanish', summary: ' ', examples: [] } },
      { path: 'order list', command: { name: 'list', summary: 'lists', args: '<x>', examples: ['order list'] } },
    ];
    const list = '# oms\n## Commands\n`oms order listing` `oms order list-all`\n## Else\n`oms order list`\n';
    expect(undocumented(planted, list)).toEqual([
      'oms order vanish: no summary',
      'oms order vanish: no example',
      'README.md, ## Commands: - `oms order vanish`  ',
      'README.md, ## Commands: - `oms order list <x>` lists',
    ]);
    expect(undocumented(planted.slice(1), list.replace('listing', 'list'))).toEqual([]);
  });

  test('stands once under its noun', () => {
    const paths = commands.map(({ path: name }) => name);
    expect(paths.filter((name, index) => paths.indexOf(name) !== index)).toEqual([]);
    expect(nouns.filter(({ name }) => !paths.some((known) => known.startsWith(`${name} `))).map(({ name }) => name)).toEqual([]);
    expect(topCommands.filter(({ name }) => !paths.includes(name)).map(({ name }) => name)).toEqual([]);
  });

  test('begins its examples with its own name, and uses flags that it has', () => {
    const strangers = commands.flatMap(({ path: name, command }) =>
      command.examples
        .filter((example) => !stagesOf(example).some((words) => words.join(' ').startsWith(name)))
        .map((example) => `${name}: ${example}`),
    );
    expect(strangers).toEqual([]);
    expect(commands.flatMap(unknownFlags)).toEqual([]);
    expect(unknownFlags({ path: 'a b', command: { name: 'b', summary: '', examples: ['a b --nope=1 -x'] } })).toEqual([
      'a b --nope=1 -x: --nope=1',
      'a b --nope=1 -x: -x',
    ]);
  });
});

/** A whole day of a shop: run by a test of its own. */
const RUN_ELSEWHERE = ['demo'];

describe('every example', () => {
  const examples = commands
    .filter(({ path: name }) => !RUN_ELSEWHERE.includes(name))
    .flatMap(({ command }) => command.examples.flatMap((example) => stagesOf(example).map((words) => [words.join(' '), words] as const)));

  test.each(examples)('oms %s', async (_, words) => {
    // without a shop: what the flags mean is read before a shop is looked for, or not at all
    const folder = mkdtempSync(path.join(tmpdir(), 'oms-docs-'));
    try {
      const { code, stderr } = await runOms(words, { cwd: folder, stdin: 'O1\n' });
      expect([0, 1, 4], `${words.join(' ')} ended with ${code}: ${stderr}`).toContain(code);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('what is mentioned', () => {
  const known = [...Object.keys(helpTopics), ...nouns.map(({ name }) => name), ...topCommands.map(({ name }) => name)];
  const pages = [
    readme,
    ...Object.values(helpTopics),
    ...commands.map(({ command }) => `${command.summary} ${(command as Command).notes ?? ''}`),
  ];
  const catalogs = ['en', 'es', 'ko', 'ja', 'zh'].map((language) =>
    readFileSync(path.join(projectRoot, `templates/locales/${language}.json`), 'utf8'),
  );

  test('as a help topic is one', () => {
    const mentioned = [...pages, ...catalogs].flatMap((page) =>
      [...page.matchAll(/oms help ([a-z-]+)/g)].map(([, topic]) => topic as string),
    );
    expect(mentioned.length).toBeGreaterThan(0);
    expect([...new Set(mentioned)].filter((topic) => !known.includes(topic))).toEqual([]);
  });

  test('as a command is one', () => {
    const paths = new Set(commands.map(({ path: name }) => name));
    const heads = new Set([...known, 'help']);
    const mentioned = [...pages, ...catalogs].flatMap((page) =>
      [...page.matchAll(/(?<![\w/-])oms ([a-z]+)(?: ([a-z]+)\b)?(?![-\w])/g)].map(([, noun, verb]) => [noun as string, verb] as const),
    );
    const wrong = mentioned.filter(
      ([noun, verb]) =>
        nouns.some(({ name }) => name === noun) &&
        verb !== undefined &&
        !paths.has(`${noun} ${verb}`) &&
        !heads.has(`${noun} ${verb}`) &&
        heads.has(noun),
    );
    expect([...new Set(wrong.map((words) => words.join(' ')))]).toEqual([]);
  });
});
