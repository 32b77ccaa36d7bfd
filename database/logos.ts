import type { Knex } from 'knex';
import { deployment } from '../terms/deployment.ts';
import type { Seller } from './parties.ts';

const hashIn = (seller: Seller): string | undefined => ('described' in seller ? undefined : seller.logo);

/** Keeps the picture that a document freezes with the identity of its seller (A6): papers printed later bear it too. */
export async function keepLogo(trx: Knex, seller: Seller): Promise<void> {
  const { logo } = deployment();
  if (logo && hashIn(seller) === logo.sha256) await trx('logos').insert(logo).onConflict('sha256').ignore();
}

/** The picture at the head of a paper of this seller. */
export async function logoOf(knex: Knex, seller: Seller): Promise<{ logo?: Buffer }> {
  const sha256 = hashIn(seller);
  const row: { png: Buffer } | undefined = sha256 ? await knex('logos').where({ sha256 }).first('png') : undefined;
  return row ? { logo: row.png } : {};
}
