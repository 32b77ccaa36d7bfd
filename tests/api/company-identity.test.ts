/** E11.4b, E11.1c: who the Company is, on what it prints for a client, from the day on which an assignment or a new address counts for it. */
import { describe, expect, test } from 'vitest';
import { wordsOf } from '../mails/read-pdf.ts';
import type { Json } from './door.ts';
import { ask, anOffice, engine, must, notices, type Office, withEngine } from './office.ts';

withEngine();

const OURS = 'RCS Paris 530 775 576';
const SUCCESSOR = 'Exemple Services SAS, RCS Paris 000 000 000, 9 rue des Essais, 75011 Paris';

const bytesOf = async ({ owner }: Office, path: string): Promise<Buffer> =>
  (await engine.app.inject({ url: `/api/v1${path}`, headers: { authorization: `Bearer ${owner}` } })).rawPayload;
const paperOf = async (office: Office, path: string): Promise<string> => wordsOf(await bytesOf(office, path)).replaceAll(/\s+/g, ' ');
/** The paper of the invoice of a day, and the text of the mail that brought it. */
async function invoiceOf(office: Office, day: string): Promise<{ paper: string; mail: string }> {
  const { data } = await must('GET', `/invoices?subscription=${office.number}`);
  const { number } = data.find((one: Json) => one.issuedOn === day);
  const [{ id }] = (await notices(office, 'INVOICE_ISSUED')).filter((one) => one.values.number === number);
  const { text } = await must('GET', `/notices/${encodeURIComponent(id)}`);
  return { paper: await paperOf(office, `/invoices/${number}.pdf`), mail: text.replaceAll(/\s+/g, ' ') };
}
const letterHead = async (office: Office): Promise<string> => {
  await ask(office, 'request-documents', { documents: 'Statuts', channel: 'REGISTERED_LETTER' });
  const [{ id }] = (await notices(office, 'DOCUMENT_REQUEST')).slice(-1);
  return paperOf(office, `/notices/${encodeURIComponent(id)}/source`);
};

describe('E11.4b: the successor of the Company', () => {
  test('prints its own name from the effective day on; what was issued before keeps the former one', async () => {
    const office = await anOffice({ at: '2027-03-01T10:00:00Z', instalments: 12 });
    const [legal, second] = [await engine.userWith(['LEGAL']), await engine.userWith(['LEGAL'])];
    const body = { assignee: SUCCESSOR, effectiveOn: '2027-04-04', testClock: office.clock };
    const { task } = await must('POST', '/company/assign-contracts', body, legal);
    await must('POST', `/tasks/${task}/decide`, { choice: 'APPROVE', reason: 'Acte de cession signé' }, second);
    await office.goTo('2027-04-03T12:00:00Z');
    expect(await letterHead(office)).toContain(OURS);
    await office.goTo('2027-04-05T12:00:00Z');
    const [before, after] = [await invoiceOf(office, '2027-03-04'), await invoiceOf(office, '2027-04-04')];
    for (const words of Object.values(before)) {
      expect(words).toContain(OURS);
      expect(words).not.toContain('Exemple Services');
    }
    for (const words of Object.values(after)) {
      expect(words).toContain('Exemple Services SAS');
      expect(words).toContain('RCS Paris 000 000 000, 9 rue des Essais, 75011 Paris');
      expect(words).not.toContain('530 775 576');
    }
    const letter = await letterHead(office);
    expect(letter).toContain('Exemple Services SAS');
    expect(letter).not.toContain('530 775 576');
  });
});

describe('E11.1c: a new address of the Company', () => {
  test('is printed from the day after deemed receipt: a notice of Monday 2027-03-01 counts from Friday the 5th', async () => {
    const office = await anOffice({ at: '2027-03-01T10:00:00Z', instalments: 12 });
    const body = { postal: '9 rue Neuve\n75011 Paris', email: 'contrats@nouvelle.example', testClock: office.clock };
    await must('POST', '/company/change-company-address', body);
    await office.goTo('2027-03-04T12:00:00Z');
    expect(await letterHead(office)).toContain('6 rue Beauregard');
    await office.goTo('2027-03-05T12:00:00Z');
    const moved = await letterHead(office);
    expect(moved).toContain('9 rue Neuve');
    expect(moved).not.toContain('6 rue Beauregard');
    await office.goTo('2027-04-05T12:00:00Z');
    const { paper, mail } = await invoiceOf(office, '2027-04-04');
    for (const words of [paper, mail]) expect(words).toContain('9 rue Neuve, 75011 Paris · RCS Paris 530 775 576');
    expect(mail).toContain('contrats@nouvelle.example');
    expect((await invoiceOf(office, '2027-03-04')).paper).toContain('6 rue Beauregard');
  });
});
