/** A5: what each message says when it leaves, and under which name it leaves once (A11). */
import { describe, expect, test } from 'vitest';
import { fold, open } from '../../../contract/contract.ts';
import { formalMessage, messagesOf } from '../../../contract/letters.ts';
import type { Message } from '../../../contract/messages.ts';
import { secondInstalmentRefused, theyAccelerate } from '../../scenarios/lives/7-debts.ts';
import { RECEIVERSHIP } from '../../scenarios/lives/8-insolvency.ts';
import { story } from './story.ts';

type Told = ReturnType<typeof story>;

/** Every INFO message of a life, by the name under which it leaves. */
async function letters({ check }: Told): Promise<Map<string, Message>> {
  const facts = await check.facts();
  const [accepted] = facts;
  if (!accepted) throw new Error('nobody has subscribed');
  const sent = messagesOf(null, open(accepted), facts);
  const named = new Map(sent.map((one) => [one.notice, one]));
  expect(named.size).toBe(sent.length); // A11: no two bear the same name
  return named;
}
/** What the last notice of a code says, whole. */
const said = async ({ see }: Told, code: string) => (await see.messages()).filter((one) => one.code === code).at(-1)?.values;

/** The facts: Price 588.00 excl. VAT, 705.60 with it; due 30 days after 4 January; 08:00 in Paris is 07:00 UTC in winter, 06:00 in summer. */
describe('A5 the messages of an unpaid year, then paid', () => {
  const INVOICE = { number: 'F2027-000001', dueOn: '2027-02-03' };
  const rejected = { cents: 70_560, code: 'card_declined', numbers: ['F2027-000001'] };
  const expected: Record<string, [sendAfter: string, article: string, attachments: string[], values: object]> = {
    ACCEPTANCE_CONFIRMATION: [
      ...(['2027-01-04T09:30:00.000Z', 'E11.9a', ['terms']] as const),
      {
        ...{ formula: 'yearly', months: 12, startsOn: '2027-01-04', endsOn: '2028-01-03', netCents: 58_800, termsVersion: '1' },
        lastDenunciationDay: '2027-10-03',
      },
    ] as never,
    'INVOICE_ISSUED/T1': [
      '2027-01-04T09:30:00.000Z',
      'E5.3a',
      ['F2027-000001'],
      {
        ...{ ...INVOICE, kind: 'PRICE', term: 1, issuedOn: '2027-01-04', netCents: 58_800, vatRate: 20, vatCents: 11_760, grossCents: 70_560 },
        presentationOn: '2027-02-03',
      },
    ],
    'PRE_DUE_REMINDER/T1': ['2027-01-27T07:00:00.000Z', 'E5.3b', [], { ...INVOICE, openCents: 70_560, presentationOn: '2027-02-03' }],
    'PAYMENT_REJECTED/T1-1': [
      ...(['2027-02-03T07:00:00.000Z', 'E5.5b', []] as const),
      { ...rejected, rejectedOn: '2027-02-03', retryOn: '2027-02-08', feeCents: 4_000 },
    ] as never,
    'COURTESY_REMINDER/T1/2027-02-03': ['2027-02-04T07:00:00.000Z', 'E8.3a', [], { ...INVOICE, kind: 'PRICE', openCents: 70_560 }],
    'PAYMENT_REJECTED/T1-2': ['2027-02-08T07:00:00.000Z', 'E5.5b', [], { ...rejected, rejectedOn: '2027-02-08', retryOn: null, feeCents: 0 }],
    'REINSTATED/2027-03-20': ['2027-03-20T09:00:00.000Z', 'E8.3a-r', [], { since: '2027-03-20', services: 'ALL' }],
    'DEBIT_NOTE_ISSUED/D2027-000001': [
      '2027-03-20T22:59:00.000Z',
      'E5.3d',
      ['D2027-000001'],
      {
        ...{ number: 'D2027-000001', issuedOn: '2027-03-20', dueOn: '2027-04-19', grossCents: 7_277, presentationOn: '2027-04-19' },
        items: [{ number: 'F2027-000001', penaltyCents: 3_277, indemnityCents: 4_000 }], // 705.60 × 3 % × (1 + 17/31), rounded down
      },
    ],
  };

  test('A5: each says what the client must know, under the article it comes from', async () => {
    const told = story();
    await told.given.baselineD();
    await told.when.itIs('2027-03-20 10:00');
    await told.when.registers('card_ok');
    told.check.done(await told.when.client.asks('pay-now', { amountCents: 70_560 }));
    await told.when.itIs('2027-03-21');
    const sent = await letters(told);
    for (const [notice, [sendAfter, article, attachments, values]] of Object.entries(expected))
      expect([notice, sent.get(notice)]).toEqual([
        notice,
        { ...{ notice, code: notice.split('/')[0], sender: 'COMPANY', channel: 'EMAIL' }, sendAfter, article, attachments, values },
      ]);
  });

  test('A5: the default notice and the suspension notice list what is open and the days that follow', async () => {
    const told = story();
    await told.given.baselineD();
    await told.when.itIs('2027-03-05 08:00'); // the fee of the rejection falls due today: not overdue yet
    const documents = [{ ...INVOICE, openCents: 70_560 }];
    expect(await said(told, 'DEFAULT_NOTICE')).toEqual({
      ...{ documents, sentOn: '2027-02-11', deemedOn: '2027-02-15' },
      ...{ lastCureDay: '2027-02-25', suspensionOn: '2027-02-26', terminationFrom: '2027-02-26' },
    });
    expect(await said(told, 'SUSPENSION_NOTICE')).toEqual({
      ...{ reason: 'PAYMENT', scope: 'ALL', facts: null, since: '2027-02-26', sentOn: '2027-02-26', deemedOn: '2027-03-02' },
      ...{ documents, openCents: 70_560 },
    });
  });

  test('A8: a debit rejected is presented again on a bank day; its fee, due on a Sunday, on the Monday', async () => {
    const told = story();
    await told.given.baselineA({ means: 'sepa_am04' });
    await told.when.itIs('2027-02-20');
    const sent = await letters(told);
    expect(sent.get('PAYMENT_REJECTED/T1-1')?.values).toMatchObject({ rejectedOn: '2027-02-05', retryOn: '2027-02-10', feeCents: 4_000 });
    expect(sent.get('INVOICE_ISSUED/fee/T1-1')?.values).toMatchObject({ dueOn: '2027-03-07', presentationOn: '2027-03-08', kind: 'REJECTION_FEE' });
  });

  test('E5.5b: a card refused while the client is paying on screen is told on the screen', async () => {
    const told = story();
    await told.given.baselineD();
    await told.when.itIs('2027-01-10');
    await told.when.client.asks('pay-now', { means: { method: 'm1', kind: 'CARD' } });
    expect((await told.check.facts()).filter((one) => one.type === 'payment.rejected')).toHaveLength(1);
    await told.check.messages({ PAYMENT_REJECTED: [] });
  });

  test('E8.3a-r: access that silence gives back in the night is told in the morning', async () => {
    const told = story();
    await told.given.baselineM({ means: 'card_declined' });
    await told.when.pays(7_080, '2027-05-03');
    await told.when.pays(7_080, '2027-05-04');
    await told.when.itIs('2027-05-08 09:00');
    const sent = await letters(told);
    expect(sent.get('ARRANGEMENT_NEEDED/2027-05-04')?.values).toEqual({ paidOn: '2027-05-04', decideBy: '2027-05-07' });
    expect(sent.get('REINSTATED/2027-05-07')).toMatchObject({ sendAfter: '2027-05-08T06:00:00.000Z', values: { since: '2027-05-08' } });
  });

  test.each`
    also          | lifted            | services              | because
    ${undefined}  | ${'EMAILING'}     | ${'EMAILING'}         | ${'e-mailing alone was closed'}
    ${'EMAILING'} | ${'DECLARATIONS'} | ${'ALL_BUT_EMAILING'} | ${'e-mailing stays closed'}
    ${undefined}  | ${'DECLARATIONS'} | ${'ALL'}              | ${'nothing else stands'}
  `('E8.2-ii-m: $lifted lifted while $also stands: $services: $because', async ({ also, lifted, services }) => {
    const told = story();
    const { given, when, check } = told;
    const words = { facts: 'text', evidence: 'text' };
    await given.baselineA();
    await when.itIs('2027-06-09 12:00');
    if (also || lifted === 'EMAILING') check.done(await when.legal.asks('suspend-for-emailing', words));
    if (lifted === 'DECLARATIONS') {
      check.done(await when.legal.asks('suspend-for-declarations', words));
      check.done(await when.otherLegal.decides('FOUR_EYES', 'APPROVE'));
    }
    check.done(await when.legal.asks('lift-suspension', { reason: 'text', suspension: lifted }));
    expect([...(await letters(told)).values()].filter((one) => one.code === 'REINSTATED')).toMatchObject([
      { notice: `REINSTATED/${lifted}/2027-06-09T10:00:00.000Z`, sendAfter: '2027-06-09T10:00:00.000Z', values: { since: '2027-06-09', services } },
    ]);
  });

  test('E8.2-ii-m: while all Services stay closed for another reason, nothing is given back', async () => {
    const told = story();
    await told.given.baselineD();
    await told.when.itIs('2027-02-27');
    await told.when.legal.asks('suspend-for-emailing', { facts: 'text', evidence: 'text' });
    await told.when.legal.asks('lift-suspension', { reason: 'text', suspension: 'EMAILING' });
    await told.check.messages({ REINSTATED: [] });
  });
});

