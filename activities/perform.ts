/** One duty, once: known facts are returned; else the outside is asked, then one transaction makes and commits the facts. */
import { isoOf } from '../contract/calendar.ts';
import { fulfil } from '../contract/contract.ts';
import type { Answers, Duty } from '../contract/duties.ts';
import type { Contract } from '../contract/state.ts';
import { type Performance, answerInside, answerOutside } from './answers.ts';
import { type Committed, commitOnce, committed } from './commit.ts';
import type { Deps } from './deps.ts';
import { sealedBytes, sendFormal } from './formal.ts';
import { deliverDue } from './outbox.ts';
import { eraseClientData, purgeAccounts, purgeEvidence } from './purge.ts';

/** What is stored of a subscription, read without a lock. */
async function stored(deps: Deps, number: string): Promise<{ contract: Contract; client: string; testClock: string | null }> {
  const row = await deps
    .knex('subscriptions as s')
    .join('clients as c', 'c.id', 's.client')
    .where('s.number', number)
    .first('s.contract', 's.client', 'c.test_clock as testClock');
  if (!row) throw new Error(`subscription ${number} is not stored`);
  return row;
}

/** Nobody outside is asked twice; what is done inside is looked up again under the lock. */
const asksOutside = ({ action }: Duty): boolean => /^(payment|refund|notice|export|access|content|data|evidence|accounts)\./.test(action);

/** Documents are issued inside the transaction: one that fails gives its number back (A6). */
const issues = ({ action }: Duty): boolean => action.endsWith('.issue') || action === 'term.renew';

/**
 * Performs a duty at an instant (epoch milliseconds) and returns its facts. Safe to run twice: the second run returns the facts of the first.
 * On a test clock the messages due before it leave first; its own leave before the next duty, or when the clock stands still.
 */
export async function perform(deps: Deps, performance: Performance): Promise<Committed> {
  const { subscription, duty, at, clocked } = performance;
  const known = await stored(deps, subscription);
  if (clocked) await deliverDue(deps, subscription, isoOf(at));
  const done = asksOutside(duty) && (await committed(deps.knex, subscription, duty.id));
  if (done) return done;
  const outside = duty.action === 'notice.send' ? await sendFormal(deps, performance, known) : await answerOutside(deps, performance, known);
  const fails = issues(duty) && (await deps.issueFails?.({ subscription, client: known.client, at: isoOf(at), clocked }));
  deps.failpoint?.('perform.before-commit');
  const result = await commitOnce(deps.knex, { subscription, act: duty.id, at }, async (locked) => {
    const answer: Answers[keyof Answers] | null = outside ?? (await answerInside(locked, performance, known.testClock));
    if (fails) throw new Error('the issue of the document failed');
    const facts = [...fulfil(locked.contract, duty, answer, at)];
    if (duty.action === 'notice.send') facts.push(...(await sealedBytes(locked, facts)));
    if (duty.action === 'data.destroy') await eraseClientData(locked, facts);
    if (duty.action === 'evidence.purge') await purgeEvidence(locked);
    if (duty.action === 'accounts.purge') await purgeAccounts(locked, Number(duty.ref));
    return facts;
  });
  deps.failpoint?.('perform.after-commit');
  return result;
}
