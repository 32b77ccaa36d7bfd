/** Take-overs and their lines: what was handed in, what is wrong with it, what came of it. */
import type { Knex } from 'knex';
import type { Civil, Instant, PriceLine } from '../../contract/facts.ts';
import type { Parameters } from '../../contract/parameters.ts';
import { parameter } from '../../contract/parameters.ts';
import type { TakeOverRequest } from '../../contract/take-over.ts';
import type { ClientRow } from './clients.ts';
import { type Page, type Paging, page } from './pages.ts';

/** A client as a line describes it. */
export type HandedClient = Omit<ClientRow, 'id' | 'default_method' | 'test_clock'> & { contacts: number };
/** A line as it was handed in, in the contract's words. */
export type HandedLine = Pick<
  TakeOverRequest,
  'formula' | 'termsVersion' | 'acceptedOn' | 'anchoredOn' | 'termStartsOn' | 'announced' | 'denounced' | 'invoices'
> & {
  client: HandedClient;
  price: Pick<PriceLine, 'netCents' | 'instalments'>;
  token: string | null;
  proof: string;
};
export type Fault = { because: string; article: string; column?: string; values?: Record<string, string | number> };
export type TakeOverRow = {
  id: string;
  test_clock: string | null;
  taken_over_on: Civil;
  state: 'CHECKED' | 'RUNNING' | 'DONE' | 'CANCELLED';
  asked_at: Instant;
  finished_at: Instant | null;
  ready: number;
  faulty: number;
  done: number;
  failed: number;
  open_cents: number;
};
export type LineRow = {
  take_over: string;
  line: number;
  reference: string;
  client_reference: string | null;
  client: string | null;
  subscription: string | null;
  input: HandedLine | null;
  faults: Fault[];
  state: 'READY' | 'FAULTY' | 'DONE' | 'FAILED';
};
export type NewLine = Pick<LineRow, 'line' | 'reference' | 'client_reference' | 'input' | 'faults' | 'state'>;

/** What the contract is asked about a line: `known` is what only Tacite knows. */
export function requestOf(
  line: HandedLine,
  known: {
    number: string;
    client: string;
    means: TakeOverRequest['means'];
    evidence: string;
    takenOverOn: Civil;
    parameters: Record<string, unknown>;
  },
): TakeOverRequest {
  const { client: handed, price, token: _, proof: __, ...rest } = line;
  const { takenOverOn, parameters, number, means, evidence } = known;
  const termDays = parameter({ parameters: parameters as Parameters }, 'payment.termDays');
  return {
    ...rest,
    ...{ number, means, evidence, takenOverOn, parameters },
    price: { ...price, termDays, contacts: handed.contacts, schedule: 'taken-over' },
    client: {
      ...{ id: known.client, legalName: handed.legal_name, legalForm: handed.legal_form, registration: handed.registration, seat: handed.seat },
      ...{ country: handed.country, status: handed.status, noticeChannel: handed.notice_channel },
      representative: { name: handed.representative_name, capacity: handed.representative_capacity },
    },
  };
}

export async function insertTakeOver(
  knex: Knex,
  takeOver: Pick<TakeOverRow, 'id' | 'test_clock' | 'taken_over_on'> & { asked_by: string },
  lines: NewLine[],
): Promise<void> {
  await knex.transaction(async (trx) => {
    const made = await trx('take_overs')
      .insert({ ...takeOver, state: 'CHECKED' })
      .onConflict('id')
      .ignore()
      .returning('id');
    if (made.length === 0) return; // a request that is made again
    const rows = lines.map((one) => ({ ...one, take_over: takeOver.id, input: JSON.stringify(one.input), faults: JSON.stringify(one.faults) }));
    await trx.batchInsert('take_over_lines', rows, 1_000);
  });
}

const counted = (knex: Knex): Knex.QueryBuilder =>
  knex('take_overs as t').select(
    't.*',
    knex.raw(`(select jsonb_build_object('READY', count(*) filter (where state = 'READY'), 'FAULTY', count(*) filter (where state = 'FAULTY'),
       'DONE', count(*) filter (where state = 'DONE'), 'FAILED', count(*) filter (where state = 'FAILED')) from take_over_lines l where l.take_over = t.id) as counts`),
    knex.raw(`(select coalesce(sum((i ->> 'openCents')::bigint), 0) from take_over_lines l, jsonb_array_elements(l.input -> 'invoices') i
       where l.take_over = t.id and l.state in ('READY', 'DONE') and jsonb_typeof(l.input) = 'object') as open_cents`),
  );
type Counted = TakeOverRow & { counts: Record<'READY' | 'FAULTY' | 'DONE' | 'FAILED', number> };
const flat = ({ counts, ...row }: Counted): TakeOverRow => ({
  ...row,
  ready: counts.READY,
  faulty: counts.FAULTY,
  done: counts.DONE,
  failed: counts.FAILED,
});

export async function takeOverById(knex: Knex, id: string): Promise<TakeOverRow | undefined> {
  const row: Counted | undefined = await counted(knex).where('t.id', id).first();
  return row && flat(row);
}
/** The last ones, newest first. */
export async function takeOvers(knex: Knex): Promise<TakeOverRow[]> {
  const rows: Counted[] = await counted(knex).orderBy('t.asked_at', 'desc').limit(50);
  return rows.map(flat);
}

export const linesPage = async (
  knex: Knex,
  { takeOver, state }: { takeOver: string; state?: string | undefined },
  paging: Paging,
): Promise<Page<LineRow>> =>
  page(
    knex,
    knex('take_over_lines')
      .select('take_over_lines.*')
      .where({ take_over: takeOver, ...(state ? { state } : {}) }),
    [['line', 'integer']],
    'asc',
    paging,
  );

/** Of these references, those that an earlier take-over brought to the clients of this clock. */
export async function broughtBefore(knex: Knex, references: string[], testClock: string | null): Promise<Set<string>> {
  const rows: { reference: string }[] = await knex('take_over_lines as l')
    .join('take_overs as t', 't.id', 'l.take_over')
    .where('l.state', 'DONE')
    .whereRaw('t.test_clock is not distinct from ?', [testClock])
    .whereIn('l.reference', references)
    .select('l.reference');
  return new Set(rows.map((row) => row.reference));
}

/** Of these document numbers, those that exist here. */
export async function numbersInUse(knex: Knex, numbers: string[]): Promise<Set<string>> {
  const rows: { number: string }[] = await knex('documents').whereIn('number', numbers).select('number');
  return new Set(rows.map((row) => row.number));
}

/** From one state to another; false where it was not in the first. */
export const moveTakeOver = async (knex: Knex, id: string, from: TakeOverRow['state'], to: TakeOverRow['state']): Promise<boolean> =>
  (await knex('take_overs').where({ id, state: from }).update({ state: to })) === 1;

/** A take-over that is over keeps no personal data: what was handed in is erased. */
export async function closeTakeOver(knex: Knex, id: string, state: 'DONE' | 'CANCELLED'): Promise<void> {
  await knex.transaction(async (trx) => {
    await trx('take_over_lines').where({ take_over: id }).update({ input: null });
    await trx('take_overs').where({ id }).update({ state, finished_at: trx.fn.now() });
  });
}
