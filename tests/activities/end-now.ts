/** Ends a subscription by the client's denunciation, without waiting for a workflow, and lives on until a duty of its end is next. */
import { commitOnce } from '../../activities/commit.ts';
import { isRefusal } from '../../contract/clause.ts';
import { decide } from '../../contract/contract.ts';
import type { Action } from '../../contract/duties.ts';
import { lastDenunciationDay } from '../../contract/denunciation.ts';
import { instantOf } from '../../contract/calendar.ts';
import type { Ground } from './ground.ts';

export async function endNow(ground: Ground, number: string, action: Action = 'data.destroy'): Promise<void> {
  await ground.deps.knex('contact_counts').insert({
    client: (await ground.deps.knex('subscriptions').where({ number }).first('client')).client,
    from_on: '2026-01-01',
    contacts: 12,
  });
  const { contract } = await ground.deps.knex('subscriptions').where({ number }).first('contract');
  const at = instantOf(lastDenunciationDay(contract)) - 86_400_000;
  await commitOnce(ground.deps.knex, { subscription: number, act: 'command/denounce', at }, (locked) => {
    const decided = decide(locked.contract, { type: 'denounce', by: { person: 'usr_1', role: 'CLIENT_ADMIN' }, input: {} }, at);
    if (isRefusal(decided)) throw new Error(decided.because);
    return decided;
  });
  await ground.liveUntil(number, action);
}
