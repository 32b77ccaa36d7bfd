import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readOnce } from '../../api/incoming-mail.ts';
import { leaveMailbox, markPlace, takeMailbox } from '../../database/mailboxes.ts';
import { sign } from '../../providers/webhook-signature.ts';
import { aClient } from '../database/living.ts';
import { type Door, openDoor } from './door.ts';

let door: Door;
const MAIL_SECRET = 'another secret of the tests';
beforeAll(async () => {
  door = await openDoor();
  door.deps.mailSecret = MAIL_SECRET;
});
afterAll(() => door.close());

const LETTER = Buffer.from('From: x@ailleurs.example\r\nDate: Sun, 1 Mar 2026 10:00:00 +0100\r\nSubject: \xe9t\xe9\r\n\r\nBonjour', 'latin1');
async function push(
  raw: Buffer,
  { secret = MAIL_SECRET, seconds = Date.now() / 1000, type = 'message/rfc822' } = {},
): Promise<{ status: number; body: unknown }> {
  const headers = { 'content-type': type, ...sign(secret, 'mail_1', Math.floor(seconds), raw) };
  const answer = await door.app.inject({ method: 'POST', url: '/api/v1/webhooks/mail', headers, payload: raw });
  return { status: answer.statusCode, body: answer.json() };
}
const archived = async (): Promise<number> => (await door.knex('records').where({ kind: 'EMAIL_RECEIVED' })).length;

describe('E11.9b: a mail that is pushed', () => {
  test('is archived once, byte for byte, however often it comes', async () => {
    for (let time = 0; time < 2; time++) expect(await push(LETTER)).toEqual({ status: 200, body: { taken: 'kept' } });
    expect(await archived()).toBe(1);
    expect((await door.knex('attachments').first()).content).toEqual(LETTER);
  });

  test.each`
    how                                          | status | because
    ${{ secret: 'not the secret of the tests' }} | ${401} | ${'it is signed by somebody else'}
    ${{ seconds: Date.now() / 1000 - 301 }}      | ${401} | ${'it was signed too long ago'}
    ${{ type: 'application/octet-stream' }}      | ${415} | ${'it is no mail'}
  `('is refused with $status: $because', async ({ how, status }) => {
    const before = await archived();
    expect((await push(Buffer.from('From: y@ailleurs.example\r\n\r\nBonjour'), how)).status).toBe(status);
    expect(await archived()).toBe(before);
  });

  test('has no door where no server was given the secret', async () => {
    delete door.deps.mailSecret;
    expect((await push(LETTER)).status).toBe(404);
    door.deps.mailSecret = MAIL_SECRET;
  });

  test('is read by SUPPORT in the register of the Company, with its bytes, and by no client', async () => {
    const support = await door.userWith(['SUPPORT']);
    const [record] = (await door.ask('GET', '/records?kind=EMAIL_RECEIVED', support)).body.data;
    expect(record).toMatchObject({ kind: 'EMAIL_RECEIVED', client: null, by: 'outside' });
    expect((await door.ask('GET', `/records/${record.id}/file`, support)).text).toContain('Bonjour');
    const client = await door.userWith(['CLIENT_ADMIN'], await aClient(door.knex, 'cli_x'));
    expect((await door.ask('GET', '/records?kind=EMAIL_RECEIVED', client)).body.data).toEqual([]);
  });
});

describe('a mailbox', () => {
  test('is read by one process at a time, and from where it was left', async () => {
    expect(await takeMailbox(door.knex, 'nous@imap')).toEqual({ from: null });
    expect(await takeMailbox(door.knex, 'nous@imap')).toBeUndefined();
    await markPlace(door.knex, 'nous@imap', { validity: '7', uid: 12 });
    await leaveMailbox(door.knex, 'nous@imap');
    expect(await takeMailbox(door.knex, 'nous@imap')).toEqual({ from: { validity: '7', uid: 12 } });
  });

  test('whose server is away is let go of, so that the next reading tries again', async () => {
    const url = 'imap://nous:secret@127.0.0.1:9/INBOX';
    await expect(readOnce(door.deps, url)).rejects.toThrow(/ECONNREFUSED|connect|Failed/);
    await expect(readOnce(door.deps, url)).rejects.toThrow(/ECONNREFUSED|connect|Failed/);
  });
});
