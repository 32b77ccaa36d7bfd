/** CGUV 8.2 (b-c), 8.4: what the credit at the end corrects and pays first, what is paid back and when, and what an end keeps should it come back. */
import { describe, expect, test } from 'vitest';
import { civilOf, dayOf, instantOf, parisDay } from '../../../contract/calendar.ts';
import { fact } from '../../../contract/clause.ts';
import { duties, fold, fulfil } from '../../../contract/contract.ts';
import type { Action, Duty } from '../../../contract/duties.ts';
import type { EndCause, Fact, FactOf } from '../../../contract/facts.ts';
import { retention } from '../../../contract/retention.ts';
import type { Contract, NoticeDue, Receivable, Task, Termination } from '../../../contract/state.ts';
import { contractAt, contractOf, story } from './story.ts';

const at = instantOf(dayOf('2027-07-04'));
const ended = (cause: EndCause, on = '2027-07-03'): Pick<Contract, 'state' | 'ended'> => ({
  state: 'ENDED',
  ended: { on: dayOf(on), at: instantOf(dayOf(on) + 1), cause },
});
const duty = (action: Action, ref: string): Duty => ({ id: ref, action, due: at, article: 'E8.2b', ref });
const credited = (contract: Contract, ref = 'T1'): Fact[] => fulfil(contract, duty('credit-note.issue', ref), { number: 'A2027-000001' }, at);
const receivable = (id: string, more: Partial<Receivable> = {}): Receivable => ({
  ...{ id, number: id, kind: 'PRICE', term: 1, issuedOn: dayOf('2027-01-04'), dueOn: dayOf('2027-02-03'), gross: 70_560, vat: 11_760, paid: [] },
  ...{ tries: 2, ...more },
});
/** Baseline A, invoiced with 20 % VAT. */
const invoiced = (more: Partial<Contract> = {}): Contract => {
  const contract = contractOf();
  return { ...contract, term: { ...contract.term, issued: 1, vatRate: 20 }, ...more };
};
const DUE = (contract: Contract, action: Action): (string | undefined)[] =>
  duties(contract).flatMap((one) => (one.action === action ? [one.ref] : []));

