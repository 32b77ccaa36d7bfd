import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest on a new machine, where no earlier run says so, longest first. */
const LONGEST = [
  'scenarios/scenarios',
  'lives/same-life',
  'web/subscription',
  'workflows/campaign',
  'reliability/kill',
  'activities/reconcile',
  'reliability/exports',
  'scenarios/boundaries',
  'scripts/instance',
  'api/client-commands',
  'papers/validators',
  'contract/properties',
  'web/fees',
  'web/bank',
  'web/hosted',
];

/** Within each project the longest files start first: none of them is left to one worker while the other is idle. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => a.project.name.localeCompare(b.project.name) || rank(a) - rank(b));
  }
}

function rank(file: TestSpecification): number {
  const place = LONGEST.findIndex((name) => file.moduleId.endsWith(`tests/${name}.test.ts`));
  return place < 0 ? LONGEST.length : place;
}

/** From fast to real: `contract` needs nothing; `real` has one PostgreSQL, Temporal server and inbox for all; `web` opens a browser. */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    maxWorkers: 3, // most of what these tests do is wait: for timers and commits
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
          testTimeout: 120_000, // a machine may be several times slower than another
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'web',
          include: ['tests/web/**/*.test.ts'],
          globalSetup: 'tests/web/global.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2, // each has a browser
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
