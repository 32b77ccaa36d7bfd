import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { dkimVerify } from 'mailauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signingOf } from '../../providers/mail/environment.ts';
import { type Mail, MailDeferred, MailRefused, type Mailer } from '../../providers/mail/port.ts';
import { smtpMailer } from '../../providers/mail/smtp.ts';

/** An SMTP server that answers RCPT by the recipient's name and keeps what DATA brought, and the commands of the envelope. */
const kept: string[] = [];
const heard: string[] = [];
function serve(socket: Socket): void {
  let data: string | null = null;
  let rest = '';
  socket.on('error', () => undefined);
  socket.write('220 test\r\n');
  socket.on('data', (chunk) => {
    rest += chunk.toString('latin1');
    for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
      const line = rest.slice(0, end);
      rest = rest.slice(end + 2);
      if (data !== null) {
        if (line !== '.') data += `${line.replace(/^\./, '')}\r\n`;
        else {
          kept.push(data);
          data = null;
          socket.write('250 2.0.0 Ok: queued as 4XyZ42\r\n');
        }
        continue;
      }
      heard.push(line);
      if (line.startsWith('EHLO')) socket.write('250-mx.societe.example\r\n250-DSN\r\n250 8BITMIME\r\n');
      else if (line.startsWith('RCPT'))
        socket.write(line.includes('gone@') ? '550 5.1.1 no such user\r\n' : line.includes('busy@') ? '451 try later\r\n' : '250 ok\r\n');
      else if (line === 'DATA') {
        data = '';
        socket.write('354 go\r\n');
      } else socket.write(line === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n');
    }
  });
}
const listen = async (server: Server): Promise<string> => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
};
const FROM = 'notifications@societe.example';
const server = createServer(serve);
let url: string;
let mailer: Mailer;
beforeAll(async () => {
  url = `smtp://${await listen(server)}`;
  mailer = smtpMailer({ url, from: FROM, secret: 'of the tests' });
});
afterAll(() => {
  mailer.close();
  server.close();
});

const mail: Mail = {
  key: 'SUB-1/DEFAULT_NOTICE/T1',
  fromName: 'La Société',
  to: ['client@association.example'],
  subject: 'Mise en demeure\r\nBcc: everyone@example.org',
  text: '.une ligne qui commence par un point\nÉté à 705,60 €',
  html: '<p>Été à 705,60 €</p>',
  attachments: [{ filename: 'F2027-000001.pdf', content: Buffer.from('%PDF-1.7'), contentType: 'application/pdf' }],
  requestReceipt: true,
  date: '2027-02-11T07:00:00.000Z',
};
const send = async (more: Partial<Mail> = {}) => {
  const composed = await mailer.compose({ ...mail, ...more });
  return { ...(await mailer.deliver(composed)), ...composed };
};

test.each([true, false])('11.9: the bytes kept are the bytes sent, and the same mail is the same bytes (formal: %s)', async (requestReceipt) => {
  const sent = await send({ requestReceipt });
  expect(kept.at(-1)).toBe(sent.source.toString('latin1'));
  expect((await mailer.compose({ ...mail, requestReceipt })).sha256).toBe(sent.sha256);
  expect(sent).toMatchObject({ response: '250 2.0.0 Ok: queued as 4XyZ42', queueId: '4XyZ42', accepted: mail.to, refused: [] });
});

test('11.1: a formal notice asks for an acknowledgement; a header cannot be slipped in', async () => {
  const headers = ((await mailer.compose(mail)).source.toString().split('\r\n\r\n')[0] ?? '').replaceAll('\r\n', '\n');
  expect(headers).toMatch(/^From: =\?UTF-8\?Q\?La_Soci=C3=A9t=C3=A9\?= <notifications@societe.example>$/m);
  expect(headers).toMatch(/^Disposition-Notification-To: notifications@societe.example$/m);
  expect(headers).toMatch(/^Date: Thu, 11 Feb 2027 07:00:00 \+0000$/m);
  expect(headers).not.toMatch(/^Bcc:/m);
  const plain = (await mailer.compose({ ...mail, requestReceipt: false })).source.toString();
  expect(plain).not.toContain('Disposition-Notification-To');
});

test('11.9: the Message-ID is made of the duty at our own domain, and says nothing of the client', async () => {
  const id = async (key: string) => (await mailer.compose({ ...mail, key })).messageId;
  expect(await id(mail.key)).toMatch(/^[0-9a-f]{32}@societe\.example$/);
  expect(await id(mail.key)).toBe(await id(mail.key));
  expect(await id('SUB-1/DEFAULT_NOTICE/T2')).not.toBe(await id(mail.key));
  const elsewhere = smtpMailer({ url, from: FROM, secret: 'another' });
  expect((await elsewhere.compose(mail)).messageId).not.toBe(await id(mail.key)); // who does not have the secret cannot make it
  expect((await mailer.compose(mail)).source.toString()).toContain(`Message-ID: <${await id(mail.key)}>\r\n`);
});

