/** What will happen outside, each on its day: the banks' results, and the events that a test stores beforehand. */
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { civilOf, momentOf, parisDay } from '../../contract/calendar.ts';
import { TRACKED, type TrackingNews } from '../letters/port.ts';
import type { OutsideNews } from '../payments/port.ts';
import { CONCERNS, exportDelay } from './conditions.ts';
import { type Connection, type Database, one } from './database.ts';
import { Fault, instant } from './fault.ts';

export type EventToStore = {
  id: string;
  type: string;
  at: string;
  clocked: boolean;
  client?: string | undefined;
  subscription?: string | undefined;
  payment?: string | undefined;
  notice?: string | undefined;
  key?: string | undefined;
  code?: string | undefined;
  data?: Record<string, unknown>;
};
export type EventRow = { [K in keyof Omit<EventToStore, 'data' | 'id' | 'type' | 'at' | 'clocked'>]-?: string | null } & {
  id: string;
  type: string;
  at: string;
  clocked: boolean;
  data: Record<string, unknown>;
  tries: number;
};

/** The types that Tacite is told of; the others it or the sandbox itself asks for (outages, delays). */
const TOLD = new Set([
  'charge-settled',
  'charge-rejected',
  'charge-reversed',
  'client-payment',
  'contact-payment',
  'contact-rejection',
  'debtor-refund',
  'bounce',
  'read-receipt',
  'letter-tracking',
  'export-ready',
]);

const OF_A_CLIENT = new Set(['client-payment', 'contact-payment', 'contact-rejection']);
/** What happens to one notice. */
const OF_A_NOTICE = new Set(['bounce', 'read-receipt', 'letter-tracking']);

const day = z.iso.date('write a day as 2027-02-03');
const OPERATIONS = ['CARD', 'TRANSFER', 'DEBIT'] as const;
/** A payment of a Contact: names that other events use for the same things are taken too. A failure is the bank's unless its cause names the provider. */
const ContactOperation = z
  .looseObject({})
  .transform(({ id, operation, kind, means, cents, amountCents, cause, reason }) => ({
    id: id ?? null,
    operation: String(operation ?? kind ?? means ?? 'CARD').toUpperCase(),
    cents: cents ?? amountCents ?? 0,
    providerFailure: /provider|outage|psp/i.test(String(cause ?? reason ?? 'BANK')),
  }))
  .pipe(
    z.object({
      id: z
        .string()
        .regex(/^[\w.:-]{1,100}$/)
        .nullable(),
      operation: z.enum(OPERATIONS),
      cents: z.int().min(0),
      providerFailure: z.boolean(),
    }),
  );
/** What each event must say in `data`. */
const DATA = {
  'client-payment': z.object({
    amountCents: z.int().positive(),
    orderedOn: day.optional(),
    means: z.string().optional(),
    invoice: z.string().optional(),
  }),
  'contact-payment': ContactOperation,
  'contact-rejection': ContactOperation,
  'provider-outage': z.object({ until: z.union([instant, day]) }),
  'debtor-refund': z.object({ code: z.string().optional() }),
  'read-receipt': z.looseObject({ recipient: z.string().optional() }),
  bounce: z.looseObject({ recipient: z.string().optional() }),
  'letter-tracking': z.looseObject({ event: z.enum(TRACKED), copy: z.int().positive().optional() }),
  'export-delay': z.object({ days: z.int().min(0).max(3650) }),
  'issue-failure': z.looseObject({}),
  'einvoice-refusal': z.object({ reason: z.string().min(1).max(500), by: z.enum(['CLIENT', 'PLATFORM']).default('CLIENT') }),
  'einvoice-delay': z.object({ days: z.int().min(0).max(365) }),
  'einvoice-outage': z.object({ until: z.union([instant, day]) }),
  'einvoice-lost-reply': z.looseObject({}),
};
type SandboxType = keyof typeof DATA;
const SandboxEvent = z.object({
  type: z.enum(Object.keys(DATA) as [SandboxType, ...SandboxType[]]),
  at: instant,
  clocked: z.boolean(),
  client: z.string().optional(),
  subscription: z.string().optional(),
  payment: z.string().optional(),
  notice: z.string().optional(),
  data: z.record(z.string(), z.unknown()).default({}),
});
const Whose = z.object({ subscription: z.string().optional(), client: z.string().optional() });
const Waiting = Whose.extend({ until: instant });
const Taken = Whose.extend({ type: z.string(), at: instant, clocked: z.boolean() });
const Delivered = z.object({ ids: z.array(z.string()) });
const Delay = Whose.extend({ at: instant, clocked: z.stringbool().optional() });

export function eventRoutes(app: FastifyInstance, database: Database): void {
  newsRoutes(app, database);
  app.post('/sandbox-events', async (request, reply) => {
    const event = SandboxEvent.parse(request.body);
    const data = DATA[event.type].parse(event.data) as Record<string, unknown>;
    const missing = whatLacks(event);
    if (missing) throw new Fault(422, missing);
    const id = `evt_${randomUUID()}`;
    await storeEvent(database, { ...event, id, data });
    return reply.code(201).send({ id });
  });

  app.post('/sandbox-events/take', async (request) => {
    const { type, at, clocked, subscription, client } = Taken.parse(request.body);
    const row = await one<EventRow>(
      database,
      `update sandbox.events set delivered_at = now() where seq = (
         select seq from sandbox.events where type = $1 and at <= $2 and clocked = $3 and delivered_at is null and ${CONCERNS('$4', '$5')} order by at, seq limit 1 for update skip locked
       ) returning *`,
      [type, at, clocked, subscription ?? null, client ?? null],
    );
    return { event: row ? { id: row.id, type: row.type, at: row.at, ...row.data } : null };
  });

  app.get('/export-delay', async (request) => {
    const { at, clocked, subscription, client } = Delay.parse(request.query);
    return { days: await exportDelay(database, { at, clocked: clocked ?? true, subscription, client }) };
  });
}

