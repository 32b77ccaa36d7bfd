/** CGUV 5.3 (c): documents that go through the e-invoicing platform, and those that are reported to the tax office instead (decision 0016). */
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { addWorkingDays, civilOf, momentOf, parisDay } from '../contract/calendar.ts';
import type { Instant } from '../contract/facts.ts';
import { sirenOf } from '../terms/siren.ts';
import type { Document } from './models/document.ts';
import type { Parties } from './parties.ts';

/** Between firms of France the platform takes it; taxed otherwise it is reported; what bears no VAT is neither. */
export function routeOf({ company, client }: Parties, lines: Document['lines']): 'PLATFORM' | 'REPORTING' | null {
  if (lines.every((line) => line.vatRate === 0)) return null;
  const seller = sirenOf('described' in company ? company.described : company.register);
  const isFrench = /^(fr|france)$/i.test(client.country.trim());
  return seller && isFrench && sirenOf(client.registration) ? 'PLATFORM' : 'REPORTING';
}

type Noted = Pick<Document, 'number' | 'client' | 'subscription' | 'lines' | 'parties' | 'issuedAt'>;
/** Notes at issue which way a document goes. */
export async function noteRoute(trx: Knex, { number, client, subscription, lines, parties, issuedAt }: Noted): Promise<void> {
  const route = routeOf(parties, lines);
  if (!route) return;
  const { test_clock: clock } = await trx('clients').where({ id: client }).first('test_clock');
  await trx('einvoices').insert({ document: number, client, subscription, route, clocked: clock !== null, ready_at: issuedAt });
}

export type Waiting = {
  document: string;
  client: string;
  subscription: string;
  clocked: boolean;
  ready_at: Instant;
  submission: number;
  tries: number;
};
const COLUMNS = ['document', 'client', 'subscription', 'clocked', 'ready_at', 'submission', 'tries'];
/** A submission under way is left alone so long. */
const LEASE_S = 60;
const LONGEST_WAIT_S = 6 * 3600;
/** A platform that says no more is asked after a document for so long. */
const ASKED_DAYS = 60;
const FINAL = ['APPROVED', 'REFUSED', 'REJECTED'];