describe('E8.2b-c what is credited', () => {
  test.each`
    cause                      | keeps    | credit   | because
    ${'TERMINATED_BY_CLIENT'}  | ${true}  | ${true}  | ${'the client leaves for cause'}
    ${'FREE_EXIT'}             | ${true}  | ${true}  | ${'the client exits freely'}
    ${'IP_OPTION'}             | ${true}  | ${true}  | ${'the service stops over a claim'}
    ${'TERMINATED_BY_COMPANY'} | ${true}  | ${false} | ${'the whole Price may be kept'}
    ${'TERMINATED_BY_COMPANY'} | ${false} | ${true}  | ${'these terms do not let it keep the Price'}
    ${'DENOUNCED_BY_CLIENT'}   | ${true}  | ${false} | ${'nothing is refunded'}
    ${'ENDED_BY_LAW'}          | ${true}  | ${false} | ${'nothing is refunded'}
  `('8.2 (b-c): $cause, the terms keep the Price $keeps, credited $credit: $because', ({ cause, keeps, credit }) => {
    const contract = invoiced({ ...ended(cause), parameters: { 'termination.companyKeepsPrice': keeps } });
    expect(DUE(contract, 'credit-note.issue')).toEqual(credit ? ['T1'] : []);
    expect(credited(contract)).toHaveLength(credit ? 2 : 0);
  });

  test('8.2 (b): whatever ends it, a term that began after C is credited whole, and the one that held C is not', () => {
    const contract = invoiced(ended('ENDED_BY_LAW', '2027-01-04'));
    expect(DUE(contract, 'credit-note.issue')).toEqual([]);
    expect(DUE(invoiced(ended('ENDED_BY_LAW', '2027-01-03')), 'credit-note.issue')).toEqual(['T1']);
    expect(credited(invoiced(ended('ENDED_BY_LAW', '2027-01-03')))).toMatchObject([{ netCents: 58_800 }, {}]);
  });

  test('8.2 (b): nothing before the end, of a term that is unknown, without its price, or that was credited', () => {
    expect(credited(invoiced())).toEqual([]);
    expect(credited(invoiced(ended('FREE_EXIT')), 'T2')).toEqual([]);
    expect(DUE(invoiced({ ...ended('FREE_EXIT'), price: null }), 'credit-note.issue')).toEqual([]);
    const once = fold(invoiced(ended('FREE_EXIT')), credited(invoiced(ended('FREE_EXIT'))));
    expect(once.credited).toEqual([1]);
    expect(DUE(once, 'credit-note.issue')).toEqual([]);
  });

  test('8.2 (b): of two terms the one that is asked for, the older one first', () => {
    const { term, price } = invoiced();
    const second = { ...term, number: 12, startsOn: term.endsOn + 1, endsOn: term.endsOn + 366 };
    const contract = invoiced({ ...ended('FREE_EXIT'), earlier: [{ ...term, price }], term: second });
    expect(DUE(contract, 'credit-note.issue')).toEqual(['T1']);
    expect(credited(contract, 'T12')).toMatchObject([{ creditNote: 'A/T12/2027-07-03', corrects: ['T12'], netCents: 58_800 }, {}]);
    expect(credited(contract, 'T1')).toMatchObject([{ creditNote: 'A/T1/2027-07-03', corrects: ['T1'], netCents: 29_642 }, {}]);
    expect(fold(contract, credited(contract, 'T12')).credited).toEqual([12]);
  });

  const price = { netCents: 58_800, instalments: 12, termDays: 30, contacts: 280, schedule: 'fixture' };
  const declared = { notice: 'n', invoices: [], lastCureDay: 0, on: 0, at: 0 };
  test.each`
    acceleration                                                                         | corrects                      | because
    ${undefined}                                                                         | ${['T1/1', 'T1/2', 'T1/3']}   | ${'three were invoiced'}
    ${{ ...declared, term: 1, done: { moved: [], issuedBefore: 2, invoice: 'T1/A/x' } }} | ${['T1/1', 'T1/2', 'T1/A/x']} | ${'the rest was invoiced at once'}
    ${{ ...declared, term: 1, done: { moved: [], issuedBefore: 2 } }}                    | ${['T1/1', 'T1/2', 'T1/3']}   | ${'nothing was left to invoice'}
    ${{ ...declared, term: 2, done: { moved: [], issuedBefore: 2, invoice: 'T2/A/x' } }} | ${['T1/1', 'T1/2', 'T1/3']}   | ${'it was of another term'}
    ${{ ...declared, term: 1 }}                                                          | ${['T1/1', 'T1/2', 'T1/3']}   | ${'its day has not come'}
  `('8.2 (b): of instalments it corrects $corrects: $because', ({ acceleration, corrects }) => {
    const { term } = invoiced();
    const contract = invoiced({
      ...ended('FREE_EXIT', '2027-01-05'),
      price,
      term: { ...term, issued: 3 },
      ...(acceleration ? { acceleration } : {}),
    });
    // 58 800 c x 363/365 rounded up, less nine instalments of 4 900 c that lapse
    expect(credited(contract)).toMatchObject([{ corrects, netCents: 58_478 - 44_100 }, {}]);
  });
});

