/** A10: every kind of task: how it is opened and until when, what those who decide are shown, and what each of their choices leads to. */
import { describe, expect, test } from 'vitest';
import { dayOf, momentOf } from '../../../contract/calendar.ts';
import { isRefusal, refuse } from '../../../contract/clause.ts';
import { decide, duties, fold, nextDuty, open, receive } from '../../../contract/contract.ts';
import { decidersOf } from '../../../contract/decisions.ts';
import type { TaskKind } from '../../../contract/facts.ts';
import type { Contract, Task } from '../../../contract/state.ts';
import { factsOfTask } from '../../../contract/task-facts.ts';
import { openTask } from '../../../contract/tasks.ts';
import { RECEIVERSHIP } from '../../scenarios/lives/8-insolvency.ts';
import { MONTHLY } from '../../scenarios/scenario.ts';
import { story } from './story.ts';
type Told = ReturnType<typeof story>;
const words = { facts: 'the facts', evidence: 'text' } as const;
const dispute = { complaint: 'cpl_1', text: 'text', documented: true, invoice: 'T1' } as const;
const opens: Record<TaskKind, (told: Told) => Promise<unknown>> = {
  HAND_NOTICE: async ({ given, when }) => {
    await given.baselineD({ noticeChannel: 'HAND' });
    await when.itIs('2027-02-15 12:00');
  },
  ARRANGEMENT: async ({ given, when }) => {
    await given.baselineM({ means: 'card_declined' });
    await when.pays(7_080, '2027-05-03');
    await when.pays(7_080, '2027-05-04');
  },
  RENEWAL_REVIEW: async ({ given, when }) => {
    await given.baselineD();
    await when.itIs('2027-09-19 12:00');
  },
  PRICE_DECISION: async ({ given, when }) => {
    await given.baselineA();
    await given.schedule('2027-06-01', [MONTHLY]);
    await when.itIs('2028-01-04 12:00');
  },
  DISPUTE: async ({ given, when }) => {
    await given.baselineD();
    await when.itIs('2027-02-24');
    await when.client.asks('open-complaint', dispute);
  },
  CURE: async ({ given, when }) => {
    await given.baselineA();
    await when.itIs('2027-04-26');
    await when.legal.asks('notify-breach', { clause: '4.2', ...words, channel: 'EMAIL' });
    await when.itIs('2027-05-20');
    await when.client.asks('declare-cured', { evidence: 'text' });
  },
  CONTESTED_TERMINATION: async ({ given, when }) => {
    await given.baselineA();
    await when.itIs('2027-04-26');
    await when.client.asks('notify-breach', { clause: '4.3', ...words, channel: 'EMAIL' });
    await when.itIs('2027-05-20');
    await when.legal.asks('declare-cured', { evidence: 'text' });
    await when.itIs('2027-05-31');
    await when.client.asks('terminate-for-cause', { ground: 'BREACH', facts: 'text', channel: 'EMAIL' });
  },
  INSOLVENCY_GROUND: async ({ given, when }) => {
    await given.baselineA();
    await when.itIs('2027-09-07 10:00');
    await when.client.asks('terminate-for-cause', { ground: 'INSOLVENCY', facts: 'text', channel: 'EMAIL' });
  },
  FOUR_EYES: async ({ given, when }) => {
    await given.baselineD();
    await when.itIs('2027-03-01');
    await when.legal.asks('terminate-for-cause', { ground: 'NON_PAYMENT', facts: 'text', channel: 'EMAIL' });
  },
  REFUND: async ({ given, when }) => {
    await given.baselineA();
    await when.itIs('2027-09-07 10:00');
    await when.legal.asks('record-insolvency', { ...RECEIVERSHIP, party: 'COMPANY', event: 'LIQUIDATION', judgmentOn: '2027-09-01' });
    await when.client.asks('terminate-for-cause', { ground: 'INSOLVENCY', facts: 'text', channel: 'EMAIL' });
    await when.itIs('2027-10-12');
  },
  OTHER_DEBT: async ({ given, when }) => {
    await given.baselineD();
    await when.itIs('2027-03-13 12:00');
  },
  OVERPAYMENT: async ({ given, when }) => {
    await given.baselineA();
    await when.pays(70_660, '2027-01-10');
  },
  MEANS: async ({ given, when }) => {
    await given.baselineA({ means: 'sepa_ok' });
    await when.itIs('2027-02-10');
    await given.outside({ type: 'debtor-refund', at: '2027-02-20 10:00', data: { code: 'MS02' } });
    await when.itIs('2027-02-20 12:00');
  },
  EXCESS_TAKEN_BACK: async ({ given, when }) => {
    await given.baselineA({ means: 'sepa_ok' });
    await when.pays(70_560, '2027-02-03 10:00');
    await when.itIs('2027-02-10');
    await when.billing.decides('OVERPAYMENT', 'GIVEN_BACK');
    await given.outside({ type: 'debtor-refund', at: '2027-02-20' });
    await when.itIs('2027-02-20 12:00');
  },
  MONEY_DIFFERS: async ({ given, when }) => {
    await given.baselineA();
    await when.itIs('2027-02-01');
  },
  DENUNCIATION_WITHDRAWAL: async ({ given, when }) => {
    await given.baselineA();
    await when.itIs('2027-09-01');
    await when.client.asks('denounce', {});
    await when.itIs('2027-12-01');
    await when.client.asks('withdraw-denunciation', { reason: 'text' });
  },
  VOID_DENUNCIATION: async ({ given, when }) => {
    await given.baselineA();
    await when.itIs('2027-10-01');
    await when.legal.asks('denounce', {});
    await given.outside({ type: 'bounce', at: '2027-10-04 10:00' });
    await when.itIs('2027-10-04 12:00');
  },
  DOCUMENTS: async ({ given, when }) => {
    await given.baselineA();
    await when.itIs('2027-06-09');
    await when.support.asks('request-documents', { documents: 'the statutes' });
    await when.itIs('2027-06-28');
  },
  ACCOUNT_MISUSE: async ({ given, when }) => {
    await given.baselineA();
    await when.itIs('2027-06-09');
    await when.client.asks('report-unauthorised-use', { about: 'rec_1' });
  },
  AUDIT: async ({ given, when }) => {
    await given.baselineA();
    await when.itIs('2027-06-09');
    await when.client.asks('open-audit', { about: 'rec_1' });
  },
  VAT_TREATMENT: async ({ given, when }) => {
    await given.baselineA();
    await when.itIs('2027-06-09');
    await when.billing.asks('record-tax-identity', { about: 'rec_1' });
  },
  ASSIGNMENT: async ({ given, when }) => {
    await given.baselineA();
    await when.itIs('2027-07-01');
    await when.client.asks('request-assignment', { about: 'rec_1' });
  },
  LATE_FORMULA_CHOICE: async ({ given, when }) => {
    await given.baselineA({ parameters: { 'formulaChange.lateRequest': 'ASK_BILLING' } });
    await when.itIs('2028-01-03 10:00');
    await when.client.asks('choose-formula', { formula: { code: 'monthly', months: 1 } });
  },
  LATE_DENUNCIATION: async ({ given, when }) => {
    await given.baselineA();
    await when.itIs('2028-01-10');
    await when.support.asks('record-incoming-notice', {
      code: 'CLIENT_DENUNCIATION',
      sentOn: '2027-10-03',
      channel: 'REGISTERED_LETTER',
      proof: 'text',
    });
  },
  SUSPENSION: async ({ given, when }) => {
    await given.baselineD({ parameters: { 'suspension.mode': 'COMMAND' } });
    await when.itIs('2027-02-26 12:00');
  },
  COMPLAINT: async ({ given, when }) => {
    await given.baselineA();
    await when.itIs('2027-06-09');
    await when.client.asks('open-complaint', { complaint: 'cpl_1', text: 'text', documented: false });
  },
  DISPUTE_CORRECTION: async ({ given, when }) => {
    await given.baselineD();
    await when.itIs('2027-02-24');
    await when.client.asks('open-complaint', dispute);
    await when.legal.decides('DISPUTE', 'ACCEPT');
  },
  IP_CLAIM: async ({ given, when }) => {
    await given.baselineA();
    await when.itIs('2027-06-09');
    await when.client.asks('open-ip-claim', { claim: 'ipc_1', text: 'text', receivedOn: '2027-06-07' });
    await when.legal.asks('check-ip-claim', { duties: { NOTIFIED: false }, reason: 'text' });
  },
  DECLARE_CLAIM: async ({ given, when }) => {
    await given.baselineD();
    await when.itIs('2027-05-24');
    await when.legal.asks('record-insolvency', RECEIVERSHIP);
  },
  OFFICER_ANSWER: async ({ given, when }) => {
    await given.baselineA();
    await when.itIs('2027-05-24');
    await when.legal.asks('record-insolvency', RECEIVERSHIP);
    await when.itIs('2027-06-07 10:00');
    await when.legal.asks('send-notice', { code: 'ADMINISTRATOR_NOTICE', channel: 'REGISTERED_LETTER' });
  },
  STUCK_DUTY: async ({ given, when }) => {
    await given.baselineA();
    await when.itIs('2027-02-01');
  },
};