/** Live documents that are to be handed over now, issued since a day; taken for a minute, so that no other worker does it too. */
export async function claimWaiting(knex: Knex, { since, limit }: { since: string; limit: number }): Promise<Waiting[]> {
  const due = knex('einvoices')
    .where({ route: 'PLATFORM', clocked: false })
    .whereNull('submitted_at')
    .where('ready_at', '>=', since)
    .whereRaw('coalesce(next_try, ready_at) <= now()')
    .orderBy('ready_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .select('document');
  return knex('einvoices')
    .whereIn('document', due)
    .update({ next_try: knex.raw(`now() + ? * interval '1 second'`, [LEASE_S]) })
    .returning(COLUMNS);
}

/** Documents of a subscription on a test clock that are to be handed over by an instant. */
export const waitingOf = (knex: Knex, subscription: string, until: Instant): Promise<Waiting[]> =>
  knex('einvoices')
    .where({ route: 'PLATFORM', clocked: true, subscription })
    .whereNull('submitted_at')
    .where('ready_at', '<=', until)
    .orderBy('ready_at')
    .select(COLUMNS);

export const markSubmitted = async (knex: Knex, document: string, { reference, at }: { reference: string | null; at: Instant }): Promise<void> =>
  void (await knex('einvoices').where({ document }).update({ submitted_at: at, reference, last_error: null, next_try: null }));

/** Tried again later and later, up to six hours. */
export async function markUnsubmitted(knex: Knex, { document, tries }: Pick<Waiting, 'document' | 'tries'>, error: string): Promise<void> {
  const wait = Math.min(10 * 2 ** Math.min(tries, 12), LONGEST_WAIT_S);
  const next = knex.raw(`now() + ? * interval '1 second'`, [wait]);
  await knex('einvoices')
    .where({ document })
    .update({ last_error: error.slice(0, 500), tries: tries + 1, next_try: next });
}

/** Handed-over documents of which the platform may still say something: live ones, or those of a subscription on a test clock. */
export async function unfinished(knex: Knex, subscription: string | null): Promise<string[]> {
  const query = knex('einvoices as e').whereNotNull('submitted_at');
  if (subscription) query.where({ clocked: true, subscription });
  else query.where({ clocked: false }).whereRaw(`submitted_at > now() - ? * interval '1 day'`, [ASKED_DAYS]);
  const final = knex('einvoice_events as v').whereRaw('v.document = e.document and v.submission = e.submission').whereIn('status', FINAL);
  return query.whereNotExists(final.select(knex.raw('1'))).pluck('document');
}

export type Status = { id: string; document: string; status: string; reason: string | null; at: Instant };
/** Keeps a status, once; a refusal opens a task for BILLING. False for one known before, or of no document of ours. */
export async function takeStatus(knex: Knex, { id, document, status, reason, at }: Status): Promise<boolean> {
  return knex.transaction(async (trx) => {
    const sent: { client: string; submission: number } | undefined = await trx('einvoices')
      .where({ document })
      .whereNotNull('submitted_at')
      .first('client', 'submission');
    if (!sent) return false;
    const row = { id, document, submission: sent.submission, status, reason: reason?.slice(0, 500) ?? null, at };
    const kept = await trx('einvoice_events').insert(row).onConflict('id').ignore().returning('id');
    if (kept.length === 0) return false;
    if (status === 'REFUSED' || status === 'REJECTED') await openRefusal(trx, { document, client: sent.client, id, at });
    return true;
  });
}

/** Who decides what becomes of a refused document, and how. */
export const EINVOICE_DECIDERS = ['BILLING'] as const;
export const EINVOICE_CHOICES = ['CORRECTED', 'RESUBMIT'];
const DECIDE_WITHIN = 5;
async function openRefusal(trx: Knex, { document, client, id, at }: { document: string; client: string; id: string; at: Instant }): Promise<void> {
  const { test_clock } = await trx('clients').where({ id: client }).first('test_clock');
  const due_on = civilOf(addWorkingDays(parisDay(momentOf(at)), DECIDE_WITHIN));
  const named = createHash('sha256').update(id).digest('hex').slice(0, 16);
  const task = { id: `tsk_${named}`, client, kind: 'EINVOICE', article: 'E5.3c', choices: EINVOICE_CHOICES, about: document };
  await trx('tasks')
    .insert({ ...task, state: 'OPEN', opened_at: at, due_on, test_clock })
    .onConflict('id')
    .ignore();
}

/** The same document is handed over once more from an instant on, under a new key. */
export const resubmit = async (knex: Knex, document: string, at: Instant): Promise<void> =>
  void (await knex('einvoices')
    .where({ document })
    .whereNotNull('submitted_at')
    .update({ submission: knex.raw('submission + 1'), submitted_at: null, ready_at: at, reference: null, tries: 0, next_try: null }));

export type ReportLine = { vatRate: number; documents: number; netCents: number; vatCents: number };
/** E-reporting: what was issued in a month outside e-invoicing, by rate of VAT; credit notes count less. Of test clocks nothing. */
export async function reportOf(knex: Knex, month: string): Promise<ReportLine[]> {
  const { rows } = await knex.raw<{ rows: { rate: string; documents: string; net: string; vat: string }[] }>(
    `select (line->>'vatRate')::numeric as rate, count(distinct d.number) as documents,
       sum((line->>'netCents')::bigint * case when d.series = 'A' then -1 else 1 end) as net,
       sum((line->>'vatCents')::bigint * case when d.series = 'A' then -1 else 1 end) as vat
     from einvoices e join documents d on d.number = e.document cross join jsonb_array_elements(d.lines) line
     where e.route = 'REPORTING' and not e.clocked and (line->>'vatRate')::numeric > 0 and to_char(d.issued_on, 'YYYY-MM') = ?
     group by 1 order by 1 desc`,
    [month],
  );
  return rows.map(({ rate, documents, net, vat }) => ({
    ...{ vatRate: Number(rate), documents: Number(documents), netCents: Number(net), vatCents: Number(vat) },
  }));
}

/** What must be known of a refused document before deciding: its number, its last status and the reason of it. */
export async function refusalOf(knex: Knex, document: string): Promise<{ document: string; einvoice: string | null; reason: string | null }> {
  const last: { status: string; reason: string | null } | undefined = await knex('einvoice_events')
    .where({ document })
    .whereIn('status', ['REFUSED', 'REJECTED'])
    .orderBy('at', 'desc')
    .first('status', 'reason');
  return { document, einvoice: last?.status ?? null, reason: last?.reason ?? null };
}
