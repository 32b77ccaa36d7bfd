/** The doors of the `subscription` workflow, shared by its implementation and by its callers. */
import type { Client } from '@temporalio/client';
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Command, Refusal } from '../contract/commands.ts';
import type { OutsideEvent } from '../contract/events.ts';
import type { Fact } from '../contract/facts.ts';
import type { Contract } from '../contract/state.ts';

export const TASK_QUEUE = 'tacite';
export const WORKFLOW_TYPE = 'subscription';
/** The Temporal workflow id of a subscription. */
export const workflowId = (number: string): string => `sub-${number}`;

/** The workflow that computes a cash forecast; its argument is the id of the forecast. */
export const CASH_FORECAST = 'cashForecast';
/** E8.6a: the workflow that takes one export in, in live life, while its subscription goes on. */
const COLLECT_TYPE = 'collectExport';
const collectId = (id: string): string => `export-${id}`;
export type Collecting = { export: string; subscription: string };
/** Starts it; one that is at it already goes on. */
export async function collectLater(temporal: Client, what: Collecting): Promise<void> {
  const options = { workflowId: collectId(what.export), taskQueue: TASK_QUEUE, args: [what], workflowIdConflictPolicy: 'USE_EXISTING' as const };
  await temporal.workflow.start(COLLECT_TYPE, options);
}
/** The workflow that compares a day of a book with the payment provider; its argument says which. */
export const RECONCILIATION = 'reconciliation';
export const reconciliationId = ({ book, day }: { book: string; day: string }): string => `reconciliation-${book || 'live'}-${day}`;
/** The workflow that takes a portfolio over; its argument is the id of the take-over. */
export const TAKE_OVER = 'takeOver';

/** What the workflow starts from, and carries into each new run: plain JSON. Instants in epoch milliseconds. */
export type SubscriptionInput = {
  contract: Contract;
  /** A test clock: where this subscription stands, and where it is to go. Absent: the real clock. */
  clock?: { at: number; target: number };
  /** Place in the journal of the last fact folded into the contract. */
  folded: number;
  /** The last commands answered, so that a repeated one is not done twice. */
  answered: string[];
};

export type CommandRequest = { id: string; command: Command };
/** A refusal that has a message of its own (S59) is an accepted update that answers with it. */
export type CommandOutcome = { facts: Fact[]; task?: string; refusal?: Refusal };

/** A person's command. Refused by its validator with an ApplicationFailure of type `Refused` whose first detail is the Refusal. Answers once all that it makes due at once is done. */
export const command = defineUpdate<CommandOutcome, [CommandRequest]>('command');
/** Something that happened outside and must be readable when this returns. */
export const happened = defineUpdate<Fact[], [OutsideEvent]>('happened');
/** Returns when nothing is due any more at this instant. */
export const rest = defineUpdate<void, []>('rest');
/** Something that happened outside, told without waiting (webhooks). */
export const outside = defineSignal<[OutsideEvent]>('outside');
/** The test clock of the client goes to this instant (RFC 3339). */
export const clock = defineSignal<[string]>('clock');
/** The contract as the workflow holds it. */
export const contractQuery = defineQuery<Contract>('contract');
/** The seven typed search attributes of the console. */
export const SEARCH_ATTRIBUTES = {
  TaciteState: 'KEYWORD',
  TaciteClient: 'KEYWORD',
  TaciteFormula: 'KEYWORD',
  TaciteNextDuty: 'KEYWORD',
  TaciteNextDue: 'DATETIME',
  TaciteArticle: 'KEYWORD',
  TaciteOverdue: 'BOOL',
} as const;