/** A contract on which a task of a kind is open, and how it was opened. */
async function reached(kind: TaskKind) {
  const told = story();
  await opens[kind](told);
  const [accepted, ...facts] = await told.check.facts();
  if (!accepted) throw new Error('nobody has subscribed');
  let contract = fold(open(accepted), facts);
  let now = momentOf((facts.at(-1) ?? accepted).at);
  if (kind === 'STUCK_DUTY') {
    const duty = nextDuty(contract);
    now = duty?.due ?? 0;
    for (const hours of [0, 25]) {
      const failed = { type: 'duty-failed', key: `${hours}`, at: '', duty: duty?.id ?? '', reason: 'text' } as const;
      const more = receive(contract, failed, now + hours * 3_600_000);
      contract = fold(contract, more);
      facts.push(...more);
    }
  }
  if (kind === 'MONEY_DIFFERS')
    for (const payment of ['T1-1', 'T1-2']) {
      const more = receive(contract, { type: 'money-differs', key: payment, at: '', about: payment }, now);
      contract = fold(contract, more);
      facts.push(...more);
    }
  const task = contract.tasks?.find((one) => one.kind === kind);
  const opened = facts.find((one) => one.type === 'task.opened' && one.kind === kind);
  if (!task || opened?.type !== 'task.opened') throw new Error(`no ${kind} is open`);
  return { contract, task, opened, at: now };
}

