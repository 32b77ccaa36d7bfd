/** The approved platform: takes a Factur-X once, and lets it go its way; a stored event makes it refuse, delay, fall silent or lose its answer. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isoOf, momentOf } from '../../contract/calendar.ts';
import type { EInvoiceStatus, StatusNews } from '../einvoice/port.ts';
import { CONCERNS, isDown } from './conditions.ts';
import { type Database, inTransaction, one } from './database.ts';
import type { EventRow } from './events.ts';
import { Fault, hashOf, instant } from './fault.ts';

const Submission = z.object({
  key: z.string().min(1),
  document: z.string().min(1),
  pdf: z.base64(),
  at: instant,
  clocked: z.boolean(),
  client: z.string(),
  subscription: z.string(),
});
type Submission = z.infer<typeof Submission>;
const Asked = z.object({ documents: z.array(z.string()), until: instant });

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** How long after its deposit a document reaches each status, when nothing is in its way. */
const WAY: [EInvoiceStatus, number][] = [
  ['SENT', MINUTE],
  ['RECEIVED', 10 * MINUTE],
  ['MADE_AVAILABLE', 60 * MINUTE],
  ['APPROVED', 2 * DAY],
];

export function einvoiceRoutes(app: FastifyInstance, database: Database): void {
  app.post('/einvoices', async (request) => {
    const submission = Submission.parse(request.body);
    const bytes = Buffer.from(submission.pdf, 'base64');
    if (!bytes.includes('factur-x.xml')) throw new Fault(422, 'A document is handed over as a Factur-X: this PDF holds no factur-x.xml.');
    if (await isDown(database, submission, 'einvoice-outage')) throw new Fault(503, 'The e-invoicing platform is down.');
    const reference = await take(database, submission, hashOf(bytes));
    if (await happens(database, submission, 'einvoice-lost-reply', true)) throw new Fault(500, 'The answer is lost.');
    return { reference };
  });

  app.post('/einvoices/statuses', async (request) => {
    const { documents, until } = Asked.parse(request.body);
    const { rows } = await database.query<EventRow>(
      `select * from sandbox.events where type = 'einvoice-status' and key = any($1) and at <= $2 order by at, seq`,
      [documents, until],
    );
    return rows.map(statusOf);
  });
}

/** What Tacite is told of a status. */
export const statusOf = ({ id, key, code, at, data }: EventRow): StatusNews => ({
  ...{ id, document: key ?? '', status: code as EInvoiceStatus, at },
  reason: typeof data['reason'] === 'string' ? data['reason'] : null,
});

/** The event of this kind that concerns a submission; `once`: it does not happen again. */
async function happens(database: Database, { at, clocked, subscription, client }: Submission, type: string, once: boolean) {
  const where = `type = $1 and at <= $2 and clocked = $3 and delivered_at is null and ${CONCERNS('$4', '$5')}`;
  const row = await one<EventRow>(database, `select * from sandbox.events where ${where} order by at desc, seq desc limit 1`, [
    ...[type, at, clocked, subscription, client],
  ]);
  if (row && once) await database.query('update sandbox.events set delivered_at = now() where id = $1', [row.id]);
  return row?.data;
}

async function take(database: Database, submission: Submission, hash: string): Promise<string> {
  const { key, document, at, clocked, client, subscription } = submission;
  const reference = `PA-${hashOf(key).slice(0, 12).toUpperCase()}`;
  const known = await one<{ pdf_hash: string }>(database, 'select pdf_hash from sandbox.einvoices where key = $1', [key]);
  if (known && known.pdf_hash !== hash) throw new Fault(409, 'Another document was handed over under this key: take a new key.');
  if (known) return reference;
  const delay = Number((await happens(database, submission, 'einvoice-delay', false))?.['days'] ?? 0) * DAY;
  const refusal = await happens(database, submission, 'einvoice-refusal', true);
  await inTransaction(database, async (connection) => {
    const { rowCount } = await connection.query(
      'insert into sandbox.einvoices (key, document, pdf_hash, at) values ($1, $2, $3, $4) on conflict (key) do nothing',
      [key, document, hash, at],
    );
    if (rowCount === 0) return; // handed over twice at the same time
    for (const [status, after, data] of wayOf(delay, refusal))
      await connection.query(
        `insert into sandbox.events (id, type, at, clocked, client, subscription, key, code, data, told) values ($1, 'einvoice-status', $2, $3, $4, $5, $6, $7, $8, $9)`,
        [`einv/${key}/${status}`, isoOf(momentOf(at) + after), clocked, client, subscription, document, status, data ?? {}, !clocked],
      );
  });
  return reference;
}

/** A client refuses in place of approving; the platform rejects at once. */
function wayOf(delay: number, refusal: Record<string, unknown> | undefined): [EInvoiceStatus, number, Record<string, unknown>?][] {
  const deposited: [EInvoiceStatus, number] = ['DEPOSITED', 0];
  if (refusal?.['by'] === 'PLATFORM') return [deposited, ['REJECTED', MINUTE + delay, refusal]];
  const way = WAY.map(([status, after]): [EInvoiceStatus, number] => [status, after + delay]);
  return [
    deposited,
    ...(refusal ? [...way.slice(0, -1), ['REFUSED', 2 * DAY + delay, refusal] as [EInvoiceStatus, number, Record<string, unknown>]] : way),
  ];
}
