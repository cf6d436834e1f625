// Chance at the door: odd command lines, odd files, garbled databases. Whatever comes in, what goes out keeps the manners.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openNative } from '../../src/store/native.ts';
import { inFolder } from '../process.ts';
import { Random } from '../story/random.ts';
import { projectRoot, type RunResult, runOms } from '../world.ts';
import { type Fixtures, mutated, scriptFixtures } from './odd-files.ts';
import { allVerbs, type OddLine, oddLine } from './odd-words.ts';

const SEED = Number(process.env.OMS_SEED ?? 20260302);
const BUDGET_MS = Number(process.env.OMS_FUZZ_SECONDS ?? 45) * 1_000;
/** So many odd files, however long that takes; left out, as many as a part of the time allows. */
const FILES = process.env.OMS_FUZZ_FILES === undefined ? undefined : Number(process.env.OMS_FUZZ_FILES);
const CHECKED_EVERY = 500;
/** A small file that takes longer than this has met a pattern that never ends. */
const PATIENCE_MS = 10_000;
const TOLD_MAX = 12;
const HARMFUL = ['\u001B', '\u202E', '\u0000'];
const ADDRESS = ['--address1', '1 High Street', '--city', 'York', '--postcode', 'YO1 7HU'];

/** A shop in which something of everything has happened; deep in the folder, so that "../" stays inside it. */
async function makeShop(folder: string): Promise<string> {
  const shop = path.join(folder, 'a/b/shop');
  mkdirSync(shop, { recursive: true });
  writeFileSync(path.join(shop, 'orders.csv'), 'order,sku,quantity,unit_price,email\nN1,MUG,1,12.50,ana@example.com\nN2,CUP,x,1,\n');
  writeFileSync(path.join(shop, 'noise.csv'), Buffer.from(Array.from({ length: 600 }, (_, index) => (index * 7919) % 256)));
  writeFileSync(path.join(shop, 'empty.csv'), '');
  const lines = [
    ['init', '.', '--name', 'Blue Mug', '--country', 'GB'],
    ['product', 'add', 'MUG', '--name', 'Blue mug', '--price', '12.50'],
    ['product', 'add', 'CUP', '--name', 'Cup', '--price', '4.00'],
    ['product', 'add', 'WRAP', '--name', 'Gift wrap', '--kind', 'service', '--price', '1.00'],
    ['stock', 'receive', 'MUG', '100'],
    ['stock', 'receive', 'CUP', '3'],
    ['order', 'add', '--line', 'MUG=2', '--name', 'Ana Ruiz', ...ADDRESS],
    ['order', 'add', '--line', 'CUP=5', '--name', 'Bo Li', ...ADDRESS],
    ['order', 'add', '--line', 'MUG=1', '--line', 'WRAP=1', '--name', '김민지', ...ADDRESS],
    ['order', 'add', '--line', 'MUG=1', '--name', 'Yuki', ...ADDRESS],
    ['order', 'confirm', 'O1', 'O2', 'O3'],
    ['invoice', 'issue', 'O1'],
    ['shipment', 'ship', 'O1', '--carrier', 'post', '--tracking', 'T1'],
    ['payment', 'record', 'O1', '5.00', '--method', 'cash'],
  ];
  for (const argv of lines) {
    const { code, stderr } = await runOms(argv, { cwd: shop });
    if (code !== 0) throw new Error(`oms ${argv.join(' ')} ended with ${code}: ${stderr}`);
  }
  return shop;
}

/** What is wrong with the manners of an answer, or undefined. */
function ill({ argv }: OddLine, { code, stdout, stderr }: RunResult): string | undefined {
  if (![0, 1, 2, 3, 4].includes(code)) return `ended with ${code}`;
  if (/^\s+at .*[:(]\d+:\d+\)?$/m.test(stderr)) return 'shows a stack';
  const isPdf = stdout.startsWith('%PDF');
  if (!isPdf && HARMFUL.some((character) => (stdout + stderr).includes(character))) return 'lets a control character through';
  if (stdout !== '' && !isPdf && !stdout.endsWith('\n')) return 'ends without a newline';
  if (code === 0 || !asksForJson(argv)) return undefined;
  return illJson(code, stdout, stderr);
}

