// Processes that write to a shop while a test does something else.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { projectRoot } from '../world.ts';
import type { Manner, RaceReport } from './racer.ts';
import type { TestShop } from './shop.ts';

export interface Race {
  /** All processes are up and begin now; what each did, when all are through. */
  run(): Promise<RaceReport[]>;
  /** They end what they are at, and report. */
  enough(): void;
  stop(): void;
}

/** So many processes, each ready to do so many transactions. */
export async function readyToRace(shop: TestShop, manner: Manner, processes: number, rounds: number): Promise<Race> {
  const runner = path.join(shop.folder, 'racer.cjs');
  buildSync({
    entryPoints: [path.join(projectRoot, 'test/store/racer.ts')],
    outfile: runner,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['better-sqlite3/build/*'],
    logLevel: 'warning',
  });
  const children = Array.from({ length: processes }, () => fork(runner, [shop.database.path, projectRoot, manner, String(rounds)]));
  await Promise.all(children.map((child) => once(child, 'message')));
  return {
    run: () => Promise.all(children.map(reportOf)),
    enough: () => children.map((child) => child.send('enough')),
    stop: () => children.map((child) => child.kill()),
  };
}

async function reportOf(child: ChildProcess): Promise<RaceReport> {
  child.send('go');
  const [report] = await once(child, 'message');
  return report as RaceReport;
}
