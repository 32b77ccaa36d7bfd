/** A client's data on the embedded platform (E1.3): plainly fictional, the same for the same client, and growing with its time and its Contacts. */
import type { PoolClient } from 'pg';
import { z } from 'zod';
import { type Day, addMonths, civilOf, momentOf, parisDay, partsOf } from '../../contract/calendar.ts';
import { type Connection, one } from './database.ts';
import { hashOf, instant } from './fault.ts';
import type { PlatformFiles } from './platform-files.ts';

/** A client's space: since when it is open, and how many Contacts it has declared. */
export const Account = z.object({ client: z.string().min(1), since: instant, contacts: z.int().min(0) });
type Account = z.infer<typeof Account>;
type Made = { opened_at: string; members_made: number; articles_made: number; reports_made: number; destroyed_at: string | null };
export type Counts = Record<string, number>;

/** What the platform makes up has lower numbers; what is put in from outside has higher ones. */
export const OWN_NUMBERS = 1_000_000;
const FIRST_NAMES = ['Camille', 'Dominique', 'Sacha', 'Alix', 'Morgan', 'Lou', 'Charlie', 'Andrea', 'Claude', 'Maxime', 'Yaël', 'Noa'];
const ROLES = ['adhérent', 'bénévole', 'donateur', 'salarié'];
const PAGES = ['Accueil', 'Nos activités', 'Agenda', 'Nous rejoindre'];
const PEOPLE = ['administration', 'trésorerie', 'secrétariat'];

/** Brings a client's data to an instant. A client whose data was destroyed gets none again. */
export async function settle(connection: PoolClient, files: PlatformFiles, account: Account, at: string): Promise<void> {
  const { client } = account;
  await connection.query('insert into platform.clients (client, opened_at) values ($1, $2) on conflict (client) do nothing', [client, account.since]);
  // a client that comes back after a destruction begins anew
  const anew =
    'update platform.clients set opened_at = $2, members_made = 0, articles_made = 0, reports_made = 0, destroyed_at = null where client = $1 and destroyed_at < $2';
  await connection.query(anew, [client, account.since]);
  const made = await one<Made>(connection, 'select * from platform.clients where client = $1 for update', [client]);
  if (!made || made.destroyed_at) return;
  const opened = parisDay(momentOf(made.opened_at));
  const today = Math.max(opened, parisDay(momentOf(at)));
  const isNew = made.reports_made === 0;
  if (isNew) await open(connection, files, client, opened);
  await follow(connection, client, { from: made.members_made, to: account.contacts, since: isNew ? opened : today, spread: isNew ? 1500 : 1 });
  const months = monthsBetween(opened, today);
  await write(connection, client, { from: made.articles_made, to: Math.min(months, 120), opened });
  await report(connection, files, client, { from: made.reports_made, to: 1 + Math.floor(months / 12), opened });
}

/** Pages, people and files that each space has from the start. */
async function open(connection: PoolClient, files: PlatformFiles, client: string, opened: Day): Promise<void> {
  for (const [index, title] of PAGES.entries())
    await insertContent(connection, client, {
      number: index + 1,
      kind: 'PAGE',
      title,
      body: `Page d'exemple « ${title} », sans contenu réel.`,
      on: opened,
    });
  for (const [index, role] of PEOPLE.entries()) {
    const name = `${FIRST_NAMES[(hashNumber(client) + index) % FIRST_NAMES.length]} Exemple`;
    const key = index === 0 ? hashOf(`key of ${client}`) : null;
    const sql = 'insert into platform.accounts (client, number, name, email, role, api_key_hash) values ($1, $2, $3, $4, $5, $6)';
    await connection.query(sql, [client, index + 1, name, `${role.normalize('NFD').replace(/[^a-z]/g, '')}@exemple.invalid`, role, key]);
  }
  const logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4"/></svg>\n';
  await keepFile(connection, files, { client, name: 'statuts.txt', on: opened }, 'Statuts fictifs, écrits pour la démonstration.\n');
  await keepFile(connection, files, { client, name: 'logo.svg', on: opened }, logo);
}

