/** INFO messages leave by the outbox: in live life by a relay, on a test clock as its instant passes. Each is recorded once, with its bytes and their hash. */
import { momentOf } from '../contract/calendar.ts';
import { fact } from '../contract/clause.ts';
import type { Instant } from '../contract/facts.ts';
import { keepTaken } from '../database/deliveries.ts';
import type { Notice } from '../database/models/notice.ts';
import { LEASE_MS, dueMessages, dueMessagesOf, markFailed, markSent } from '../database/outbox.ts';
import { MailRefused } from '../providers/mail/port.ts';
import { commitOnce } from './commit.ts';
import { composeNotice } from './compose.ts';
import type { Deps } from './deps.ts';

const BATCH = 20;
const RETRY_MS = 60_000;

/** Sends one message and records it: SENT, with its journal row, in one transaction. A mail server that refuses for good voids it. */
async function deliver(deps: Deps, notice: Notice, sentAt: Instant | null): Promise<void> {
  const composed = await composeNotice(deps, notice, sentAt ?? notice.sendAfter);
  deps.failpoint?.('mail.before-send');
  const taken = await deps.mailer.deliver(composed.mail);
  deps.failpoint?.('mail.after-send');
  const at = sentAt ?? taken.acceptedAt;
  const act = { subscription: notice.subscription, act: `message/${notice.id}`, at: momentOf(at) };
  await commitOnce(deps.knex, act, async ({ trx }) => {
    if (!(await markSent(trx, notice.id, { ...composed.record, sentAt: at }))) return [];
    await keepTaken(trx, { notice: notice.id, at }, taken);
    const data = { notice: notice.id, code: notice.code, documentHash: composed.record.documentHash };
    return [fact('message.sent', notice.article, momentOf(at), data)];
  });
}

async function recordFailure(deps: Deps, notice: Notice, error: Error): Promise<void> {
  if (error instanceof MailRefused) await deps.knex('notices').where({ id: notice.id }).update({ state: 'VOID', last_error: error.message });
  else await markFailed(deps.knex, notice.id, { error: error.message, nextTry: new Date(Date.now() + RETRY_MS).toISOString() });
}

/** On a test clock: sends what is due up to an instant, each message at its own. Throws where the mail server is not there, so that the duty is tried again. */
export async function deliverDue(deps: Deps, subscription: string, until: Instant): Promise<void> {
  const due = await dueMessagesOf(deps.knex, subscription, until);
  for (const notice of due)
    try {
      await deliver(deps, notice, notice.sendAfter);
    } catch (error) {
      if (!(error instanceof MailRefused)) throw error;
      await recordFailure(deps, notice, error);
    }
}

/** In live life: sends what is due now, one batch after the other. Returns how many left. */
export async function relayOnce(deps: Deps): Promise<number> {
  let sent = 0;
  for (;;) {
    const due = await dueMessages(deps.knex, new Date().toISOString(), BATCH);
    const until = Date.now() + LEASE_MS / 2;
    for (const notice of due) {
      if (Date.now() > until) break; // a slow mail server: the rest goes back before another sender may take it
      try {
        await deliver(deps, notice, null);
        sent++;
      } catch (error) {
        await recordFailure(deps, notice, error as Error);
      }
    }
    if (due.length < BATCH) return sent;
  }
}
