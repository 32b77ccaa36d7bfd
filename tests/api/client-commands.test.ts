import { describe, expect, test } from 'vitest';
import { verify } from '../../database/verify.ts';
import type { Json } from './door.ts';
import { admin, anOffice, ask, engine, file, must, notices, type Office, outcome, records, withEngine } from './office.ts';

withEngine();

describe('E11.1c change of address (S67)', () => {
  test('both addresses are served to 2027-05-11, the new one alone from the 12th', async () => {
    const office = await anOffice();
    const { email } = await file(office);
    expect(
      (await ask(office, 'change-address', { email: 'nouveau@essais.example', postalAddress: '3 rue Neuve\n75011 Paris' }, office.owner)).status,
    ).toBe(200);
    const [notice] = await notices(office, 'ADDRESS_CHANGE');
    expect([notice.sender, notice.deemedReceivedOn]).toEqual(['CLIENT', '2027-05-11']);
    await office.goTo('2027-05-11T21:59:00Z');
    await ask(office, 'request-documents', { documents: 'Statuts' });
    expect((await file(office)).email).toBe(email);
    await office.goTo('2027-05-11T22:00:00Z');
    await ask(office, 'request-documents', { documents: 'Procès-verbal' });
    expect((await notices(office, 'DOCUMENT_REQUEST')).map((one) => one.to)).toEqual([`${email}, nouveau@essais.example`, 'nouveau@essais.example']);
    expect(await file(office)).toMatchObject({ email: 'nouveau@essais.example', postalAddress: '3 rue Neuve\n75011 Paris' });
    expect((await file(office)).addresses).toMatchObject([{ email: 'nouveau@essais.example', effectiveOn: '2027-05-12' }]);
  });

  test('a letter goes to each address, and says so', async () => {
    const office = await anOffice();
    await ask(office, 'change-address', { postalAddress: '3 rue Neuve, 75011 Paris' }, office.owner);
    await ask(office, 'request-documents', { documents: 'Statuts', channel: 'REGISTERED_LETTER' });
    const [letter] = await notices(office, 'DOCUMENT_REQUEST');
    expect(letter.to).toBe('Association des Essais\n1 rue des Essais, 75001 Paris\n\nAssociation des Essais\n3 rue Neuve, 75011 Paris');
  });

  test('address.overlap OLD_ONLY: until then the old address alone', async () => {
    const office = await anOffice({ parameters: { 'address.overlap': 'OLD_ONLY' } });
    const { email } = await file(office);
    await ask(office, 'change-address', { email: 'nouveau@essais.example' }, office.owner);
    await ask(office, 'request-documents', { documents: 'Statuts' });
    expect((await notices(office, 'DOCUMENT_REQUEST')).map((one) => one.to)).toEqual([email]);
  });

  test('SUPPORT records one that came by post; without its day and proof it is refused', async () => {
    const office = await anOffice();
    expect(outcome(await ask(office, 'change-address', { email: 'poste@essais.example' }))).toEqual([409, 'E11.1c', 'proof-missing']);
    const posted = { email: 'poste@essais.example', sentOn: '2027-05-03', channel: 'REGISTERED_LETTER', proof: 'LRAR 1A' };
    expect((await ask(office, 'change-address', posted)).status).toBe(200);
    expect((await file(office)).addresses).toMatchObject([{ email: 'poste@essais.example', effectiveOn: '2027-05-08' }]);
    expect(outcome(await ask(office, 'change-address', {}, office.owner))).toEqual([422, 'E11.1c', undefined]);
  });
});

