/** CGUV 8.2 (i-iii), 11.1 (b): what makes a termination fall, what leaves it standing, and what becomes of its notices. */
import { describe, expect, test } from 'vitest';
import { dayOf, instantOf } from '../../../contract/calendar.ts';
import { cessation } from '../../../contract/cessation.ts';
import { fact, refuse } from '../../../contract/clause.ts';
import { decideAlone, fold } from '../../../contract/contract.ts';
import type { Fact } from '../../../contract/facts.ts';
import type { Contract, NoticeDue, Receivable, Termination } from '../../../contract/state.ts';
import { RECEIVERSHIP } from '../../scenarios/lives/8-insolvency.ts';
import { contractOf, story } from './story.ts';

const C = dayOf('2027-04-03');
const noon = (day: string): number => instantOf(dayOf(day), 720);
const receivable = (id: string, more: Partial<Receivable> = {}): Receivable => ({
  ...{ id, number: id, kind: 'PRICE', term: 1, issuedOn: dayOf('2027-01-04'), dueOn: dayOf('2027-02-03'), gross: 70_560, vat: 11_760, paid: [] },
  ...{ tries: 2, ...more },
});
const unpaid: Termination = { notice: 'termination/company/2027-03-01', from: 'COMPANY', ground: 'NON_PAYMENT', invoices: ['T1'], cessationOn: C };
const forBreach: Termination = { notice: 'breach', from: 'COMPANY', ground: 'BREACH', breach: 'b', cessationOn: dayOf('2027-05-01') };
/** Baseline D, T1 unpaid, terminated for it: C = 2027-04-03. */
const terminated = (more: Partial<Contract> = {}, parameters: Record<string, unknown> = {}): Contract => ({
  ...contractOf({}, parameters),
  ...{ receivables: [receivable('T1')], terminations: [unpaid], ...more },
});
const paid = (day: string, orderedOn = day): Fact =>
  fact('payment.recorded', 'E5.5a', noon(day), {
    ...{ payment: 'received-1', allocations: [{ document: 'T1', cents: 70_560 }], cents: 70_560, orderedOn, means: 'TRANSFER' },
  });
const judged = (judgmentOn: string): Fact => fact('insolvency.recorded', 'E8.2-iii', noon('2027-06-01'), { ...RECEIVERSHIP, judgmentOn });
/** The withdrawals that are on their way, and why. */
const withdrawn = ({ notices = [] }: Contract): unknown[] =>
  notices.flatMap((one) => (one.code === 'TERMINATION_WITHDRAWN' ? [[one.notice, one.about.because]] : []));
const ended = (on: string, cause: 'TERMINATED_BY_COMPANY' | 'DENOUNCED_BY_CLIENT'): Partial<Contract> => ({
  state: 'ENDED',
  ended: { on: dayOf(on), at: noon(on), cause },
});
const told = `withdrawn/${unpaid.notice}`;

