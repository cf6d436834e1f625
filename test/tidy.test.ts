// The house rules, read off the source: who may import whom, no circles, one home per package, sizes, doors.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from './world.ts';

const source = path.join(projectRoot, 'src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .sort();

type Layer = 'main' | 'cli' | 'usecases' | 'input' | 'output' | 'devices' | 'store' | 'domain';

/** What each layer may import. A noun's folder of cli or usecases may use only its own and what is shared. */
const allowed: Readonly<Record<Layer, readonly Layer[]>> = {
  main: ['main', 'cli', 'usecases', 'input', 'output', 'devices', 'store', 'domain'],
  cli: ['cli', 'usecases', 'input', 'output', 'devices', 'domain'],
  usecases: ['usecases', 'store', 'domain'],
  input: ['input', 'domain'],
  output: ['output', 'domain'],
  devices: ['devices', 'domain'],
  store: ['store', 'domain'],
  domain: ['domain'],
};

/** The one home of each package and node module. */
const packages: Readonly<Record<Layer, RegExp>> = {
  main: /^node:/,
  cli: /^(commander|inquirer|node:path|node:fs)$/,
  usecases: /^(node:path|node:fs|node:crypto)$/,
  input:
    /^(csv-parse(\/.*)?|read-excel-file\/node|fflate|iconv-lite|yaml|node:(buffer|fs|fs\/promises|path|crypto|stream|string_decoder|v8))$/,
  output: /^(cli-table3|string-width|pdfkit|fontkit|bwip-js(\/.*)?|@unicode\/.*|node:(fs|path|crypto|module|zlib))$/,
  devices: /^(node:(child_process|fs))$/,
  store: /^(kysely|better-sqlite3|node:(fs|path|crypto|module))$/,
  domain: /^libphonenumber-js\/min$/,
};

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

function layerOf(file: string): Layer {
  const first = file.split('/')[0] as string;
  return first.endsWith('.ts') ? 'main' : (first as Layer);
}

function importsOf(file: string, text: string): Import[] {
  const found: Import[] = [];
  for (const match of text.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/gm))
    found.push({ from: file, to: match[2] as string, typeOnly: Boolean(match[1]) });
  for (const match of text.matchAll(/\b(?:import|require|new Worker)\(\s*['"]([^'"]+)['"]/g))
    found.push({ from: file, to: match[1] as string, typeOnly: false });
  return found;
}

/** Every breach of the import table, in words. */
function importBreaches(all: readonly { file: string; text: string }[]): string[] {
  const breaches: string[] = [];
  for (const { file, text } of all) {
    const layer = layerOf(file);
    for (const { to } of importsOf(file, text)) {
      if (!to.startsWith('.')) {
        if (!packages[layer].test(to)) breaches.push(`${file}: ${layer} may not import ${to}`);
        continue;
      }
      const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), to));
      if (!allowed[layer].includes(layerOf(target))) breaches.push(`${file}: ${layer} may not import ${layerOf(target)} (${target})`);
      if (layer === 'cli' && isOtherNoun(file, target))
        breaches.push(`${file}: a noun of cli uses its own folder and what is shared, not ${target}`);
    }
  }
  return breaches;
}

function isOtherNoun(file: string, target: string): boolean {
  const noun = (name: string) => (name.split('/').length > 2 ? name.split('/')[1] : undefined);
  const shared = new Set(['prompts']);
  return (
    target.startsWith('cli/') &&
    noun(target) !== undefined &&
    noun(file) !== undefined &&
    noun(target) !== noun(file) &&
    !shared.has(noun(target) as string)
  );
}

/** What is loaded when it is used stands in a bundle of its own, behind its index; anything else would go into the core. */
function looseLoads(all: readonly { file: string; text: string }[]): string[] {
  return all.flatMap(({ file, text }) =>
    [...text.matchAll(/\bimport\(\s*'(\.[^']+)'/g)].flatMap(([, to = '']) => {
      const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), to));
      return ['input', 'output'].includes(layerOf(target)) && !target.endsWith('/index.ts') ? [`${file}: ${target}`] : [];
    }),
  );
}

/** The circles of run-time imports, each as its files. */
function circles(all: readonly { file: string; text: string }[]): string[][] {
  const edges = new Map<string, string[]>();
  for (const { file, text } of all) {
    const targets = importsOf(file, text).filter(({ to, typeOnly }) => to.startsWith('.') && !typeOnly);
    edges.set(
      file,
      targets.map(({ to }) => path.posix.normalize(path.posix.join(path.posix.dirname(file), to))),
    );
  }
  const found: string[][] = [];
  const done = new Set<string>();
  const visit = (file: string, trail: string[]): void => {
    const at = trail.indexOf(file);
    if (at >= 0) return void found.push(trail.slice(at));
    if (done.has(file)) return;
    for (const next of edges.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const file of edges.keys()) visit(file, []);
  return found;
}

const all = files.map((file) => ({ file: file.replaceAll('\\', '/'), text: readFileSync(path.join(source, file), 'utf8') }));

describe('the house', () => {
  test('every arrow points down, every package has one home', () => {
    expect(importBreaches(all)).toEqual([]);
  });

  test('there is no circle', () => {
    expect(circles(all)).toEqual([]);
  });

  test('what is loaded when it is used has a bundle of its own', () => {
    expect(looseLoads(all)).toEqual([]);
    expect(looseLoads([{ file: 'cli/order/a.ts', text: "await import('../../input/b.ts')" }])).toHaveLength(1);
  });

  test('an upward import, a sideways noun, a stray package and a circle are caught', () => {
    const planted = [
      { file: 'domain/a.ts', text: "import { x } from '../store/b.ts';" },
      { file: 'cli/order/a.ts', text: "import { x } from '../stock/b.ts';" },
      { file: 'usecases/order/a.ts', text: "const x = await import('kysely');" },
      { file: 'store/c.ts', text: "import { d } from './d.ts';" },
      { file: 'store/d.ts', text: "import { c } from './c.ts';" },
    ];
    expect(importBreaches(planted)).toHaveLength(3);
    expect(circles(planted)).toEqual([['store/c.ts', 'store/d.ts']]);
  });

  test('process, clock, chance and console stay outside their doors', () => {
    const doors: readonly [RegExp, RegExp][] = [
      [/\bprocess\./, /^(main\.ts|cli\/prompts\/)/],
      [/\bnew Date\(\)|\bDate\.now\(/, /^main\.ts$/],
      [/\bMath\.random\(/, /^$/],
      [/\bconsole\./, /^$/],
    ];
    const breaches = doors.flatMap(([word, door]) =>
      all.filter(({ file, text }) => word.test(text) && !door.test(file)).map(({ file }) => `${file}: ${word.source}`),
    );
    expect(breaches).toEqual([]);
  });

  test('every file opens with a line that says what it is', () => {
    expect(all.filter(({ text }) => !text.startsWith('// ')).map(({ file }) => file)).toEqual([]);
  });

  test('files stay short', () => {
    // a migration and the tables it makes are one list each, however long
    const lists = /^store\/(migrations\/|schema\.ts)/;
    const long = all
      .filter(({ file, text }) => !lists.test(file) && text.split('\n').length > LINES_MAX)
      .map(({ file, text }) => `${file}: ${text.split('\n').length}`);
    expect(long).toEqual([]);
  });

  test('no unfinished words', () => {
    expect(all.filter(({ text }) => /\b(TODO|FIXME|XXX|HACK)\b/.test(text)).map(({ file }) => file)).toEqual([]);
  });
});

const LINES_MAX = 330;
