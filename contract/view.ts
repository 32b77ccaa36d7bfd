/** What a person reads of a subscription: civil days, instants, the next duty and why. */
import { announcementsView } from './announcements.ts';
import { type Moment, civilOf, isoOf, parisDay } from './calendar.ts';
import { quotesView } from './assistance.ts';
import { cessation, isDenounced, standingTerminations } from './cessation.ts';
import { duties, nextDuty } from './contract.ts';
import { lastDenunciationDay, withdrawUntil } from './denunciation.ts';
import { accountsUntil } from './retention.ts';
import type { Action, Duty } from './duties.ts';
import { exportUntil } from './ending.ts';
import { indemnityCents, unbilled } from './arrears.ts';
import { claimOf } from './claim.ts';
import { answerBy, insolvencyOf } from './insolvency.ts';
import { lastChoiceDay } from './formulas.ts';
import { isOverdue, openCents } from './receivables.ts';
import { destructionDay } from './reversibility.ts';
import type { Contract } from './state.ts';
import { survival } from './survival.ts';
import { termOf } from './term.ts';

/** One sentence for each kind of duty, shown with its article. */
const WHY: Record<Action, string> = {
  'subscription.start': 'the chosen start date is reached',
  'term.renew': 'nobody has denounced the subscription: it renews for the same duration',
  'renewal.announce': 'the client must be reminded of its last day to denounce',
  'invoice.issue': 'the term is invoiced at its start',
  'statement.issue': 'the online payments of the month are invoiced',
  'invoice.remind': 'an invoice is unpaid',
  'payment.present': 'the stored means of payment is presented',
  'payment.ask-result': 'the bank has not answered yet',
  'payment.set-off': 'what the client has in its favour pays what is open',
  'debit-note.issue': 'late penalties and the recovery indemnity are billed',
  'credit-note.issue': 'what is no longer owed is credited',
  'debts.accelerate': 'the sums due for the Services fall due at once, as declared',
  'acceleration.undo': 'a declaration that lost its ground is undone',
  'refund.set-off': 'the credit pays what is open',
  'refund.release': 'the credit is paid back',
  'notice.send': 'a formal notice leaves',
  'suspension.apply': 'the notified default has stood ten full days: suspend unless paid',
  'suspension.lift': 'the overdue payments are made and the next ones secured',
  'task.open': 'a person must decide',
  'task.remind': 'a decision is to be taken by today, or is late',
  'subscription.end': 'the last day is over: access closes',
  'access.close': 'the relationship is over: its people and programs leave the product',
  'access.open': 'the end was undone: its people come in again',
  'export.start': 'the client asked for its data',
  'export.ask-result': 'the export is being prepared',
  'export.remind': 'the data can still be asked for',
  'content.carry-out': 'disputed content is hidden, shown again or removed',
  'data.destroy': 'the time to hand back the data is over: it is destroyed',
  'hold.lift': 'the legal hold comes to its end',
  'evidence.purge': 'the evidence has been kept for its five years',
  'accounts.purge': 'the accounts have been kept for their ten years',
};

/** The reason of a duty, in one sentence. */
export const whyOf = (duty: Duty): string => WHY[duty.action];

/** Overdue cents seen at an instant. */
export const overdueCents = (contract: Contract, at: Moment): number =>
  contract.receivables
    .filter((one) => isOverdue(contract, one, parisDay(at)) && one.writtenOff === undefined)
    .reduce((sum, one) => sum + openCents(one), 0);

/** Penalty accrued and not billed yet, up to and including the day of an instant (E5.3d: shown daily). */
export const accruedPenaltyCents = (contract: Contract, at: Moment): number =>
  contract.receivables.reduce((sum, one) => sum + unbilled(contract, one, parisDay(at)).penaltyCents, 0);

const optionalDay = (day: number | undefined): string | null => (day === undefined ? null : civilOf(day));

function denunciationView(contract: Contract) {
  const { denunciation } = contract;
  if (!denunciation) return null;
  return {
    by: denunciation.from,
    sentOn: civilOf(denunciation.sentOn),
    term: denunciation.term,
    endsOn: civilOf(termOf(contract, denunciation.term).endsOn),
    withdrawUntil: optionalDay(withdrawUntil(contract)),
  };
}

