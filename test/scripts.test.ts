// Runs every conversation under test/scripts/.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runScript } from './script.ts';
import { projectRoot } from './world.ts';

const folder = path.join(projectRoot, 'test/scripts');
const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.txt'))
  .sort();

/** They take turns in one thread: each may wait for all the others. */
const WAITING_MS = 900_000;

describe('scripts', () => {
  for (const name of scripts) {
    test.concurrent(
      name,
      async () => {
        const file = path.join(folder, name);
        const { actual, failure } = await runScript(readFileSync(file, 'utf8'));
        if (failure === undefined) return;
        if (process.env.OMS_UPDATE) writeFileSync(file, actual);
        else expect.fail(failure);
      },
      WAITING_MS,
    );
  }
});
