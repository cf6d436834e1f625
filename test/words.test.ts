// The words: every language has every key with the same details, every key is used, every refusal is provoked somewhere.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { documentLanguages } from '../src/domain/document/language.ts';
import { errorKinds } from '../src/domain/error-codes.ts';
import { problemCodes } from '../src/domain/order/problem.ts';
import { printKinds } from '../src/domain/print.ts';
import { languages } from '../src/domain/settings.ts';
import { kindKey } from '../src/output/views/print.ts';
import { projectRoot } from './world.ts';

type Catalog = Readonly<Record<string, string>>;

function catalogsIn(folder: string, all: readonly string[]): Map<string, Catalog> {
  const read = (language: string) => readFileSync(path.join(projectRoot, folder, `${language}.json`), 'utf8');
  return new Map(all.map((language) => [language, JSON.parse(read(language)) as Catalog]));
}

/** What the program says, and what it prints on documents. */
const screen = catalogsIn('templates/locales', languages);
const documents = catalogsIn('templates/locales/documents', documentLanguages);
const english = screen.get('en') as Catalog;

function filesUnder(folder: string, ending: RegExp): { name: string; text: string }[] {
  return readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => ({ name: path.join(folder, name), text: readFileSync(path.join(projectRoot, folder, name), 'utf8') }));
}

