import type { z } from 'zod';
import type { TaskRow } from '../database/queries/tasks.ts';
import type { TaskBody } from './schemas/documents.ts';

/** The texts of a task: the reason of its decision, and the words of what was proposed, which a second person reads before agreeing (A10). */
export const textIdsOf = ({ reason, command }: TaskRow): string[] =>
  [reason, ...Object.values(command?.input ?? {})].filter((one): one is string => typeof one === 'string' && one.startsWith('txt_'));
const worded = ({ command }: TaskRow, words: Map<string, string>) =>
  command && {
    ...command,
    input: Object.fromEntries(Object.entries(command.input).map(([name, value]) => [name, words.get(String(value)) ?? value])),
  };
export const shownTask = (row: TaskRow, words: Map<string, string>): z.infer<typeof TaskBody> => ({
  id: row.id,
  kind: row.kind,
  article: row.article,
  subscription: row.subscription,
  client: row.client,
  choices: row.choices,
  dueOn: row.due_on,
  about: row.about,
  reminded: row.reminded,
  command: worded(row, words),
  state: row.state,
  openedAt: row.opened_at,
  proposedBy: row.proposed_by,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at,
  choice: row.choice,
  reason: row.reason ? (words.get(row.reason) ?? row.reason) : null,
});
