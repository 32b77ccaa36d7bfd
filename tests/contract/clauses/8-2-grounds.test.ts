/** CGUV 8.2 (a): which ground opens a termination, from which day, for which party, and the words of each refusal. */
import { describe, expect, test } from 'vitest';
import { dayOf, instantOf } from '../../../contract/calendar.ts';
import { fact, isRefusal, refuse } from '../../../contract/clause.ts';
import type { CommandInput } from '../../../contract/commands.ts';
import { decideAlone, fold } from '../../../contract/contract.ts';
import type { Breach, Contract, DefaultCase, Receivable, Termination } from '../../../contract/state.ts';
import { RECEIVERSHIP } from '../../scenarios/lives/8-insolvency.ts';
import { contractOf } from './story.ts';

type Terminating = CommandInput['terminate-for-cause'];
const terminate = (contract: Contract, day: string, role: 'LEGAL' | 'CLIENT_ADMIN', input: Partial<Terminating>) =>
  decideAlone(
    contract,
    { type: 'terminate-for-cause', by: { person: 'p', role }, input: { ground: 'NON_PAYMENT', facts: 'the facts', channel: 'EMAIL', ...input } },
    instantOf(dayOf(day)),
  );
/** What the notice that was decided is about. */
const about = (answer: ReturnType<typeof terminate>): unknown =>
  isRefusal(answer) ? answer : answer.flatMap((one): unknown[] => (one.type === 'notice.decided' ? [one.about] : [one.type]));

const receivable = (id: string, more: Partial<Receivable> = {}): Receivable => ({
  ...{ id, number: id, kind: 'PRICE', term: 1, issuedOn: dayOf('2027-01-04'), dueOn: dayOf('2027-02-03'), gross: 70_560, vat: 11_760, paid: [] },
  ...{ tries: 1, ...more },
});
const sent = (lastCureDay: string, channel: 'EMAIL' | 'HAND' | 'REGISTERED_LETTER' = 'EMAIL'): DefaultCase['sent'][number] => ({
  ...{ notice: lastCureDay, channel, deemedOn: dayOf(lastCureDay) - 10, lastCureDay: dayOf(lastCureDay) },
});
const caseOf = (id: string, ...sendings: DefaultCase['sent']): DefaultCase => ({ id, invoices: [id], sent: sendings });
/** Baseline A with the invoices that its cases list. */
const owing = (cases: DefaultCase[], more: Partial<Contract> = {}, parameters: Record<string, unknown> = {}): Contract => ({
  ...contractOf({}, parameters),
  ...{ cases, receivables: [receivable('T1'), receivable('T2', { term: 2 })], ...more },
});
const again = [{ command: 'send-notice' as const }];

