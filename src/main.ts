// main(argv, world) → exit code. The world is built from the process here and nowhere else.
import { readFileSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import path from 'node:path';
import { runProgram } from './cli/program.ts';
import type { World } from './cli/world.ts';
import { openForContext } from './open-shop.ts';

/** Runs one command line in a world. */
export function main(argv: readonly string[], world: World): Promise<number> {
  return runProgram(argv, world, openForContext);
}

/** The process as a world. `root` is the folder of package.json. */
export function processWorld(root: string): World {
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    home: homedir(),
    user: userName(),
    root,
    version: (JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }).version,
    now: () => new Date(),
  };
}

/** Runs the process's own command line; a reader that went away (`| head`) ends it quietly. */
export async function run(root: string): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit();
      throw error;
    });
  }
  process.exitCode = await main(process.argv.slice(2), processWorld(root));
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}