describe('A5 the messages of renewal, denunciation and the end', () => {
  test('8.1: reminded, chosen, renewed: the formula, the price and the days of the term that comes', async () => {
    const told = story();
    await told.given.baselineA();
    await told.when.itIs('2027-05-01 12:00');
    const monthly = { formula: 'monthly', months: 1 };
    told.check.done(await told.when.client.asks('choose-formula', { formula: { code: 'monthly', months: 1 } }));
    await told.when.itIs('2028-01-05');
    const sent = await letters(told);
    expect(sent.get('FORMULA_CHOICE_ACK/2027-05-01T10:00:00.000Z')).toMatchObject({ article: 'E8.1e', values: { ...monthly, from: '2028-01-04' } });
    expect(sent.get('RENEWAL_REMINDER/T1')).toMatchObject({
      sendAfter: '2027-08-03T06:00:00.000Z',
      values: { ...monthly, deadlines: ['2027-10-03'], netCents: 5_900, endsOn: '2028-01-03', renewsOn: '2028-01-04' },
    });
    expect(sent.get('RENEWED/T2')).toMatchObject({
      sendAfter: '2028-01-04T07:00:00.000Z',
      values: { ...monthly, term: 2, startsOn: '2028-01-04', endsOn: '2028-02-03', netCents: 5_900 },
    });
  });

  test('8.1 (e): refused on E, the choice is offered for the next expiry', async () => {
    const told = story();
    await told.given.baselineA();
    await told.when.itIs('2028-01-03 12:00');
    await told.when.client.asks('choose-formula', { formula: { code: 'monthly', months: 1 } });
    expect((await letters(told)).get('FORMULA_CHOICE_REFUSED/2028-01-03T11:00:00.000Z')?.values).toEqual({
      ...{ formula: 'monthly', months: 1, nextOn: '2029-01-04' },
    });
  });

  test.each`
    at                    | term | values
    ${'2027-10-03 12:00'} | ${1} | ${{ endsOn: '2028-01-03', inTime: true, withdrawUntil: '2027-10-03', exportUntil: '2028-04-03' }}
    ${'2027-10-04 12:00'} | ${2} | ${{ endsOn: '2029-01-03', inTime: false, withdrawUntil: '2028-10-03', exportUntil: '2029-04-03' }}
  `('8.1 (f): denounced at $at, the acknowledgement says the click, the end and the rights: $values', async ({ at, term, values }) => {
    const told = story();
    await told.given.baselineA();
    await told.when.itIs(at);
    await told.when.client.asks('denounce', {});
    const sentAt = `${at.slice(0, 10)}T10:00:00.000Z`;
    expect((await letters(told)).get(`DENUNCIATION_ACK/T${term}/${sentAt}`)?.values).toEqual({ sentAt, sentOn: at.slice(0, 10), ...values });
  });

  test('8.1 (d): a denunciation by the Company is a formal notice, and no acknowledgement', async () => {
    const told = story();
    await told.given.baselineA();
    await told.when.itIs('2027-06-09');
    await told.when.legal.asks('denounce', {});
    await told.check.messages({ DENUNCIATION_ACK: [] });
    expect(await said(told, 'COMPANY_DENUNCIATION')).toEqual({ sentOn: '2027-06-09', deemedOn: '2027-06-12', endsOn: '2028-01-03' });
  });

  test('8.4, 8.6: the end, the last days to ask, and what is destroyed and kept', async () => {
    const told = story();
    await told.given.baselineA();
    await told.when.itIs('2027-09-04');
    await told.when.client.asks('denounce', {});
    await told.when.itIs('2028-05-01');
    const sent = await letters(told);
    expect(sent.get('ENDED/2028-01-03')).toMatchObject({
      ...{ sendAfter: '2028-01-04T07:00:00.000Z', article: 'E8.4a', attachments: [] },
      values: { cessationOn: '2028-01-03', cause: 'DENOUNCED_BY_CLIENT', exportUntil: '2028-04-03' },
    });
    expect(sent.get('REVERSIBILITY_REMINDER/2028-04-03/30')).toMatchObject({
      ...{ sendAfter: '2028-03-04T07:00:00.000Z', values: { exportUntil: '2028-04-03', daysLeft: 30 } },
    });
    expect(sent.get('REVERSIBILITY_REMINDER/2028-04-03/7')?.values).toEqual({ exportUntil: '2028-04-03', daysLeft: 7 });
    expect(sent.get('DELETION_CERTIFICATE/2028-04-04')).toMatchObject({
      sendAfter: '2028-04-04T06:00:00.000Z', // decided at 00:00, sent in the morning
      values: {
        ...{ certificate: 'CERT-1', deletedOn: '2028-04-04', counts: { contacts: 12 }, backupsGoneBy: '2028-05-04' },
        ...{ evidenceUntil: '2033-01-03', accountsUntil: '2037-12-31' },
      },
    });
  });

  test('8.6 (a): an export is ready, with thirty days to check it', async () => {
    const told = story();
    await told.given.baselineA();
    await told.when.itIs('2027-06-09 12:00');
    told.check.done(await told.when.client.asks('request-export', { export: 'exp_1' }));
    expect((await letters(told)).get('EXPORT_READY/exp_1/2027-06-09')?.values).toEqual({
      ...{ export: 'exp_1', deliveredOn: '2027-06-09', sha256: 'f'.repeat(64), counts: { contacts: 12 }, verifyUntil: '2027-07-09' },
    });
  });

  test('8.2 (b): the credit note, and the refund once it leaves', async () => {
    const told = story();
    await told.given.baselineA();
    await told.when.itIs('2027-06-30');
    await told.when.legal.asks('exercise-ip-option', { option: 'STOP', reason: 'text' });
    await told.when.otherLegal.decides('FOUR_EYES', 'APPROVE');
    await told.when.itIs('2027-07-30');
    const sent = await letters(told);
    expect(sent.get('CREDIT_NOTE_ISSUED/A2027-000001')).toMatchObject({
      attachments: ['A2027-000001'],
      // the document by its key: its number is put in where the message is written (database/outbox.ts)
      values: { number: 'A2027-000001', corrects: ['T1'], grossCents: 36_150, refundCents: 36_150, refundBy: '2027-07-30' },
    });
    const refund = [...sent.values()].find((one) => one.code === 'REFUND_ISSUED')?.values;
    expect(refund).toMatchObject({ cents: 36_150, number: expect.stringContaining('T1') });
  });
});

