/** E5.3c: what BILLING does of a document that the e-invoicing platform, or the client on it, did not take. */
import type { FastifyRequest } from 'fastify';
import { EINVOICE_CHOICES, resubmit } from '../database/einvoices.ts';
import { audit } from '../database/queries/audit.ts';
import { contractNow } from '../database/queries/clocks.ts';
import { closeTask, type TaskRow } from '../database/queries/tasks.ts';
import { insertText } from '../database/queries/texts.ts';
import type { Deps } from './deps.ts';
import { personOf } from './plugins/identity.ts';
import { refused } from './problem.ts';
import { wantReason } from './reason.ts';

/** `RESUBMIT` hands the same document over once more; `CORRECTED` says that a credit note and a new invoice replace it, or that it was settled with the client. */
export async function decideEInvoice(
  { knex }: Deps,
  request: FastifyRequest,
  task: TaskRow,
  { choice, reason }: { choice: string; reason: string },
): Promise<{ facts: [] }> {
  const no = (because: 'task-decided' | 'not-a-choice') =>
    refused({ kind: 'refused', article: 'A10', because, allowed: [], values: { choices: EINVOICE_CHOICES.join(', ') } });
  if (task.state === 'DECIDED') throw no('task-decided');
  if (!EINVOICE_CHOICES.includes(choice)) throw no('not-a-choice');
  wantReason(reason);
  const { id: person } = personOf(request);
  const at = new Date(await contractNow(knex, task.test_clock)).toISOString();
  await knex.transaction(async (trx) => {
    if (choice === 'RESUBMIT') await resubmit(trx, task.about ?? '', at);
    const text = await insertText(trx, { client: task.client, content: reason });
    await closeTask(trx, task.id, { choice, reason: text, by: person, at });
    const detail = { task: task.id, document: task.about, choice };
    await audit(trx, { action: 'decide e-invoice', person, role: 'BILLING', client: task.client, outcome: 'done', article: 'E5.3c', detail });
  });
  return { facts: [] };
}
