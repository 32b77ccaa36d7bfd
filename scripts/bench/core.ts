/** The contract alone: how many years of subscriptions one core lives through in a second, and what a forecast of the whole portfolio takes. */
import { addMonths, civilOf, dayOf, instantOf } from '../../contract/calendar.ts';
import { monthsFrom } from '../../contract/cash.ts';
import { runUntil } from '../../contract/forecast.ts';
import type { Contract } from '../../contract/state.ts';
import { countCash } from '../../activities/cash-forecast.ts';
import type { Counted, Row } from '../../activities/cash-thread.ts';
import { accepted, plainWorld } from './portfolio.ts';
import { type Figure, progress, seconds } from './report.ts';

const START = dayOf('2027-01-04');
const YEARS = 50;
const ROUNDS = 150;
const AT_ONCE = 4;
const SUBSCRIPTIONS = 100_000;

/** Healthy yearly subscription-years a second, in the best of many short rounds: other programs only slow a round down. */
async function yearsPerSecond(): Promise<number> {
  const until = instantOf(addMonths(START, 12 * YEARS));
  const round = (): void => {
    for (let i = 0; i < AT_ONCE; i++) runUntil(accepted(`S${i}`, 'yearly', civilOf(START + i)), plainWorld(), until);
  };
  const times: number[] = [];
  for (let i = 0; i < ROUNDS; i++) times.push(await seconds(round));
  return (AT_ONCE * YEARS) / Math.min(...times);
}

/** Copies of a contract through JSON a second: how fast this core is just now. */
async function copiesPerSecond(): Promise<number> {
  let contract = accepted('S1', 'yearly', civilOf(START));
  const times: number[] = [];
  const round = (): void => {
    for (let i = 0; i < 2_000; i++) contract = JSON.parse(JSON.stringify(contract)) as Contract;
  };
  for (let i = 0; i < ROUNDS; i++) times.push(await seconds(round));
  return 2_000 / Math.min(...times);
}

const PAGE = 500;
/** The portfolio as the database hands it out: pages of contracts as JSON texts; one subscription in four is monthly. */
async function* portfolio(): AsyncGenerator<Row[]> {
  for (let first = 0; first < SUBSCRIPTIONS; first += PAGE)
    yield Array.from({ length: PAGE }, (_, i) => {
      const number = `S${first + i}`;
      const contract = accepted(number, i % 4 === 0 ? 'monthly' : 'yearly', civilOf(START + (i % 60)));
      return { number, contract: JSON.stringify(contract), contacts: 280 };
    });
}

/** Seconds to foresee what a portfolio brings in over twelve months, as a worker does it. */
async function cashForecast(): Promise<number> {
  const { end } = monthsFrom(START, 12);
  const shares = { latePercent: 0, failingPercent: 0, denouncingPercent: 0 };
  const supposition = { from: instantOf(START), until: instantOf(end) - 1, published: { schedules: [], vatRates: [] }, shares };
  let counted: Counted | undefined;
  const took = await seconds(async () => (counted = await countCash(portfolio(), supposition, () => undefined)));
  if (counted?.unread.length !== 0 || !counted.months['2027-02']?.cashCents) throw new Error('the forecast brings in no money');
  return took;
}

export const core = {
  name: 'core',
  run: async (): Promise<Figure[]> => {
    progress('contract core: healthy yearly subscriptions over 50 years…');
    const copies = await copiesPerSecond();
    const years = await yearsPerSecond();
    progress(`portfolio cash forecast: ${SUBSCRIPTIONS} subscriptions, 12 months…`);
    const took = await cashForecast();
    return [
      {
        ...{ what: 'contract core, healthy yearly subscription-years a second, one core', value: years, unit: '/s', goal: { least: 50_000 } },
        baseline: { what: 'copies of a contract through JSON', value: copies },
      },
      { what: 'portfolio cash forecast, 100,000 subscriptions (1 of 4 monthly), 12 months', value: took, unit: 's', goal: { most: 10 } },
    ];
  },
};