describe('E3.2b unauthorised use (S76)', () => {
  test('sessions closed, old password void, SUPPORT alerted, a new password given', async () => {
    const office = await anOffice();
    const user = { email: `vole.${office.id}@essais.example`, password: 'une phrase volée', role: 'CLIENT_MEMBER' };
    const { id } = await must('POST', `/clients/${office.id}/users`, user);
    const { token } = await must('POST', '/sessions', { email: user.email, password: user.password });
    const { token: second } = await must('POST', '/sessions', { email: user.email, password: user.password });
    expect((await ask(office, 'report-unauthorised-use', { text: 'Mot de passe volé' }, token)).status).toBe(200);
    for (const one of [token, second]) expect((await engine.ask('GET', '/sessions/current', one)).status).toBe(401);
    expect((await engine.ask('POST', '/sessions', null, { email: user.email, password: user.password })).status).toBe(403);
    const tasks = (await must('GET', `/tasks?subscription=${office.number}`)).data;
    expect(tasks).toMatchObject([{ kind: 'ACCOUNT_MISUSE', article: 'E3.2b', state: 'OPEN' }]);
    const renew = (password: string) => engine.ask('POST', `/clients/${office.id}/users/${id}/password`, office.owner, { password });
    expect((await renew(user.password)).status).toBe(422);
    expect((await renew('une autre phrase')).status).toBe(200);
    expect((await engine.ask('POST', '/sessions', null, { email: user.email, password: user.password })).status).toBe(401);
    expect((await engine.ask('POST', '/sessions', null, { email: user.email, password: 'une autre phrase' })).status).toBe(201);
  });

  test('a member reports its own account, an administrator any of its client, nobody that of another', async () => {
    const [mine, other] = [await anOffice(), await anOffice()];
    const user = async ({ id }: Office) =>
      (await must('POST', `/clients/${id}/users`, { email: `u.${id}@essais.example`, password: 'une phrase', role: 'CLIENT_MEMBER' })).id;
    const member = await engine.userWith(['CLIENT_MEMBER'], mine.id);
    const [ours, theirs] = [await user(mine), await user(other)];
    expect((await ask(mine, 'report-unauthorised-use', { user: ours }, member)).status).toBe(403);
    expect((await ask(mine, 'report-unauthorised-use', { user: theirs }, mine.owner)).status).toBe(404);
    expect((await ask(mine, 'report-unauthorised-use', { user: ours }, mine.owner)).status).toBe(200);
  });
});

describe('E11.8d transfers outside the Union (S74)', () => {
  test('a destination is refused without the agreement of the client, or without a safeguard', async () => {
    const office = await anOffice();
    const enable = (body: object) => ask(office, 'enable-destination', body);
    expect(outcome(await enable({ destination: 'US', safeguard: 'STANDARD_CLAUSES' }))).toEqual([409, 'E11.8d', 'transfer-not-approved']);
    expect((await enable({ destination: 'DE' })).status).toBe(200);
    expect((await ask(office, 'approve-transfer', { destination: 'us' }, office.owner)).status).toBe(200);
    expect(outcome(await enable({ destination: 'US' }))).toEqual([409, 'E11.8d', 'no-safeguard']);
    expect((await enable({ destination: 'US', safeguard: 'STANDARD_CLAUSES' })).status).toBe(200);
    expect(outcome(await enable({ destination: 'IN', safeguard: 'STANDARD_CLAUSES' }))).toEqual([409, 'E11.8d', 'transfer-not-approved']);
    const refusals = (await must('GET', `/audit-log?client=${office.id}&state=refused`, undefined, await engine.userWith(['AUDITOR']))).data;
    expect(refusals.map((one: Json) => one.detail.because)).toEqual(['transfer-not-approved', 'no-safeguard', 'transfer-not-approved']);
  });
});

