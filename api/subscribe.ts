/** POST /subscriptions: the contract's word on a request, one transaction, then the workflow. */
import { WithStartWorkflowOperation, WorkflowIdConflictPolicy } from '@temporalio/client';
import { defineSearchAttributeKey, type SearchAttributePair, TypedSearchAttributes } from '@temporalio/common';
import type { FastifyRequest } from 'fastify';
import type { Knex } from 'knex';
import type { z } from 'zod';
import { civilOf, isoOf, type Moment, momentOf, parisDay } from '../contract/calendar.ts';
import { fact, isRefusal } from '../contract/clause.ts';
import { fold, nextDuty, open } from '../contract/contract.ts';
import type { FactOf } from '../contract/facts.ts';
import { messagesOf } from '../contract/letters.ts';
import { type Parameters, parameter } from '../contract/parameters.ts';
import type { Contract } from '../contract/state.ts';
import { subscribe, type SubscribeRequest } from '../contract/subscription.ts';
import { append } from '../database/journal.ts';
import { knownAtFirst } from '../database/opening.ts';
import { queueMessages } from '../database/outbox.ts';
import { project } from '../database/projections.ts';
import { createSubscription, nextSubscriptionNumber } from '../database/subscriptions.ts';
import { audit } from '../database/queries/audit.ts';
import type { ClientRow } from '../database/queries/clients.ts';
import { contractNow } from '../database/queries/clocks.ts';
import { contactsOn, currentTerms, offeredLine, type TermsVersion } from '../database/queries/dated.ts';
import { noteProgress } from '../database/queries/idempotency.ts';
import { startingPoint } from '../database/queries/subscriptions.ts';
import { insertText } from '../database/queries/texts.ts';
import { rest, SEARCH_ATTRIBUTES, type SubscriptionInput, TASK_QUEUE, WORKFLOW_TYPE, workflowId } from '../workflows/messages.ts';
import { besideAcceptance, signatureEvidence } from './acceptance.ts';
import { meansOf } from './command-input.ts';
import { type Deps, PATIENCE_MS } from './deps.ts';
import { personOf } from './plugins/identity.ts';
import { refused } from './problem.ts';
import { isTimeout, unavailable } from './run-command.ts';
import { NewSubscription } from './schemas/subscriptions.ts';

type Asked = z.infer<typeof NewSubscription>;
type Gathered = { ask: SubscribeRequest; terms: TermsVersion | undefined; at: Moment };

/** Creates a subscription, or throws the Problem of its first fault (E1.1, E2, E5.5a, E8.1a, E11.2a, E11.9a); gives its number. */
export async function createFor(deps: Deps, request: FastifyRequest, client: ClientRow, asked: Asked): Promise<string> {
  const { knex } = deps;
  const gathered = await gather(knex, client, asked);
  const verdict = subscribe(gathered.ask);
  if (isRefusal(verdict)) {
    const { article, because } = verdict;
    const person = personOf(request);
    await audit(knex, {
      person: person.id,
      role: person.roles.join(','),
      action: 'subscribe',
      client: client.id,
      outcome: 'refused',
      article,
      detail: { because },
    });
    throw refused(verdict, 422);
  }
  return knex.transaction(async (trx) => {
    const number = await nextSubscriptionNumber(trx);
    const person = personOf(request);
    const by = { person: person.id, role: person.roles.includes('CLIENT_ADMIN') ? 'CLIENT_ADMIN' : 'ADMIN' } as const;
    const evidence = await insertText(trx, { subscription: number, client: client.id, content: evidenceOf(request, client, asked, gathered) });
    const signed = { ...verdict, number, evidence };
    const { type, ...data } = fact('subscription.accepted', 'E11.9a', gathered.at, signed, by) as FactOf<'subscription.accepted'>;
    const accepted: FactOf<'subscription.accepted'> = { type, ...data };
    const contract = await write(trx, client, accepted);
    await noteProgress(trx, request.keyed, { number });
    await audit(trx, {
      person: person.id,
      role: by.role,
      action: 'subscribe',
      subscription: number,
      client: client.id,
      outcome: 'done',
      article: 'E11.9a',
    });
    return contract.number;
  });
}

