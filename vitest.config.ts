// `npm test`: everything but what is slow (test/faults, test/packaging) and what measures (test/bench).
import { statfsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longest-first.ts';
import { reporters } from './test/reporters.ts';

const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 2 ** 31;

/** Shops of these tests wait for no disk, where there is room for them in memory; test/faults has real disks. */
function scratch(): string | undefined {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize > ENOUGH_BYTES ? MEMORY : undefined;
  } catch {
    return undefined;
  }
}

const memory = scratch();
if (memory !== undefined && process.env.TMPDIR === undefined) process.env.TMPDIR = memory;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/faults/**', 'test/packaging/**', 'test/bench/**'],
    testTimeout: 180_000,
    pool: 'threads',
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    ...reporters,
  },
});
