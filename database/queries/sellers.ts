/** CGUV 11.1 (c), 11.4 (b): who the Company is for a client on a day, and where: what it was told of, from the day on which that counts for it. */
import type { Knex } from 'knex';
import type { Civil, TextId } from '../../contract/facts.ts';
import type { MessageValues } from '../../contract/messages.ts';
import { type Seller, type Succeeding, sellerOfTerms } from '../parties.ts';
import { textsOf } from './texts.ts';

type Told =
  | { code: 'ASSIGNMENT_NOTICE'; values: MessageValues['ASSIGNMENT_NOTICE'] }
  | { code: 'ADDRESS_CHANGE'; values: MessageValues['ADDRESS_CHANGE'] };

/** A successor out of the words that announced it: what comes before the first comma or line is its name. */
function succeeding(words: string): Succeeding {
  const [legalName = words, ...rest] = words.split(/[,\n]/).map((part) => part.trim());
  return { legalName, described: rest.join(', '), address: rest };
}

/** E0, E11.1c, E11.4b: the identity to print for this client on this day. What is issued before a change keeps the former one. */
export async function sellerOn(knex: Knex, client: string, on: Civil): Promise<Seller> {
  const told: Told[] = await knex('notices')
    .where({ client, sender: 'COMPANY' })
    .whereIn('code', ['ASSIGNMENT_NOTICE', 'ADDRESS_CHANGE'])
    .whereIn('state', ['SENT', 'DEEMED_RECEIVED'])
    .whereRaw(`"values"->>'effectiveOn' <= ?`, [on])
    .orderByRaw(`"values"->>'effectiveOn', sent_at`)
    .select('code', 'values');
  const ids = told.flatMap((one): TextId[] => (one.code === 'ASSIGNMENT_NOTICE' ? [one.values.assignee] : [one.values.postal, one.values.email]));
  const words = await textsOf(knex, ids);
  const textOf = (id: TextId): string => words.get(id) ?? '';
  return told.reduce<Seller>((seller, one) => {
    if (one.code === 'ASSIGNMENT_NOTICE') return succeeding(textOf(one.values.assignee));
    return { ...seller, address: textOf(one.values.postal).split('\n'), email: textOf(one.values.email) };
  }, sellerOfTerms());
}
