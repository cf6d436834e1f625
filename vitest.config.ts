// `npm test`: everything but what is slow (test/faults, test/packaging) and what measures (test/bench).
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longest-first.ts';
import { reporters } from './test/reporters.ts';

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
