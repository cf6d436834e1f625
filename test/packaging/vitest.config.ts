// The packed program, installed as a user installs it. `npm run packaging`; the addon compiles for a minute or two.
import { defineConfig } from 'vitest/config';
import { reporters } from '../reporters.ts';

export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/packaging/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 900_000,
    pool: 'threads',
    ...reporters,
  },
});