test('11.1: of a formal notice the server is asked to tell of delivery, delay and failure, and is named in the proof', async () => {
  heard.length = 0;
  const { line, messageId } = await send();
  expect(line).toEqual({ server: 'mx.societe.example', tls: null, dsn: true });
  expect(heard).toContain(`MAIL FROM:<${FROM}> RET=HDRS ENVID=${messageId}`);
  expect(heard).toContain('RCPT TO:<client@association.example> NOTIFY=SUCCESS,FAILURE,DELAY');
  heard.length = 0;
  expect((await send({ requestReceipt: false })).line).toBeUndefined();
  expect(heard.join('\n')).not.toMatch(/NOTIFY|RET=/);
});

test('a refusal for good is told from one for now, and from a server that is not there', async () => {
  for (const requestReceipt of [true, false]) {
    const refused = await send({ to: ['gone@association.example'], requestReceipt }).catch((error: Error) => error);
    expect(refused).toBeInstanceOf(MailRefused);
    expect((refused as MailRefused).refused).toEqual([{ address: 'gone@association.example', said: '550 5.1.1 no such user' }]);
    expect(String(refused)).not.toContain('gone@association.example');
    await expect(send({ to: ['busy@association.example'], requestReceipt })).rejects.toBeInstanceOf(MailDeferred);
    const away = smtpMailer({ url: 'smtp://127.0.0.1:9', from: FROM, secret: 'of the tests' });
    await expect(away.deliver(await away.compose({ ...mail, requestReceipt }))).rejects.toBeInstanceOf(MailDeferred);
  }
  await expect(send({ to: [''] })).rejects.toBeInstanceOf(MailRefused);
});

test('11.1 (c): of two addresses one that is refused does not hold back the other, and is told', async () => {
  const { accepted, refused } = await send({ to: ['client@association.example', 'gone@association.example'] });
  expect(accepted).toEqual(['client@association.example']);
  expect(refused).toEqual([{ address: 'gone@association.example', said: '550 5.1.1 no such user' }]);
});

test('11.1: the cipher of an enciphered line is in the proof', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tacite-tls-'));
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => join(folder, name)) as [string, string];
  const subject = ['-subj', '/CN=mx.societe.example', '-days', '2', '-keyout', key, '-out', cert];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject], { stdio: 'ignore' });
  const enciphered = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, serve);
  const tls = smtpMailer({ url: `smtps://${await listen(enciphered)}?tls.rejectUnauthorized=false`, from: FROM, secret: 'of the tests' });
  const { line } = await tls.deliver(await tls.compose(mail));
  expect(line?.tls).toEqual({ version: 'TLSv1.3', cipher: expect.stringMatching(/^TLS_/) });
  tls.close();
  enciphered.close();
  rmSync(folder, { recursive: true });
});

describe('DKIM', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const published = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`;
  const dkim = signingOf({ MAIL_FROM: `La Société <${FROM}>`, DKIM_SELECTOR: 'tacite', DKIM_KEY: pem });
  const resolver = async (name: string) => (name === 'tacite._domainkey.societe.example' ? [[published]] : []);
  const verify = async (source: Buffer) => (await dkimVerify(source, { resolver })).results[0];

  test('what leaves is signed in the name of our domain, with every header that matters', async () => {
    const signing = smtpMailer({ url, from: FROM, secret: 'of the tests', ...(dkim ? { dkim } : {}) });
    const composed = await signing.compose({ ...mail, replyTo: 'client@association.example' });
    await signing.deliver(composed);
    const result = await verify(Buffer.from(kept.at(-1) ?? '', 'latin1'));
    expect(result?.status.result).toBe('pass');
    const covered = /;\s*h=([^;]+);/.exec(composed.source.toString().replaceAll(/\r\n\s/g, ''))?.[1]?.split(':');
    expect(covered).toEqual(expect.arrayContaining(['from', 'to', 'subject', 'date', 'message-id', 'mime-version', 'content-type']));
    expect(covered).toEqual(expect.arrayContaining(['reply-to', 'disposition-notification-to']));
    expect((await signing.compose({ ...mail, replyTo: 'client@association.example' })).sha256).toBe(composed.sha256);
    const changed = Buffer.from(
      composed.source.toString('latin1').replace('Disposition-Notification-To: n', 'Disposition-Notification-To: x'),
      'latin1',
    );
    expect((await verify(changed))?.status.result).not.toBe('pass');
    signing.close();
  });

  test('no setting signs nothing, half of it is said', () => {
    expect(signingOf({ MAIL_FROM: FROM })).toBeUndefined();
    expect(() => signingOf({ MAIL_FROM: FROM, DKIM_SELECTOR: 'tacite' })).toThrow('DKIM_KEY');
    expect(() => signingOf({ MAIL_FROM: FROM, DKIM_KEY: pem })).toThrow('DKIM_SELECTOR');
    expect(() => signingOf({ MAIL_FROM: FROM, DKIM_SELECTOR: 'tacite', DKIM_KEY: 'not a key' })).toThrow('PEM');
  });
});