describe('E8.2-i non-payment', () => {
  test('8.2 (i): of several default notices the one whose ten days are over first opens it, and of one sent twice the first sending', () => {
    const contract = owing([caseOf('T1', sent('2027-03-10'), sent('2027-03-05', 'REGISTERED_LETTER')), caseOf('T2', sent('2027-03-03'))]);
    expect(about(terminate(contract, '2027-03-03', 'LEGAL', {}))).toEqual(
      refuse('E8.2-i', 'cure-period-running', [{ command: 'terminate-for-cause', from: '2027-03-04' }], { from: '2027-03-04' }),
    );
    expect(about(terminate(contract, '2027-03-04', 'LEGAL', {}))).toEqual([{ ground: 'NON_PAYMENT', invoices: ['T2'], facts: 'the facts' }]);
    const one = owing([caseOf('T1', sent('2027-03-10'), sent('2027-03-05', 'REGISTERED_LETTER'))]);
    expect(about(terminate(one, '2027-03-05', 'LEGAL', {}))).toMatchObject({ because: 'cure-period-running' });
    expect(about(terminate(one, '2027-03-06', 'LEGAL', {}))).toMatchObject([{ invoices: ['T1'] }]);
  });

  test.each`
    case                                                                         | refusal                                         | because
    ${undefined}                                                                 | ${refuse('E8.2-i', 'no-default-notice', again)} | ${'no notice was sent'}
    ${caseOf('T1')}                                                              | ${refuse('E8.2-i', 'no-default-notice', again)} | ${'the only one came back'}
    ${caseOf('T1', sent('2027-03-05', 'HAND'))}                                  | ${refuse('E8.2a', 'only-handed-over', again)}   | ${'it was only handed over'}
    ${caseOf('T1', sent('2027-03-05'))}                                          | ${refuse('E11.1b', 'not-acknowledged', again)}  | ${'nobody acknowledged the e-mail'}
    ${caseOf('T1', sent('2027-03-05', 'HAND'), sent('2027-03-06'))}              | ${refuse('E11.1b', 'not-acknowledged', again)}  | ${'nor the one sent after'}
    ${caseOf('T1', { ...sent('2027-03-05'), acknowledged: true })}               | ${undefined}                                    | ${'it was acknowledged'}
    ${caseOf('T1', sent('2027-03-06'), sent('2027-03-05', 'REGISTERED_LETTER'))} | ${undefined}                                    | ${'a letter needs no acknowledgement'}
  `('8.2 (i): on terms that want the receipt acknowledged (11.1 b), refused $refusal.because: $because', ({ case: one, refusal }) => {
    const contract = owing(one ? [one] : [], {}, { 'notice.ackRequired': true });
    const answer = terminate(contract, '2027-03-08', 'LEGAL', {});
    expect(isRefusal(answer) ? answer : undefined).toEqual(refusal);
  });

  test('8.2 (i): not while one of its documents is at the bank', () => {
    const both = { ...caseOf('T1', sent('2027-03-05')), invoices: ['T1', 'T2'] };
    const contract = owing([both], { receivables: [receivable('T1'), receivable('T2', { collecting: 'now-1' })] });
    expect(terminate(contract, '2027-03-08', 'LEGAL', {})).toEqual(refuse('E8.2-i', 'presentation-pending', [], { document: 'T2' }));
    const other = owing([caseOf('T1', sent('2027-03-05'))], contract);
    expect(about(terminate({ ...other, cases: [caseOf('T1', sent('2027-03-05'))] }, '2027-03-08', 'LEGAL', {}))).toMatchObject([
      { invoices: ['T1'] },
    ]);
  });

  test.each`
    scope                   | invoices        | running | opens    | because
    ${'RUNNING_TERM_ONLY'}  | ${['T1', 'T2']} | ${2}    | ${true}  | ${'one of the two is of the running term'}
    ${'RUNNING_TERM_ONLY'}  | ${['T1']}       | ${2}    | ${false} | ${'it is of the term before'}
    ${'RUNNING_TERM_ONLY'}  | ${['T1', 'T2']} | ${3}    | ${false} | ${'both are of terms that are over'}
    ${'INCLUDING_RENEWALS'} | ${['T1']}       | ${2}    | ${true}  | ${'debts of earlier terms count'}
  `('8.2 (i): $scope, $invoices notified, term $running running, opens $opens: $because', ({ scope, invoices, running, opens }) => {
    const contract = owing([{ ...caseOf('T1', sent('2027-03-05')), invoices }], {}, { 'termination.debtScope': scope });
    const answer = terminate({ ...contract, term: { ...contract.term, number: running } }, '2027-03-08', 'LEGAL', {});
    expect(isRefusal(answer) ? answer.because : undefined).toBe(opens ? undefined : 'no-default-notice');
  });
});