/** What a choice leads to: beside the decision itself, or the refusal. */
function chosen(contract: Contract, task: Task, choice: string, now: number): unknown {
  const by = { person: 'two', role: decidersOf(task)[0] ?? 'LEGAL' } as const;
  const facts = decide(contract, { type: 'decide', by, input: { task: task.id, choice, reason: 'because' } }, now);
  if (isRefusal(facts)) return facts;
  const decided = facts.filter((one) => one.type === 'task.decided');
  expect(decided).toEqual([expect.objectContaining({ task: task.id, choice, reason: 'because', by })]);
  return facts.filter((one) => one.type !== 'task.decided').map(({ at: _at, by: _by, ...said }) => said);
}

const PRICE = { number: 'F2027-000001', kind: 'PRICE', dueOn: '2027-02-03', grossCents: 70_560, openCents: 70_560 };
const FEE = { number: 'F2027-000002', kind: 'REJECTION_FEE', dueOn: '2027-03-05', grossCents: 4_000, openCents: 4_000 };
/** How each is opened and until when, what is shown beside it, and what each choice leads to. */
const expected: Record<TaskKind, { opened: object; shows: object; leads: Record<string, unknown> }> = {
  HAND_NOTICE: {
    opened: { article: 'E11.1a', by: 'engine', dueOn: '2027-02-13', about: 'DEFAULT_NOTICE' },
    shows: { documents: [PRICE, FEE] },
    leads: {
      SEND_BY_EMAIL: [
        {
          type: 'notice.decided',
          article: 'E11.1a',
          notice: 'default/T1/email/2027-02-14',
          code: 'DEFAULT_NOTICE',
          channel: 'EMAIL',
          from: 'COMPANY',
          about: { invoices: ['T1'] },
        },
      ],
      SEND_BY_LETTER: [
        {
          type: 'notice.decided',
          article: 'E11.1a',
          notice: 'default/T1/registered_letter/2027-02-14',
          code: 'DEFAULT_NOTICE',
          channel: 'REGISTERED_LETTER',
          from: 'COMPANY',
          about: { invoices: ['T1'] },
        },
      ],
    },
  },
  ARRANGEMENT: {
    opened: { article: 'E8.3a-r', by: 'engine', dueOn: '2027-05-07' },
    shows: {
      suspendedSince: '2027-04-23',
      paidInFullOn: '2027-05-04',
      documents: [
        { number: 'F2027-000004', kind: 'PRICE', dueOn: '2027-05-31', grossCents: 7_080, openCents: 7_080 },
        { number: 'F2027-000002', kind: 'REJECTION_FEE', dueOn: '2027-04-30', grossCents: 4_000, openCents: 4_000 },
        { number: 'F2027-000005', kind: 'REJECTION_FEE', dueOn: '2027-05-31', grossCents: 4_000, openCents: 4_000 },
        { number: 'D2027-000001', kind: 'PENALTIES', dueOn: '2027-06-02', grossCents: 4_232, openCents: 4_232 },
      ],
      paymentMethod: 'm1',
    },
    leads: {
      ACCEPT: [{ type: 'arrangement.decided', article: 'E8.3a-r', accepted: true, reason: 'because' }],
      REFUSE: [{ type: 'arrangement.decided', article: 'E8.3a-r', accepted: false, reason: 'because' }],
    },
  },
  RENEWAL_REVIEW: {
    opened: { article: 'E8.1b', by: 'engine', dueOn: '2027-10-03' },
    shows: {
      suspendedSince: '2027-02-26',
      paidInFullOn: null,
      documents: [PRICE, FEE],
      endsOn: '2028-01-03',
      renewsOn: '2028-01-04',
      lastDenunciationDay: '2027-10-03',
    },
    leads: {
      LET_RENEW: [],
      DENOUNCE: [
        {
          type: 'notice.decided',
          article: 'E8.1d',
          notice: 'denunciation/T1/2027-09-19',
          code: 'COMPANY_DENUNCIATION',
          channel: 'EMAIL',
          from: 'COMPANY',
          about: { term: 1 },
        },
      ],
    },
  },
  PRICE_DECISION: {
    opened: { article: 'E5.1b', by: 'engine', dueOn: '2028-01-10', about: 'T2' },
    shows: { term: 2, formula: 'yearly', months: 12, endsOn: '2029-01-03' },
    leads: { SET_PRICE: { kind: 'refused', article: 'E5.1b', because: 'price-missing', allowed: [] } },
  },
  DISPUTE: {
    opened: { article: 'E8.3a', by: 'engine', dueOn: '2027-03-08', about: 'cpl_1' },
    shows: { complaint: 'cpl_1', openedOn: '2027-02-24', documents: [PRICE] },
    leads: {
      ACCEPT: [
        { type: 'dispute.decided', article: 'E8.3a', complaint: 'cpl_1', accepted: true, decidedOn: '2027-02-24', reason: 'because' },
        {
          type: 'task.opened',
          article: 'E8.3a',
          task: 'S000001-dispute-correction-2',
          kind: 'DISPUTE_CORRECTION',
          choices: ['CREDIT', 'MAINTAIN_INVOICE'],
          command: null,
          about: 'T1',
          dueOn: '2027-03-02',
        },
      ],
      REJECT: [{ type: 'dispute.decided', article: 'E8.3a', complaint: 'cpl_1', accepted: false, decidedOn: '2027-02-24', reason: 'because' }],
    },
  },
  CURE: {
    opened: { article: 'E8.2-ii', by: 'engine', dueOn: '2027-06-01', about: 'breach/company/2027-04-26' },
    shows: {
      notifiedBy: 'COMPANY',
      clause: '4.2',
      facts: 'the facts',
      deemedReceivedOn: '2027-04-29',
      lastCureDay: '2027-05-29',
      declaredCuredOn: '2027-05-20',
    },
    leads: {
      CURED: [{ type: 'breach.cure-decided', article: 'E8.2-ii', breach: 'breach/company/2027-04-26', cured: true, reason: 'because' }],
      NOT_CURED: [{ type: 'breach.cure-decided', article: 'E8.2-ii', breach: 'breach/company/2027-04-26', cured: false, reason: 'because' }],
    },
  },
  CONTESTED_TERMINATION: {
    opened: { article: 'E8.2-ii', by: 'engine', dueOn: '2027-06-05', about: 'termination/client/2027-05-31/2' },
    shows: {
      notice: 'termination/client/2027-05-31/2',
      notifiedBy: 'CLIENT',
      clause: '4.3',
      facts: 'the facts',
      deemedReceivedOn: '2027-04-29',
      lastCureDay: '2027-05-29',
      declaredCuredOn: '2027-05-20',
    },
    leads: {
      MAINTAIN_CURED: [{ type: 'termination.withdrawn', article: 'E8.2-ii', notice: 'termination/client/2027-05-31/2', because: 'DECISION' }],
      GIVE_IN: [{ type: 'breach.cure-decided', article: 'E8.2-ii', breach: 'breach/client/2027-04-26', cured: false, reason: 'because' }],
    },
  },
  INSOLVENCY_GROUND: {
    opened: { article: 'E8.2-iii', by: 'CLIENT_ADMIN', dueOn: '2027-09-13', about: 'termination/client/2027-09-07' },
    shows: { notice: 'termination/client/2027-09-07', endsOn: '2027-10-10' },
    leads: {
      INSOLVENT: [],
      NOT_INSOLVENT: [
        { type: 'termination.withdrawn', article: 'E8.2-iii', notice: 'termination/client/2027-09-07', because: 'DECISION' },
        {
          ...{ type: 'notice.decided', article: 'E8.2-iii', notice: 'withdrawn/termination/client/2027-09-07' },
          ...{
            code: 'TERMINATION_WITHDRAWN',
            channel: 'EMAIL',
            from: 'COMPANY',
            about: { replaces: 'termination/client/2027-09-07', because: 'DECISION' },
          },
        },
      ],
    },
  },
  FOUR_EYES: {
    opened: { article: 'E8.2a', by: 'LEGAL', dueOn: '2027-03-06' },
    shows: { state: 'SUSPENDED', endsOn: '2028-01-03', documents: [PRICE, FEE] },
    leads: {
      APPROVE: [
        {
          type: 'notice.decided',
          article: 'E8.2a',
          notice: 'termination/company/2027-03-01',
          code: 'TERMINATION_NOTICE',
          channel: 'EMAIL',
          from: 'COMPANY',
          about: { ground: 'NON_PAYMENT', invoices: ['T1'], facts: 'text' },
        },
      ],
      REFUSE: [],
    },
  },
  REFUND: {
    opened: { article: 'E8.2b', by: 'engine', dueOn: '2027-11-09', about: 'A/T1/2027-10-10' },
    shows: { creditNote: 'A/T1/2027-10-10', refundCents: 16_433, refundBy: '2027-11-09' },
    leads: {
      RELEASE: [],
      CONTEST: [
        { type: 'refund.contested', article: 'E8.2b', creditNote: 'A/T1/2027-10-10', reason: 'because' },
        {
          ...{ type: 'task.opened', article: 'E8.2b', task: 'S000001-refund-2', kind: 'REFUND', choices: ['RELEASE', 'CONTEST'] },
          ...{ command: null, about: 'A/T1/2027-10-10', dueOn: '2027-10-22' },
        },
      ],
    },
  },
  OTHER_DEBT: {
    opened: { article: 'E8.3a', by: 'engine', dueOn: '2027-03-25', about: 'fee/T1-1' },
    shows: { documents: [FEE] },
    leads: {
      PRESENT_AGAIN: [],
      WAIVE: [{ type: 'accessory.waived', article: 'E5.3e', invoice: 'fee/T1-1', what: 'FEE', cents: 4_000, reason: 'because' }],
      WRITE_OFF: [{ type: 'debt.written-off', article: 'E8.4a', document: 'fee/T1-1', cents: 4_000, writtenOffOn: '2027-03-13', reason: 'because' }],
      LEAVE: [],
    },
  },
  OVERPAYMENT: {
    opened: { article: 'E5.3f', by: 'engine', dueOn: '2027-01-21' },
    shows: { overpaidCents: 100, documents: [] },
    leads: { GIVEN_BACK: [] },
  },
  MEANS: {
    opened: { article: 'E5.5b', by: 'engine', dueOn: '2027-02-23', about: 'm1' },
    shows: {
      ...{ paymentMethod: 'm1', code: 'MS02' },
      documents: [
        { number: 'F2027-000001', kind: 'PRICE', dueOn: '2027-02-03', grossCents: 70_560, openCents: 70_560 },
        { number: 'F2027-000002', kind: 'REJECTION_FEE', dueOn: '2027-03-22', grossCents: 4_000, openCents: 4_000 },
      ],
    },
    leads: { KEEP_MEANS: [], GIVE_UP_MEANS: [] },
  },
  EXCESS_TAKEN_BACK: {
    opened: { article: 'E5.3f', by: 'engine', dueOn: '2027-03-04', about: 'T1-1' },
    shows: { payment: 'T1-1', owedCents: 70_560 },
    leads: { CLAIMED: [] },
  },
  MONEY_DIFFERS: {
    opened: { article: 'E5.5a', by: 'engine', dueOn: '2027-02-02', about: 'T1-1' },
    shows: { payment: 'T1-1', documents: [{ ...PRICE }] },
    leads: { BOOKED: [], NO_DIFFERENCE: [] },
  },
  DENUNCIATION_WITHDRAWAL: {
    opened: { article: 'E8.1d', by: 'CLIENT_ADMIN', dueOn: '2028-01-03', about: 'text' },
    shows: { reason: 'text', sentOn: '2027-09-01', endsOn: '2028-01-03', lastDenunciationDay: '2027-10-03' },
    leads: { ACCEPT: [{ type: 'denunciation.withdrawn', article: 'E8.1d', party: 'CLIENT' }], REFUSE: [] },
  },
  VOID_DENUNCIATION: {
    opened: { article: 'E8.1d', by: 'engine', dueOn: '2027-10-09', about: 'denunciation/T1/2027-10-01' },
    shows: { notice: 'denunciation/T1/2027-10-01', lastDenunciationDay: '2027-10-03', renewsOn: '2028-01-04', formula: 'yearly' },
    leads: { LET_RENEW: [] },
  },
  DOCUMENTS: {
    opened: { article: 'E11.2c', by: 'engine', dueOn: '2027-07-09', about: 'documents/2027-06-09' },
    shows: { notice: 'documents/2027-06-09', documents: 'the statutes', answerBy: '2027-06-27' },
    leads: { RECEIVED: [], GIVEN_UP: [] },
  },
  ACCOUNT_MISUSE: {
    opened: { article: 'E3.2b', by: 'CLIENT_ADMIN', dueOn: '2027-06-10', about: 'rec_1' },
    shows: { record: 'rec_1' },
    leads: { HANDLED: [] },
  },
  AUDIT: {
    opened: { article: 'E11.8c', by: 'CLIENT_ADMIN', dueOn: '2027-06-21', about: 'rec_1' },
    shows: { record: 'rec_1' },
    leads: { ANSWERED: [] },
  },
  VAT_TREATMENT: {
    opened: { article: 'E5.4', by: 'BILLING', dueOn: '2027-06-15', about: 'rec_1' },
    shows: { record: 'rec_1', endsOn: '2028-01-03', documents: [] },
    leads: { FRENCH_VAT: [], TREATED_BY_HAND: [] },
  },
  ASSIGNMENT: {
    opened: { article: 'E11.4a', by: 'CLIENT_ADMIN', dueOn: '2027-07-13', about: 'rec_1' },
    shows: { record: 'rec_1', documents: [] },
    leads: {
      APPROVE: [{ type: 'assignment.decided', article: 'E11.4a', assignment: 'rec_1', approved: true, reason: 'because' }],
      REFUSE: [{ type: 'assignment.decided', article: 'E11.4a', assignment: 'rec_1', approved: false, reason: 'because' }],
    },
  },
  LATE_FORMULA_CHOICE: {
    opened: { article: 'E8.1e', by: 'CLIENT_ADMIN', dueOn: '2028-01-03' },
    shows: { formula: 'monthly', months: 1, endsOn: '2028-01-03' },
    leads: {
      ACCEPT: [
        { type: 'formula.chosen', article: 'E8.1e', formula: { code: 'monthly', months: 1 }, from: '2028-01-04', replacesDenunciation: false },
      ],
      REFUSE: [
        {
          type: 'formula-choice.refused',
          article: 'E8.1e',
          formula: { code: 'monthly', months: 1 },
          from: '2028-01-04',
          until: '2029-01-02',
          nextOn: '2029-01-04',
        },
      ],
    },
  },
  LATE_DENUNCIATION: {
    opened: { article: 'E8.1d', by: 'SUPPORT', dueOn: '2028-01-15', about: 'T2' },
    shows: {
      sentOn: '2027-10-03',
      lastDenunciationDay: '2027-10-03',
      endedOn: '2028-01-03',
      term: 2,
      endsOn: '2029-01-03',
      termNetCents: 58_800,
      documents: [{ number: 'F2028-000002', kind: 'PRICE', dueOn: '2028-02-03', grossCents: 70_560, openCents: 70_560 }],
    },
    leads: { UNDO_RENEWAL: [{ type: 'renewal.undone', article: 'E8.1d', term: 2, endsOn: '2028-01-03', reason: 'because' }], MAINTAIN: [] },
  },
  SUSPENSION: {
    opened: { article: 'E8.3a', by: 'engine', dueOn: '2027-03-04', about: 'default/T1/2027-02-03' },
    shows: { documents: [PRICE, FEE] },
    leads: { SUSPEND: [{ type: 'suspension.applied', article: 'E8.3a', reason: 'PAYMENT', defaultCase: 'default/T1/2027-02-03' }], LEAVE: [] },
  },
  COMPLAINT: {
    opened: { article: 'E11.5a', by: 'engine', dueOn: '2027-06-21', about: 'cpl_1' },
    shows: { complaint: 'cpl_1', number: 'S000001-R1' },
    leads: { ANSWER: [{ type: 'complaint.answered', article: 'E11.5a', complaint: 'cpl_1', answer: 'because' }] },
  },
  DISPUTE_CORRECTION: {
    opened: { article: 'E8.3a', by: 'engine', dueOn: '2027-03-02', about: 'T1' },
    shows: { documents: [PRICE] },
    leads: {
      CREDIT: [{ type: 'dispute.corrected', article: 'E8.3a', invoice: 'T1', cents: 70_560, correctedOn: '2027-02-24', reason: 'because' }],
      MAINTAIN_INVOICE: [{ type: 'dispute.corrected', article: 'E8.3a', invoice: 'T1', cents: 0, correctedOn: '2027-02-24', reason: 'because' }],
    },
  },
  IP_CLAIM: {
    opened: { article: 'E10.1a', by: 'engine', dueOn: '2027-07-02', about: 'ipc_1' },
    shows: { claim: 'ipc_1', receivedOn: '2027-06-07', duties: { NOTIFIED: false } },
    leads: {
      DEFENDED: [{ type: 'ip-claim.closed', article: 'E10.1a', claim: 'ipc_1', outcome: 'DEFENDED', reason: 'because' }],
      SETTLED: [{ type: 'ip-claim.closed', article: 'E10.1a', claim: 'ipc_1', outcome: 'SETTLED', reason: 'because' }],
      RELEASED: [{ type: 'ip-claim.closed', article: 'E10.1a', claim: 'ipc_1', outcome: 'RELEASED', reason: 'because' }],
    },
  },
  DECLARE_CLAIM: {
    opened: { article: 'E8.2-iii', by: 'engine', dueOn: '2027-07-20', about: '2027-05-20' },
    shows: {
      judgmentOn: '2027-05-20',
      items: [
        { document: 'F2027-000001', what: 'PRICE', cents: 70_560 },
        { document: 'F2027-000001', what: 'PENALTY', cents: 7_442 },
        { document: 'F2027-000001', what: 'INDEMNITY', cents: 4_000 },
        { document: 'F2027-000002', what: 'REJECTION_FEE', cents: 4_000 },
        { document: 'F2027-000002', what: 'PENALTY', cents: 294 },
      ],
      totalCents: 86_296,
    },
    leads: { DECLARED: [], NOT_DECLARED: [] },
  },
  OFFICER_ANSWER: {
    opened: { article: 'E8.2-iii', by: 'engine', dueOn: '2027-07-10' },
    shows: { judgmentOn: '2027-05-20', answerBy: '2027-07-10', officer: RECEIVERSHIP.officer },
    leads: {
      CONTINUES: [{ type: 'officer.answered', article: 'E8.2-iii', answer: 'CONTINUES', reason: 'because' }],
      RENOUNCES: [{ type: 'officer.answered', article: 'E8.2-iii', answer: 'RENOUNCES', reason: 'because' }],
    },
  },
  STUCK_DUTY: {
    opened: { article: 'E0', by: 'engine', dueOn: '2027-02-05', about: 'present/T1-1' },
    shows: { duty: 'present/T1-1', since: '2027-02-03T07:00:00.000Z', tries: 2 },
    leads: { RETRY: [] },
  },
};

