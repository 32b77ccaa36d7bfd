import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Mail, MailDeferred, MailRefused, type Mailer } from '../../providers/mail/port.ts';
import { smtpMailer } from '../../providers/mail/smtp.ts';

/** An SMTP server that answers RCPT by the recipient's name and keeps what DATA brought. */
const kept: string[] = [];
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
          socket.write('250 queued as 42\r\n');
        }
      } else if (line.startsWith('RCPT'))
        socket.write(line.includes('gone@') ? '550 no such user\r\n' : line.includes('busy@') ? '451 try later\r\n' : '250 ok\r\n');
      else if (line === 'DATA') {
        data = '';
        socket.write('354 go\r\n');
      } else socket.write(line === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n');
    }
  });
}
const server = createServer(serve);
let mailer: Mailer;
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  mailer = smtpMailer({ url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, from: 'La Société <notifications@societe.example>' });
});
afterAll(() => {
  mailer.close();
  server.close();
});

const mail: Mail = {
  messageId: 'SUB-1.DEFAULT_NOTICE.T1@tacite',
  to: ['client@association.example'],
  subject: 'Mise en demeure\r\nBcc: everyone@example.org',
  text: '.une ligne qui commence par un point\nÉté à 705,60 €',
  html: '<p>Été à 705,60 €</p>',
  attachments: [{ filename: 'F2027-000001.pdf', content: Buffer.from('%PDF-1.7'), contentType: 'application/pdf' }],
  requestReceipt: true,
  date: '2027-02-11T07:00:00.000Z',
};

test('11.9: the bytes kept are the bytes sent, and the same mail is the same bytes', async () => {
  const sent = await mailer.send(mail);
  expect(kept.at(-1)).toBe(sent.source.toString('latin1'));
  expect((await mailer.compose(mail)).sha256).toBe(sent.sha256);
  expect(sent.response).toContain('queued as 42');
});

test('11.1: a formal notice asks for an acknowledgement; a header cannot be slipped in', async () => {
  const headers = ((await mailer.compose(mail)).source.toString().split('\r\n\r\n')[0] ?? '').replaceAll('\r\n', '\n');
  expect(headers).toMatch(/^Disposition-Notification-To: notifications@societe.example$/m);
  expect(headers).toMatch(/^Message-ID: <SUB-1.DEFAULT_NOTICE.T1@tacite>$/m);
  expect(headers).toMatch(/^Date: Thu, 11 Feb 2027 07:00:00 \+0000$/m);
  expect(headers).not.toMatch(/^Bcc:/m);
  const plain = (await mailer.compose({ ...mail, requestReceipt: false })).source.toString();
  expect(plain).not.toContain('Disposition-Notification-To');
});

test('a refusal for good is told from one for now, and from a server that is not there', async () => {
  await expect(mailer.send({ ...mail, to: ['gone@association.example'] })).rejects.toBeInstanceOf(MailRefused);
  await expect(mailer.send({ ...mail, to: ['busy@association.example'] })).rejects.toBeInstanceOf(MailDeferred);
  const said = await mailer.send({ ...mail, to: ['gone@association.example'] }).catch((error: Error) => error);
  expect(`${String(said)} ${JSON.stringify(said, Object.getOwnPropertyNames(said))}`).not.toContain('gone@association.example');
  await expect(mailer.send({ ...mail, to: [''] })).rejects.toBeInstanceOf(MailRefused);
  const away = smtpMailer({ url: 'smtp://127.0.0.1:9', from: 'a@b.example' });
  await expect(away.send(mail)).rejects.toBeInstanceOf(MailDeferred);
});
