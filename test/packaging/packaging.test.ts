// `npm pack`, `npm install -g` into an empty prefix, and then a shop's day with nothing of the project around.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasTerminal, onTerminal } from '../terminal.ts';
import { projectRoot } from '../world.ts';

const home = mkdtempSync(path.join(tmpdir(), 'oms-packaging-'));
const prefix = path.join(home, 'prefix');
const shop = path.join(home, 'elsewhere/shop');
const installed = path.join(prefix, 'lib/node_modules/oms');
const ADDRESS = ['--address1', '세종대로 110', '--city', '서울', '--region', '중구', '--postcode', '04524', '--country', 'KR'];
let packed: string[] = [];

beforeAll(() => {
  mkdirSync(path.dirname(shop), { recursive: true });
  const answer = run('npm', ['pack', '--json', '--pack-destination', home], projectRoot);
  // what the build says stands before the document
  const [{ filename, files }] = JSON.parse(answer.slice(answer.search(/^\[/m))) as [{ filename: string; files: { path: string }[] }];
  packed = files.map((file) => file.path);
  run('npm', ['install', '--global', '--prefix', prefix, '--no-audit', '--no-fund', path.join(home, filename)], home);
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

function run(command: string, args: readonly string[], cwd: string): string {
  const done = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${done.status}:\n${done.stdout}\n${done.stderr}`);
  return done.stdout;
}

/** The installed program, with nothing but Node beside it. */
function oms(args: readonly string[], cwd = shop): string {
  const env = { PATH: `${path.join(prefix, 'bin')}:${path.dirname(process.execPath)}:/usr/bin:/bin`, HOME: home, LANG: 'en_US.UTF-8' };
  const done = spawnSync('oms', args, { cwd, env, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`oms ${args.join(' ')} ended with ${done.status}: ${done.stderr}`);
  return done.stdout;
}

describe('the tarball', () => {
  test('holds the program, its templates and its papers, and nothing of its making', () => {
    const folders = new Set(packed.map((file) => (file.includes('/') ? file.split('/')[0] : file)));
    expect([...folders].sort()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'bin', 'dist', 'package.json', 'templates']);
    for (const name of ['oms', 'pdf', 'prompts', 'input']) expect(packed).toContain(`dist/${name}.cjs`);
    for (const language of ['en', 'es', 'ko', 'ja', 'zh']) expect(packed).toContain(`templates/locales/${language}.json`);
    expect(packed).toContain('dist/third-party-licenses.txt');
  });

  test('brings no package that is bundled already', () => {
    const own = path.join(installed, 'node_modules');
    for (const name of ['kysely', 'commander', 'inquirer', 'pdfkit', 'csv-parse']) expect(existsSync(path.join(own, name))).toBe(false);
    expect(existsSync(path.join(own, 'better-sqlite3/build/Release/better_sqlite3.node'))).toBe(true);
  });
});

describe('the installed program', () => {
  test('tells its version and its help', () => {
    const { version } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as { version: string };
    expect(oms(['--version'], home)).toBe(`${version}\n`);
    expect(oms([], home)).toMatch(/^Usage: oms /);
    expect(oms(['completion', 'bash'], home)).toContain('oms');
  });

  test('runs a day: shop, product, import, order, Korean invoice, label', () => {
    oms(
      ['init', 'shop', '--name', '파란 머그', '--country', 'KR', '--tax-id', '124-81-00998', '--address', '세종대로 1'],
      path.dirname(shop),
    );
    oms(['product', 'add', 'MUG', '--name', '파란 머그컵', '--price', '12000']);
    oms(['stock', 'receive', 'MUG', '10']);
    writeFileSync(
      path.join(shop, 'orders.csv'),
      `order,sku,quantity,unit_price,name,address1,city,postcode,country\nN1,MUG,1,12000,김민지,세종대로 110,서울,04524,KR\n`,
    );
    oms(['order', 'import', 'orders.csv', '--channel', 'web']);
    const id = oms(['order', 'add', '--line', 'MUG=2', '--name', '이서연', ...ADDRESS, '--ids']).trim();
    oms(['order', 'confirm', id]);
    oms(['invoice', 'issue', id]);
    const shipment = oms(['shipment', 'create', id, '--ids']).trim();
    oms(['label', 'create', shipment, '-o', 'label.pdf']);
    const pages = readdirSync(path.join(shop, 'documents'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.pdf'));
    expect(pages.length).toBeGreaterThan(0);
    for (const page of pages) expect(readFileSync(path.join(shop, 'documents', page), 'latin1')).toMatch(/^%PDF-/);
    expect(readFileSync(path.join(shop, 'label.pdf'), 'latin1')).toMatch(/^%PDF-/);
    expect(oms(['db', 'check'])).toBe('');
  });

  test('plays its demo', () => {
    expect(oms(['demo', 'played'], path.dirname(shop))).toContain('$ oms ');
    expect(existsSync(path.join(path.dirname(shop), 'played/oms.db'))).toBe(true);
  });

  test.runIf(hasTerminal)('asks on a terminal', () =>
    onTerminal({ cwd: home, program: path.join(installed, 'bin/oms.js') }, async (terminal) => {
      terminal.type('oms init asked');
      await terminal.shows(/Name of the shop/);
      terminal.press('C-c');
      await terminal.shows(/^ready>$/m);
    }),
  );
});