describe('E8.2-i, E8.2-iii what falls once nothing that was notified is owed any more', () => {
  const late = ended('2027-04-03', 'TERMINATED_BY_COMPANY');
  test.each`
    contract                                                     | byPayment                | byJudgment            | because
    ${{}}                                                        | ${[[told, 'PAID']]}      | ${[[told, 'FROZEN']]} | ${'it has not taken effect'}
    ${{ terminations: [{ ...unpaid, ground: 'DECLARATIONS' }] }} | ${[]}                    | ${[]}                 | ${'its ground is another'}
    ${{ terminations: [forBreach, unpaid] }}                     | ${[[told, 'PAID']]}      | ${[[told, 'FROZEN']]} | ${'it alone of two'}
    ${{ terminations: [{ ...unpaid, fallen: 'DECISION' }] }}     | ${[]}                    | ${[]}                 | ${'it fell before'}
    ${{ terminations: undefined }}                               | ${[]}                    | ${[]}                 | ${'there is none'}
    ${late}                                                      | ${[[told, 'DISPROVED']]} | ${[[told, 'FROZEN']]} | ${'it ended the subscription'}
    ${{ ...late, state: 'DELETED' }}                             | ${[]}                    | ${[]}                 | ${'all is destroyed'}
    ${ended('2027-04-03', 'DENOUNCED_BY_CLIENT')}                | ${[]}                    | ${[]}                 | ${'it was denounced to the same day'}
    ${ended('2027-04-02', 'TERMINATED_BY_COMPANY')}              | ${[]}                    | ${[]}                 | ${'another termination ended it before'}
  `('8.2 (i), (iii): paid or frozen in time, $byPayment, $byJudgment: $because', ({ contract, byPayment, byJudgment }) => {
    expect(withdrawn(fold(terminated(contract), [paid('2027-04-05', '2027-04-03')]))).toEqual(byPayment);
    expect(withdrawn(fold(terminated(contract), [judged('2027-03-20')]))).toEqual(byJudgment);
  });

  test.each`
    judgmentOn      | more                                                                                                                                               | falls    | because
    ${'2027-04-03'} | ${{}}                                                                                                                                              | ${true}  | ${'on the last day of the notice'}
    ${'2027-04-04'} | ${{}}                                                                                                                                              | ${false} | ${'it had taken effect'}
    ${'2027-03-20'} | ${{ receivables: [receivable('T1', { issuedOn: dayOf('2027-03-20') })] }}                                                                          | ${false} | ${'what was invoiced from that day on is owed'}
    ${'2027-03-20'} | ${{ terminations: [{ ...unpaid, invoices: ['T1', 'T2'] }], receivables: [receivable('T1'), receivable('T2', { issuedOn: dayOf('2027-03-20') })] }} | ${false} | ${'one of the two is owed'}
  `('8.2 (iii): a judgment of $judgmentOn, falls $falls: $because', ({ judgmentOn, more, falls }) => {
    expect(withdrawn(fold(terminated(more), [judged(judgmentOn)]))).toHaveLength(falls ? 1 : 0);
  });

  test('8.2 (iii): insolvency without a judgment, or on terms that freeze nothing, leaves it standing', () => {
    const ceased = fact('insolvency.recorded', 'E8.2-iii', noon('2027-03-20'), { ...RECEIVERSHIP, court: false, judgmentOn: null });
    expect(withdrawn(fold(terminated(), [ceased]))).toEqual([]);
    expect(withdrawn(fold(terminated({}, { 'insolvency.freezePriorDebts': false }), [judged('2027-03-20')]))).toEqual([]);
    const settled = terminated({ receivables: [] }); // withdrawn by its payment, and by nothing else
    expect(withdrawn(fold(settled, [ceased]))).toEqual([]);
  });

  test('8.2 (i): on terms that maintain it, a payment leaves it standing; other debts that are overdue at C keep it, accessories do not', () => {
    expect(withdrawn(fold(terminated({}, { 'termination.curedDuringNotice': 'MAINTAIN' }), [paid('2027-03-20')]))).toEqual([]);
    for (const [more, falls] of [
      [{ dueOn: C - 1 }, false],
      [{ dueOn: C }, true], // overdue from the day after
      [{ dueOn: C - 40, kind: 'REJECTION_FEE' }, true],
    ] as const) {
      const contract = terminated({ receivables: [receivable('T1'), receivable('T2', more)], ...ended('2027-04-03', 'TERMINATED_BY_COMPANY') });
      expect(withdrawn(fold(contract, [paid('2027-04-20', '2027-03-20')]))).toHaveLength(falls ? 1 : 0);
    }
  });

  test('8.2 (i), (iii): a notice that is about to leave falls with what it is about, and no other one', () => {
    const leaving = { channel: 'EMAIL', from: 'COMPANY', due: 0, code: 'TERMINATION_NOTICE' } as const;
    const notices: NoticeDue[] = [
      { ...leaving, notice: 'paid', about: { ground: 'NON_PAYMENT', invoices: ['T1'] } },
      { ...leaving, notice: 'part', about: { ground: 'NON_PAYMENT', invoices: ['T1', 'T2'] } },
      { ...leaving, notice: 'breach', about: { ground: 'BREACH', breach: 'b' } },
      { ...leaving, notice: 'other', code: 'DOCUMENT_REQUEST', about: {} },
    ];
    const contract = { ...contractOf(), notices, receivables: [receivable('T1'), receivable('T2', { issuedOn: dayOf('2027-03-20') })] };
    const left = (now: Contract): string[] | undefined => now.notices?.map((one) => one.notice);
    expect(left(fold(contract, [paid('2027-03-02')]))).toEqual(['part', 'breach', 'other']);
    expect(left(fold(contract, [judged('2027-03-20')]))).toEqual(['part', 'breach', 'other']);
  });

  test('8.2 (i): LEGAL accepts after the end the dispute of what was notified: the end is undone by that decision', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-03-01');
    check.done(await when.theyTerminate());
    await when.itIs('2027-03-10');
    check.done(await when.client.asks('open-complaint', { complaint: 'cpl_1', text: 'not due', invoice: 'T1', documented: true }));
    await when.itIs('2027-04-05');
    await check.state('ENDED');
    check.done(await when.legal.decides('DISPUTE', 'ACCEPT'));
    await check.view({ cessationOn: null });
    await check.says('TERMINATION_WITHDRAWN', { because: 'DECISION' });
  });
});

