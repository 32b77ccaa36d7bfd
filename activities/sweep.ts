/** E8.6c: the daily erasure of what no subscription bears, and of exports whose days are over. */
import type { Client } from '@temporalio/client';
import { type Moment, dayOf, parisDay } from '../contract/calendar.ts';
import type { Civil } from '../contract/facts.ts';
import { exportAvailableUntil } from '../contract/reversibility.ts';
import type { Contract } from '../contract/state.ts';
import { sweep } from '../database/retention.ts';
import type { Deps } from './deps.ts';
import { daily } from './schedules.ts';

export async function sweepRetention(deps: Deps, at: Moment): Promise<void> {
  await sweep(deps.knex, { testClock: null, at });
  await dropExports(deps, at);
}

/** A file that nobody may download any more is not kept. */
async function dropExports({ knex, exports }: Deps, at: Moment): Promise<void> {
  for (const id of await exports.list()) {
    const row: { contract: Contract; delivered_on: Civil | null } | undefined = await knex('exports as e')
      .join('subscriptions as s', 's.number', 'e.subscription')
      .where({ id })
      .whereNull('s.clock_at')
      .first('s.contract', 'e.delivered_on');
    const until = row?.delivered_on ? exportAvailableUntil(row.contract, dayOf(row.delivered_on)) : undefined;
    if (until !== undefined && until < parisDay(at)) await exports.remove(id);
  }
}

/** The schedule `retention`, made once: every night at three in Paris. */
export const scheduleRetention = (temporal: Client): Promise<void> =>
  daily(temporal, { id: 'retention', hour: 3, comment: '8.6 (c): what no subscription bears' });
