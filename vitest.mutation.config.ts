import { defineConfig } from 'vitest/config';

/** The fast tests that mutants of `contract/` are tried on (docs/mutation.md). */
export default defineConfig({
  test: {
    include: ['tests/contract/**/*.test.ts'],
    exclude: ['tests/contract/{docs,facts,coverage}.test.ts'],
    env: { PROPERTY_RUNS: '40' },
    testTimeout: 60_000,
  },
});
