// Completion, tried in the shells themselves: what each offers at the end of a line, in a real shop and outside one.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot, runOms } from './world.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'oms-completion-'));
const shop = path.join(folder, 'shop');
const elsewhere = path.join(folder, 'elsewhere');
/** What a channel may call its goods: completing it must not run it. */
const HOSTILE = `A $(touch ${folder}/pwned) \`touch ${folder}/pwned\``;

beforeAll(async () => {
  for (const made of [shop, elsewhere, path.join(folder, 'bin')]) mkdirSync(made);
  const oms = async (...argv: string[]) => expect(await runOms(argv, { cwd: shop })).toMatchObject({ code: 0 });
  await oms('init', '.', '--name', 'Shop', '--country', 'GB');
  await oms('product', 'add', 'MUG', '--name', 'Mug', '--price', '1');
  await oms('product', 'add', HOSTILE, '--name', 'Odd', '--price', '1');
  for (const name of ['Ana', 'Li']) await oms('order', 'add', '--line', 'MUG', '--name', name);
  installProgram();
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program "oms" on the path that is this very source. */
function installProgram(): void {
  const bundle = path.join(folder, 'oms.cjs');
  buildSync({
    absWorkingDir: projectRoot,
    entryPoints: ['src/main.ts'],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    supported: { 'dynamic-import': false },
    external: ['better-sqlite3/build/*'],
    logLevel: 'error',
  });
  const launcher = path.join(folder, 'bin/oms');
  writeFileSync(launcher, `#!/bin/sh\nexec "${process.execPath}" -e 'require("${bundle}").run("${projectRoot}")' oms "$@"\n`);
  chmodSync(launcher, 0o755);
}

/** How a shell is asked what it would offer for $1, with the completion script in $2. */
const drivers: Readonly<Record<string, readonly string[]>> = {
  bash: [
    '--norc',
    '-c',
    `source "$2"; read -ra COMP_WORDS <<< "$1"; [[ $1 == *" " ]] && COMP_WORDS+=(""); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _oms; printf "%s\\n" "\${COMPREPLY[@]}"`,
    'bash',
  ],
  // the builtins that would draw a menu print instead
  zsh: [
    '-f',
    '-c',
    `compdef() { : }; compadd() { [[ $1 == -- ]] && shift; (( $# )) && print -rl -- "$@" }; _files() { print -l -- *(N) }
_describe() { print -rl -- \${\${(P)2}%%:*} }; source "$2"; words=(\${(z)1}); [[ $1 == *' ' ]] && words+=(''); CURRENT=$#words; _oms`,
    'zsh',
  ],
  fish: ['--no-config', '-c', 'source $argv[2]; complete -C $argv[1]'],
};

interface Offered {
  readonly candidates: readonly string[];
  readonly stderr: string;
}

function offered(shell: string, line: string, cwd: string): Offered {
  const env = { PATH: `${folder}/bin:${process.env.PATH}`, HOME: folder, LANG: 'C.UTF-8' };
  const done = spawnSync(shell, [...(drivers[shell] as string[]), line, path.join(folder, `${shell}.script`)], {
    cwd,
    env,
    encoding: 'utf8',
  });
  const word = line.split(' ').at(-1) as string;
  const candidates = done.stdout
    .split('\n')
    .map((candidate) =>
      candidate
        .replace(/\t.*$/, '')
        .replace(/(?<!\\) $/, '')
        .replace(/\\(.)/g, '$1'),
    )
    .filter((candidate) => candidate !== '' && candidate.startsWith(word));
  return { candidates: [...new Set(candidates)].sort(), stderr: done.stderr };
}

const lines: readonly (readonly [line: string, expected: readonly string[]])[] = [
  ['oms or', ['order']],
  ['oms order con', ['confirm']],
  ['oms order list --chan', ['--channel']],
  ['oms order list --dry', []],
  ['oms order confirm --dry', ['--dry-run']],
  ['oms order confirm ', ['O1', 'O2']],
  ['oms order confirm O1 ', ['O1', 'O2']],
  ['oms --json order show ', ['O1', 'O2']],
  ['oms --lang ko order show ', ['O1', 'O2']],
  ['oms report sales --by ', ['channel', 'country', 'customer', 'day', 'month', 'product', 'week']],
  ['oms order list --sku M', ['MUG']],
  ['oms stock show ', [HOSTILE, 'MUG']],
  ['oms config get time', ['time-zone']],
  ['oms completion ', ['bash', 'fish', 'zsh']],
  ['oms help exit', ['exit-codes']],
  ['oms --lang ', ['en', 'es', 'ja', 'ko', 'zh']],
  ['oms nonsense ', []],
  ['oms order list --text ', []],
  ['oms product ali', ['alias']],
  ['oms product alias rem', ['remove']],
  ['oms --lang ko product alias list --ch', ['--channel']],
  ['oms product alias add --quan', ['--quantity']],
];

for (const shell of Object.keys(drivers)) {
  const isThere = spawnSync(shell, ['-c', 'true']).status === 0;
  describe.skipIf(!isThere)(`${shell}${isThere ? '' : ' is not installed here'}`, () => {
    beforeAll(async () => {
      const { stdout } = await runOms(['completion', shell], { cwd: elsewhere });
      writeFileSync(path.join(folder, `${shell}.script`), stdout);
    });

    test.each(lines)('"%s" offers %j', (line, expected) => {
      expect(offered(shell, line, shop)).toEqual({ candidates: [...expected].sort(), stderr: '' });
      expect(existsSync(path.join(folder, 'pwned'))).toBe(false);
    });

    test('every noun, every command without one, and help', () => {
      const { candidates } = offered(shell, 'oms ', shop);
      expect(candidates).toEqual(expect.arrayContaining(['order', 'stock', 'report', 'db', 'init', 'status', 'completion', 'help']));
    });

    test('outside a shop no ids, and not a word; the shop that --db names has them', () => {
      expect(offered(shell, 'oms order show ', elsewhere)).toEqual({ candidates: [], stderr: '' });
      expect(offered(shell, `oms --db ${shop} order show `, elsewhere)).toEqual({ candidates: ['O1', 'O2'], stderr: '' });
    });

    test('files where a file belongs', () => {
      expect(offered(shell, 'oms order import oms.', shop).candidates).toEqual(['oms.db']);
    });
  });
}
