/** S84, S85: the registers of a client: objections, feedback, hardware, staff who left, what staff take out, claims, complaints and taxes. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Json } from './door.ts';
import { admin, anOffice, ask, engine, file, must, notices, outcome, records, withEngine } from './office.ts';

withEngine();

describe('S84: what is entered in the registers of a client', () => {
  test('E11.7: LEGAL records the objection with its reason; the client itself only where the terms say so', async () => {
    const office = await anOffice();
    expect((await file(office)).referenceAllowed).toBe(true);
    const object = { allowed: false, reason: 'Ne veut pas être cité' };
    expect((await ask(office, 'set-reference', object, office.owner)).status).toBe(403);
    expect((await ask(office, 'set-reference', object)).status).toBe(200);
    expect((await file(office)).referenceAllowed).toBe(false);
    const own = await anOffice({ parameters: { 'reference.optOut': 'SELF_SERVICE' } });
    expect((await ask(own, 'set-reference', object, own.owner)).status).toBe(200);
    const none = await anOffice({ parameters: { 'reference.optOut': 'NONE' } });
    expect(outcome(await ask(none, 'set-reference', object))).toEqual([409, 'E11.7', 'no-objection']);
  });

  test('E11.3: a service that ended on 2027-04-30 is protected until 2028-04-30', async () => {
    const office = await anOffice();
    await ask(office, 'record-service-end', { person: 'Formatrice', lastServiceOn: '2027-04-30' });
    expect(await records(`kind=NON_SOLICITATION&client=${office.id}`)).toMatchObject([
      { data: { lastServiceOn: '2027-04-30', endsOn: '2028-04-30' } },
    ]);
  });

  test('E8.4b: hardware is ticked once, when it is back', async () => {
    const office = await anOffice();
    const handed = (await ask(office, 'hand-hardware', { item: 'Terminal', handedOn: '2027-02-01' })).body;
    expect(handed.facts[0].type).toBe('HARDWARE_HANDED');
    const [{ id: hardware }] = await records(`kind=HARDWARE_HANDED&client=${office.id}`);
    expect((await ask(office, 'return-hardware', { hardware, returnedOn: '2027-01-31' })).status).toBe(422);
    expect((await ask(office, 'return-hardware', { hardware, returnedOn: '2027-05-05' })).status).toBe(200);
    expect(outcome(await ask(office, 'return-hardware', { hardware, returnedOn: '2027-05-05' }))).toEqual([409, 'E8.4b', 'already-returned']);
  });

  test('E6.3: feedback bears its mention; E7.3: a court decision is attached with its file, for LEGAL alone', async () => {
    const office = await anOffice();
    await ask(office, 'give-feedback', { text: 'Trier par date' }, office.owner);
    expect(await records('kind=FEEDBACK', office.owner)).toMatchObject([{ data: { mention: 'FREE_PERPETUAL_WORLDWIDE_USE' } }]);
    const pdf = Buffer.from('%PDF-1.7 jugement');
    const decision = { court: 'Tribunal de commerce de Paris', decidedOn: '2027-04-01', reference: 'RG 1', subscription: office.number };
    const attached = await ask(office, 'attach-court-decision', {
      ...decision,
      file: { name: 'jugement.pdf', type: 'application/pdf', contentBase64: pdf.toString('base64') },
    });
    expect(attached.status, attached.text).toBe(200);
    expect(await records('kind=COURT_DECISION', office.owner)).toEqual([]);
    const [{ id }] = await records(`kind=COURT_DECISION&client=${office.id}`);
    expect((await engine.ask('GET', `/records/${id}/file`, admin)).text).toBe('%PDF-1.7 jugement');
    for (const other of [office.owner, await engine.userWith(['SUPPORT'])])
      expect((await engine.ask('GET', `/records/${id}/file`, other)).status).toBe(403);
    const other = await anOffice();
    expect((await ask(other, 'attach-court-decision', decision)).status).toBe(422);
  });

  test.each`
    role         | status
    ${'BILLING'} | ${200}
    ${'SUPPORT'} | ${403}
  `('$role takes out the invoices: $status', async ({ role, status }) => {
    const office = await anOffice();
    const answer = await engine.ask('GET', `/staff-exports/invoices.csv?client=${office.id}`, await engine.userWith([role]));
    expect(answer.status).toBe(status);
    expect(answer.text.startsWith('\ufeffConfidentiel\r\n')).toBe(status === 200);
    const log = (await must('GET', `/audit-log?client=${office.id}`)).data.filter((one: Json) => one.action === 'staff-export');
    expect(log.map((one: Json) => one.detail)).toEqual(status === 200 ? [{ list: 'invoices', rows: 1 }] : []);
  });
});

describe('S85: a claim, a complaint and the taxes of the client', () => {
  test('E10.1a: the claim has its time of notice and its checklist, and is a task for LEGAL', async () => {
    const office = await anOffice();
    const on = `/subscriptions/${office.number}`;
    await must('POST', `${on}/open-ip-claim`, { text: 'Un tiers revendique un brevet', receivedOn: '2027-05-03' }, office.owner);
    await must('POST', `${on}/check-ip-claim`, { notified: true, controlGiven: false, reason: 'Le client a répondu seul au tiers' });
    const { ipClaims } = await must('GET', on);
    const told = { openedAt: '2027-05-05T10:00:00.000Z', receivedOn: '2027-05-03' };
    expect(ipClaims).toMatchObject([{ ...told, duties: { NOTIFIED: true, CONTROL_GIVEN: false } }]);
    const legal = await must('GET', `/tasks?subscription=${office.number}`, undefined, await engine.userWith(['LEGAL']));
    expect(legal.data).toMatchObject([{ kind: 'IP_CLAIM', article: 'E10.1a', state: 'OPEN' }]);
  });

  test('E11.5a: the complaint has a number and an answer, and opens no cure period', async () => {
    const office = await anOffice();
    const on = `/subscriptions/${office.number}`;
    await must('POST', `${on}/open-complaint`, { text: 'La page des statistiques est lente' }, office.owner);
    const [{ number }] = (await must('GET', `/complaints?subscription=${office.number}`, undefined, office.owner)).data;
    await must('POST', `${on}/answer-complaint`, { complaint: number, answer: 'Corrigé ce matin' });
    expect((await must('GET', `/complaints?subscription=${office.number}`, undefined, office.owner)).data).toMatchObject([
      { number: `${office.number}-R1`, answer: 'Corrigé ce matin' },
    ]);
    const { breaches, cessationOn } = await must('GET', on);
    expect([breaches ?? [], cessationOn]).toEqual([[], null]);
  });

  test('E5.4: a VAT number counts from its day', async () => {
    const office = await anOffice();
    const wrong = (vatNumber: string) => ask(office, 'record-tax-identity', { vatNumber, territory: 'FR', from: '2027-05-06' });
    expect(await wrong('rubbish!')).toMatchObject({
      status: 422,
      body: { article: 'E5.4', detail: expect.stringMatching(/two letters of its State/) },
    });
    expect(await wrong('DE12345')).toMatchObject({ status: 422, body: { detail: expect.stringMatching(/another way/) } });
    expect(await wrong('FR41303265045')).toMatchObject({ status: 422, body: { detail: expect.stringMatching(/key/) } });
    await ask(office, 'record-tax-identity', { vatNumber: 'FR 40 303265045', territory: 'FR', from: '2027-05-06' }, office.owner);
    expect(await file(office)).toMatchObject({ vatNumber: null, territory: null });
    await office.goTo('2027-05-05T22:00:00Z');
    expect(await file(office)).toMatchObject({ vatNumber: 'FR40303265045', territory: 'FR' });
    await office.goTo('2028-01-04T12:00:00Z');
    const parties = await engine.knex('documents').where({ subscription: office.number, series: 'F' }).orderBy('issued_on').pluck('parties');
    expect(parties.map((one: Json) => one.client.vatNumber)).toEqual([undefined, 'FR40303265045']);
  });

  test.each`
    territory    | vatNumber          | tasks
    ${'FR'}      | ${null}            | ${0}
    ${'FR'}      | ${'FR40303265045'} | ${0}
    ${'FR'}      | ${'DE123456789'}   | ${1}
    ${'Monaco'}  | ${null}            | ${0}
    ${'BE'}      | ${null}            | ${1}
    ${'Mayotte'} | ${null}            | ${1}
  `(
    'E5.4: the treatment of VAT in $territory with $vatNumber: $tasks task of BILLING, and the price stays as it is',
    async ({ territory, vatNumber, tasks }) => {
      const office = await anOffice();
      await ask(office, 'record-tax-identity', { vatNumber, territory, from: '2027-05-06' }, office.owner);
      const { data } = await must('GET', `/tasks?subscription=${office.number}`);
      expect(data.map((one: Json) => [one.kind, one.article, one.choices])).toEqual(
        Array.from({ length: tasks }, () => ['VAT_TREATMENT', 'E5.4', ['FRENCH_VAT', 'TREATED_BY_HAND']]),
      );
      if (tasks === 0) return;
      const decide = (token: string) =>
        engine.ask('POST', `/tasks/${data[0].id}/decide`, token, { choice: 'TREATED_BY_HAND', reason: 'Autoliquidation par le preneur' });
      expect((await decide(await engine.userWith(['SUPPORT']))).status).toBe(403);
      expect((await decide(await engine.userWith(['BILLING']))).status).toBe(200);
    },
  );
});

describe('E11.9b: e-mails are archived both ways, with headers and hash (S75)', () => {
  const EMAIL = 'From: bureau@essais.example\r\nDate: Wed, 5 May 2027 11:00:00 +0200\r\nSubject: Facture\r\n\r\nBonjour, merci.';
  const eml = (text: string) => ({ name: 'message.eml', contentBase64: Buffer.from(text).toString('base64') });
  const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

  test('one received: the same twice is one record, and LEGAL reads it as it came', async () => {
    const office = await anOffice();
    const archive = { file: eml(EMAIL), subscription: office.number };
    for (const _ of [1, 2]) expect((await ask(office, 'archive-email', archive)).status).toBe(200);
    const [record, ...others] = await records(`kind=EMAIL_RECEIVED&client=${office.id}`);
    expect([others, record.data.sha256, record.subscription]).toEqual([[], sha256(EMAIL), office.number]);
    expect(record.texts[record.data.headers]).toBe(EMAIL.split('\r\n\r\n')[0]);
    expect((await engine.ask('GET', `/records/${record.id}/file`, admin)).text).toBe(EMAIL);
  });

  test.each`
    what                      | body                                         | status
    ${'no headers'}           | ${{ file: eml('Bonjour, merci.') }}          | ${422}
    ${'no date'}              | ${{ file: eml('From: a@b.example\n\nOui') }} | ${422}
    ${'nothing'}              | ${{ file: eml('') }}                         | ${422}
    ${'another subscription'} | ${{ file: eml(EMAIL), subscription: 'S0' }}  | ${422}
  `('$what: $status, and nothing is kept', async ({ body, status }) => {
    const office = await anOffice();
    expect((await ask(office, 'archive-email', body)).status).toBe(status);
    expect(await records(`kind=EMAIL_RECEIVED&client=${office.id}`)).toEqual([]);
  });

  test('one sent: its bytes have the hash on record, and bear its headers', async () => {
    const office = await anOffice();
    const [{ id, documentHash }] = await notices(office, 'ACCEPTANCE_CONFIRMATION');
    const source = await engine.ask('GET', `/notices/${encodeURIComponent(id)}/source`, office.owner);
    expect(sha256(source.text)).toBe(documentHash);
    for (const name of ['From', 'To', 'Date', 'Message-ID', 'Subject']) expect(source.text).toMatch(new RegExp(`^${name}: `, 'm'));
    const other = await anOffice();
    expect((await engine.ask('GET', `/notices/${encodeURIComponent(id)}/source`, other.owner)).status).toBe(404);
  });
});
