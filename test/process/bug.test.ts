// What nobody foresaw: one line, 70, and a stack only for who asks for it.

import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ended, ensureBuilt, inFolder, must, plainEnvironment, programFile, runShell } from '../process.ts';
import { projectRoot, runOms } from '../world.ts';

beforeAll(ensureBuilt, 120_000);

/** The program with words that are no JSON. */
function makeBroken(folder: string): string {
  const root = path.join(folder, 'broken');
  mkdirSync(path.join(root, 'templates/locales'), { recursive: true });
  cpSync(path.dirname(programFile), path.join(root, 'bin'), { recursive: true });
  symlinkSync(path.join(path.dirname(programFile), '../dist'), path.join(root, 'dist'));
  symlinkSync(path.join(projectRoot, 'node_modules'), path.join(root, 'node_modules'));
  writeFileSync(path.join(root, 'package.json'), readFileSync(path.join(projectRoot, 'package.json')));
  writeFileSync(path.join(root, 'templates/locales/en.json'), '{ "half": ');
  return path.join(root, 'bin/oms.js');
}

function runBroken(launcher: string, cwd: string, env: Readonly<Record<string, string>> = {}) {
  return ended(
    spawn(process.execPath, [launcher, 'stock', 'list'], { cwd, env: plainEnvironment(env), stdio: ['ignore', 'pipe', 'pipe'] }),
  );
}

describe('a bug', () => {
  test('where not even a failure can be told: one line and 70, with OMS_DEBUG its stack', () =>
    inFolder(async (folder) => {
      const launcher = makeBroken(folder);
      const { code, stdout, stderr } = await runBroken(launcher, folder);
      expect({ code, stdout }).toEqual({ code: 70, stdout: '' });
      expect(stderr).toMatch(/^oms: .*JSON.*\n$/);
      expect((await runBroken(launcher, folder, { OMS_DEBUG: '1' })).stderr).toMatch(/ at /);
    }));

  test('in a command: named with command and version, in the reader’s language, and as JSON', () =>
    inFolder(async (folder) => {
      await must(['init', '.', '--name', 'A', '--country', 'GB'], folder);
      // a clock that tells no time
      const broken = { cwd: folder, now: 'never' };
      const line = ['product', 'add', 'MUG', '--name', 'Mug'];
      const plain = await runOms(line, broken);
      expect(plain.code).toBe(70);
      expect(plain.stderr).toMatch(/^oms 0\.0\.0-test met a bug in "oms product add": .*OMS_DEBUG=1 shows more\.\n$/);
      expect((await runOms([...line, '--lang', 'ko'], broken)).stderr).toMatch(/^oms 0\.0\.0-test.*oms product add.*\n$/);
      const { stderr, stdout } = await runOms([...line, '--json'], broken);
      expect(stdout).toBe('');
      expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'bug', hint: expect.any(String), details: {} } });
      expect((await runOms(line, { ...broken, env: { OMS_DEBUG: '1' } })).stderr).toMatch(/\n\s+at /);
    }));
});

test('a folder that has been removed meanwhile is no bug', () =>
  inFolder(async (folder) => {
    const { code, stdout, stderr } = await runShell('mkdir gone; cd gone; rmdir ../gone; oms stock list', folder);
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
    expect(stderr).toMatch(/^error: there is no shop here: .*gone/);
  }));
