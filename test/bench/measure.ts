// What benchmarks share: their shape, and timing two sides fairly: in turn, round after round, medians compared.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { performance } from 'node:perf_hooks';

/** One measured ratio, and the bound that it must not exceed. */
export interface Figure {
  readonly figure: string;
  readonly ratio: number;
  readonly bound: number;
  /** What the sides took, or what else to know of the run. */
  readonly note?: string;
}

export interface Benchmark {
  readonly name: string;
  run(): Promise<readonly Figure[]>;
}

/** Where the program stands: `run.js` starts benchmarks from there. */
export const programRoot = process.cwd();
export const programFile = path.join(programRoot, 'bin/oms.js');

/** The environment of both sides: a certificate file that Node reads at every start would hide what is measured. */
export const plainEnvironment: NodeJS.ProcessEnv = { ...process.env, NODE_EXTRA_CA_CERTS: undefined };

/** One side: does its work once. What it leaves behind it cleans up in `after`, which is not timed. */
export interface Side {
  readonly name: string;
  work(): void | Promise<void>;
  after?(): void;
}

/** A side that is a whole process; refuses an exit code other than 0. */
export function processSide(name: string, command: string, args: readonly string[], cwd = programRoot): Side {
  return {
    name,
    work() {
      const done = spawnSync(command, args, { cwd, env: plainEnvironment, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
      if (done.status !== 0) throw new Error(`${name} ended with ${done.status ?? done.signal}: ${done.stderr}`);
    },
  };
}

/** Median milliseconds of each side: one round to warm up, then `rounds` in which every side takes its turn. */
export async function interleaved(sides: readonly Side[], rounds: number): Promise<number[]> {
  const times: number[][] = sides.map(() => []);
  for (let round = -1; round < rounds; round += 1) {
    for (const [index, side] of sides.entries()) {
      const start = performance.now();
      await side.work();
      if (round >= 0) times[index]?.push(performance.now() - start);
      side.after?.();
    }
  }
  return times.map(median);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
