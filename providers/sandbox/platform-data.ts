/** A client's data on the embedded platform: plainly fictional, the same for the same client. */
import type { PoolClient } from 'pg';
import { civilOf, momentOf, parisDay } from '../../contract/calendar.ts';
import { type Connection, one } from './database.ts';
import { hashOf } from './fault.ts';

export const TABLES_OF_CLIENT = ['members', 'entries', 'contents', 'files'] as const;

const ROLES = ['adhérent', 'bénévole', 'donateur'];
const PAGES = ['Accueil', 'Nos activités', 'Agenda', 'Nous rejoindre'];

/** Gives a client its data when it is first seen. A client whose data was destroyed gets none again. */
export async function seed(connection: PoolClient, client: string, at: string): Promise<void> {
  const { rowCount } = await connection.query('insert into platform.clients (client, seeded_at) values ($1, $2) on conflict (client) do nothing', [
    client,
    at,
  ]);
  if (!rowCount) return;
  const today = parisDay(momentOf(at));
  const members = 8 + (Number.parseInt(hashOf(client).slice(0, 6), 16) % 40);
  const before = (days: number): string => civilOf(today - days);
  for (let n = 1; n <= members; n++) {
    const values = [client, n, `Membre fictif ${n}`, `membre-${n}@exemple.invalid`, ROLES[n % ROLES.length], before(30 * n)];
    await connection.query('insert into platform.members (client, number, name, email, role, joined_on) values ($1, $2, $3, $4, $5, $6)', values);
    await book(connection, client, n, before(30 * n));
  }
  for (const [index, title] of PAGES.entries()) {
    const values = [client, index + 1, title, `Page d'exemple « ${title} », sans contenu réel.`, before(90 + index)];
    await connection.query('insert into platform.contents (client, number, title, body, published_on) values ($1, $2, $3, $4, $5)', values);
  }
  const statutes = Buffer.from('Statuts fictifs, écrits pour la démonstration.\n');
  const logo = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4"/></svg>\n');
  for (const [name, bytes] of [['statuts.txt', statutes] as const, ['logo.svg', logo] as const])
    await connection.query('insert into platform.files (client, name, bytes) values ($1, $2, $3)', [client, name, bytes]);
}

/** A membership fee: two entries that sum to zero. */
async function book(connection: PoolClient, client: string, n: number, bookedOn: string): Promise<void> {
  const label = `Cotisation du membre fictif ${n}`;
  const sql =
    'insert into platform.entries (client, number, booked_on, account, label, cents) values ($1, $2, $3, $4, $5, $6), ($1, $7, $3, $8, $5, $9)';
  await connection.query(sql, [client, 2 * n - 1, bookedOn, '512', label, 2500, 2 * n, '756', -2500]);
}

/** How many objects of each kind the platform holds for a client. */
export async function countsOf(connection: Connection, client: string): Promise<Record<string, number>> {
  const count = (table: string): string => `(select count(*)::int from platform.${table} where client = $1)`;
  const row = await one<Record<string, number>>(
    connection,
    `select ${count('members')} as contacts, ${count('contents')} as contents, ${count('entries')} as "accountingEntries", ${count('files')} as files`,
    [client],
  );
  return row ?? {};
}
