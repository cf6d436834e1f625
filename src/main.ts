// main(argv, world) → exit code. The world is built from the process here and nowhere else.
import { fstatSync, readFileSync, statSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import path from 'node:path';
import { exitCodes } from './cli/failures.ts';
import { runProgram } from './cli/program.ts';
import type { Source, World } from './cli/world.ts';
import { openForContext } from './open-shop.ts';
import { cleanLine } from './output/terminal.ts';
import { sinkOf } from './streams.ts';

/** Runs one command line in a world. */
export function main(argv: readonly string[], world: World): Promise<number> {
  return runProgram(argv, world, openForContext);
}

/** The process as a world. `root` is the folder of package.json. */
export function processWorld(root: string): World {
  return {
    stdin: processInput(),
    stdout: sinkOf(1, isTerminal(1) ? process.stdout.columns : undefined),
    stderr: sinkOf(2, isTerminal(2) ? process.stderr.columns : undefined),
    env: process.env,
    cwd: currentFolder(),
    home: homedir(),
    user: userName(),
    root,
    version: (JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }).version,
    now: () => new Date(),
    startReader: async (place) => (await import('./read-ahead.ts')).startReader(place),
  };
}

/**
 * Runs the process's own command line and ends the process: what is said has been written by then, and nothing that a
 * command left open keeps it waiting. What no command foresaw ends with one line and 70, never a stack.
 */
export async function run(root: string): Promise<void> {
  const stderr = sinkOf(2, undefined);
  const fail = (error: unknown): never => {
    const message = error instanceof Error ? (process.env.OMS_DEBUG && error.stack) || error.message : String(error);
    stderr.write(`oms: ${cleanLine(message)}\n`);
    process.exit(exitCodes.bug);
  };
  process.once('uncaughtException', fail);
  // stands until the command has answered: one that waits for ever for itself would end silently, as if it were done
  process.exitCode = exitCodes.bug;
  try {
    process.exit(await main(process.argv.slice(2), processWorld(root)));
  } catch (error) {
    fail(error);
  }
}

/** A folder that has been removed meanwhile is still where we are: nothing is found there, and that is what is said. */
function currentFolder(): string {
  try {
    return process.cwd();
  } catch {
    return process.env.PWD && path.isAbsolute(process.env.PWD) ? process.env.PWD : '/';
  }
}

/** stdin, opened only when something reads it. */
function processInput(): Source {
  return { isTTY: isTerminal(0), [Symbol.asyncIterator]: () => process.stdin[Symbol.asyncIterator]() };
}

/**
 * Whether this is a terminal. Node's own answer brings its whole network code with it, a tenth of the start; so it is
 * asked only where it could be yes.
 */
function isTerminal(descriptor: 0 | 1 | 2): boolean {
  const stat = fstatSync(descriptor);
  const nowhere = statSync('/dev/null', { throwIfNoEntry: false });
  if (!stat.isCharacterDevice() || stat.rdev === nowhere?.rdev) return false;
  return process.getBuiltinModule('node:tty').isatty(descriptor);
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}