describe('E8.2-ii other breach', () => {
  const breach = (id: string, lastCureDay: string, more: Partial<Breach> = {}): Breach => ({
    ...{
      id,
      notice: id,
      from: 'COMPANY',
      clause: `clause of ${id}`,
      channel: 'EMAIL',
      deemedOn: dayOf(lastCureDay) - 30,
      lastCureDay: dayOf(lastCureDay),
    },
    ...more,
  });
  const broken = (breaches: Breach[], parameters: Record<string, unknown> = {}, more: Partial<Contract> = {}): Contract => ({
    ...contractOf({}, parameters),
    ...{ breaches, ...more },
  });
  const notified = (id: string): Termination => ({ notice: 'n', from: 'COMPANY', ground: 'BREACH', breach: id, cessationOn: dayOf('2027-09-01') });

  test('8.2 (ii): of several breaches the one whose thirty days are over first, of the own notices only, or the one that is named', () => {
    const contract = broken([breach('late', '2027-05-20'), breach('early', '2027-05-10'), breach('theirs', '2027-05-01', { from: 'CLIENT' })]);
    const said = (id: string) => [{ ground: 'BREACH', breach: id, clause: `clause of ${id}`, facts: 'the facts' }];
    expect(about(terminate(contract, '2027-05-11', 'LEGAL', { ground: 'BREACH' }))).toEqual(said('early'));
    expect(about(terminate(contract, '2027-05-21', 'LEGAL', { ground: 'BREACH', breach: 'late' }))).toEqual(said('late'));
    expect(about(terminate(contract, '2027-05-10', 'LEGAL', { ground: 'BREACH' }))).toEqual(
      refuse('E8.2-ii', 'cure-period-running', [{ command: 'terminate-for-cause', from: '2027-05-11' }], { from: '2027-05-11' }),
    );
    expect(about(terminate(contract, '2027-05-11', 'CLIENT_ADMIN', { ground: 'BREACH' }))).toEqual(said('theirs'));
    expect(about(terminate(contract, '2027-05-21', 'LEGAL', { ground: 'BREACH', breach: 'theirs' }))).toMatchObject({ because: 'no-breach-notice' });
  });

  test.each`
    one                                                                      | refusal                                                                 | because
    ${{ channel: 'HAND' }}                                                   | ${refuse('E8.2a', 'only-handed-over', again)}                           | ${'only handed over'}
    ${{}}                                                                    | ${refuse('E11.1b', 'not-acknowledged', [{ command: 'notify-breach' }])} | ${'nobody acknowledged the e-mail'}
    ${{ acknowledged: true, declaredOn: dayOf('2027-05-10') }}               | ${refuse('E8.2-ii', 'cure-undecided', [{ command: 'decide-cure' }])}    | ${'a cure was declared'}
    ${{ acknowledged: true, declaredOn: dayOf('2027-05-10'), cured: true }}  | ${refuse('E8.2-ii', 'cured')}                                           | ${'it is cured'}
    ${{ acknowledged: true, declaredOn: dayOf('2027-05-10'), cured: false }} | ${undefined}                                                            | ${'LEGAL found it none'}
    ${{ channel: 'REGISTERED_LETTER' }}                                      | ${undefined}                                                            | ${'a letter needs no acknowledgement'}
  `('8.2 (ii): on terms that want the receipt acknowledged (11.1 b), refused $refusal.because: $because', ({ one, refusal }) => {
    const answer = terminate(broken([breach('b', '2027-05-10', one)], { 'notice.ackRequired': true }), '2027-05-20', 'LEGAL', { ground: 'BREACH' });
    expect(isRefusal(answer) ? answer : undefined).toEqual(refusal);
  });

  test.each`
    lateCure               | from         | barred   | because
    ${'BARS_COMPANY_ONLY'} | ${'COMPANY'} | ${true}  | ${'a late cure bars the Company'}
    ${'BARS_COMPANY_ONLY'} | ${'CLIENT'}  | ${false} | ${'and not the Client'}
    ${'BARS_BOTH'}         | ${'CLIENT'}  | ${true}  | ${'these terms bar both'}
    ${'BARS_NONE'}         | ${'COMPANY'} | ${false} | ${'these terms bar nobody'}
  `('8.2 (ii): under $lateCure a cure of the day after, of what $from notified, bars $barred: $because', ({ lateCure, from, barred }) => {
    const contract = broken([breach('b', '2027-05-10', { from, declaredOn: dayOf('2027-05-11') })], { 'breach.lateCure': lateCure });
    const answer = terminate(contract, '2027-05-20', from === 'COMPANY' ? 'LEGAL' : 'CLIENT_ADMIN', { ground: 'BREACH' });
    const types = isRefusal(answer) ? [answer.because] : answer.map((one) => one.type);
    const contested = ['notice.decided', 'termination.contested', 'task.opened'];
    expect(types).toEqual(barred ? (from === 'COMPANY' ? ['cure-undecided'] : contested) : ['notice.decided']);
  });

  test('8.2 (ii): a termination is contested for the breach that it names, and no other', () => {
    const contract = broken([
      breach('cured', '2027-05-10', { from: 'CLIENT', declaredOn: dayOf('2027-05-09') }),
      breach('not', '2027-05-10', { from: 'CLIENT' }),
    ]);
    expect(about(terminate(contract, '2027-05-20', 'CLIENT_ADMIN', { ground: 'BREACH', breach: 'not' }))).toMatchObject([{ breach: 'not' }]);
    const answer = terminate(contract, '2027-05-20', 'CLIENT_ADMIN', { ground: 'BREACH', breach: 'cured' });
    const notice = 'termination/client/2027-05-20';
    expect(answer).toMatchObject([
      { type: 'notice.decided', notice, article: 'E8.2a', code: 'TERMINATION_NOTICE', from: 'CLIENT', channel: 'EMAIL' },
      { type: 'termination.contested', article: 'E8.2-ii', breach: 'cured', notice },
      { type: 'task.opened', kind: 'CONTESTED_TERMINATION', article: 'E8.2-ii', about: notice },
    ]);
    const waiting = fold(contract, isRefusal(answer) ? [] : answer); // its notice has not left yet
    expect(waiting.terminations).toEqual([{ notice, breach: 'cured', from: 'CLIENT', ground: 'BREACH', cessationOn: 0, contested: true }]);
  });

  test('8.2: one breach is a ground once; another one, or the same of the other party, is a ground of its own', () => {
    const both = [breach('b', '2027-05-10'), breach('c', '2027-05-12'), breach('theirs', '2027-05-10', { from: 'CLIENT' })];
    const contract = broken(both, {}, { terminations: [notified('b')] });
    expect(about(terminate(contract, '2027-05-20', 'LEGAL', { ground: 'BREACH' }))).toMatchObject([{ breach: 'c' }]);
    expect(terminate(contract, '2027-05-20', 'LEGAL', { ground: 'BREACH', breach: 'b' })).toEqual(refuse('E8.2a', 'already-ending'));
    expect(about(terminate(contract, '2027-05-20', 'CLIENT_ADMIN', { ground: 'BREACH' }))).toMatchObject([{ breach: 'theirs' }]);
  });
});

