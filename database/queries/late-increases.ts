import type { Knex } from 'knex';
import { civilOf, momentOf, parisDay } from '../../contract/calendar.ts';
import { lastDenunciationDay } from '../../contract/denunciation.ts';
import { parameter } from '../../contract/parameters.ts';
import type { Instant } from '../../contract/facts.ts';
import type { Contract } from '../../contract/state.ts';
import { contractNow } from './clocks.ts';
import type { NewLine } from './publish.ts';

/** E5.1b (`price.lateIncreaseGuard`): the subscriptions that a published rise reaches after their last day to denounce the renewal that will bear it. */
export async function lateIncreases(
  knex: Knex,
  { publishedAt, testClock }: { publishedAt: Instant; testClock: string | null },
  lines: readonly NewLine[],
): Promise<string[]> {
  const at = Math.max(momentOf(publishedAt), await contractNow(knex, testClock));
  const formulas = [...new Set(lines.map((line) => line.formula))];
  const query = knex('subscriptions as s')
    .join('clients as c', 'c.id', 's.client')
    .whereIn('s.state', ['ACTIVE', 'SUSPENDED'])
    .whereIn('s.formula', formulas)
    .where('s.term_ends_on', '>=', civilOf(parisDay(at)))
    .orderBy('s.number')
    .select('s.number', 's.contract');
  const rows: { number: string; contract: Contract }[] = await (testClock ? query.where('c.test_clock', testClock) : query.whereNull('c.test_clock'));
  return rows
    .filter(
      (row) =>
        parameter(row.contract, 'price.lateIncreaseGuard') !== 'OFF' &&
        rises(row.contract, lines) &&
        lastDenunciationDay(row.contract) < parisDay(at),
    )
    .map((row) => row.number);
}

function rises({ formula, formulaChoice, price, denunciation, term }: Contract, lines: readonly NewLine[]): boolean {
  if (!price || denunciation?.term === term.number) return false;
  const code = (formulaChoice ?? formula).code;
  const brackets = lines.filter((line) => line.formula === code && line.contactsFrom <= price.contacts);
  const next = brackets.sort((a, b) => b.contactsFrom - a.contactsFrom)[0];
  return next !== undefined && next.netCents > price.netCents;
}