describe('E11.8c instructions and audits', () => {
  test('an unlawful instruction says why, and the client reads it', async () => {
    const office = await anOffice();
    expect((await ask(office, 'record-instruction', { text: 'Tout garder', unlawful: true })).status).toBe(422);
    expect((await ask(office, 'record-instruction', { text: 'Tout garder', unlawful: true, why: 'Durée excessive' })).status).toBe(200);
    expect(await records('kind=INSTRUCTION', office.owner)).toMatchObject([{ data: { unlawful: true } }]);
    expect(await notices(office, 'INSTRUCTION_FLAGGED')).toMatchObject([{ formal: false, article: 'E11.8c', sentAt: '2027-05-05T10:00:00.000Z' }]);
    await ask(office, 'record-instruction', { text: 'Supprimer les doublons' });
    expect(await notices(office, 'INSTRUCTION_FLAGGED')).toHaveLength(1);
  });

  test('an audit by a competitor is refused; another is a task for the DPO', async () => {
    const office = await anOffice();
    const audit = (competitor: boolean) => ask(office, 'open-audit', { auditor: 'Cabinet', competitor, scope: 'Sauvegardes' }, office.owner);
    expect(outcome(await audit(true))).toEqual([409, 'E11.8c', 'auditor-competes']);
    expect((await audit(false)).status).toBe(200);
    expect((await must('GET', `/tasks?subscription=${office.number}`)).data).toMatchObject([{ kind: 'AUDIT' }]);
  });
});

describe('E11.8e the public register of sub-processors', () => {
  test('every client reads it; one that ends is named by its record', async () => {
    const office = await anOffice();
    const testClock = office.clock;
    const body = { name: 'Hébergeur', country: 'FR', purpose: 'Sauvegardes', startsOn: '2027-06-10', testClock };
    await must('POST', '/company/register-subprocessor', body);
    const [{ id: subprocessor }] = await records('kind=SUBPROCESSOR', office.owner);
    const end = (more: object) => engine.ask('POST', '/company/end-subprocessor', admin, { subprocessor, endsOn: '2027-06-10', testClock, ...more });
    expect((await end({ endsOn: '2027-06-09' })).status).toBe(422);
    expect((await end({ subprocessor: 'rec_none' })).status).toBe(422);
    expect((await end({})).status).toBe(200);
    expect(await records('kind=SUBPROCESSOR_ENDED', office.owner)).toMatchObject([{ data: { subprocessor } }]);
  });
});

describe('E11.8f data breach (S73)', () => {
  test('the clients concerned and no other get the formal notice; deadline and delay are on record', async () => {
    const first = await anOffice({ at: '2027-01-04T09:30:00Z' });
    const others = [];
    for (let n = 0; n < 3; n++) others.push(await anOffice({ clock: first.clock, at: '2027-01-04T09:30:00Z' }));
    await first.goTo('2027-06-10T07:00:00Z');
    const [bystander, ...concerned] = [first, ...others];
    const body = { clients: concerned.map((one) => one.id), facts: 'Accès non autorisé à un export' };
    const answer = await engine.ask('POST', '/company/record-data-breach', await engine.userWith(['DPO']), body);
    expect(answer.status, answer.text).toBe(200);
    for (const one of concerned)
      expect(await notices(one, 'DATA_BREACH_NOTICE')).toMatchObject([
        { formal: true, sentAt: '2027-06-10T07:00:00.000Z', values: { deadlineAt: '2027-06-12T07:00:00.000Z' } },
      ]);
    expect(await notices(bystander as Office, 'DATA_BREACH_NOTICE')).toEqual([]);
    const told = await records(`kind=DATA_BREACH_TOLD&client=${concerned[0]?.id}`);
    expect(told).toMatchObject([{ data: { deadlineAt: '2027-06-12T07:00:00.000Z', toldAt: '2027-06-10T07:00:00.000Z', late: false } }]);
  });

  test.each`
    knownAt                   | late
    ${'2027-05-03T10:00:00Z'} | ${false}
    ${'2027-05-03T09:59:59Z'} | ${true}
  `('known at $knownAt and told on 2027-05-05T10:00Z: late $late', async ({ knownAt, late }) => {
    const office = await anOffice();
    await must('POST', '/company/record-data-breach', { clients: [office.id], knownAt });
    expect(await records(`kind=DATA_BREACH_TOLD&client=${office.id}`)).toMatchObject([{ data: { late } }]);
  });

  test('an unknown client, or a knowledge that is to come, is refused and tells nobody', async () => {
    const office = await anOffice();
    const breach = (body: object) => engine.ask('POST', '/company/record-data-breach', admin, { clients: [office.id], ...body });
    expect((await breach({ clients: [office.id, 'cli_none'] })).status).toBe(422);
    expect(outcome(await breach({ knownAt: '2027-05-05T10:00:01Z' }))).toEqual([409, 'E11.8f', 'known-in-the-future']);
    expect(await notices(office, 'DATA_BREACH_NOTICE')).toEqual([]);
  });
});