const source = filesUnder('src', /\.ts$/);
/** Where words are said: below, a dotted text is a column of a table. */
const speaking = source.filter(({ name }) => /^src\/(cli|output|[\w-]+\.ts)/.test(name) && !/^src\/output\/(pdf|document)\//.test(name));
const drawing = source.filter(({ name }) => /^src\/output\/(pdf|document)\//.test(name));

/** "{count}", "{count#order#orders}", "{state@order-state}": a detail, with its plural, and said by other words. */
const DETAIL = /\{(\w+)(?:#[^#{}]*#[^#{}]*|@([\w-]+))?\}/g;

/** A language may need no plural: the same details, however they are shown. */
function detailsOf(template: string): string[] {
  return [...new Set([...template.matchAll(DETAIL)].map(([, name]) => name as string))].sort();
}

/** Words that may be nothing: a language without such a word. */
const MAY_BE_EMPTY = /^(honorific\.|separator$)/;

describe.each([
  ['on the screen', screen],
  ['on documents', documents],
])('every language %s', (_, catalogs) => {
  const first = catalogs.get('en') as Catalog;
  for (const [language, catalog] of catalogs) {
    test(`${language} has every key and no other, none of them empty`, () => {
      expect(Object.keys(catalog).filter((key) => !(key in first))).toEqual([]);
      expect(Object.keys(first).filter((key) => !(key in catalog))).toEqual([]);
      expect(Object.entries(catalog).filter(([key, words]) => words.trim() === '' && !MAY_BE_EMPTY.test(key))).toEqual([]);
    });

    test(`${language} names the same details`, () => {
      const different = Object.keys(first).filter(
        (key) => JSON.stringify(detailsOf(first[key] as string)) !== JSON.stringify(detailsOf(catalog[key] ?? '')),
      );
      expect(different.map((key) => `${key}: ${first[key]} | ${catalog[key]}`)).toEqual([]);
    });

    test(`${language} closes every brace it opens`, () => {
      expect(Object.entries(catalog).filter(([, words]) => /[{}]/.test(words.replace(DETAIL, '')))).toEqual([]);
    });
  }

  test('is not a copy of English', () => {
    const sentences = Object.keys(first).filter((key) => !/^(hint|mend)\./.test(key) && (first[key] as string).split(' ').length > 5);
    for (const language of [...catalogs.keys()].filter((one) => one !== 'en')) {
      expect(sentences.filter((key) => catalogs.get(language)?.[key] === first[key])).toEqual([]);
    }
  });
});

test('what a document says exists', () => {
  const printed = { ...english, ...documents.get('en') };
  const said = drawing.flatMap(({ text }) => [...text.matchAll(/\bwords\.(?:say|of)\('([\w.-]+)'/g)].map(([, key]) => key as string));
  expect(said.length).toBeGreaterThan(8);
  expect(said.filter((key) => !Object.keys(printed).some((known) => known === key || known.startsWith(`${key}.`)))).toEqual([]);
});

/** Every quoted text in the source, and every key of an object: what a key may be put together from. */
const literals = new Set([
  // the demo's own day says what each part of it is
  ...filesUnder('templates/demo', /\.txt$/).flatMap(({ text }) => [...text.matchAll(/^# ([\w.-]+)$/gm)].map(([, key]) => key as string)),
  ...source.flatMap(({ text }) => [
    ...[...text.matchAll(/'([^'\n]*)'/g)].map(([, literal]) => literal as string),
    ...[...text.matchAll(/"([^"\n]*)"/g)].map(([, literal]) => literal as string),
    ...[...text.matchAll(/(?<![\w.])(\w+)(?=\??:|,| \})/g)].map(([, name]) => name as string),
    // `${quantity > 1 ? 'one' : 'many'}-${way}` and the like
    ...[...text.matchAll(/`([\w-]+)`/g)].map(([, literal]) => literal as string),
  ]),
]);

/** "column.${title}" in the source and "{state@order-state}" in the words, each as what it matches. */
const patterns = [
  ...[...speaking, ...drawing].flatMap(({ text }) =>
    [...text.matchAll(/`([a-z][a-z-]*\.(?:[\w.-]|\$\{[^}]*\})*)`/g)].map(([, template]) => template as string),
  ),
  ...Object.values(english).flatMap((words) => [...words.matchAll(DETAIL)].flatMap(([, , kind]) => (kind ? [`${kind}.\${x}`] : []))),
]
  .filter((template) => template.includes('${'))
  .map((template) => new RegExp(`^${template.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '(.+)')}$`));

/** "return-${action}" and the like: a part that is itself put together. */
const compounds = source
  .flatMap(({ text }) => [...text.matchAll(/`([\w-]+-\$\{[^}]*\}|\$\{[^}]*\}-[\w-]+)`/g)].map(([, template]) => template as string))
  .map((template) => new RegExp(`^${template.replace(/\$\{[^}]*\}/g, '(.+)')}$`));

function isPart(part: string): boolean {
  const filled = compounds.flatMap((compound) => compound.exec(part)?.slice(1) ?? []);
  return [part, ...filled].some((literal) => literals.has(literal));
}

/** Whether the source says a key: as it stands, or put together from parts that stand somewhere. */
function isSaid(key: string): boolean {
  if (literals.has(key)) return true;
  return patterns.some((pattern) => {
    const parts = pattern.exec(key)?.slice(1);
    return parts?.every((part) => part.split('.').every(isPart));
  });
}

describe('every key', () => {
  test('is used', () => {
    expect(Object.keys(english).filter((key) => !isSaid(key))).toEqual([]);
    expect(isSaid('column.never-thought-of')).toBe(false);
    expect(isSaid('never.thought-of')).toBe(false);
  });

  test('that is said exists', () => {
    const kinds = new Set(Object.keys(english).map((key) => key.split('.')[0]));
    const said = speaking.flatMap(({ name, text }) =>
      [...text.matchAll(/'([a-z][a-z-]*)(\.[\w-]+)+'/g)].map(([quoted, kind]) => ({ name, kind, key: quoted.slice(1, -1) })),
    );
    expect(said.length).toBeGreaterThan(50);
    expect(
      said.filter(({ kind, key }) => kinds.has(kind as string) && !(key in english)).map(({ name, key }) => `${name}: ${key}`),
    ).toEqual([]);
  });

  test('of a column that a view names exists', () => {
    const views = source.filter(({ name }) => name.startsWith('src/output/views/'));
    const titles = views.flatMap(({ text }) => [...text.matchAll(/\btitle: '([\w-]+)'/g)].map(([, title]) => title as string));
    expect(titles.length).toBeGreaterThan(50);
    expect(titles.filter((title) => !(`column.${title}` in english) && !(`section.${title}` in english))).toEqual([]);
  });

  test('of an outcome that an act can have exists', () => {
    const outcomes = source
      .filter(({ name }) => name.startsWith('src/usecases/'))
      .flatMap(({ text }) => [...text.matchAll(/\boutcome: '([\w-]+)'/g)].map(([, outcome]) => outcome as string))
      .filter((outcome) => outcome !== 'refused');
    const has = (outcome: string) => Object.keys(english).some((key) => /^(act|outcome)\./.test(key) && key.endsWith(`.${outcome}`));
    expect(outcomes.length).toBeGreaterThan(10);
    expect([...new Set(outcomes)].filter((outcome) => !has(outcome))).toEqual([]);
  });

  test('of a problem that validation finds exists', () => {
    for (const kind of ['problem', 'problem-name', 'mend'])
      expect(Object.keys(problemCodes).filter((code) => !(`${kind}.${code}` in english))).toEqual([]);
  });
});

/** Refusals that no script provokes, and why not. */
const unprovoked: Readonly<Record<string, string>> = {
  'document-erased': 'no command erases the content of an issued document yet',
  'file-changed': 'the file would have to change between two reads of one command',
  'stdin-too-large': 'it would take a quarter of a gigabyte',
};

describe('every refusal', () => {
  const scripts = filesUnder('test/scripts', /\.txt$/).map(({ text }) => text);
  const tests = filesUnder('test', /\.test\.ts$/)
    .filter(({ name }) => !name.endsWith('words.test.ts'))
    .map(({ text }) => text);

  /** A line of a script in these words, or the code in its JSON; in a test the code as it is thrown. */
  function isProvoked(code: string): boolean {
    const words = (english[`error.${code}`] ?? code)
      .replace(DETAIL, '\u0000')
      .split('\u0000')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const sentence = words.join('').length > 8 ? new RegExp(`error: (?:.*: )?${words.join('.*')}`, 'u') : undefined;
    const inScript = (text: string) => text.includes(`"code":"${code}"`) || text.includes(`"code": "${code}"`) || sentence?.test(text);
    return scripts.some(inScript) || tests.some((text) => text.includes(`'${code}'`));
  }

  test('has words', () => {
    expect(Object.keys(errorKinds).filter((code) => !(`error.${code}` in english))).toEqual([]);
    const known = (key: string) => key.replace(/^(error|hint)\./, '') in errorKinds;
    expect(Object.keys(english).filter((key) => /^(error|hint)\./.test(key) && !known(key))).toEqual([]);
  });

  test('is provoked by a script or a test', () => {
    const missing = Object.keys(errorKinds).filter((code) => !isProvoked(code));
    expect(missing.filter((code) => !(code in unprovoked))).toEqual([]);
  });

  test('that cannot be provoked is still one', () => {
    expect(Object.keys(unprovoked).filter((code) => !(code in errorKinds) || isProvoked(code))).toEqual([]);
  });

  test('stands where the alphabet puts it', () => {
    expect(Object.keys(errorKinds)).toEqual([...Object.keys(errorKinds)].sort());
  });
});

test('every kind that is printed has a name', () => {
  expect([...printKinds, 'test'].filter((kind) => !(kindKey(kind) in english))).toEqual([]);
});
