import type { Knex } from 'knex';
import type { Civil, Instant, ProposedCommand } from '../../contract/facts.ts';
import { type JournalRow, readJournal } from '../journal.ts';
import { type Page, type Paging, page } from './pages.ts';

export type TaskRow = {
  id: string;
  subscription: string | null;
  client: string | null;
  kind: string;
  article: string;
  choices: string[];
  due_on: Civil | null;
  about: string | null;
  reminded: 'LAST_DAY' | 'OVERDUE' | null;
  test_clock: string | null;
  command: ProposedCommand | null;
  state: 'OPEN' | 'PROPOSED' | 'DECIDED';
  opened_at: Instant;
  proposed_by: string | null;
  decided_by: string | null;
  decided_at: Instant | null;
  choice: string | null;
  reason: string | null;
};
export type TaskFilters = { subscription?: string | undefined; client?: string | undefined; state?: string | undefined; kind?: string | undefined };

/** A10: a task of a subscription bears the reminder that its workflow recorded; one of none is as late as its day says, on its clock, from 08:00 in Paris. */
const REMINDED = `coalesce(t.reminded, case when t.subscription is not null or t.state = 'DECIDED' then null
  when coalesce(k.at, now()) >= ((t.due_on + 1) + time '08:00') at time zone 'Europe/Paris' then 'OVERDUE'
  when coalesce(k.at, now()) >= (t.due_on + time '08:00') at time zone 'Europe/Paris' then 'LAST_DAY' end)`;
const tasks = (knex: Knex): Knex.QueryBuilder =>
  knex('tasks as t')
    .leftJoin('test_clocks as k', 'k.id', 't.test_clock')
    .select('t.*')
    .select(knex.raw(`${REMINDED} as reminded`));

/** What waits for a person, in the order in which they came. */
export async function tasksPage(knex: Knex, { subscription, client, state, kind }: TaskFilters, paging: Paging): Promise<Page<TaskRow>> {
  const query = tasks(knex);
  if (subscription) query.where('t.subscription', subscription);
  if (client) query.where('t.client', client);
  if (state) query.where('t.state', state);
  if (kind) query.where('t.kind', kind);
  const keys = [
    ['t.opened_at', 'timestamptz'],
    ['t.id', 'text'],
  ] as const;
  return page(knex, query, keys, 'asc', paging);
}

export const taskById = async (knex: Knex, id: string): Promise<TaskRow | undefined> => tasks(knex).where('t.id', id).first();

/** What was recorded in the act that opened a task, but the task itself. */
export async function openedWith(knex: Knex, subscription: string, task: string): Promise<JournalRow[]> {
  const opened: { seq: number; act: string } | undefined = await knex('journal')
    .where({ subscription, type: 'task.opened' })
    .whereRaw(`data->>'task' = ?`, [task])
    .first('seq', 'act');
  if (!opened) return [];
  const around = await readJournal(knex, subscription, { after: Math.max(0, opened.seq - 10), limit: 20 });
  return around.filter((row) => row.act === opened.act && row.type !== 'task.opened');
}

export type ProposedTask = {
  id: string;
  client: string | null;
  article: string;
  choices: string[];
  dueOn: Civil;
  command: ProposedCommand;
  openedAt: Instant;
  testClock: string | null;
};

/** A10: a proposal of no subscription that waits for a second person; the same id again changes nothing. */
export async function proposeTask(knex: Knex, { dueOn, openedAt, testClock, command, ...task }: ProposedTask): Promise<void> {
  const proposedBy = typeof command.by === 'string' ? command.by : command.by.person;
  await knex('tasks')
    .insert({
      ...{ ...task, kind: 'FOUR_EYES', state: 'PROPOSED', command: JSON.stringify(command), proposed_by: proposedBy },
      ...{ due_on: dueOn, opened_at: openedAt, test_clock: testClock },
    })
    .onConflict('id')
    .ignore();
}

/** What a person decided of a task of no subscription. */
export async function closeTask(
  knex: Knex,
  id: string,
  { choice, reason, by, at }: { choice: string; reason: string; by: string; at: Instant },
): Promise<void> {
  await knex('tasks').where({ id }).whereNot({ state: 'DECIDED' }).update({ state: 'DECIDED', choice, reason, decided_by: by, decided_at: at });
}