describe('E8.2a LEGAL gives up a termination', () => {
  const later = { ...unpaid, notice: 'later', cessationOn: C + 9 };
  const theirs: Termination = { ...forBreach, notice: 'theirs', from: 'CLIENT', cessationOn: C - 9 };
  const gone: Termination = { ...unpaid, notice: 'gone', fallen: 'PAID', cessationOn: C - 5 };
  const withdraw = (contract: Contract, notice?: string) =>
    decideAlone(
      contract,
      { type: 'withdraw-termination', by: { person: 'p', role: 'LEGAL' }, input: { reason: 'text', ...(notice ? { notice } : {}) } },
      noon('2027-03-20'),
    );
  const standing = terminated({ terminations: [theirs, gone, later, unpaid] });

  test('8.2 (a): the one of the Company that would end it first, or the one that is named; the client is told', () => {
    const said = (notice: string) => [
      { type: 'termination.withdrawn', article: 'E8.2a', by: { role: 'LEGAL' }, notice, because: 'DECISION' },
      {
        ...{ type: 'notice.decided', article: 'E8.2a', by: { role: 'LEGAL' }, code: 'TERMINATION_WITHDRAWN', channel: 'EMAIL', from: 'COMPANY' },
        ...{ notice: `withdrawn/${notice}`, about: { replaces: notice, because: 'DECISION' } },
      },
    ];
    expect(withdraw(standing)).toMatchObject(said(unpaid.notice));
    expect(withdraw(standing, 'later')).toMatchObject(said('later'));
  });

  test.each`
    contract                                  | notice       | because
    ${contractOf()}                           | ${undefined} | ${'there is none'}
    ${terminated({ terminations: [theirs] })} | ${undefined} | ${"the client's is not the Company's to give up"}
    ${terminated({ terminations: [gone] })}   | ${undefined} | ${'it fell before'}
    ${standing}                               | ${'theirs'}  | ${"what is named is the client's"}
    ${standing}                               | ${'none'}    | ${'nothing has that name'}
  `('8.2 (a): refused where $because', ({ contract, notice }) => {
    expect(withdraw(contract, notice)).toEqual(refuse('E8.2a', 'no-termination', [{ command: 'terminate-for-cause' }]));
  });

  test('8.2 (a): once it has ended the subscription it is too late', () => {
    expect(withdraw({ ...standing, state: 'ENDED' })).toEqual(refuse('E8.2a', 'not-running'));
  });

  test('8.2 (a): the letter that was to say it again leaves no more; other notices do', () => {
    const letter = { notice: 'letter', code: 'TERMINATION_NOTICE', channel: 'REGISTERED_LETTER', from: 'COMPANY', due: 0 } as const;
    const contract = terminated({
      terminations: [unpaid, later],
      notices: [
        { ...letter, about: { ground: 'NON_PAYMENT', invoices: ['T1'], replaces: unpaid.notice } },
        { ...letter, notice: 'other', about: { ground: 'NON_PAYMENT', invoices: ['T1'], replaces: 'later' } },
        { ...letter, notice: unpaid.notice, about: { ground: 'NON_PAYMENT', invoices: ['T1'] } },
      ],
    });
    const after = fold(contract, [fact('termination.withdrawn', 'E8.2a', 0, { notice: unpaid.notice, because: 'DECISION' })]);
    expect(after.terminations?.map((one) => one.notice)).toEqual(['later']);
    expect(after.notices?.map((one) => one.notice)).toEqual(['other']);
  });
});