describe('A5 what the Company does and is told of', () => {
  test('11.4 (a): the successor is confirmed what it accepted', async () => {
    const told = story();
    await told.given.baselineA();
    await told.when.itIs('2027-07-01');
    await told.when.client.asks('request-assignment', { about: 'rec_1' });
    await told.when.legal.asks('approve-assignment', { assignment: 'rec_1', approved: true, reason: 'text' });
    const means = { method: 'm2', kind: 'SEPA' as const };
    told.check.done(await told.when.client.asks('accept-assignment', { assignment: 'rec_1', clientStatus: 'PROFESSIONAL', means, evidence: 'text' }));
    const sent = await letters(told);
    expect(sent.get('ACCEPTANCE_CONFIRMATION/rec_1')).toMatchObject({
      ...{ attachments: ['terms'], values: sent.get('ACCEPTANCE_CONFIRMATION')?.values },
    });
  });

  test('5.2 (b), 4.4: the provider and its terms; what changes and from when', async () => {
    const told = story();
    await told.given.baselineA();
    await told.given.announced({ at: '2027-06-15 00:00', code: 'PSP_CHANGE', words: { provider: 'txt_1', terms: 'txt_2' } });
    await told.given.announced({ at: '2027-06-16 10:00', code: 'PSP_CHANGE', words: { provider: 'txt_3' }, on: '2027-07-01' });
    await told.given.announced({ at: '2027-06-17 10:00', code: 'SERVICE_CHANGE', words: { note: 'txt_4' } });
    await told.when.itIs('2027-06-18');
    const changes = [...(await letters(told)).values()].filter((one) => one.code === 'PSP_CHANGE' || one.code === 'SERVICE_CHANGE');
    expect(changes.map((one) => one.values)).toEqual([
      { provider: 'txt_1', terms: 'txt_2', on: '2027-06-15', acknowledgement: 'ASK' },
      { provider: 'txt_3', terms: null, on: '2027-07-01', acknowledgement: 'ASK' },
      { change: 'SERVICE', before: null, after: null, note: 'txt_4', on: null },
    ]);
  });

  test('11.8 (c): an instruction that may be unlawful is told to the client', async () => {
    const told = story();
    await told.given.baselineA();
    await told.when.itIs('2027-06-09');
    told.check.done(await told.when.dpo.asks('flag-instruction', { instruction: 'rec_1', text: 'txt_1', why: 'txt_2' }));
    expect((await letters(told)).get('INSTRUCTION_FLAGGED/rec_1')?.values).toEqual({ text: 'txt_1', why: 'txt_2' });
  });

  test('8.2, 8.3: declared payable, terminated, claimed: documents, instalments and days', async () => {
    const told = story();
    await secondInstalmentRefused(told); // of twelve at 58.80; the third is due on 3 April
    await told.when.itIs('2027-03-29 10:00');
    await theyAccelerate(told);
    await told.when.theyTerminate();
    await told.when.itIs('2027-04-20');
    const claim = { documents: ['T1/2'], uninvoicedCents: 39_200, vatRate: 20, facts: 'the facts', channel: 'EMAIL' as const };
    told.check.done(await told.when.legal.asks('claim-damages', claim));
    told.check.done(await told.when.otherLegal.decides('FOUR_EYES', 'APPROVE'));
    const overdue = [{ number: 'F2027-000002', dueOn: '2027-03-06', openCents: 5_880 }];
    const dates = { sentOn: '2027-03-29', deemedOn: '2027-04-01' };
    expect(await said(told, 'ACCELERATION_NOTICE')).toEqual({
      ...{ documents: [{ number: 'F2027-000003', dueOn: '2027-04-03', openCents: 5_880 }], overdue, facts: null, dueOn: '2027-04-01', ...dates },
      ...{ instalments: { count: 9, cents: 52_920 }, totalCents: 64_680 }, // 9 × 49.00 + VAT, and the two documents
    });
    expect(await said(told, 'TERMINATION_NOTICE')).toEqual({
      ...{ from: 'COMPANY', ground: 'NON_PAYMENT', facts: 'the facts of the ground', ...dates, cessationOn: '2027-05-01', openCents: 5_880 },
    });
    expect(await said(told, 'DAMAGES_CLAIM')).toEqual({
      ...{ documents: overdue, uninvoicedCents: 39_200, vatRate: 20, vatCents: 7_840, accessoriesCents: 0, totalCents: 52_920 },
      ...{ facts: 'the facts', sentOn: '2027-04-20', deemedOn: '2027-04-23' },
    });
  });

  test('8.2 (iii): the officer is asked by a letter that names the judgment, the last day to answer and the end of the term', async () => {
    const told = story();
    await told.given.baselineA();
    await told.when.itIs('2027-05-24');
    await told.when.legal.asks('record-insolvency', { ...RECEIVERSHIP, officerEmail: 'officer@example.org' });
    await told.when.legal.asks('send-notice', { code: 'ADMINISTRATOR_NOTICE', channel: 'EMAIL' });
    await told.check.tasks('OFFICER_ANSWER', ['2027-05-24']);
    expect(await said(told, 'ADMINISTRATOR_NOTICE')).toEqual({
      ...{ officer: RECEIVERSHIP.officer, officerEmail: 'officer@example.org', judgmentOn: '2027-05-20', answerBy: '2027-06-27' },
      ...{ endsOn: '2028-01-03', sentOn: '2027-05-24', deemedOn: '2027-05-27' },
    });
  });

  test('11.1: the other formal notices say their words, and the days that their receipt opens', async () => {
    const told = story();
    const { given, when } = told;
    await given.baselineA();
    await when.itIs('2027-06-09 12:00'); // Wednesday: received on Saturday the 12th
    const dates = { sentOn: '2027-06-09', deemedOn: '2027-06-12' };
    await when.legal.asks('suspend-for-emailing', { facts: 'the mails', evidence: 'text' });
    expect(await said(told, 'SUSPENSION_NOTICE')).toEqual({
      ...{ reason: 'EMAILING', scope: 'EMAILING_ONLY', facts: 'the mails', since: '2027-06-09', documents: [], openCents: 0, ...dates },
    });
    expect(await said(told, 'BREACH_NOTICE')).toEqual({
      ...{ from: 'COMPANY', clause: '3.1', facts: 'the mails', listing: null, lastCureDay: '2027-07-12', ...dates },
    });
    await when.legal.asks('demand-removal', { listing: 'the page', facts: 'the words', evidence: 'text', channel: 'EMAIL' });
    expect(await said(told, 'BREACH_NOTICE')).toMatchObject({ clause: '6.2', facts: 'the words', listing: 'the page' });
    await when.support.asks('request-documents', { documents: 'the statutes' });
    expect(await said(told, 'DOCUMENT_REQUEST')).toEqual({ documents: 'the statutes', answerBy: '2027-06-27', ...dates });
    await when.dpo.asks('notify-data-breach', { dataBreach: 'rec_1', knownAt: '2027-06-09T07:00:00.000Z', facts: 'the leak' });
    expect(await said(told, 'DATA_BREACH_NOTICE')).toEqual({
      ...{ facts: 'the leak', knownAt: '2027-06-09T07:00:00.000Z', deadlineAt: '2027-06-11T07:00:00.000Z', ...dates },
    });
    await when.client.asks('change-address', { postal: 'the street', email: 'the box' });
    expect(await said(told, 'ADDRESS_CHANGE')).toEqual({ postal: 'the street', email: 'the box', effectiveOn: '2027-06-13', ...dates });
  });

  test('11.1: a formal notice leaves under its own name, article, party and channel', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-06-09 12:00');
    await when.client.asks('change-address', { postal: 'the street', email: 'the box' });
    const [accepted, ...facts] = await check.facts();
    const decided = facts.find((one) => one.type === 'notice.decided');
    if (!accepted || decided?.type !== 'notice.decided') throw new Error('nothing was decided');
    const contract = fold(open(accepted), [decided]);
    const [due] = contract.notices ?? [];
    if (!due) throw new Error('nothing is to leave');
    expect(formalMessage(contract, due, Date.parse('2027-06-09T10:00:00.000Z'))).toMatchObject({
      ...{ notice: 'address/2027-06-09', code: 'ADDRESS_CHANGE', article: 'E11.1c', sender: 'CLIENT', channel: 'EMAIL' },
      ...{ sendAfter: '2027-06-09T10:00:00.000Z', attachments: [] },
    });
  });
});