/** After "--" a flag is a word. */
function asksForJson(argv: readonly string[]): boolean {
  const words = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  return words.includes('--json');
}

/** Under --json a failure is one line on stderr; where each of several things has its outcome, a document on stdout. */
function illJson(code: number, stdout: string, stderr: string): string | undefined {
  try {
    if (stdout !== '') return JSON.parse(stdout) === null || code === 2 ? 'answers and refuses usage' : undefined;
    const { error } = JSON.parse(stderr) as { error: { code: string; message: string; hint: string } };
    const isWhole = [error.code, error.message, error.hint].every((part) => typeof part === 'string') && error.message !== '';
    return isWhole && stderr.indexOf('\n') === stderr.length - 1 ? undefined : 'refuses with something missing';
  } catch {
    return 'does not speak JSON';
  }
}

function told({ argv, stdin }: OddLine, { code, stderr }: RunResult, wrong: string): string {
  const line = argv.map((word) => JSON.stringify(word.slice(0, 80))).join(' ');
  return `${wrong}: oms ${line} < ${JSON.stringify(stdin.slice(0, 40))} → ${code} ${stderr.slice(0, 300)}`;
}

test(`odd command lines, seed ${SEED}`, { timeout: BUDGET_MS + 120_000 }, () =>
  inFolder(async (folder) => {
    const shop = await makeShop(folder);
    const random = new Random(SEED);
    const verbs = await allVerbs();
    const watch = openNative(projectRoot, path.join(shop, 'oms.db'), 5_000);
    const changes = () => watch.pragma('data_version', { simple: true });
    const wrong: string[] = [];
    const until = performance.now() + BUDGET_MS;
    let count = 0;
    while (performance.now() < until && wrong.length < TOLD_MAX) {
      const line = oddLine(random, verbs);
      const before = changes();
      const result = await runOms(line.argv, { cwd: shop, stdin: line.stdin });
      const complaint = ill(line, result) ?? (mayNotChange(line, result) && changes() !== before ? 'changed the shop' : undefined);
      if (complaint !== undefined) wrong.push(told(line, result, complaint));
      count += 1;
    }
    watch.close();
    console.error(`${count} odd command lines`);
    expect(wrong).toEqual([]);
    expect(await runOms(['db', 'check'], { cwd: shop })).toMatchObject({ code: 0 });
  }),
);

function mayNotChange({ argv }: OddLine, { code }: RunResult): boolean {
  return code === 2 || code === 4 || argv.includes('--dry-run');
}

test(`odd files to import, seed ${SEED}`, { timeout: FILES === undefined ? BUDGET_MS + 120_000 : 3_600_000 }, () =>
  inFolder(async (folder) => {
    const shop = await makeShop(folder);
    const random = new Random(SEED);
    const scripts = scriptFixtures();
    const database = openNative(projectRoot, path.join(shop, 'oms.db'), 5_000);
    const wrong: string[] = [];
    const began = performance.now();
    let count = 0;
    const goesOn = () => (FILES === undefined ? performance.now() < began + BUDGET_MS / 3 : count < FILES);
    while (goesOn() && wrong.length < TOLD_MAX) {
      const { argv, files } = oddImport(random, shop, scripts);
      const before = database.pragma('data_version', { simple: true });
      const start = performance.now();
      const result = await runOms(argv, { cwd: shop });
      const line = { argv, stdin: '' };
      const isChanged = database.pragma('data_version', { simple: true }) !== before;
      const complaint =
        ill(line, result) ??
        (mayNotBringOrders(line, result) && isChanged ? 'changed the shop' : undefined) ??
        (performance.now() - start > PATIENCE_MS ? 'takes very long' : undefined);
      if (complaint !== undefined)
        wrong.push(`${told(line, result, complaint)} ${files.map((bytes) => bytes.toString('base64')).join(' ')}`);
      count += 1;
      if (count % CHECKED_EVERY === 0) wrong.push(...(await halfThings(shop, database)));
    }
    console.error(`${count} odd files, ${Math.round((count * 1_000) / (performance.now() - began))} in a second`);
    wrong.push(...(await halfThings(shop, database)));
    database.close();
    expect(wrong).toEqual([]);
  }),
);

