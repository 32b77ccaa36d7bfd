import type { Knex } from 'knex';

/** A keyed request in progress. `progress`: what an earlier try had already made, when it broke off before its answer. */
export type KeyedRequest = { scope: string; key: string; progress: Record<string, string> | null };
type Claim =
  | { kind: 'claimed'; progress: Record<string, string> | null }
  | { kind: 'answered'; status: number; body: string }
  | { kind: 'in-flight' }
  | { kind: 'other-body' };
type Row = { body_hash: string; status: number | null; response: unknown };

/** A claim without an answer is taken over after this time: its process has died. */
const ABANDONED = '60 seconds';

/** Claims a key for one request, or says what became of the request that has it. */
export async function claimKey(knex: Knex, { scope, key, bodyHash }: { scope: string; key: string; bodyHash: string }): Promise<Claim> {
  const inserted = await knex('idempotency_keys').insert({ scope, key, body_hash: bodyHash }).onConflict(['scope', 'key']).ignore().returning('key');
  if (inserted.length > 0) return { kind: 'claimed', progress: null };
  const row: Row | undefined = await knex('idempotency_keys').where({ scope, key }).first('body_hash', 'status', 'response');
  if (!row) return { kind: 'in-flight' };
  if (row.body_hash !== bodyHash) return { kind: 'other-body' };
  if (row.status !== null) return { kind: 'answered', status: row.status, body: row.response as string };
  const taken = await knex('idempotency_keys')
    .where({ scope, key })
    .whereNull('status')
    .whereRaw(`created_at < now() - interval '${ABANDONED}'`)
    .update({ created_at: knex.fn.now() });
  return taken === 1 ? { kind: 'claimed', progress: row.response as Record<string, string> | null } : { kind: 'in-flight' };
}

/** Keeps the answer for the next request with this key. */
export async function storeAnswer(knex: Knex, { scope, key }: KeyedRequest, status: number, body: string): Promise<void> {
  await knex('idempotency_keys')
    .where({ scope, key })
    .update({ status, response: JSON.stringify(body), client: clientIn(`${scope} ${body}`) });
}

/** The client that an answer speaks of: it goes with that client's data (E8.6b). */
const clientIn = (text: string): string | null => /\bcli_[0-9a-z]+/.exec(text)?.[0] ?? null;

/** Frees a key whose request failed on our side: the next one may try at once. */
export async function releaseKey(knex: Knex, { scope, key }: KeyedRequest): Promise<void> {
  await knex('idempotency_keys')
    .where({ scope, key })
    .whereNull('status')
    .update({ created_at: new Date(0) });
}

/** Notes, in the transaction that makes it, what this request has made. */
export async function noteProgress(knex: Knex, keyed: KeyedRequest | null, progress: Record<string, string>): Promise<void> {
  if (keyed)
    await knex('idempotency_keys')
      .where({ scope: keyed.scope, key: keyed.key })
      .update({ response: JSON.stringify(progress) });
}
