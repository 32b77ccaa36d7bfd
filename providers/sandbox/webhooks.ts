/** Tells Tacite what happens live: each event when it is due, signed, again with back-off until it answers 2xx. */
import { sign } from '../webhook-signature.ts';
import type { Database } from './database.ts';
import { statusOf } from './einvoices.ts';
import { type EventRow, newsOf } from './events.ts';

const TICK_MS = 200;
const TIMEOUT_MS = 5000;
const LONGEST_WAIT_S = 300;

type Target = { url: string; secret: string };

/** Starts telling. `stop` waits for what is under way. */
export function startWebhooks(database: Database, target: Target): { stop(): Promise<void> } {
  let stopped = false;
  const run = async () => {
    while (!stopped) {
      const told = await tellDue(database, target).catch(() => 0); // the database is away: the next tick asks again
      if (told === 0) await new Promise((done) => setTimeout(done, TICK_MS));
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}

/** Claims the events that are due, for half a minute, so that a second sandbox does not tell them too. */
async function tellDue(database: Database, target: Target): Promise<number> {
  const { rows } = await database.query<EventRow>(
    `update sandbox.events set tries = tries + 1, next_try = now() + interval '30 seconds' where seq in (
       select seq from sandbox.events where told and not clocked and delivered_at is null and at <= now() and (next_try is null or next_try <= now())
       order by at, seq limit 20 for update skip locked
     ) returning *`,
  );
  rows.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  await Promise.all(rows.map((row) => tell(database, target, row)));
  return rows.length;
}

async function tell(database: Database, target: Target, row: EventRow): Promise<void> {
  const isStatus = row.type === 'einvoice-status';
  const news = isStatus ? statusOf(row) : await newsOf(database, row);
  const url = isStatus ? new URL('../einvoices/sandbox', target.url).href : target.url;
  if (news && (await post({ ...target, url }, row.id, JSON.stringify(news)))) {
    await database.query('update sandbox.events set delivered_at = now() where id = $1', [row.id]);
    return;
  }
  const wait = Math.min(2 ** Math.min(row.tries, 10), LONGEST_WAIT_S);
  await database.query(`update sandbox.events set next_try = now() + $2 * interval '1 second' where id = $1`, [row.id, wait]);
}

async function post({ url, secret }: Target, id: string, body: string): Promise<boolean> {
  const headers = { 'content-type': 'application/json', ...sign(secret, id, Math.floor(Date.now() / 1000), body) };
  try {
    return (await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) })).ok;
  } catch {
    return false;
  }
}
