/** E3.3: the names under which a client's platform is reached: its own, bought or brought, and the Company's subdomains. */
import type { Knex } from 'knex';
import type { Instant } from '../contract/facts.ts';
import type { ClientRow } from '../database/queries/clients.ts';
import { textsOf } from '../database/queries/texts.ts';
import { type BookRecord, recordsOf } from '../database/records.ts';
import { type Asked, keepRecord, keepWords } from './wide-command.ts';

export type Owner = 'CLIENT' | 'COMPANY';
/** Under this name every subdomain is the Company's. */
const COMPANY_DOMAIN = 'assoconnect.com';
const sameName = (one: string): string => one.toLowerCase();
export const isCompanySubdomain = (name: string): boolean => sameName(name).endsWith(`.${COMPANY_DOMAIN}`);

/** Whose a name is: as registered last, else by its domain. A name that nobody registered and that is not the Company's is the client's. */
export async function ownerOf(knex: Knex, client: string, name: string): Promise<Owner> {
  const records = await recordsOf(knex, { book: client, kind: 'DOMAIN' });
  const names = await textsOf(
    knex,
    records.map((one) => String(one.data.name)),
  );
  const last = records.findLast((one) => sameName(names.get(String(one.data.name)) ?? '') === sameName(name));
  return last ? (last.data.owner as Owner) : isCompanySubdomain(name) ? 'COMPANY' : 'CLIENT';
}

/** Writes a name into the register of its client. */
export async function registerName(
  asked: Asked<unknown, ClientRow>,
  { name, owner, replaces, from }: { name: string; owner: Owner; replaces?: string; from?: Instant },
): Promise<BookRecord> {
  const more = replaces ? { replaces: await keepWords(asked, replaces) } : {};
  return keepRecord(asked, 'DOMAIN', { name: await keepWords(asked, name), owner, ...more, ...(from ? { from } : {}) }, { part: '-domain' });
}
