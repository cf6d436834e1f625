// stdout, stderr and stdin as a shell wires them: pipes that close, disks that are full, files, folders, no colours.
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNative } from '../../src/store/native.ts';
import { ensureBuilt, hasProgram, inFolder, inShopFolder, must, programFile, runProcess, runShell } from '../process.ts';
import { projectRoot } from '../world.ts';

beforeAll(ensureBuilt, 120_000);

const ESCAPE = '\u001B';

/** Straight into the table: 5,000 calls would take minutes. */
function addProducts(folder: string, count: number): void {
  const database = openNative(projectRoot, path.join(folder, 'oms.db'), 5_000);
  const insert = database.prepare("insert into product (sku, name, kind, created_at, updated_at) values (?, ?, 'goods', ?, ?)");
  const at = '2026-03-02T09:00:00Z';
  database.transaction(() => {
    for (let index = 0; index < count; index += 1) insert.run(`SKU-${index}`, `A product with a name of some length ${index}`, at, at);
  })();
  database.close();
}

describe('a reader that goes away', () => {
  test('ends the program quietly, with 0', () =>
    inShopFolder(async (folder) => {
      addProducts(folder, 5_000);
      const { stdout, stderr, code } = await runShell('oms product list --json | head -c 100; echo $PIPESTATUS', folder);
      expect(stdout).toMatch(/^\[\n {2}\{[\s\S]{90,}0\n$/);
      expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
      const csv = await runShell('oms product list --csv | head -1; echo $PIPESTATUS', folder);
      expect(csv.stdout).toMatch(/^sku,name.*\n0\n$/);
      expect(csv.stderr).toBe('');
    }));

  test('does not change what a refusal ends with', () =>
    inShopFolder(async (folder) => {
      const { stdout } = await runShell('oms stock receive NONE 1 2>&1 | true; echo $PIPESTATUS', folder);
      expect(stdout).toBe('1\n');
      const help = await runShell('oms --help | true; echo $PIPESTATUS', folder);
      expect(help).toMatchObject({ stdout: '0\n', stderr: '' });
    }));

  test('a slow reader gets everything, also through a pipe that does not block', () =>
    inShopFolder(async (folder) => {
      if (!hasProgram('python3')) return;
      addProducts(folder, 5_000);
      const nonBlocking = 'import os,sys; os.set_blocking(1, False); os.execvp(sys.argv[1], sys.argv[1:])';
      const { stdout, stderr } = await runShell(
        `python3 -c '${nonBlocking}' "${process.execPath}" "$PROGRAM" product list --json | (sleep 1; cat) | tail -c 4`,
        folder,
        { PROGRAM: programFile },
      );
      expect(stderr).toBe('');
      expect(stdout).toBe('  }\n]\n'.slice(-4));
    }));
});

describe('a full disk under the streams', () => {
  test('stdout: told, 4, and what was done is done', () =>
    inShopFolder(async (folder) => {
      const { stdout, stderr } = await runShell('oms stock receive MUG 3 > /dev/full; echo $?', folder);
      expect(stdout).toBe('4\n');
      expect(stderr).toBe('error: the answer could not be written to stdout (ENOSPC); what was done is done\n');
      expect(JSON.parse(await must(['stock', 'show', 'MUG', '--json'], folder))).toMatchObject({ onHand: 3 });
    }));

  test('stderr: nobody can be told, the exit code stands', () =>
    inShopFolder(async (folder) => {
      const { stdout } = await runShell('oms stock receive NONE 3 2> /dev/full; echo $?', folder);
      expect(stdout).toBe('1\n');
    }));

  test('--json: one line', () =>
    inShopFolder(async (folder) => {
      const { stderr } = await runShell('oms stock list --json > /dev/full', folder);
      expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'output-failed', details: { cause: 'ENOSPC' } } });
      expect(stderr.match(/\n/g)).toHaveLength(1);
    }));
});

describe('what is piped', () => {
  test('holds no escape codes, whatever the environment says of colours', () =>
    inShopFolder(async (folder) => {
      const env = { TERM: 'xterm-256color', FORCE_COLOR: '1', CLICOLOR_FORCE: '1', COLORTERM: 'truecolor' };
      for (const args of [['--help'], ['product', 'list'], ['product', 'show', 'MUG'], ['stock', 'show', 'NONE'], ['nonsense']]) {
        const { stdout, stderr } = await runProcess(args, { cwd: folder, env });
        expect(stdout + stderr).not.toContain(ESCAPE);
        expect(stdout + stderr).not.toBe('');
      }
    }));

  test('is not cut to the width of a terminal', () =>
    inShopFolder(async (folder) => {
      const name = 'A name that is longer than any terminal is wide '.repeat(5).trim();
      await must(['product', 'add', 'LONG', '--name', name], folder);
      const { stdout } = await runProcess(['product', 'list'], { cwd: folder, env: { COLUMNS: '40' } });
      expect(stdout).toContain(name);
    }));

  test('is an answer on stdout and talk on stderr', () =>
    inShopFolder(async (folder) => {
      await runShell('oms stock receive MUG 3 --dry-run > answer 2> talk', folder);
      expect(readFileSync(path.join(folder, 'answer'), 'utf8')).toBe('received 3 MUG at main; on hand 3\n');
      expect(readFileSync(path.join(folder, 'talk'), 'utf8')).toBe('dry run: nothing was changed\n');
    }));
});

describe('stdin', () => {
  test('that is closed, empty or a folder has no ids in it', () =>
    inShopFolder(async (folder) => {
      mkdirSync(path.join(folder, 'sub'));
      for (const source of ['<&-', '< /dev/null', '< sub']) {
        const { stdout, stderr, code } = await runShell(`oms stock show - --json ${source}`, folder);
        expect({ source, stdout, stderr, code }).toEqual({ source, stdout: '[]\n', stderr: '', code: 0 });
      }
    }));

  test('is not read by a command that does not ask for it', () =>
    inShopFolder(async (folder) => {
      const { stdout } = await runShell(
        'printf "one\\ntwo\\n" | while read line; do oms stock show MUG --json > /dev/null; echo "$line"; done',
        folder,
      );
      expect(stdout).toBe('one\ntwo\n');
    }));
});

test('the XDG data folder is where a shop is looked for last, if it is named in full', () =>
  inFolder(async (folder) => {
    await must(['init', 'data/oms', '--name', 'Data', '--country', 'GB'], folder);
    const found = await runProcess(['config', 'get', 'name'], { cwd: folder, env: { XDG_DATA_HOME: path.join(folder, 'data') } });
    expect(found).toMatchObject({ stdout: 'Data\n', code: 0 });
    const relative = await runProcess(['config', 'get', 'name'], { cwd: folder, env: { XDG_DATA_HOME: 'data' } });
    expect(relative.code).toBe(4);
  }));

test('a pipe or a device that is named as the file to write is written to, never replaced', () =>
  inShopFolder(async (folder) => {
    const line = 'mkfifo pipe; cat pipe > got & oms product export -o pipe --force; wait; test -p pipe && cat got';
    const { stdout, stderr, code } = await runShell(line, folder);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(stdout).toContain('MUG');
    expect(
      await runShell('mknod nowhere c 1 3 2> /dev/null || exit 0; oms product export -o nowhere --force && test -c nowhere', folder),
    ).toMatchObject({
      code: 0,
    });
  }));
