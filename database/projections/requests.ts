import type { Actor, FactOf } from '../../contract/facts.ts';
import { Complaint } from '../models/complaint.ts';
import { Export } from '../models/export.ts';
import { Task } from '../models/task.ts';
import { expectOne, type Writers, type Writing } from './context.ts';

const personOf = (by: Actor): string => (typeof by === 'string' ? by : by.person);

/** A10: a proposal that waits for a second person is PROPOSED, every other task OPEN. */
async function openTask({ trx, number, client }: Writing, fact: FactOf<'task.opened'>): Promise<void> {
  const { task: id, kind, choices, dueOn, command, about, article, at } = fact;
  const proposed = command ? ({ state: 'PROPOSED', proposedBy: personOf(command.by) } as const) : ({ state: 'OPEN' } as const);
  await Task.query(trx).insert({ id, subscription: number, client, kind, article, choices, dueOn, about, command, openedAt: at, ...proposed });
}

const tasksOf = ({ trx, number }: Writing, id: string) => Task.query(trx).where({ subscription: number, id });

async function decideTask(writing: Writing, { task, choice, reason, by, at }: FactOf<'task.decided'>): Promise<void> {
  const decided = { state: 'DECIDED', decidedBy: personOf(by), decidedAt: at, choice, reason } as const;
  expectOne(await tasksOf(writing, task).patch(decided), `task ${task}`);
}

/** Closes the tasks that the act made pointless: the contract no longer holds them, and nobody decided them. */
export async function closePointless(writing: Writing, at: string): Promise<void> {
  const left = new Set(writing.after.tasks?.map((one) => one.id));
  for (const { id } of writing.before?.tasks ?? [])
    if (!left.has(id)) await tasksOf(writing, id).whereNot({ state: 'DECIDED' }).patch({ state: 'DECIDED', decidedBy: 'engine', decidedAt: at });
}

const changeExport = async ({ trx, number }: Writing, id: string, values: Partial<Export>): Promise<void> =>
  expectOne(await Export.query(trx).where({ subscription: number, id }).patch(values), `export ${id} of ${number}`);

export const requestWriters: Writers = {
  'task.opened': openTask,
  'task.reminded': async (writing, { task, step: reminded }) => expectOne(await tasksOf(writing, task).patch({ reminded }), `task ${task}`),
  'task.decided': decideTask,
  'complaint.opened': async ({ trx, number, client }, { complaint: id, number: numbered, invoice, documented, openedOn, text, at }) => {
    await Complaint.query(trx).insert({
      id,
      subscription: number,
      client,
      invoice,
      text,
      documented,
      openedAt: at,
      state: 'OPEN',
      number: numbered,
      receivedOn: openedOn,
    });
  },
  'complaint.answered': async ({ trx, number }, { complaint, answer, at }) => {
    const answered = { state: 'ANSWERED', answer, answeredAt: at } as const;
    expectOne(await Complaint.query(trx).where({ subscription: number, id: complaint }).patch(answered), `complaint ${complaint} of ${number}`);
  },
  'dispute.decided': async ({ trx, number }, { complaint, accepted, reason, at }) => {
    const decided = { state: 'DECIDED', answeredAt: at, decision: accepted ? 'ACCEPTED' : 'REJECTED', answer: reason } as const;
    expectOne(await Complaint.query(trx).where({ subscription: number, id: complaint }).patch(decided), `complaint ${complaint} of ${number}`);
  },
  'export.requested': async ({ trx, number, client }, { export: id, at }) => {
    await Export.query(trx).insert({ id, subscription: number, client, state: 'REQUESTED', requestedAt: at });
  },
  'export.started': (writing, { export: id }) => changeExport(writing, id, { state: 'STARTED' }),
  'export.delivered': (writing, { export: id, deliveredOn, sha256, counts }) =>
    changeExport(writing, id, { state: 'DELIVERED', deliveredOn, sha256, counts }),
  'export.confirmed': (writing, { export: id, confirmedOn }) => changeExport(writing, id, { state: 'CONFIRMED', confirmedOn }),
};