describe('E11.4a assignment (S78)', () => {
  const successor = {
    ...{ legalName: 'Fédération des Essais', legalForm: 'Association loi 1901', registration: 'W751999999', seat: '9 rue Neuve, 75011 Paris' },
    ...{
      country: 'FR',
      representative: { name: 'Dominique Exemple', capacity: 'Président' },
      email: 'bureau@federation.example',
      status: 'PROFESSIONAL',
    },
  };
  const merger = { operation: 'MERGER', deed: 'Traité de fusion', effectiveOn: '2027-06-30', successor };
  const acceptance = { termsVersion: '1', declarations: [true, true, true, true, true], boxTicked: true, boxWording: "J'accepte." };

  test.each(['SALE', 'VENTE', 'sale of the account'])('a %s is refused', async (operation) => {
    const office = await anOffice();
    expect(outcome(await ask(office, 'request-assignment', { ...merger, operation }, office.owner))).toEqual([409, 'E11.4a', 'not-assignable']);
  });

  test('a natural person succeeds to nothing', async () => {
    const office = await anOffice();
    const body = { ...merger, successor: { ...successor, legalForm: 'entrepreneur individuel' } };
    expect(outcome(await ask(office, 'request-assignment', body, office.owner))).toEqual([409, 'E1.1', 'natural-person']);
  });

  test('a merger of 2027-06-30, approved on 2027-07-05: same subscriptions, dates and debts; the successor accepts, declares and stores its means', async () => {
    const office = await anOffice({ at: '2027-07-01T10:00:00Z' });
    const before = await must('GET', `/subscriptions/${office.number}`);
    expect((await ask(office, 'request-assignment', merger, office.owner)).status).toBe(200);
    const accept = (body: object, token = office.owner) =>
      ask(office, 'accept-assignment', { acceptance, paymentMethod: before.paymentMethod, ...body }, token);
    expect(outcome(await accept({}))).toEqual([409, 'E11.4a', 'assignment-not-approved']);
    await office.goTo('2027-07-05T10:00:00Z');
    expect((await ask(office, 'approve-assignment', { reason: 'court' })).status).toBe(422);
    expect((await ask(office, 'approve-assignment', { reason: 'Traité publié, vérifié' })).status).toBe(200);
    expect(outcome(await accept({}))).toEqual([409, 'E11.4a', 'means-of-predecessor']);
    const heir = await engine.userWith(['CLIENT_ADMIN'], office.id);
    const paymentMethod = (await must('POST', `/clients/${office.id}/payment-methods`, { token: 'sepa_ok' }, heir)).id;
    expect(outcome(await accept({ paymentMethod, acceptance: { ...acceptance, boxTicked: false } }, heir))).toEqual([
      422,
      'E11.9a',
      'box-not-ticked',
    ]);
    expect(outcome(await accept({ paymentMethod, acceptance: { ...acceptance, declarations: [true] } }, heir))).toEqual([
      422,
      'E11.2a',
      'declarations-missing',
    ]);
    expect(outcome(await accept({ paymentMethod, acceptance: { ...acceptance, termsVersion: '2' } }, heir))).toEqual([422, 'E11.4a', 'other-terms']);
    expect((await accept({ paymentMethod }, heir)).status).toBe(200);
    const after = await must('GET', `/subscriptions/${office.number}`);
    expect(after).toMatchObject({ term: before.term, renewsOn: before.renewsOn, client: office.id, paymentMethod });
    expect(await file(office)).toMatchObject({
      legalName: 'Fédération des Essais',
      registration: 'W751999999',
      status: 'PROFESSIONAL',
      email: 'bureau@federation.example',
    });
    expect((await engine.ask('GET', '/sessions/current', office.owner)).status).toBe(401);
    expect(outcome(await accept({ paymentMethod }, heir))).toEqual([409, 'E11.4a', 'already-assigned']);
    const [invoice] = (await must('GET', `/invoices?subscription=${office.number}`)).data;
    expect(invoice.client).toBe(office.id);
    expect((await notices(office, 'ACCEPTANCE_CONFIRMATION')).map((one) => one.to)).toEqual([
      expect.stringContaining('registres'),
      'bureau@federation.example',
    ]);
  });

  test.each`
    at                        | because
    ${'2027-06-29T21:59:00Z'} | ${'operation-ahead'}
    ${'2027-06-29T22:00:00Z'} | ${'means-of-predecessor'}
  `('accepted at $at, before or on the day of the operation: $because', async ({ at, because }) => {
    const office = await anOffice();
    const { paymentMethod } = await must('GET', `/subscriptions/${office.number}`);
    await ask(office, 'request-assignment', merger, office.owner);
    await ask(office, 'approve-assignment', { reason: 'Traité publié, vérifié' });
    await office.goTo(at);
    expect(outcome(await ask(office, 'accept-assignment', { acceptance, paymentMethod }, office.owner))).toEqual([409, 'E11.4a', because]);
  });

  test('all its subscriptions move, and a refused assignment moves none', async () => {
    const office = await anOffice();
    const { paymentMethod } = await must('GET', `/subscriptions/${office.number}`);
    const second = await must('POST', '/subscriptions', { client: office.id, formula: 'yearly', paymentMethod, acceptance }, office.owner);
    await ask(office, 'request-assignment', merger, office.owner);
    await ask(office, 'approve-assignment', { approved: false, reason: 'Aucun acte produit' });
    await office.goTo('2027-07-05T10:00:00Z');
    const heir = await engine.userWith(['CLIENT_ADMIN'], office.id);
    const own = (await must('POST', `/clients/${office.id}/payment-methods`, { token: 'sepa_ok' }, heir)).id;
    const accept = (method: string) => ask(office, 'accept-assignment', { acceptance, paymentMethod: method }, heir);
    expect(outcome(await accept(own))).toEqual([409, 'E11.4a', 'assignment-not-approved']);
    await ask(office, 'request-assignment', merger, office.owner);
    await ask(office, 'approve-assignment', { reason: 'Traité publié, vérifié' });
    const later = (await must('POST', `/clients/${office.id}/payment-methods`, { token: 'sepa_ok' }, heir)).id;
    expect((await accept(later)).status).toBe(200);
    expect(await records(`kind=ASSIGNED&client=${office.id}`)).toHaveLength(1);
    for (const number of [office.number, second.number]) {
      const facts = (await must('GET', `/subscriptions/${number}/timeline?limit=200`)).data;
      expect(facts.filter((one: Json) => one.type === 'contract.assigned')).toHaveLength(1);
    }
  });
});