describe('E8.2b what is set off, and what is paid back', () => {
  test.each`
    open      | refund | refundBy        | because
    ${35_571} | ${0}   | ${null}         | ${'a cent more is owed'}
    ${35_570} | ${0}   | ${null}         | ${'as much is owed'}
    ${35_569} | ${1}   | ${'2027-08-02'} | ${'a cent less is owed'}
  `('8.2 (b): a credit of 35570 c where $open c are open pays $refund c back, by $refundBy: $because', ({ open, refund, refundBy }) => {
    const contract = invoiced({ ...ended('TERMINATED_BY_CLIENT'), receivables: [receivable('T1', { paid: [[0, 70_560 - open]] })] });
    const facts = credited(contract);
    const set = { document: 'T1', cents: Math.min(open, 35_570) };
    expect(facts[0]).toMatchObject({ vatRate: 20, vatCents: 5_928, grossCents: 35_570, refundCents: refund, refundBy, allocations: [set] });
    expect(facts.slice(1)).toMatchObject(refundBy ? [{ kind: 'REFUND', dueOn: refundBy, about: 'A/T1/2027-07-03' }] : []);
    const after = fold(contract, facts);
    expect(after.refunds).toEqual(refundBy ? [{ creditNote: 'A/T1/2027-07-03', cents: refund, by: dayOf('2027-08-02') }] : undefined);
    expect(after.receivables.map((one) => one.settledAt)).toEqual(open > 35_570 ? [undefined] : [at]); // its penalties since 2027-02-03 are to be billed
  });

  test.each`
    cessation       | first   | because
    ${'2027-01-03'} | ${'T1'} | ${'nothing was ever owed on it, and what is older stays owed'}
    ${'2027-01-04'} | ${'T0'} | ${'its term had begun: the oldest comes first'}
  `('8.2 (b): C = $cessation, the credit of T1 pays $first first: $because', ({ cessation, first }) => {
    const receivables = [receivable('T0', { term: 0, dueOn: dayOf('2026-12-01') }), receivable('T1')];
    const [note] = credited(invoiced({ ...ended('FREE_EXIT', cessation), receivables })) as [FactOf<'credit-note.issued'>];
    expect(note.allocations[0]).toEqual({ document: first, cents: Math.min(70_560, note.grossCents) });
  });

  test('8.3 (b): what was declared payable without ground is credited as if it had never been owed: nothing is left to collect, nor to pay back', () => {
    const done = { moved: [], issuedBefore: 3, invoice: 'T1/A/x', to: 12 };
    const acceleration = { notice: 'n', term: 1, invoices: [], lastCureDay: 0, on: 0, at: 0, done, undoneAt: at };
    const contract = invoiced({ acceleration, receivables: [receivable('T1/A/x', { kind: 'ACCELERATED', dueOn: dayOf('2027-04-01') })] });
    const facts = fulfil(contract, { ...duty('acceleration.undo', 'T1/A/x'), article: 'E8.3b' }, { number: 'A2027-000001' }, at);
    expect(facts).toMatchObject([{ cause: 'ACCELERATION_UNDONE', corrects: ['T1/A/x'], grossCents: 70_560, refundBy: null }, {}]);
    const after = fold(contract, facts);
    expect(after.receivables).toEqual([]);
    expect(after.refunds).toBeUndefined();
  });

  const refunds = [
    { creditNote: 'A/T1/x', cents: 1, by: dayOf('2027-08-02') },
    { creditNote: 'A/T2/x', cents: 2, by: dayOf('2027-08-02') },
  ];
  const tasks: Task[] = [
    { id: 'complaint', kind: 'COMPLAINT', about: 'cpl_1', dueOn: 0 },
    { id: 'first', kind: 'REFUND', about: 'A/T1/x', dueOn: 0 },
    { id: 'second', kind: 'REFUND', about: 'A/T2/x', dueOn: 0 },
  ];
  const owing = invoiced({ ...ended('TERMINATED_BY_CLIENT'), credited: [1], refunds, tasks });

  test('8.2 (b): each refund is released by itself, once, and leaves nothing to decide on it; other tasks stay', () => {
    const release = (contract: Contract, ref: string) => fulfil(contract, duty('refund.release', ref), { reference: 'r' }, at);
    expect(release(owing, 'A/T2/x')).toMatchObject([{ type: 'refund.released', creditNote: 'A/T2/x', cents: 2, method: 'm1', reference: 'r' }]);
    expect(release(owing, 'A/T3/x')).toEqual([]);
    expect(release(contractOf(), 'A/T2/x')).toEqual([]);
    const after = fold(owing, release(owing, 'A/T2/x'));
    expect(after.tasks?.map((one) => one.id)).toEqual(['complaint', 'first']);
    expect(DUE(after, 'refund.release')).toEqual(['A/T1/x']);
  });

  test('8.2 (b): BILLING releases or contests the refund that its task is about, and no other', () => {
    const decided = (task: string, choice: string) => fact('task.decided', 'A10', at, { task, choice, reason: 'text' } as never);
    const dates = (contract: Contract) => duties(contract).flatMap((one) => (one.action === 'refund.release' ? [[one.ref, one.due]] : []));
    const inTime = instantOf(dayOf('2027-08-02'), 480);
    expect(dates(fold(owing, [decided('second', 'RELEASE')]))).toEqual([
      ['A/T2/x', at],
      ['A/T1/x', inTime],
    ]);
    for (const one of [decided('complaint', 'RELEASE'), decided('second', 'CONTEST')])
      expect(dates(fold(owing, [one]))).toEqual([
        ['A/T1/x', inTime],
        ['A/T2/x', inTime],
      ]);
    const contested = fact('refund.contested', 'E8.2b', at, { creditNote: 'A/T1/x', reason: 'text' });
    expect(dates(fold(owing, [contested]))).toEqual([['A/T2/x', inTime]]);
    expect(fold(contractOf(), [contested]).refunds).toBeUndefined();
  });

  const left: Termination = { notice: 'n', from: 'CLIENT', ground: 'INSOLVENCY', cessationOn: dayOf('2027-07-03') };
  test.each`
    terminations                                       | released | because
    ${[left]}                                          | ${false} | ${'what an insolvent Company owes is a claim'}
    ${[{ ...left, ground: 'BREACH' }, left]}           | ${false} | ${'so it is where another ground was notified too'}
    ${[{ ...left, ground: 'BREACH' }]}                 | ${true}  | ${'the Company was in breach'}
    ${[{ ...left, from: 'COMPANY' }]}                  | ${true}  | ${'the insolvency was the client’s'}
    ${[{ ...left, cessationOn: dayOf('2027-07-04') }]} | ${true}  | ${'something else ended it before'}
    ${undefined}                                       | ${true}  | ${'no termination was notified'}
  `('8.2 (iii): a refund is released by itself $released: $because', ({ terminations, released }) => {
    const contract = { ...owing, ...(terminations ? { terminations } : {}) };
    expect(DUE(contract, 'refund.release')).toHaveLength(released ? 2 : 0);
    const asked = fold(contract, [fact('task.decided', 'A10', at, { task: 'first', choice: 'RELEASE', reason: 'text' } as never)]);
    expect(DUE(asked, 'refund.release')).toContain('A/T1/x'); // BILLING may release it all the same
  });
});

