/** E11.9b: mails that come to our address, pushed by a webhook or read from a mailbox: each is archived once, and told where it proves something. */
import { leaveMailbox, markPlace, takeMailbox } from '../database/mailboxes.ts';
import { takeMail } from '../database/received-mails.ts';
import { readMailbox } from '../providers/mail/imap.ts';
import { readMail } from '../providers/mail/incoming.ts';
import type { Deps } from './deps.ts';
import { told } from './tell.ts';

/** Takes a mail in, as it came. `kept`: it proves nothing that a running subscription must hear. */
export async function hearMail({ knex, temporal }: Pick<Deps, 'knex' | 'temporal'>, raw: Buffer): Promise<'told' | 'kept'> {
  const heard = await takeMail(knex, await readMail(raw));
  return heard && (await told(temporal, heard.subscription, heard.event)) ? 'told' : 'kept';
}

/** Reads what came to a mailbox since it was last read; nothing while another process does. */
export async function readOnce(deps: Pick<Deps, 'knex' | 'temporal'>, url: string): Promise<void> {
  const { username, host, pathname } = new URL(url);
  const name = `${username}@${host}${pathname}`;
  const mailbox = await takeMailbox(deps.knex, name);
  if (!mailbox) return;
  try {
    await readMailbox(url, mailbox.from, async (raw, place) => {
      await hearMail(deps, raw);
      await markPlace(deps.knex, name, place);
    });
  } finally {
    await leaveMailbox(deps.knex, name);
  }
}

/** Reads a mailbox every so often until stopped. A server that is away is asked again the next time. */
export function startReading(
  deps: Pick<Deps, 'knex' | 'temporal'>,
  { url, everyMs, onError }: { url: string; everyMs: number; onError: (error: Error) => void },
): { stop: () => void } {
  let busy = false;
  const read = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    await readOnce(deps, url).catch(onError);
    busy = false;
  };
  const timer = setInterval(() => void read(), everyMs);
  void read();
  return { stop: () => clearInterval(timer) };
}
