import type { Knex } from 'knex';
import type { ClientRow } from './clients.ts';
import { type Page, type Paging, page } from './pages.ts';

/** The Contacts that count on a client's present day: that of its test clock, else today. */
const CONTACTS = `coalesce((select n.contacts from contact_counts n where n.client = c.id and n.from_on <=
  (coalesce((select t.at from test_clocks t where t.id = c.test_clock), now()) at time zone 'Europe/Paris')::date order by n.from_on desc limit 1), 0)::int as contacts`;

/** A pattern that finds the words as they stand: what LIKE gives a meaning to is escaped. */
export const containing = (words: string): string => `%${words.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

/** Clients whose name, registration, e-mail or id holds the words, the last entered first. */
export async function clientsPage(knex: Knex, words: string | undefined, paging: Paging): Promise<Page<ClientRow & { contacts: number }>> {
  const query = knex('clients as c').select('c.*').select(knex.raw(CONTACTS));
  if (words) {
    const pattern = containing(words);
    query.where((found) =>
      found
        .whereRaw('lower(c.legal_name) like ?', [pattern])
        .orWhereRaw('lower(c.registration) like ?', [pattern])
        .orWhereRaw('lower(c.email) like ?', [pattern])
        .orWhere('c.id', words),
    );
  }
  return page(knex, query, [['c.id', 'text']], 'desc', paging);
}
