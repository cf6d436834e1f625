// The slow tests: killed, raced, out of disk, fuzzed. `npm run faults`; apart from `npm test`, which has to be quick.
import { defineConfig } from 'vitest/config';
import { reporters } from '../reporters.ts';

export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/faults/**/*.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 120_000,
    pool: 'threads',
    ...reporters,
  },
});