describe('E8.2b what is open before it is paid back', () => {
  const dueOn = dayOf('2027-07-10');
  const refund = { creditNote: 'A/T1/x', cents: 35_570, by: dayOf('2027-08-02') };
  const owing = (more: Partial<Contract>): Contract =>
    invoiced({ refunds: [refund], tasks: [{ id: 'refund', kind: 'REFUND', about: 'A/T1/x', dueOn: 0 }], ...more });
  const setOffs = (contract: Contract) => duties(contract).filter((one) => one.action === 'refund.set-off');
  const setOff = (contract: Contract, on = '2027-07-13'): Fact[] =>
    setOffs(contract).flatMap((one) => fulfil(contract, one, null, instantOf(dayOf(on))));
  const over = ended('TERMINATED_BY_CLIENT');
  const T1 = (open: number, more: Partial<Receivable> = {}): Receivable => receivable('T1', { dueOn, paid: [[0, 70_560 - open]], ...more });

  test.each`
    open      | left | tasks         | because
    ${35_569} | ${1} | ${['refund']} | ${'a cent less than the refund'}
    ${35_570} | ${0} | ${undefined}  | ${'as much as the refund'}
    ${35_571} | ${0} | ${undefined}  | ${'a cent more'}
  `('8.2 (b): $open c are open: of 35570 c $left are left to pay back, to decide: $tasks: $because', ({ open, left, tasks }) => {
    const contract = owing({ ...over, receivables: [T1(open)] });
    const facts = setOff(contract);
    const cents = 35_570 - left;
    expect(facts).toMatchObject([
      { type: 'refund.set-off', creditNote: 'A/T1/x', allocations: [{ document: 'T1', cents }], cents, refundCents: left },
    ]);
    const after = fold(contract, facts);
    expect(after.refunds).toEqual([{ ...refund, cents: left }]);
    expect(after.tasks?.map((one) => one.id)).toEqual(tasks);
    expect(after.receivables.flatMap((one) => one.paid)).toContainEqual([dayOf('2027-07-13'), cents]);
    expect(setOffs(after)).toEqual([]);
    expect(DUE(after, 'refund.release')).toEqual(left > 0 ? ['A/T1/x'] : []);
    expect(fold(after, facts)).toEqual(after); // told again
  });

  test.each`
    what                                                                                                    | from            | because
    ${{ ...over, receivables: [T1(70_560)] }}                                                               | ${'2027-07-04'} | ${'after the end, whatever is open'}
    ${{ ...over, receivables: [] }}                                                                         | ${undefined}    | ${'nothing is open'}
    ${{ ...over, receivables: [T1(0)] }}                                                                    | ${undefined}    | ${'it is paid, its penalties are to be billed'}
    ${{ ...over, receivables: [T1(70_560, { dispute: { complaint: 'c', openedOn: 0, accepted: true } })] }} | ${undefined}    | ${'LEGAL found it not due as it stands'}
    ${{ ...over, receivables: [T1(70_560, { dispute: { complaint: 'c', openedOn: 0 } })] }}                 | ${'2027-07-04'} | ${'a dispute that nobody has accepted'}
    ${{ ...over, receivables: [T1(70_560, { collecting: 'now-1' })] }}                                      | ${undefined}    | ${'its bank is still to answer'}
    ${{ receivables: [T1(70_560)] }}                                                                        | ${'2027-07-10'} | ${'before the end, once it falls due'}
    ${{ ...over, refunds: [{ ...refund, released: true }] }}                                                | ${undefined}    | ${'it was paid back'}
    ${{ ...over, receivables: [T1(1)], refunds: [{ ...refund, contested: true }] }}                         | ${'2027-07-04'} | ${'contested, it pays what is open all the same'}
  `('8.2 (b): what is still to be paid back pays what is open from $from: $because', ({ what, from }) => {
    const days = setOffs(owing(what)).map((one) => civilOf(parisDay(one.due)));
    expect(days).toEqual(from === undefined ? [] : [from]);
  });

  test('8.2 (b): before the end only what is due by then is paid, oldest first', () => {
    const receivables = [
      T1(70_560, { id: 'T2', number: 'F3', dueOn: dueOn + 4 }),
      T1(30_000, { dueOn: dueOn + 3 }),
      T1(5_000, { id: 'T0', number: 'F0' }),
    ];
    expect(setOff(owing({ receivables }))).toMatchObject([
      {
        allocations: [
          { document: 'T0', cents: 5_000 },
          { document: 'T1', cents: 30_000 },
        ],
        cents: 35_000,
        refundCents: 570,
      },
    ]);
    expect(setOff(owing({ ...over, receivables }))).toMatchObject([{ allocations: [{}, {}, { document: 'T2', cents: 570 }], refundCents: 0 }]);
  });

  const words = { facts: 'text', evidence: 'text', channel: 'EMAIL' } as const;
  /** The client leaves for a breach, C = 2027-07-03, and its bank takes the Price back. */
  const leaves = async (told: ReturnType<typeof story>, means: string, pay?: (when: ReturnType<typeof story>['when']) => Promise<unknown>) => {
    const { given, when } = told;
    await given.baselineA({ means });
    await pay?.(when);
    await when.itIs('2027-04-26');
    await when.client.asks('notify-breach', { ...words, clause: '4.3' });
    await when.itIs('2027-05-31');
    await when.client.asks('terminate-for-cause', { ground: 'BREACH', facts: 'text', channel: 'EMAIL' });
  };
  const paidBack = async ({ check }: ReturnType<typeof story>) =>
    (await check.facts()).flatMap((one) => (one.type === 'refund.released' ? [`${one.cents} ${one.at.slice(0, 10)}`] : []));

  test.each`
    means              | open      | back                    | because
    ${'sepa_md06:179'} | ${34_990} | ${[]}                   | ${'taken back on the eve of the last day'}
    ${'sepa_md06:181'} | ${70_560} | ${['35570 2027-08-02']} | ${'taken back the day after: it was paid back'}
  `('8.2 (b): $means, $open c are open, paid back $back: $because', async ({ means, open, back }) => {
    const told = story();
    await leaves(told, means);
    await told.when.theDayEnds('2027-08-31');
    expect(await paidBack(told)).toEqual(back);
    await told.check.view({ overdueCents: open });
  });

  test('8.2 (b): a part that is taken back is paid first, the rest of the credit goes back to the client', async () => {
    const told = story();
    await leaves(told, 'sepa_md06:160', (when) => when.pays(40_000, '2027-01-20'));
    await told.when.theDayEnds('2027-08-31');
    expect(await paidBack(told)).toEqual(['5010 2027-08-02']);
    await told.check.view({ overdueCents: 0 });
  });

  test('8.2 (b): contested, the refund stays to be decided: it is released after all, or pays what opens again', async () => {
    const released = story();
    await leaves(released, 'card_ok');
    await released.when.itIs('2027-07-10');
    released.check.done(await released.when.billing.decides('REFUND', 'CONTEST'));
    await released.when.theDayEnds('2027-09-10');
    expect(await paidBack(released)).toEqual([]);
    released.check.done(await released.when.billing.decides('REFUND', 'RELEASE'));
    await released.when.theDayEnds('2027-09-11');
    expect(await paidBack(released)).toEqual(['35570 2027-09-10']);

    const set = story();
    await leaves(set, 'sepa_md06:160');
    await set.when.itIs('2027-07-10');
    set.check.done(await set.when.billing.decides('REFUND', 'CONTEST'));
    await set.when.theDayEnds('2027-07-14');
    await set.check.view({ overdueCents: 34_990 });
    set.check.refused(await set.when.billing.decides('REFUND', 'RELEASE'), 'A10');
  });

  test('8.2 (b), 8.1: the renewal is undone, then its debit is taken back: nothing is owed on it, nothing goes back', async () => {
    const told = story();
    const { given, when, check } = told;
    await given.baselineA();
    await when.itIs('2027-06-01');
    await when.registers('sepa_md06:25');
    await when.itIs('2028-02-10');
    await when.support.asks('record-incoming-notice', {
      code: 'CLIENT_DENUNCIATION',
      channel: 'REGISTERED_LETTER',
      sentOn: '2027-10-03',
      proof: 'text',
    });
    check.done(await when.legal.decides('LATE_DENUNCIATION', 'UNDO_RENEWAL'));
    await when.theDayEnds('2028-04-05');
    expect(await paidBack(told)).toEqual([]);
    await check.view({ overdueCents: 0 });
    await check.documents('D', []);
    expect((await contractAt(check)).receivables).toEqual([]);
  });
});