describe('A10 every kind of task', () => {
  test.each(Object.keys(opens) as TaskKind[])(
    'A10: %s: opened until its day, with its facts; each choice leads where its clause says',
    async (kind) => {
      const { contract, task, opened, at } = await reached(kind);
      const { article, by, dueOn, about } = opened;
      expect({ article, by: typeof by === 'string' ? by : by.role, dueOn, ...(about ? { about } : {}) }).toEqual(expected[kind].opened);
      expect(opened.choices).toEqual(Object.keys(expected[kind].leads));
      expect(factsOfTask(contract, task)).toEqual(expected[kind].shows);
      for (const [choice, led] of Object.entries(expected[kind].leads)) expect([choice, chosen(contract, task, choice, at)]).toEqual([choice, led]);
    },
  );

  test('A10: a task is named after its kind and its order, and bears the choices of its kind', async () => {
    const { opened } = await reached('DISPUTE_CORRECTION');
    expect(opened).toMatchObject({ task: 'S000001-dispute-correction-2', choices: ['CREDIT', 'MAINTAIN_INVOICE'], command: null });
  });

  test.each`
    role         | choice       | refusal
    ${'BILLING'} | ${'APPROVE'} | ${refuse('A10', 'wrong-role', [], { roles: 'LEGAL' })}
    ${'LEGAL'}   | ${'APPROVE'} | ${refuse('A10', 'not-a-choice', [], { choices: 'CURED, NOT_CURED' })}
  `('A10: $role decides a cure by $choice: refused', async ({ role, choice, refusal }) => {
    const { contract, task, at } = await reached('CURE');
    const by = { person: 'two', role };
    expect(decide(contract, { type: 'decide', by, input: { task: task.id, choice, reason: 'because' } }, at)).toEqual(refusal);
    expect(decide(contract, { type: 'decide', by, input: { task: 'none', choice, reason: 'because' } }, at)).toEqual(refuse('A10', 'task-decided'));
  });

  test('A10: who proposed does not agree: a second person decides', async () => {
    const { contract, task, at } = await reached('FOUR_EYES');
    const by = { person: 'LEGAL', role: 'LEGAL' } as const;
    const agreed = decide(contract, { type: 'decide', by, input: { task: task.id, choice: 'APPROVE', reason: 'because' } }, at);
    expect(agreed).toEqual(refuse('E8.2a', 'same-person', [{ command: 'decide' }]));
  });

  test('E5.1b: the price that BILLING sets is that of the term which waits for it', async () => {
    const { contract, task, at } = await reached('PRICE_DECISION');
    const price = { netCents: 60_000, instalments: 1, termDays: 30, contacts: 280, schedule: 'by hand' };
    const by = { person: 'two', role: 'BILLING' } as const;
    const facts = decide(contract, { type: 'decide', by, input: { task: task.id, choice: 'SET_PRICE', reason: 'because', price } }, at);
    expect(facts).toMatchObject([{ type: 'task.decided' }, { type: 'price.decided', article: 'E5.1b', term: 2, price, reason: 'because', by }]);
  });

  test('A10: once decided, a task is closed and the others stay', async () => {
    const { contract, task, at } = await reached('DISPUTE');
    const two = fold(contract, [openTask(contract, 'COMPLAINT', 'E11.5a', at, { about: 'cpl_2' })]);
    const facts = decide(
      two,
      { type: 'decide', by: { person: 'two', role: 'LEGAL' }, input: { task: task.id, choice: 'REJECT', reason: 'because' } },
      at,
    );
    if (isRefusal(facts)) throw new Error(facts.because);
    expect(fold(two, facts).tasks).toMatchObject([{ kind: 'COMPLAINT', about: 'cpl_2' }]);
    expect(fold(contract, facts).tasks).toBeUndefined();
  });

  test('A10: a duty that stands still is tried again at once when a person says so, or when any task of the contract is decided', async () => {
    const { contract, task, at } = await reached('STUCK_DUTY');
    const later = at + 30 * 3_600_000;
    const next = (kind: TaskKind): number | undefined => {
      const other = fold(contract, [openTask(contract, 'AUDIT', 'E11.8c', at, { about: 'rec_1' })]);
      const about = other.tasks?.find((one) => one.kind === kind);
      const by = { person: 'two', role: kind === 'AUDIT' ? ('DPO' as const) : ('ADMIN' as const) };
      const choice = kind === 'AUDIT' ? 'ANSWERED' : 'RETRY';
      const facts = decide(other, { type: 'decide', by, input: { task: about?.id ?? '', choice, reason: 'because' } }, later);
      if (isRefusal(facts)) throw new Error(facts.because);
      return duties(fold(other, facts)).find((one) => one.id === task.about)?.due;
    };
    const waits = contract.deferred?.[0]?.until ?? 0;
    expect(waits).toBe(at + 25 * 3_600_000 + 4 * 60_000); // the second try failed: four minutes
    expect(next('STUCK_DUTY')).toBe(at); // it is due as it was
    expect(next('AUDIT')).toBe(Math.min(waits, later));
  });

  test.each`
    kind             | role         | roles
    ${'HAND_NOTICE'} | ${'BILLING'} | ${'LEGAL, SUPPORT'}
    ${'STUCK_DUTY'}  | ${'SUPPORT'} | ${'ADMIN, BILLING, LEGAL'}
  `('A9: $kind is decided by $roles, not by $role', async ({ kind, role, roles }) => {
    const { contract, task, at } = await reached(kind);
    const by = { person: 'two', role };
    const answer = decide(contract, { type: 'decide', by, input: { task: task.id, choice: 'RETRY', reason: 'because' } }, at);
    expect(answer).toEqual(refuse('A10', 'wrong-role', [], { roles }));
  });

  test.each`
    command                  | deciders
    ${'terminate-for-cause'} | ${['LEGAL']}
    ${'legal-hold'}          | ${['DPO', 'LEGAL']}
  `('A10: the second person of $command is one of $deciders, who may propose the same', ({ command, deciders }) => {
    expect(decidersOf({ kind: 'FOUR_EYES', command: { type: command, by: { person: 'one', role: deciders[0] }, input: {} } })).toEqual(deciders);
    expect(decidersOf({ kind: 'CURE' })).toEqual(['LEGAL']);
  });

  test('E8.2-ii: found not cured by its own command, the contested termination stands and its task is done; others stay', async () => {
    const { contract, at } = await reached('CONTESTED_TERMINATION');
    const two = fold(contract, [openTask(contract, 'AUDIT', 'E11.8c', at, { about: 'rec_1' })]);
    const other = { notice: 'other', from: 'CLIENT', ground: 'INSOLVENCY', cessationOn: 30_000 } as const;
    const by = { person: 'one', role: 'LEGAL' } as const;
    const facts = decide(two, { type: 'decide-cure', by, input: { cured: false, reason: 'because' } }, at);
    if (isRefusal(facts)) throw new Error(facts.because);
    const after = fold({ ...two, terminations: [other, ...(two.terminations ?? [])] }, facts);
    expect(after.tasks?.map((one) => one.kind)).toEqual(['AUDIT']);
    expect(after.terminations).toEqual([
      other,
      {
        notice: 'termination/client/2027-05-31/2',
        from: 'CLIENT',
        ground: 'BREACH',
        breach: 'breach/client/2027-04-26',
        cessationOn: dayOf('2027-07-03'),
      },
    ]);
  });
});