/** Writes one or two files of one script, at least one of them odd, and says how they are imported. */
function oddImport(random: Random, shop: string, scripts: readonly Fixtures[]): { argv: string[]; files: Buffer[] } {
  const script = random.pick(scripts);
  const chosen = random.several(1, random.percent(30) ? 2 : 1, () => random.pick(script));
  const files = chosen.map((fixture, index) => (index > 0 && random.percent(50) ? fixture.bytes : mutated(random, fixture)));
  const names = chosen.map(({ name }, index) => `${index}-${name}`);
  for (const [index, bytes] of files.entries()) writeFileSync(path.join(shop, names[index] as string), bytes);
  const noun = random.percent(95) ? 'order' : random.pick(['product', 'customer', 'price']);
  const flags = ['--dry-run', '--json', ...(noun === 'order' ? ['--strict'] : [])].filter(() => random.percent(25));
  return { argv: [noun, 'import', ...names, ...flags], files };
}

/** Under --strict nothing comes in unless all does. */
function mayNotBringOrders(line: OddLine, result: RunResult): boolean {
  return mayNotChange(line, result) || (line.argv.includes('--strict') && result.code !== 0);
}

/** What must never be: copies that do not agree, and an open order without lines of which nothing is told. */
async function halfThings(shop: string, database: ReturnType<typeof openNative>): Promise<string[]> {
  const { code, stdout, stderr } = await runOms(['db', 'check'], { cwd: shop });
  const empty = database
    .prepare(
      `select o.number from sales_order o where o.state = 'new' and o.history = 0 and o.error_count = 0 and o.hold_count = 0
       and not exists (select 1 from order_line l where l.order_id = o.id)`,
    )
    .pluck()
    .all();
  return [...(code === 0 ? [] : [`db check: ${stdout} ${stderr}`]), ...(empty.length === 0 ? [] : [`no lines: ${empty.join(' ')}`])];
}

test(`garbled databases, seed ${SEED}`, { timeout: BUDGET_MS + 120_000 }, () =>
  inFolder(async (folder) => {
    const shop = await makeShop(folder);
    const random = new Random(SEED);
    const good = path.join(folder, 'good.db');
    copyFileSync(path.join(shop, 'oms.db'), good);
    const size = readFileSync(good).length;
    const lines = [
      ['stock', 'list'],
      ['order', 'list', '--json'],
      ['order', 'show', 'O1', '--json'],
      ['stock', 'receive', 'MUG', '1'],
      ['db', 'check'],
      ['invoice', 'list'],
    ];
    const wrong: string[] = [];
    const until = performance.now() + BUDGET_MS / 3;
    while (performance.now() < until && wrong.length < TOLD_MAX) {
      for (const suffix of ['-wal', '-shm']) rmSync(path.join(shop, `oms.db${suffix}`), { force: true });
      const bytes = readFileSync(good);
      const page = random.whole(0, size / 4096 - 1) * 4096;
      if (random.percent(30)) writeFileSync(path.join(shop, 'oms.db'), bytes.subarray(0, random.whole(0, size)));
      else
        writeFileSync(path.join(shop, 'oms.db'), bytes.fill(random.whole(0, 255), page, Math.min(size, page + 4096 * random.whole(1, 8))));
      for (const argv of lines) {
        const result = await runOms(argv, { cwd: shop });
        const complaint = ill({ argv, stdin: '' }, result);
        if (complaint !== undefined) wrong.push(`page ${page / 4096} ${told({ argv, stdin: '' }, result, complaint)}`);
      }
    }
    expect(wrong).toEqual([]);
  }),
);
