/** What a person reads in the Temporal console: search attributes, current details, summaries on timers and activities. No personal data: ids only. */
import { type SearchAttributePair, TypedSearchAttributes, defineSearchAttributeKey } from '@temporalio/common';
import { makeContinueAsNewFunc, setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { type Moment, civilOf, isoOf, parisDay } from '../contract/calendar.ts';
import { duties, nextDuty } from '../contract/contract.ts';
import type { Action, Duty } from '../contract/duties.ts';
import { articleText } from '../contract/entries.ts';
import type { Contract } from '../contract/state.ts';
import { overdueCents, viewOf, whyOf } from '../contract/view.ts';
import { SEARCH_ATTRIBUTES, type SubscriptionInput, WORKFLOW_TYPE } from './messages.ts';

const KEYS = {
  state: defineSearchAttributeKey('TaciteState', SEARCH_ATTRIBUTES.TaciteState),
  client: defineSearchAttributeKey('TaciteClient', SEARCH_ATTRIBUTES.TaciteClient),
  formula: defineSearchAttributeKey('TaciteFormula', SEARCH_ATTRIBUTES.TaciteFormula),
  nextDuty: defineSearchAttributeKey('TaciteNextDuty', SEARCH_ATTRIBUTES.TaciteNextDuty),
  nextDue: defineSearchAttributeKey('TaciteNextDue', SEARCH_ATTRIBUTES.TaciteNextDue),
  article: defineSearchAttributeKey('TaciteArticle', SEARCH_ATTRIBUTES.TaciteArticle),
  overdue: defineSearchAttributeKey('TaciteOverdue', SEARCH_ATTRIBUTES.TaciteOverdue),
};

/** What each kind of duty does, for who knows the contract and not the code. */
const ACTS: Record<Action, string> = {
  'subscription.start': 'start the subscription',
  'term.renew': 'renew, unless denounced',
  'renewal.announce': 'announce the renewal',
  'invoice.issue': 'issue the invoice',
  'statement.issue': 'invoice the online payments of the month',
  'invoice.remind': 'remind, unless paid',
  'payment.present': 'present the payment',
  'payment.ask-result': 'ask the bank for its answer',
  'payment.set-off': 'set off what is in the client’s favour',
  'debit-note.issue': 'bill late penalties and indemnity',
  'credit-note.issue': 'credit the days not used',
  'debts.accelerate': 'make the sums declared payable fall due',
  'acceleration.undo': 'undo a declaration without ground',
  'refund.set-off': 'set the refund off against what is open',
  'refund.release': 'pay the refund',
  'notice.send': 'send the formal notice',
  'suspension.apply': 'suspend unless paid',
  'suspension.lift': 'restore access',
  'task.open': 'ask a person to decide',
  'task.remind': 'remind the persons who decide',
  'subscription.end': 'end: close access',
  'access.close': 'close the product to the client',
  'access.open': 'open the product to the client again',
  'export.start': 'start the export of the data',
  'export.ask-result': 'ask for the export of the data',
  'export.remind': 'remind that the data can be asked for',
  'content.carry-out': 'hide, show again or remove content',
  'data.destroy': 'destroy the data',
  'hold.lift': 'lift the legal hold',
  'evidence.purge': 'purge the evidence',
  'accounts.purge': 'purge the accounts',
};

/** `8.3 (a) suspend unless paid · suspend/T1/2027-02-26`: what a timer waits for, or an activity does, under which article, and on what. */
export const summaryOf = (duty: Duty): string => `${articleText(duty.article)} ${ACTS[duty.action]} · ${duty.id}`;

/** The search attributes of a contract at an instant (epoch milliseconds). */
export function attributesOf(contract: Contract, at: Moment): TypedSearchAttributes {
  const duty = nextDuty(contract);
  const pairs: SearchAttributePair[] = [
    { key: KEYS.state, value: contract.state },
    { key: KEYS.client, value: contract.client },
    { key: KEYS.formula, value: contract.formula.code },
    { key: KEYS.overdue, value: overdueCents(contract, at) > 0 },
  ];
  if (duty)
    pairs.push(
      { key: KEYS.nextDuty, value: duty.action },
      { key: KEYS.nextDue, value: new Date(duty.due) },
      { key: KEYS.article, value: duty.article },
    );
  return new TypedSearchAttributes(pairs);
}

const euros = (cents: number): string => `${(cents / 100).toFixed(2)} EUR`;

const spoken = (code: string): string => code.toLowerCase().replaceAll('_', ' ');

/** State, what is due next and why, in Markdown. */
function detailsOf(contract: Contract, at: Moment): string {
  const view = viewOf(contract, at);
  const open = contract.receivables.map(
    (one) => `- **${one.number}**: ${euros(one.gross - one.paid.reduce((sum, [, cents]) => sum + cents, 0))} open, due on ${civilOf(one.dueOn)}`,
  );
  const coming = duties(contract)
    .slice(0, 5)
    .map((duty) => `- **${civilOf(parisDay(duty.due))}**, article ${articleText(duty.article)}: ${ACTS[duty.action]} (${whyOf(duty)})`);
  return [
    `**${view.state}**${view.suspensionReasons.length > 0 ? ` (${view.suspensionReasons.map(spoken).join(', ')})` : ''}, term ${view.term.number}: ${view.term.startsOn} to ${view.term.endsOn}, seen ${isoOf(at)}.`,
    '',
    view.cessationOn
      ? `${contract.ended ? 'Ended' : 'Ends'} on **${view.cessationOn}**${view.endCause ? `, ${spoken(view.endCause)}` : ''}.`
      : `Renews on ${view.renewsOn ?? 'no day'}; can be denounced until ${view.lastDenunciationDay}.`,
    ...(coming.length > 0 ? ['', '### What is due next', '', ...coming] : []),
    ...(open.length > 0 ? ['', '### Not paid yet', '', ...open] : []),
  ].join('\n');
}

/** Brings the console up to date; an attribute that did not change costs no event. */
export function show(contract: Contract, at: Moment): void {
  const wanted = attributesOf(contract, at).getAll();
  const { typedSearchAttributes } = workflowInfo();
  const changed = wanted.filter(({ key, value }) => String(typedSearchAttributes.get(key as typeof KEYS.state)) !== String(value));
  if (changed.length > 0) upsertSearchAttributes(changed);
  setCurrentDetails(detailsOf(contract, at));
}

/** Goes on in a fresh run with all that a run forgets: search attributes, memo. Never returns. */
export async function continueLife(input: SubscriptionInput): Promise<never> {
  const at = input.clock?.at ?? Date.now();
  const next = makeContinueAsNewFunc<(input: SubscriptionInput) => Promise<void>>({
    workflowType: WORKFLOW_TYPE,
    typedSearchAttributes: attributesOf(input.contract, at),
  });
  return next(input);
}
