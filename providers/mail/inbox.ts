/** The embedded inbox keeps a copy of every mail: those of a client go with its data (E8.6b). With a real mail server there is no such copy. */
import { z } from 'zod';

/** The mails to a client's addresses, and those that it had sent, by their ids. */
export type MailsOf = { addresses: readonly string[]; messageIds: readonly string[] };

const Listed = z.array(z.object({ id: z.string() }));

/** Removes these mails from the inbox that answers at `url`, until it lists none. */
export async function forgetMails(url: string, { addresses, messageIds }: MailsOf): Promise<void> {
  const queries = [...addresses.map((address) => ({ 'to.address': address })), ...messageIds.map((id) => ({ 'headers.message-id': `<${id}>` }))].map(
    (filter) => `${url}/api/email?${new URLSearchParams(filter as Record<string, string>)}`,
  );
  for (const query of queries)
    for (let mails = await listed(query); mails.length > 0; mails = await listed(query))
      for (const { id } of mails) await fetch(`${url}/api/email/${encodeURIComponent(id)}`, { method: 'DELETE' });
}

const listed = async (query: string): Promise<z.infer<typeof Listed>> => Listed.parse(await (await fetch(query)).json());
