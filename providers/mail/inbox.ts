/** The embedded inbox keeps a copy of every mail: those of a client go with its data (E8.6b). With a real mail server there is no such copy. */
import { z } from 'zod';

const Mailbox = z.array(z.object({ address: z.string() })).nullish();
const Listed = z.array(z.object({ id: z.string(), to: Mailbox, from: Mailbox, cc: Mailbox }));

/** Removes the mails from and to these addresses, in the inbox that answers at `url`. */
export async function forgetMails(url: string, addresses: readonly string[]): Promise<void> {
  const theirs = new Set(addresses.map((one) => one.toLowerCase()));
  if (theirs.size === 0) return;
  for (;;) {
    const mails = Listed.parse(await (await fetch(`${url}/api/email`)).json());
    const found = mails.filter(({ to, from, cc }) =>
      [...(to ?? []), ...(from ?? []), ...(cc ?? [])].some(({ address }) => theirs.has(address.toLowerCase())),
    );
    if (found.length === 0) return; // read back: none is left
    for (const { id } of found) await fetch(`${url}/api/email/${encodeURIComponent(id)}`, { method: 'DELETE' });
  }
}