describe('the registers of the Company (S81)', () => {
  test('E4.3, E1.6: windows and events are read by the clients of their clock, and move nothing', async () => {
    const office = await anOffice();
    const other = await anOffice();
    const before = await must('GET', `/subscriptions/${office.number}`);
    const period = { from: '2027-05-06T20:00:00Z', to: '2027-05-06T22:00:00Z', text: 'Mise à jour', testClock: office.clock };
    for (const command of ['record-maintenance', 'record-incident', 'record-force-majeure']) await must('POST', `/company/${command}`, period);
    expect((await engine.ask('POST', '/company/record-maintenance', admin, { ...period, to: period.from })).status).toBe(422);
    expect((await records('', office.owner)).map((one) => one.kind)).toEqual(expect.arrayContaining(['MAINTENANCE', 'INCIDENT', 'FORCE_MAJEURE']));
    expect(await records('', other.owner)).toEqual([]);
    expect(await must('GET', `/subscriptions/${office.number}`)).toEqual(before);
    await must('POST', '/company/record-training', { on: '2027-03-15', text: 'RGPD', people: 12, testClock: office.clock });
    expect(await records('kind=TRAINING', office.owner)).toEqual([]);
  });
});

describe('E7.2 what staff see (S74)', () => {
  test.each`
    role         | purpose                         | status | because
    ${'SUPPORT'} | ${'Répondre à la demande 1234'} | ${200} | ${'the purpose is stated'}
    ${'SUPPORT'} | ${''}                           | ${422} | ${'no purpose'}
    ${'SUPPORT'} | ${'curieux'}                    | ${422} | ${'seven letters are none'}
    ${'AUDITOR'} | ${'Contrôle annuel du journal'} | ${403} | ${'AUDITOR sees the log'}
    ${'BILLING'} | ${'Vérifier un paiement reçu'}  | ${403} | ${'its duties do not require it'}
  `('$role views the Contacts for "$purpose": $status, $because', async ({ role, purpose, status }) => {
    const office = await anOffice();
    const path = `/clients/${office.id}/contacts?purpose=${encodeURIComponent(purpose)}`;
    const answer = await engine.ask('GET', path, await engine.userWith([role]));
    expect([answer.status, (answer.body.data?.length ?? 0) > 0], answer.text).toEqual([status, status === 200]);
    const views = await records(`kind=CONTACT_VIEW&client=${office.id}`);
    expect(views.map((one) => one.texts[one.data.purpose])).toEqual(status === 200 ? [purpose] : []);
    const log = (await must('GET', `/audit-log?client=${office.id}`, undefined, await engine.userWith(['AUDITOR']))).data;
    expect(log.some((one: Json) => one.action === 'view-contacts')).toBe(status === 200);
    expect(JSON.stringify(log)).not.toContain('@exemple');
  });

  test('the tags of each table and file are shown to the DPO', async () => {
    const { data } = await must('GET', '/data-roles', undefined, await engine.userWith(['DPO']));
    expect(data).toContainEqual({ name: 'users', kind: 'TABLE', role: 'PROCESSOR', article: 'E8.6b' });
  });
});