describe('E11.1b a termination notice that comes back, or is acknowledged early', () => {
  const contested: Termination = { ...forBreach, notice: 'contested', from: 'CLIENT', contested: true };
  const bounced = (contract: Contract, notice: string): string[] =>
    fold(contract, [fact('notice.bounced', 'E11.1b', noon('2027-03-10'), { notice })]).terminations?.map((one) => one.notice) ?? [];
  const all = [unpaid.notice, 'breach', 'contested'];

  test.each`
    notice           | more                  | hardBounce         | left                       | because
    ${unpaid.notice} | ${{}}                 | ${'VOID_AND_POST'} | ${['breach', 'contested']} | ${'it is void until its letter leaves'}
    ${unpaid.notice} | ${{}}                 | ${'STANDS'}        | ${all}                     | ${'these terms let it stand'}
    ${'contested'}   | ${{}}                 | ${'VOID_AND_POST'} | ${all}                     | ${'it is contested still'}
    ${unpaid.notice} | ${{ state: 'ENDED' }} | ${'VOID_AND_POST'} | ${all}                     | ${'what is over is not undone'}
    ${'another'}     | ${{}}                 | ${'VOID_AND_POST'} | ${all}                     | ${'another notice came back'}
  `('11.1 (b): $notice comes back, under $hardBounce $left stand: $because', ({ notice, more, hardBounce, left }) => {
    const contract = terminated({ terminations: [unpaid, forBreach, contested], ...more }, { 'notice.hardBounce': hardBounce });
    expect(bounced(contract, notice)).toEqual(left);
  });

  test('8.2 (ii), 11.1 (b): the letter that replaces a contested termination is contested too', () => {
    const letter = { notice: 'contested/letter', code: 'TERMINATION_NOTICE', channel: 'REGISTERED_LETTER', from: 'CLIENT' } as const;
    const sent = fact('notice.sent', 'E8.2a', noon('2027-03-10'), {
      ...letter,
      ...{
        sentAt: '2027-03-10T11:00:00.000Z',
        sentOn: '2027-03-10',
        deemedOn: '2027-03-13',
        about: { ground: 'BREACH', breach: 'b', replaces: 'contested' },
      },
    });
    const after = fold(terminated({ terminations: [contested, forBreach] }), [sent]);
    expect(after.terminations).toEqual([
      forBreach,
      { notice: 'contested/letter', from: 'CLIENT', ground: 'BREACH', breach: 'b', cessationOn: dayOf('2027-04-12'), contested: true },
    ]);
    expect(cessation(after)).toEqual({ on: forBreach.cessationOn, cause: 'TERMINATED_BY_COMPANY' });
  });

  test('8.2 (ii): a termination is contested once, beside the others; what a letter is about stays with it', () => {
    const told = fact('termination.contested', 'E8.2-ii', noon('2027-03-10'), { notice: 'contested', breach: 'b' });
    const waiting = { ...contested, cessationOn: 0 };
    expect(fold(terminated(), [told, told]).terminations).toEqual([unpaid, waiting]);
    const letter = fact('notice.sent', 'E8.2a', noon('2027-03-10'), {
      ...{ notice: 'letter', code: 'TERMINATION_NOTICE', channel: 'REGISTERED_LETTER', from: 'COMPANY', sentAt: '2027-03-10T11:00:00.000Z' },
      ...{ sentOn: '2027-03-10', deemedOn: '2027-03-13', about: { ground: 'NON_PAYMENT', invoices: ['T1'], replaces: unpaid.notice } },
    });
    expect(fold(terminated(), [letter]).terminations).toEqual([{ ...unpaid, notice: 'letter', cessationOn: dayOf('2027-04-12') }]);
    const chosen = fact('notice.sent', 'E10.1b', noon('2027-03-10'), {
      ...{ notice: 'ip', code: 'TERMINATION_NOTICE', channel: 'EMAIL', from: 'COMPANY', sentAt: '2027-03-10T11:00:00.000Z' },
      ...{ sentOn: '2027-03-10', deemedOn: '2027-03-13', about: { ground: 'IP_OPTION', cessationOn: '2027-05-01' } },
    });
    expect(fold(terminated(), [chosen]).terminations).toEqual([unpaid]); // it has its day without a notice period
  });

  test.each`
    earlyAck           | acknowledgedOn  | more                                            | cessationOn     | because
    ${'STARTS_PERIOD'} | ${'2027-03-02'} | ${{}}                                           | ${'2027-04-01'} | ${'two days before its deemed receipt'}
    ${'STARTS_PERIOD'} | ${'2027-03-04'} | ${{}}                                           | ${'2027-04-03'} | ${'on that day'}
    ${'STARTS_PERIOD'} | ${'2027-03-06'} | ${{}}                                           | ${'2027-04-03'} | ${'later it moves nothing'}
    ${'STARTS_PERIOD'} | ${'2027-03-02'} | ${ended('2027-04-03', 'TERMINATED_BY_COMPANY')} | ${'2027-04-03'} | ${'what is over is not moved'}
    ${'EVIDENCE_ONLY'} | ${'2027-03-02'} | ${{}}                                           | ${'2027-04-03'} | ${'it is evidence alone'}
  `('11.1 (b): $earlyAck, acknowledged on $acknowledgedOn, C = $cessationOn: $because', ({ earlyAck, acknowledgedOn, more, cessationOn }) => {
    const contract = terminated({ terminations: [forBreach, unpaid], ...more }, { 'notice.earlyAck': earlyAck });
    const acknowledged = fact('notice.acknowledged', 'E11.1b', noon(acknowledgedOn), { notice: unpaid.notice });
    expect(fold(contract, [acknowledged]).terminations?.map((one) => one.cessationOn)).toEqual([forBreach.cessationOn, dayOf(cessationOn)]);
    expect(fold(contractOf({}, { 'notice.earlyAck': earlyAck }), [acknowledged]).terminations).toBeUndefined();
  });
});
