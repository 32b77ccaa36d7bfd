/** Our mailbox read by IMAP: from where it was left, by UID, and nothing in it is changed or removed. */
import { ImapFlow } from 'imapflow';

/** How far a mailbox was read: UIDs count within a validity, and begin anew with another (RFC 9051, 2.3.1.1). */
export type Place = { validity: string; uid: number };

/** Gives each mail that came after `after` to `take`, in order, with its place; what `take` throws ends the reading there. `url`: `imaps://user:password@host/INBOX`. */
export async function readMailbox(url: string, after: Place | null, take: (raw: Buffer, place: Place) => Promise<void>): Promise<void> {
  const { hostname, port, protocol, username, password, pathname } = new URL(url);
  const secure = protocol === 'imaps:';
  const auth = { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  const client = new ImapFlow({ host: hostname, port: Number(port) || (secure ? 993 : 143), secure, auth, logger: false, socketTimeout: 60_000 });
  client.on('error', () => undefined); // the command under way fails with it
  await client.connect();
  try {
    const mailbox = await client.mailboxOpen(decodeURIComponent(pathname.slice(1)) || 'INBOX', { readOnly: true });
    const validity = String(mailbox.uidValidity);
    const read = after?.validity === validity ? after.uid : 0;
    if (mailbox.exists === 0) return;
    const uids = (await client.search({ uid: `${read + 1}:*` }, { uid: true })) || [];
    for (const uid of uids.filter((one) => one > read).sort((a, b) => a - b)) {
      const message = await client.fetchOne(String(uid), { source: true }, { uid: true });
      if (message && message.source) await take(message.source, { validity, uid });
    }
  } finally {
    await client.logout().catch(() => undefined);
  }
}