/** E1.2a: as many Contacts as the client has declared, each with the fee that it paid on joining. */
async function follow(connection: PoolClient, client: string, { from, to, since, spread }: { from: number; to: number; since: Day; spread: number }) {
  if (to < from) await connection.query('delete from platform.members where client = $1 and number > $2 and number < $3', [client, to, OWN_NUMBERS]);
  else if (to > from) {
    await connection.query(
      `insert into platform.members (client, number, name, email, phone, address, role, joined_on)
       select $1, n, ($4::text[])[1 + (n + $5) % array_length($4::text[], 1)] || ' Exemple ' || n, 'contact-' || n || '@exemple.invalid',
         '01 99 00 ' || to_char(n / 100 % 100, 'FM00') || ' ' || to_char(n % 100, 'FM00'), n || ' rue des Exemples, 75000 Paris',
         ($6::text[])[1 + n % array_length($6::text[], 1)], $7::date - (n * 37) % $8
       from generate_series($2::integer + 1, $3::integer) n`,
      [client, from, to, FIRST_NAMES, hashNumber(client) % FIRST_NAMES.length, ROLES, civilOf(since), spread],
    );
    await connection.query(
      `insert into platform.entries (client, number, booked_on, account, label, cents)
       select $1, 2 * m.number - side, m.joined_on, case side when 1 then '512' else '756' end, 'Cotisation de ' || m.name, case side when 1 then 2500 else -2500 end
       from platform.members m, generate_series(0, 1) side where m.client = $1 and m.number > $2 and m.number <= $3 on conflict do nothing`,
      [client, from, to],
    );
  }
  if (to !== from) await connection.query('update platform.clients set members_made = $2 where client = $1', [client, to]);
}

/** An article a month. */
async function write(connection: PoolClient, client: string, { from, to, opened }: { from: number; to: number; opened: Day }): Promise<void> {
  for (let n = from + 1; n <= to; n++) {
    const on = addMonths(opened, n);
    const title = `Nouvelles de ${civilOf(on).slice(0, 7)}`;
    await insertContent(connection, client, { number: PAGES.length + n, kind: 'ARTICLE', title, body: `${title} : un article d'exemple.`, on });
  }
  if (to > from) await connection.query('update platform.clients set articles_made = $2 where client = $1', [client, to]);
}

/** A report a year. */
async function report(connection: PoolClient, files: PlatformFiles, client: string, { from, to, opened }: { from: number; to: number; opened: Day }) {
  for (let n = from; n < to; n++) {
    const on = addMonths(opened, 12 * n);
    const { year } = partsOf(on);
    await keepFile(connection, files, { client, name: `rapport-${year}.txt`, on }, `Rapport d'activité ${year}, écrit pour la démonstration.\n`);
  }
  if (to > from) await connection.query('update platform.clients set reports_made = $2 where client = $1', [client, to]);
}

export async function insertContent(
  connection: Connection,
  client: string,
  { number, kind, title, body, on }: { number: number; kind: string; title: string; body: string; on: Day },
): Promise<string> {
  const id = `cnt_${hashOf(client).slice(0, 12)}_${number}`;
  const sql =
    'insert into platform.contents (id, client, number, kind, title, body, published_on) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing';
  await connection.query(sql, [id, client, number, kind, title, body, civilOf(on)]);
  return id;
}

export async function keepFile(
  connection: Connection,
  files: PlatformFiles,
  { client, name, on }: { client: string; name: string; on: Day },
  content: string | Parameters<PlatformFiles['put']>[2],
): Promise<void> {
  const { bytes, sha256 } = await files.put(client, name, typeof content === 'string' ? [Buffer.from(content)] : content);
  const sql = `insert into platform.files (client, name, bytes, sha256, added_at) values ($1, $2, $3, $4, $5)
    on conflict (client, name) do update set bytes = excluded.bytes, sha256 = excluded.sha256`;
  await connection.query(sql, [client, name, bytes, sha256, civilOf(on)]);
}

const hashNumber = (client: string): number => Number.parseInt(hashOf(client).slice(0, 6), 16);

function monthsBetween(from: Day, to: Day): number {
  const [a, b] = [partsOf(from), partsOf(to)];
  const months = 12 * (b.year - a.year) + b.month - a.month;
  return addMonths(from, months) > to ? months - 1 : months;
}

/** How many objects of each kind the platform holds for a client: what an export returns, and a certificate counts. */
export async function countsOf(connection: Connection, client: string): Promise<Counts> {
  const count = (table: string, which = ''): string => `(select count(*)::int from platform.${table} where client = $1${which})`;
  const row = await one<Counts>(
    connection,
    `select ${count('members')} as contacts, ${count('contents', ` and state <> 'DELETED'`)} as contents, ${count('entries')} as "accountingEntries",
       ${count('files')} as files, ${count('accounts')} as accounts`,
    [client],
  );
  return row ?? {};
}