/** Everything that the contract asks to know of a request to subscribe. */
async function gather(knex: Knex, client: ClientRow, asked: Asked): Promise<Gathered> {
  const testClock = client.test_clock;
  const at = await contractNow(knex, testClock);
  const contacts = await contactsOn(knex, client.id, civilOf(parisDay(at)));
  const [terms, line, means] = await Promise.all([
    currentTerms(knex, { at, testClock }),
    offeredLine(knex, { formula: asked.formula, contacts, at, testClock }),
    asked.paymentMethod ? meansOf(knex, client.id, asked.paymentMethod) : null,
  ]);
  const parameters = terms?.parameters ?? {};
  const termDays = line?.termDays ?? parameter({ parameters: parameters as Parameters }, 'payment.termDays');
  const { termsVersion, declarations, boxTicked } = asked.acceptance;
  const ask: SubscribeRequest = {
    number: '',
    client: {
      ...{ id: client.id, legalName: client.legal_name, legalForm: client.legal_form, registration: client.registration, seat: client.seat },
      ...{ country: client.country, status: client.status, noticeChannel: client.notice_channel },
      representative: { name: client.representative_name, capacity: client.representative_capacity },
    },
    formula: line?.formula ?? null,
    price: line ? { netCents: line.netCents, instalments: line.instalments, termDays, contacts, schedule: line.schedule } : null,
    means: means ? { method: means.method, kind: means.kind } : null,
    ...{ declarations, boxTicked, termsVersion, currentTermsVersion: terms?.version ?? '', parameters },
    ...{ acceptedAt: isoOf(at), evidence: '' },
    ...(asked.startsOn ? { startsOn: asked.startsOn } : {}),
    beside: [...besideAcceptance(asked, NewSubscription.shape), ...besideAcceptance(asked.acceptance)],
  };
  return { ask, terms, at };
}

/** E11.9a: what proves the signature, kept as a text. */
function evidenceOf(request: FastifyRequest, client: ClientRow, { acceptance }: Asked, { ask, terms, at }: Gathered): string {
  return signatureEvidence(request, {
    ...{ termsVersion: terms?.version, termsHash: terms?.hash, boxWording: acceptance.boxWording, boxTicked: acceptance.boxTicked },
    ...{ declarations: acceptance.declarations, formula: ask.formula, priceLine: ask.price, contractAt: isoOf(at) },
    representative: { name: client.representative_name, capacity: client.representative_capacity },
  });
}

/** Row, journal, projections and messages of an acceptance, in the caller's transaction. */
async function write(trx: Knex.Transaction, client: ClientRow, accepted: FactOf<'subscription.accepted'>): Promise<Contract> {
  const opened = open(accepted);
  const more = await knownAtFirst(trx, client, opened, momentOf(accepted.at));
  const facts = [accepted, ...more];
  const contract = fold(opened, more);
  await createSubscription(trx, accepted, contract, nextDuty(contract) ?? null);
  if (client.test_clock) await trx('subscriptions').where({ number: accepted.number }).update({ clock_at: accepted.at });
  const rows = await append(trx, accepted.number, 'accept', facts);
  await project(trx, { number: accepted.number, client: client.id }, null, contract, rows);
  await queueMessages(trx, { number: accepted.number, client: client.id, language: client.language }, messagesOf(null, opened, facts));
  return contract;
}

/** Starts the workflow of a subscription and waits until nothing is due any more; where no worker answers, the start alone is durable. */
export async function startWorkflow({ knex, temporal, patienceMs = PATIENCE_MS }: Deps, number: string): Promise<void> {
  const { contract, folded, clockAt, target } = await startingPoint(knex, number);
  const clock = clockAt && target ? { at: momentOf(clockAt), target: momentOf(target) } : undefined;
  const input: SubscriptionInput = { contract, folded, answered: [], ...(clock ? { clock } : {}) };
  const options = {
    workflowId: workflowId(contract.number),
    taskQueue: TASK_QUEUE,
    args: [input],
    typedSearchAttributes: searchAttributes(contract),
    staticSummary: `${contract.number} ${contract.formula.code}`,
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
  };
  try {
    const startWorkflowOperation = new WithStartWorkflowOperation(WORKFLOW_TYPE, options);
    startWorkflowOperation.workflowHandle().catch(() => {}); // its failure is that of the update
    await temporal.withDeadline(Date.now() + patienceMs, () => temporal.workflow.executeUpdateWithStart(rest, { startWorkflowOperation, args: [] }));
  } catch (error) {
    if (!isTimeout(error)) throw unavailable();
    await temporal.workflow.start(WORKFLOW_TYPE, options);
  }
}

/** The seven attributes by which the console finds it. */
function searchAttributes(contract: Contract): TypedSearchAttributes {
  const duty = nextDuty(contract);
  const values: Record<keyof typeof SEARCH_ATTRIBUTES, string | boolean | Date | undefined> = {
    TaciteState: contract.state,
    TaciteClient: contract.client,
    TaciteFormula: contract.formula.code,
    TaciteNextDuty: duty?.action,
    TaciteNextDue: duty ? new Date(duty.due) : undefined,
    TaciteArticle: duty?.article,
    TaciteOverdue: false,
  };
  const pairs = Object.entries(values).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [{ key: defineSearchAttributeKey(name, SEARCH_ATTRIBUTES[name as keyof typeof SEARCH_ATTRIBUTES]), value } as SearchAttributePair],
  );
  return new TypedSearchAttributes(pairs);
}
