/** `npm run bench [-- --json] [--large] [names]`: measures the numbers that docs/architecture.md promises, each beside its goal and a baseline. */
import { campaigns } from './bench/campaign.ts';
import { core } from './bench/core.ts';
import { duties } from './bench/duties.ts';
import { history } from './bench/history.ts';
import { life } from './bench/life.ts';
import { lists } from './bench/lists.ts';
import { renewals } from './bench/renewal-day.ts';
import { type Bench, type Figure, lineOf, progress, reached, table } from './bench/report.ts';
import { start } from './bench/start.ts';
import { subscribing } from './bench/subscribing.ts';
import { web } from './bench/web.ts';

const BENCHES: Bench[] = [core, web, start, history, duties, subscribing, life, lists, renewals, campaigns];

const args = process.argv.slice(2);
const names = args.filter((word) => !word.startsWith('--'));
const unknown = names.find((name) => !BENCHES.some((one) => one.name === name)) ?? args.find((word) => /^--(?!(json|large)$)/.test(word));
if (unknown) {
  console.error(`"${unknown}" is not measured; choose among ${BENCHES.map((one) => one.name).join(', ')}, and --json, --large.`);
  process.exit(1);
}

const figures: (Figure & { bench: string })[] = [];
let failed = false;
for (const { name, run } of BENCHES.filter((one) => names.length === 0 || names.includes(one.name))) {
  progress(`${name}…`);
  try {
    for (const figure of await run({ large: args.includes('--large') })) {
      figures.push({ bench: name, ...figure });
      progress(lineOf(figure));
    }
  } catch (error) {
    failed = true;
    console.error(error);
  }
}
console.log(
  args.includes('--json')
    ? JSON.stringify(
        figures.map((figure) => ({ ...figure, reached: reached(figure) })),
        null,
        2,
      )
    : table(figures),
);
process.exit(failed ? 1 : 0);