/** The termination that ends first, else one that is contested or being withdrawn. */
function terminationView(contract: Contract) {
  const [first] = standingTerminations(contract).sort((a, b) => a.cessationOn - b.cessationOn);
  const termination = first ?? contract.terminations?.[0];
  if (!termination) return null;
  const { notice, from, ground, contested } = termination;
  return { notice, by: from, ground, contested: contested ?? false, cessationOn: contested ? null : civilOf(termination.cessationOn) };
}

/** What comes next; what the Company decides inside is not told to the client before its notice (A10). */
function nextView(contract: Contract, inside: boolean) {
  const duty = inside ? nextDuty(contract) : duties(contract).find((one) => !one.action.startsWith('task.'));
  return duty ? { duty: duty.id, due: isoOf(duty.due), article: duty.article, why: whyOf(duty) } : null;
}

/** E8.2-iii: the Client's insolvency, else the Company's. */
function insolvencyView(contract: Contract) {
  const one = insolvencyOf(contract, 'CLIENT') ?? insolvencyOf(contract, 'COMPANY');
  if (!one) return null;
  const { party, event, court, judgmentOn, answer = null } = one;
  const until = answerBy(one);
  return {
    ...{ party, event, court, judgmentOn: optionalDay(judgmentOn), answer, answerBy: optionalDay(until) },
    endByLawFrom: answer === null && until !== undefined ? civilOf(until + 1) : null,
    frozenCents: claimOf(contract).totalCents,
  };
}

/** The subscription as the API shows it, seen at an instant. Days in Europe/Paris, money in cents; `inside` for the Company. */
export function viewOf(contract: Contract, at: Moment, { inside } = { inside: true }) {
  const { term, ended, deleted } = contract;
  const end = cessation(contract);
  const running = contract.state === 'PENDING' || contract.state === 'ACTIVE' || contract.state === 'SUSPENDED';
  return {
    number: contract.number,
    client: contract.client,
    state: contract.state,
    suspensionReasons: (contract.suspensions ?? []).map((one) => one.reason),
    formula: contract.formula,
    termsVersion: contract.terms,
    term: { number: term.number, startsOn: civilOf(term.startsOn), endsOn: civilOf(term.endsOn) },
    renewsOn: running && !end ? civilOf(term.endsOn + 1) : null,
    lastDenunciationDay: civilOf(lastDenunciationDay(contract)),
    denunciation: denunciationView(contract),
    terminationNotice: terminationView(contract),
    formulaChoice: (isDenounced(contract) ? undefined : contract.formulaChoice) ?? null,
    formulaChoiceUntil: running ? civilOf(lastChoiceDay(contract)) : null,
    freeExit: term.exitFree === true && running,
    announcements: announcementsView(contract),
    toAcknowledge: contract.toAcknowledge ?? null,
    contentHolds: contract.contentHolds ?? [],
    quotes: quotesView(contract, at),
    ipClaims: (contract.ipClaims ?? []).map(({ id, openedAt, receivedOn, duties, outcome }) => ({
      ...{ claim: id, openedAt: isoOf(openedAt), receivedOn: civilOf(receivedOn), duties, outcome: outcome ?? null },
    })),
    insolvency: insolvencyView(contract),
    cessationOn: optionalDay(end?.on),
    endCause: end?.cause ?? null,
    exportUntil: end ? civilOf(exportUntil(contract, end.on)) : null,
    destructionOn: ended && !deleted ? optionalDay(destructionDay(contract)) : null,
    deletedAt: deleted ? isoOf(deleted.at) : null,
    retention: deleted
      ? {
          ...{ evidenceUntil: civilOf(deleted.evidenceUntil), accountsUntil: civilOf(deleted.accountsUntil) },
          accounts: (contract.bookYears ?? []).map((year) => ({ year, until: civilOf(accountsUntil(contract, year)) })),
        }
      : null,
    legalHold: contract.legalHold ? { until: civilOf(contract.legalHold.until), placedAt: isoOf(contract.legalHold.at) } : null,
    survival: survival(contract),
    paymentMethod: contract.means.method,
    overdueCents: overdueCents(contract, at),
    accruedPenaltyCents: accruedPenaltyCents(contract, at),
    accruedIndemnityCents: contract.receivables.reduce((sum, one) => sum + indemnityCents(contract, one, parisDay(at)), 0),
    next: nextView(contract, inside),
  };
}
export type SubscriptionView = ReturnType<typeof viewOf>;
