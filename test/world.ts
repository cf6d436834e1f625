// A world in memory around the real main(): fixed clock, own folder, captured streams.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { World } from '../src/cli/world.ts';
import { main } from '../src/main.ts';

export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
export const FIXED_NOW = '2026-03-02T09:00:00Z';

export interface RunOptions {
  readonly cwd: string;
  readonly stdin?: string | Uint8Array;
  readonly env?: Record<string, string>;
  readonly now?: string;
  /** Columns of a terminal on stdout and stderr; left out, all three streams are pipes. */
  readonly columns?: number;
}

export interface RunResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command line through the real main(). */
export async function runOms(argv: readonly string[], options: RunOptions): Promise<RunResult> {
  const out: string[] = [];
  const err: string[] = [];
  const terminal = options.columns === undefined ? {} : { isTTY: true, columns: options.columns };
  const stdin = options.stdin ?? '';
  const world: World = {
    stdin: {
      async *[Symbol.asyncIterator]() {
        yield stdin;
      },
    },
    stdout: { write: (text) => out.push(asText(text)), ...terminal },
    stderr: { write: (text) => err.push(asText(text)), ...terminal },
    env: { LANG: 'en_US.UTF-8', ...options.env },
    cwd: options.cwd,
    home: path.join(options.cwd, '.home'),
    user: 'tester',
    root: projectRoot,
    version: '0.0.0-test',
    now: () => new Date(options.now ?? FIXED_NOW),
  };
  const code = await main(argv, world);
  return { code, stdout: out.join(''), stderr: err.join('') };
}

/** Bytes show as Latin-1, one character each. */
function asText(written: string | Uint8Array): string {
  return typeof written === 'string' ? written : Buffer.from(written).toString('latin1');
}