describe('E8.2a who, when, and on what else', () => {
  const offer = refuse('E8.2a', 'no-ground', [{ command: 'denounce', until: '2027-10-03' }], { endsOn: '2028-01-03', lastDay: '2027-10-03' });
  const insolvent = fold(contractOf(), [fact('insolvency.recorded', 'E8.2-iii', 0, { ...RECEIVERSHIP, court: false })]);

  test.each`
    role              | input                                          | contract                                     | refusal
    ${'CLIENT_ADMIN'} | ${{ ground: 'NON_PAYMENT' }}                   | ${owing([caseOf('T1', sent('2027-03-05'))])} | ${offer}
    ${'CLIENT_ADMIN'} | ${{ ground: 'DECLARATIONS' }}                  | ${contractOf()}                              | ${offer}
    ${'CLIENT_ADMIN'} | ${{ ground: 'BREACH' }}                        | ${contractOf()}                              | ${offer}
    ${'CLIENT_ADMIN'} | ${{ ground: 'NO_LONGER_NEEDED' }}              | ${contractOf()}                              | ${offer}
    ${'LEGAL'}        | ${{ ground: 'NO_LONGER_NEEDED' }}              | ${contractOf()}                              | ${offer}
    ${'LEGAL'}        | ${{ ground: 'BREACH' }}                        | ${contractOf()}                              | ${refuse('E8.2-ii', 'no-breach-notice', [{ command: 'notify-breach' }])}
    ${'LEGAL'}        | ${{ ground: 'DECLARATIONS', channel: 'HAND' }} | ${contractOf()}                              | ${refuse('E8.2a', 'channel-not-enough', [{ command: 'terminate-for-cause' }])}
    ${'LEGAL'}        | ${{ ground: 'DECLARATIONS' }}                  | ${{ ...contractOf(), state: 'ENDED' }}       | ${refuse('E8.2a', 'not-running')}
    ${'LEGAL'}        | ${{ ground: 'INSOLVENCY' }}                    | ${contractOf()}                              | ${refuse('E8.2-iii', 'no-insolvency', [{ command: 'record-insolvency' }])}
  `('8.2 (a): $role on $input is refused $refusal.because', ({ role, input, contract, refusal }) => {
    expect(terminate(contract, '2027-03-08', role, input)).toEqual(refusal);
  });

  const both = fold(insolvent, [fact('insolvency.recorded', 'E8.2-iii', 0, { ...RECEIVERSHIP, party: 'COMPANY', court: false })]);
  test.each`
    role              | input                                                | known        | asks     | because
    ${'LEGAL'}        | ${{ ground: 'INSOLVENCY' }}                          | ${insolvent} | ${false} | ${'the client is insolvent'}
    ${'LEGAL'}        | ${{ ground: 'INSOLVENCY', basis: 'JUDGE_DECISION' }} | ${insolvent} | ${false} | ${'the judge decided'}
    ${'CLIENT_ADMIN'} | ${{ ground: 'INSOLVENCY' }}                          | ${both}      | ${false} | ${'the Company is insolvent'}
    ${'CLIENT_ADMIN'} | ${{ ground: 'INSOLVENCY' }}                          | ${insolvent} | ${true}  | ${'it is believed that the Company is'}
    ${'LEGAL'}        | ${{ ground: 'DECLARATIONS' }}                        | ${insolvent} | ${false} | ${'a false declaration is a cause by itself'}
  `('8.2 (iii), 11.2: $role on $input says its ground and waits for nothing, LEGAL is asked $asks: $because', ({ role, input, known, asks }) => {
    const answer = terminate(known, '2027-03-08', role, input);
    expect(about(answer)).toEqual([{ ...input, facts: 'the facts' }, ...(asks ? ['task.opened'] : [])]);
    const task = { kind: 'INSOLVENCY_GROUND', article: 'E8.2-iii', by: { role }, about: 'termination/client/2027-03-08' };
    expect(answer).toMatchObject([{ type: 'notice.decided' }, ...(asks ? [task] : [])]);
  });

  test('11.2: where the terms give time to correct, it runs from the notice of that suspension, of no other', () => {
    const late = { reason: 'PAYMENT', since: dayOf('2027-02-26'), at: 0, deemedOn: dayOf('2027-03-01') } as const;
    const terms = { 'declarations.curePeriod': 10 };
    const declared = { ...late, reason: 'DECLARATIONS', deemedOn: dayOf('2027-03-05') } as const;
    const missing = refuse('E11.2b', 'declarations-not-notified', [{ command: 'suspend-for-declarations' }]);
    for (const suspensions of [undefined, [late], [{ reason: 'DECLARATIONS', since: 0, at: 0 } as const]])
      expect(
        terminate({ ...contractOf({}, terms), ...(suspensions ? { suspensions } : {}) }, '2027-03-30', 'LEGAL', { ground: 'DECLARATIONS' }),
      ).toEqual(missing);
    const contract = { ...contractOf({}, terms), suspensions: [late, declared] };
    expect(terminate(contract, '2027-03-15', 'LEGAL', { ground: 'DECLARATIONS' })).toEqual(
      refuse('E11.2b', 'cure-period-running', [{ command: 'terminate-for-cause', from: '2027-03-16' }], { from: '2027-03-16' }),
    );
    expect(about(terminate(contract, '2027-03-16', 'LEGAL', { ground: 'DECLARATIONS' }))).toMatchObject([{ ground: 'DECLARATIONS' }]);
  });

  const leaving = (more: object) => [
    { notice: 'n', code: 'TERMINATION_NOTICE', channel: 'EMAIL', from: 'COMPANY', about: { ground: 'DECLARATIONS' }, due: 0, ...more },
  ];
  test.each`
    known                                                                                           | twice    | because
    ${{ terminations: [{ notice: 'n', from: 'COMPANY', ground: 'DECLARATIONS', cessationOn: 0 }] }} | ${true}  | ${'it was sent'}
    ${{ terminations: [{ notice: 'n', from: 'CLIENT', ground: 'DECLARATIONS', cessationOn: 0 }] }}  | ${false} | ${'the other party sent it'}
    ${{ terminations: [{ notice: 'n', from: 'COMPANY', ground: 'INSOLVENCY', cessationOn: 0 }] }}   | ${false} | ${'it was on another ground'}
    ${{ notices: leaving({}) }}                                                                     | ${true}  | ${'it is about to leave'}
    ${{ notices: leaving({ from: 'CLIENT' }) }}                                                     | ${false} | ${'the other party is about to send it'}
    ${{ notices: leaving({ about: { ground: 'INSOLVENCY' } }) }}                                    | ${false} | ${'another ground is about to leave'}
  `('8.2 (a): a ground is notified once, refused $twice: $because', ({ known, twice }) => {
    const answer = terminate({ ...contractOf(), ...known }, '2027-03-08', 'LEGAL', { ground: 'DECLARATIONS' });
    expect(isRefusal(answer) ? answer : undefined).toEqual(twice ? refuse('E8.2a', 'already-ending') : undefined);
  });
});