/** What waits to be told of test clocks, and what was told. */
function newsRoutes(app: FastifyInstance, database: Database): void {
  app.get('/events', async (request) => {
    const { subscription, client, until } = Waiting.parse(request.query);
    const { rows } = await database.query<EventRow>(
      `select * from sandbox.events where told and clocked and delivered_at is null and at <= $3
       and (subscription = $1 or (subscription is null and client = $2)) order by at, seq`,
      [subscription ?? null, client ?? null, until],
    );
    const news = await Promise.all(rows.map((row) => newsOf(database, row)));
    return news.filter((each) => each !== null);
  });

  app.post('/events/delivered', async (request, reply) => {
    const { ids } = Delivered.parse(request.body);
    await database.query('update sandbox.events set delivered_at = coalesce(delivered_at, now()) where id = any($1)', [ids]);
    return reply.code(204).send();
  });
}

function whatLacks(event: z.infer<typeof SandboxEvent>): string | null {
  if (OF_A_CLIENT.has(event.type) && !event.subscription && !event.client) return `A ${event.type} needs its subscription or its client.`;
  if (event.type === 'debtor-refund' && !event.subscription)
    return 'A debtor-refund needs its subscription; without a payment it takes the last one settled.';
  if (OF_A_NOTICE.has(event.type) && !event.notice) return `A ${event.type} needs its notice.`;
  return null;
}

/** Stores what will happen; an id stored before is left as it is. */
export async function storeEvent(connection: Connection, event: EventToStore): Promise<void> {
  await connection.query(
    `insert into sandbox.events (id, type, at, clocked, client, subscription, payment, notice, key, code, data, told)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (id) do nothing`,
    [
      event.id,
      event.type,
      event.at,
      event.clocked,
      event.client ?? null,
      event.subscription ?? null,
      event.payment ?? null,
      event.notice ?? null,
      event.key ?? null,
      event.code ?? null,
      event.data ?? {},
      TOLD.has(event.type),
    ],
  );
}

/** What Tacite is told of an event. A debtor's refund without a payment takes the last one presented before; null while there is none. */
export async function newsOf(database: Database, row: EventRow): Promise<OutsideNews | TrackingNews | null> {
  const common = { id: row.id, at: row.at, clocked: row.clocked, subscription: row.subscription, client: row.client };
  const payment = row.payment ?? '';
  switch (row.type) {
    case 'charge-settled':
      return { ...common, type: 'charge-settled', payment };
    case 'charge-rejected':
      return { ...common, type: 'charge-rejected', payment, code: row.code ?? 'MS03' };
    case 'charge-reversed':
      return { ...common, type: 'charge-reversed', payment, code: row.code ?? 'MD06' };
    case 'debtor-refund': {
      const reversed = row.payment ?? (await lastPayment(database, row));
      return reversed ? { ...common, type: 'charge-reversed', payment: reversed, code: String(row.data['code'] ?? 'MD06') } : null;
    }
    case 'client-payment': {
      const { amountCents, orderedOn, means, invoice } = row.data as z.infer<(typeof DATA)['client-payment']>;
      const when = orderedOn ?? civilOf(parisDay(momentOf(row.at)));
      return { ...common, type: 'client-payment', amountCents, orderedOn: when, means: means ?? 'BANK_TRANSFER', ...(invoice ? { invoice } : {}) };
    }
    case 'contact-payment':
    case 'contact-rejection': {
      const { id, ...operation } = row.data as z.infer<typeof ContactOperation>;
      const type = row.type === 'contact-payment' ? ('PAYMENT' as const) : ('REJECTION' as const);
      return { ...common, type: 'contact-operation', operation: { id: id ?? row.id, type, ...operation } };
    }
    case 'bounce':
      return { ...common, type: 'notice-bounced', notice: row.notice ?? '', ...recipientOf(row) };
    case 'read-receipt':
      return { ...common, type: 'notice-acknowledged', notice: row.notice ?? '', ...recipientOf(row) };
    case 'letter-tracking': {
      const { event, copy } = row.data as z.infer<(typeof DATA)['letter-tracking']>;
      return { ...common, type: 'letter-tracked', notice: row.notice ?? '', event, ...(copy ? { copy } : {}) };
    }
    case 'export-ready':
      return { ...common, type: 'export-ready', export: String(row.data['export']) };
    default:
      throw new Error(`${row.type} is not told to Tacite`);
  }
}

const recipientOf = ({ data }: EventRow): { recipient?: string } => (data['recipient'] ? { recipient: String(data['recipient']) } : {});

async function lastPayment(database: Database, row: EventRow): Promise<string | undefined> {
  const charge = await one<{ payment: string }>(
    database,
    `select payment from sandbox.charges where subscription = $1 and at <= $2 and outcome <> 'REJECTED' order by at desc limit 1`,
    [row.subscription, row.at],
  );
  return charge?.payment;
}
