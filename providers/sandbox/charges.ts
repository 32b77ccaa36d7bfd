/** The bank: methods, charges and refunds. Every request has a key; the same key has the same answer. */
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { PoolClient } from 'pg';
import { z } from 'zod';
import { civilOf, dayOf, momentOf, parisDay } from '../../contract/calendar.ts';
import { REMITTANCE, statementText } from '../payments/statement.ts';
import { isDown } from './conditions.ts';
import { type Database, inTransaction, one } from './database.ts';
import { storeEvent } from './events.ts';
import { Fault, hashOf, instant } from './fault.ts';
import { type ChargeAnswer, type Token, isVerified, kindOf, planOf, readToken } from './tokens.ts';

const MethodBody = z.object({ token: z.string(), client: z.string() });
const ChargeBody = z.object({
  key: z.string().min(1),
  method: z.string(),
  cents: z.int().positive(),
  documents: z.array(z.string()),
  at: instant,
  clocked: z.boolean(),
  subscription: z.string(),
  payment: z.string(),
});
const RefundBody = ChargeBody.pick({ key: true, method: true, cents: true, documents: true, at: true, subscription: true });
const At = z.object({ at: instant.optional() });

type Charge = z.infer<typeof ChargeBody>;
type Method = { reference: string; client: string; token: string };
type Row = Omit<Charge, 'documents'> & {
  statement: string | null;
  body_hash: string;
  outcome: ChargeAnswer['outcome'];
  expected_on: string | null;
  code: string | null;
};
type Result = { answer: ChargeAnswer; replyLost?: true } | { unavailable: string };

export function chargeRoutes(app: FastifyInstance, database: Database): void {
  app.post('/methods', async (request, reply) => {
    const { token, client } = MethodBody.parse(request.body);
    const read = readToken(token);
    if (typeof read === 'string') throw new Fault(422, read);
    const method = { reference: `pm_${randomUUID()}`, kind: kindOf(read.name), label: labelOf(read), verified: isVerified(read.name) };
    await database.query('insert into sandbox.methods (reference, client, token, kind, label, verified) values ($1, $2, $3, $4, $5, $6)', [
      method.reference,
      client,
      token,
      method.kind,
      method.label,
      method.verified,
    ]);
    return reply.code(201).send(method);
  });

  app.post('/charges', async (request, reply) => {
    const charge = ChargeBody.parse(request.body);
    const result = await inTransaction(database, (connection) => present(connection, charge));
    if ('unavailable' in result) throw new Fault(503, result.unavailable);
    if (!result.replyLost) return result.answer;
    reply.hijack();
    request.raw.socket.destroy();
    return reply;
  });

  app.get<{ Params: { key: string } }>('/charges/:key', async (request) => {
    const { at } = At.parse(request.query);
    const row = await one<Row>(database, 'select * from sandbox.charges where key = $1', [request.params.key]);
    if (!row) throw new Fault(404, 'No charge has this key.');
    return (await resultOf(database, row, at)) ?? answerOf(row);
  });

  app.get<{ Querystring: { subscription?: string } }>('/charges', async (request) => {
    const { rows } = await database.query<Row>('select * from sandbox.charges where subscription = $1 order by at, key', [
      request.query.subscription,
    ]);
    return rows.map((row) => ({
      ...{ key: row.key, payment: row.payment, cents: row.cents, statement: row.statement, at: row.at },
      ...answerOf(row),
    }));
  });

  app.post('/refunds', async (request) => {
    const refund = RefundBody.parse(request.body);
    await methodOf(database, refund.method);
    const hash = hashOf(JSON.stringify([refund.method, refund.cents, refund.subscription]));
    await database.query(
      'insert into sandbox.refunds (key, method, cents, at, subscription, body_hash, reference, statement) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (key) do nothing',
      [refund.key, refund.method, refund.cents, refund.at, refund.subscription, hash, `re_${hashOf(refund.key).slice(0, 24)}`, textOf(refund)],
    );
    const row = await one<{ body_hash: string; reference: string }>(database, 'select body_hash, reference from sandbox.refunds where key = $1', [
      refund.key,
    ]);
    if (row?.body_hash !== hash) throw new Fault(409, 'This key was used for another refund: take a new key.');
    return { reference: row.reference };
  });
}

const textOf = ({ documents }: Pick<Charge, 'documents'>): string => statementText('Tacite', documents, REMITTANCE);