describe('E8.4a what an end leaves', () => {
  test('8.4: nothing is sent any more but what tells of a withdrawal or of damages, nothing is left to decide but money, complaints and claims', () => {
    const notice = (code: NoticeDue['code']): NoticeDue => ({ notice: code, code, channel: 'EMAIL', from: 'COMPANY', about: {}, due: 0 });
    const task = (kind: Task['kind']): Task => ({ id: kind, kind, dueOn: 0 });
    const contract = contractOf();
    const over = fact('subscription.ended', 'E8.4a', at, { cause: 'FREE_EXIT', cessationOn: '2027-07-03', exportUntil: '2027-10-03', sendAt: '' });
    const after = fold(
      {
        ...contract,
        notices: [notice('DEFAULT_NOTICE'), notice('TERMINATION_WITHDRAWN'), notice('TERMINATION_NOTICE'), notice('DAMAGES_CLAIM')],
        tasks: [task('CURE'), task('DISPUTE'), task('SUSPENSION'), task('COMPLAINT'), task('REFUND'), task('LATE_DENUNCIATION')],
      },
      [over],
    );
    expect(after.notices?.map((one) => one.code)).toEqual(['TERMINATION_WITHDRAWN', 'DAMAGES_CLAIM']);
    expect(after.tasks?.map((one) => one.kind)).toEqual(['DISPUTE', 'COMPLAINT', 'REFUND', 'LATE_DENUNCIATION']);
    expect(fold(contract, [over])).toEqual({ ...contract, state: 'ENDED', ended: { on: dayOf('2027-07-03'), at, cause: 'FREE_EXIT' } });
    expect(fold({ ...contract, state: 'DELETED', deleted: { at: 0, evidenceUntil: 0, accountsUntil: 0 } }, [over]).state).toBe('DELETED');
  });

  test('8.4: where nothing ends it, an end that is asked for all the same leads to nothing', () => {
    expect(fulfil(contractOf(), { ...duty('subscription.end', ''), article: 'E8.4a' }, null, at)).toEqual([]);
  });

  test('8.6 (c): the credit note at the end dates the accounts, which are kept ten years from its year', () => {
    const contract = invoiced({ ...ended('FREE_EXIT', '2027-12-31'), bookYears: [2027] });
    const facts = fulfil(contract, duty('credit-note.issue', 'T1'), { number: 'A2028-000001' }, instantOf(dayOf('2028-01-01')));
    expect(civilOf(retention(fold(contract, facts)).accountsUntil)).toBe('2038-12-31');
    const later = fold({ ...contract, bookYears: [2027, 2029] }, facts); // told late
    expect(civilOf(retention(later).accountsUntil)).toBe('2039-12-31');
  });
});

