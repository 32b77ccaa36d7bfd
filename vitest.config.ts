import { defineConfig } from 'vitest/config';

/** From fast to real: `contract` needs nothing; `real` has one PostgreSQL, Temporal server and inbox for all; `web` opens a browser. */
export default defineConfig({
  test: {
    maxWorkers: 2, // most of what these tests do is wait: for timers, commits and pages
    projects: [
      {
        test: { name: 'contract', isolate: false, include: ['tests/contract/**/*.test.ts', 'tests/mails/**/*.test.ts', 'tests/papers/**/*.test.ts'] },
      },
      {
        test: {
          name: 'real',
          isolate: false, // files share their modules, which take longer to load than most take to run
          include: ['tests/{database,providers,activities,workflows,scenarios,lives,api,reliability,scripts}/**/*.test.ts'],
          globalSetup: 'tests/setup/global.ts',
          maxConcurrency: 4,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'web',
          include: ['tests/web/**/*.test.ts'],
          globalSetup: 'tests/web/global.ts',
          testTimeout: 90_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
