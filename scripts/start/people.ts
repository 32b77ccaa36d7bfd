/** The people of an instance with embedded providers: one of each Company role, a second LEGAL for four eyes, and the programs' own user. */
import type { Knex } from 'knex';
import { hashPassword } from '../../api/password.ts';
import type { CompanyRole } from '../../contract/facts.ts';
import { insertUser, openSession, userByEmail } from '../../database/queries/users.ts';
import type { Secrets } from './home.ts';

export type Person = { email: string; role: CompanyRole };
export const PEOPLE: readonly Person[] = [
  { email: 'support@tacite.example', role: 'SUPPORT' },
  { email: 'billing@tacite.example', role: 'BILLING' },
  { email: 'legal@tacite.example', role: 'LEGAL' },
  { email: 'legal2@tacite.example', role: 'LEGAL' },
  { email: 'dpo@tacite.example', role: 'DPO' },
  { email: 'admin@tacite.example', role: 'ADMIN' },
  { email: 'auditor@tacite.example', role: 'AUDITOR' },
];
export const PROGRAMS = 'programs@tacite.example';
/** The one account where providers are real. */
export const FIRST_ADMIN = 'admin@tacite.example';
const TEN_YEARS = 3652;

/** Makes the users that are missing, and the session of the programs' token. Who is there already keeps its password. */
export async function admitPeople(knex: Knex, { passwords, token }: Secrets): Promise<void> {
  for (const { email, role } of PEOPLE) await admit(knex, email, [role], passwords[email] ?? '');
  const roles: CompanyRole[] = [...new Set(PEOPLE.map(({ role }) => role))];
  await openSession(knex, token, await admit(knex, PROGRAMS, roles, passwords[PROGRAMS] ?? ''), TEN_YEARS);
}

/** Makes a first ADMIN where nobody of the Company has an account yet; says whether it did. */
export async function admitFirstAdmin(knex: Knex, { passwords }: Secrets): Promise<boolean> {
  if (await knex('users').whereNull('client').first('id')) return false;
  await admit(knex, FIRST_ADMIN, ['ADMIN'], passwords[FIRST_ADMIN] ?? '');
  return true;
}

async function admit(knex: Knex, email: string, roles: CompanyRole[], password: string): Promise<string> {
  const known = await userByEmail(knex, email);
  if (known) return known.id;
  const made = await insertUser(knex, { email, roles, client: null, passwordHash: await hashPassword(password) });
  if (!made) throw new Error(`The user ${email} exists but is disabled: enable it, or start on another database.`);
  return made.id;
}