describe('A10: a proposal of no subscription is reminded of, like any task', () => {
  test.each`
    at                        | reminded
    ${'2027-05-13T05:59:59Z'} | ${null}
    ${'2027-05-13T06:00:00Z'} | ${'LAST_DAY'}
    ${'2027-05-14T05:59:59Z'} | ${'LAST_DAY'}
    ${'2027-05-14T06:00:00Z'} | ${'OVERDUE'}
  `('proposed on 2027-05-05, five working days to decide: at $at it is $reminded', async ({ at, reminded }) => {
    const office = await anOffice();
    const [legal, second] = [await engine.userWith(['LEGAL']), await engine.userWith(['LEGAL'])];
    const body = { assignee: 'Exemple Services SAS', effectiveOn: '2027-10-01', testClock: office.clock };
    const { task } = await must('POST', '/company/assign-contracts', body, legal);
    const shown = async (): Promise<Json> => must('GET', `/tasks/${task}`, undefined, second);
    expect(await shown()).toMatchObject({ subscription: null, dueOn: '2027-05-13', reminded: null });
    await office.goTo(at);
    expect((await shown()).reminded).toBe(reminded);
    const listed = (await must('GET', '/tasks?state=PROPOSED&limit=1000', undefined, second)).data.find((one: Json) => one.id === task);
    expect(listed.reminded).toBe(reminded);
    await must('POST', `/tasks/${task}/decide`, { choice: 'REFUSE', reason: 'Pas de cession prévue' }, second);
    expect((await shown()).reminded).toBeNull();
  });
});

test('after all this, every chain stands', async () => {
  expect(await verify(engine.knex)).toEqual([]);
});