describe('A12 what comes back with the subscription', () => {
  const back = async (before: (told: ReturnType<typeof story>) => Promise<unknown>) => {
    const told = story();
    await told.given.baselineD();
    await told.when.itIs('2027-03-01');
    await before(told);
    told.check.done(await told.when.theyTerminate());
    await told.when.itIs('2027-04-05');
    await told.check.state('ENDED');
    told.check.done(await told.when.billing.asks('record-payment', { amountCents: 70_560, orderedOn: '2027-04-03', means: 'TRANSFER' }));
    return { ...told, contract: await contractAt(told.check) };
  };

  test('A12: lifted by LEGAL before the end, no suspension comes back', async () => {
    const { contract, check } = await back(({ when }) => when.legal.asks('lift-suspension', { reason: 'text' }));
    expect(contract).not.toHaveProperty('suspensions');
    await check.state('ACTIVE');
  });

  test('A12: e-mailing alone was closed too: it is suspended for the payment, and e-mailing stays closed', async () => {
    const { contract, check } = await back(async ({ when, check: seen }) => {
      const words = { facts: 'text', evidence: 'text', clause: '3.1' };
      seen.done(await when.legal.asks('suspend-for-emailing', { ...words, scope: 'EMAILING_ONLY' } as never));
    });
    await check.state('SUSPENDED');
    const payment = contract.suspensions?.find((one) => one.reason === 'PAYMENT');
    const emailing = contract.suspensions?.find((one) => one.reason === 'EMAILING');
    expect(payment).toMatchObject({ paidOn: dayOf('2027-04-03') });
    expect(emailing).not.toHaveProperty('paidOn');
    expect(emailing).not.toHaveProperty('disprovedAt');
  });
});
