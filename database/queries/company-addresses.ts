/** CGUV 11.1 (c): where a client gives notice to the Company. A change serves it from the day after its deemed receipt; until then both addresses do. */
import type { Knex } from 'knex';
import type { Civil, TextId } from '../../contract/facts.ts';
import { textsOf } from './texts.ts';

type Change = { email: TextId; effectiveOn: Civil };

/** The e-mail address that serves this client on a day, and behind it those announced that do not serve yet. */
export async function companyEmailsOn(knex: Knex, client: string, on: Civil, first: string): Promise<[string, ...string[]]> {
  const rows: { values: Change }[] = await knex('notices')
    .where({ client, code: 'ADDRESS_CHANGE', sender: 'COMPANY' })
    .whereIn('state', ['SENT', 'DEEMED_RECEIVED'])
    .orderBy('sent_at')
    .select('values');
  if (rows.length === 0) return [first];
  const changes = rows.map((row) => row.values);
  const texts = await textsOf(
    knex,
    changes.map((one) => one.email),
  );
  const emailOf = ({ email }: Change): string => texts.get(email) ?? first;
  const serving = changes.findLast((one) => one.effectiveOn <= on);
  return [serving ? emailOf(serving) : first, ...changes.filter((one) => one.effectiveOn > on).map(emailOf)];
}
