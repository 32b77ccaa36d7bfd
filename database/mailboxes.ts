/** How far each mailbox of ours was read. One process reads it at a time. */
import type { Knex } from 'knex';

type Place = { validity: string; uid: number };
/** A reader that died lets go of its mailbox after so long. */
const LEASE = `interval '5 minutes'`;

/** Takes a mailbox for this process: where to go on, `from` null at first. Undefined while another reads it. */
export async function takeMailbox(knex: Knex, name: string): Promise<{ from: Place | null } | undefined> {
  await knex('mailboxes').insert({ name, validity: '', uid: 0 }).onConflict('name').ignore();
  const [row]: { validity: string; uid: string }[] = await knex('mailboxes')
    .where({ name })
    .whereRaw('(taken_until is null or taken_until < now())')
    .update({ taken_until: knex.raw(`now() + ${LEASE}`) })
    .returning(['validity', 'uid']);
  return row && { from: row.validity ? { validity: row.validity, uid: Number(row.uid) } : null };
}

/** A mail was taken in: the next reading goes on after it. */
export async function markPlace(knex: Knex, name: string, { validity, uid }: Place): Promise<void> {
  await knex('mailboxes')
    .where({ name })
    .update({ validity, uid, taken_until: knex.raw(`now() + ${LEASE}`) });
}

export async function leaveMailbox(knex: Knex, name: string): Promise<void> {
  await knex('mailboxes').where({ name }).update({ taken_until: null });
}