async function present(connection: PoolClient, charge: Charge): Promise<Result> {
  const hash = hashOf(JSON.stringify([charge.method, charge.cents, charge.subscription, charge.payment, charge.clocked]));
  await connection.query('select pg_advisory_xact_lock(1, hashtext($1))', [charge.key]);
  const known = await one<Row>(connection, 'select * from sandbox.charges where key = $1', [charge.key]);
  if (known && known.body_hash !== hash) throw new Fault(409, 'This key was used for another charge: take a new key.');
  if (known) return { answer: answerOf(known) };

  const method = await methodOf(connection, charge.method);
  if (await isDown(connection, { ...charge, client: method.client })) return { unavailable: 'The payment provider is down.' };
  const token = readToken(method.token) as Token;
  await connection.query('select pg_advisory_xact_lock(2, hashtext($1))', [`${charge.method} ${charge.subscription}`]);
  const failing = await fails(connection, token, charge);
  if (failing) return { unavailable: failing };
  return store(connection, charge, token, hash);
}

/** `card_down` answers 503 to the first three tries of a presentation, `sepa_down` to all those of the first day. */
async function fails(connection: PoolClient, token: Token, charge: Charge): Promise<string | null> {
  if (token.name === 'card_down') {
    const row = await one<{ tries: number }>(
      connection,
      'insert into sandbox.tries (key, tries) values ($1, 1) on conflict (key) do update set tries = tries.tries + 1 returning tries',
      [charge.key],
    );
    return (row?.tries ?? 0) <= 3 ? 'The card network does not answer: try again.' : null;
  }
  if (token.name !== 'sepa_down') return null;
  const today = parisDay(momentOf(charge.at));
  const first = await one<{ day: string }>(
    connection,
    'insert into sandbox.failed_days (method, subscription, day) values ($1, $2, $3) on conflict (method, subscription) do update set day = failed_days.day returning day',
    [charge.method, charge.subscription, civilOf(today)],
  );
  return first && today <= dayOf(first.day) ? 'Direct debits cannot be taken today: present it on the next bank day.' : null;
}

async function store(connection: PoolClient, charge: Charge, token: Token, hash: string): Promise<Result> {
  const earlier = await one(connection, 'select from sandbox.charges where subscription = $1 and method = $2 limit 1', [
    charge.subscription,
    charge.method,
  ]);
  const { answer, events } = planOf(token, momentOf(charge.at), !earlier);
  await connection.query(
    'insert into sandbox.charges (key, method, cents, at, clocked, subscription, payment, body_hash, outcome, expected_on, code, statement) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)',
    [
      charge.key,
      charge.method,
      charge.cents,
      charge.at,
      charge.clocked,
      charge.subscription,
      charge.payment,
      hash,
      answer.outcome,
      answer.outcome === 'PENDING' ? answer.expectedOn : null,
      answer.outcome === 'REJECTED' ? answer.code : null,
      textOf(charge),
    ],
  );
  const { key, clocked, subscription, payment } = charge;
  for (const event of events) await storeEvent(connection, { ...event, id: `${key}/${event.type}`, key, clocked, subscription, payment });
  return token.name === 'card_lost_reply' ? { answer, replyLost: true } : { answer };
}

/** What the bank has said of a pending charge up to an instant: by default until now, for a clocked one nothing more than its first answer. */
async function resultOf(database: Database, row: Row, until: string | undefined): Promise<ChargeAnswer | null> {
  const at = until ?? (row.clocked ? row.at : new Date().toISOString());
  const event = await one<{ type: string; code: string | null }>(database, `select type, code from sandbox.events where id = any($1) and at <= $2`, [
    ['charge-settled', 'charge-rejected'].map((type) => `${row.key}/${type}`),
    at,
  ]);
  if (!event) return null;
  return event.type === 'charge-settled' ? { outcome: 'SETTLED' } : { outcome: 'REJECTED', code: event.code ?? 'MS03' };
}

function answerOf(row: Row): ChargeAnswer {
  if (row.outcome === 'PENDING') return { outcome: 'PENDING', expectedOn: row.expected_on ?? '' };
  return row.outcome === 'REJECTED' ? { outcome: 'REJECTED', code: row.code ?? '' } : { outcome: 'SETTLED' };
}

async function methodOf(connection: Database | PoolClient, reference: string): Promise<Method> {
  const method = await one<Method>(connection, 'select reference, client, token from sandbox.methods where reference = $1', [reference]);
  if (!method) throw new Fault(422, `${reference} is no registered method: register a token first.`);
  return method;
}

/** What a client reads in its list of means: last digits made from the token, since there is no real card or account. */
function labelOf(token: Token): string {
  const digits = (Number.parseInt(hashOf(token.name).slice(0, 8), 16) % 10_000).toString().padStart(4, '0');
  return kindOf(token.name) === 'CARD' ? `Visa •••• ${digits}` : `IBAN FR76 •••• ${digits}`;
}
