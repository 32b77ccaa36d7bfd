/** Sending through an SMTP server. Every mail is composed, signed and hashed before it leaves; a formal notice has a connection of its own, of which the proof is kept. */
import { createHash, createHmac } from 'node:crypto';
import { createTransport } from 'nodemailer';
import DKIM from 'nodemailer/lib/dkim';
import MailComposer from 'nodemailer/lib/mail-composer';
import { faultOf, takenOf } from './answer.ts';
import { deliverAlone } from './own-connection.ts';
import { type ComposedMail, type Mail, MailRefused, type Mailer, type Taken } from './port.ts';

/** Signs what leaves (RFC 6376): the selector's public key is published under `selector._domainkey.domain`. */
export type Signing = { domain: string; selector: string; privateKey: string };
export type Sender = {
  /** `smtp://user:password@host:port` */
  url: string;
  /** The address from which mails leave, to which answers and bounces come back: `name@domain`, or `Name <name@domain>`. */
  from: string;
  /** Message-IDs are made with it, so that nobody who did not have a mail can speak of it. */
  secret: string;
  dkim?: Signing | undefined;
};

const TIMES = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };
/** What the signature covers, where the mail has it. */
const SIGNED =
  'From:To:Subject:Date:Message-ID:MIME-Version:Content-Type:Content-Transfer-Encoding:Reply-To:Disposition-Notification-To:Auto-Submitted';

const addressOf = (mailbox: string): string => /<([^>]+)>/.exec(mailbox)?.[1] ?? mailbox;
export const domainOf = (mailbox: string): string => addressOf(mailbox).split('@').at(-1) ?? '';

/** The Message-ID of a natural key, without angle brackets: nothing of the client can be read in it, and it cannot be guessed. */
const messageIdOf = (key: string, { from, secret }: Sender): string =>
  `${createHmac('sha256', secret).update(`message/${key}`).digest('hex').slice(0, 32)}@${domainOf(from)}`;

export function smtpMailer(sender: Sender): Mailer {
  const { url, from } = sender;
  const transport = createTransport({ url, pool: true, maxConnections: 4, ...TIMES });
  const pooled = async ({ source }: ComposedMail, envelope: { from: string; to: string[] }): Promise<Taken> =>
    takenOf(await transport.sendMail({ envelope, raw: source }), new Date());
  return {
    compose: (mail) => compose(sender, mail),
    deliver: async (mail) => {
      if (mail.to.every((address) => address === '')) throw new MailRefused('no address is kept of this client any more');
      const envelope = { from: addressOf(from), to: [...mail.to] };
      try {
        return await (mail.requestReceipt ? deliverAlone({ url, ...TIMES }, mail, envelope) : pooled(mail, envelope));
      } catch (error) {
        throw faultOf(error as Error);
      }
    },
    close: () => transport.close(),
  };
}

async function compose(sender: Sender, mail: Mail): Promise<ComposedMail> {
  const { from, dkim } = sender;
  const { key, fromName, to, text, html, attachments, requestReceipt, date, replyTo } = mail;
  const messageId = messageIdOf(key, sender);
  const composer = new MailComposer({
    from: { name: fromName, address: addressOf(from) },
    to: to.map((address) => ({ name: '', address })),
    subject: mail.subject.replace(/\s+/g, ' '),
    text,
    html,
    attachments,
    messageId: `<${messageId}>`,
    date: new Date(date),
    baseBoundary: createHash('sha256').update(messageId).digest('hex').slice(0, 24),
    ...(replyTo ? { replyTo } : {}),
    headers: { 'Auto-Submitted': 'auto-generated', ...(requestReceipt ? { 'Disposition-Notification-To': addressOf(from) } : {}) },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const unsigned = onTheWire(await composer.compile().build());
  const source = dkim ? await signed(unsigned, dkim) : unsigned;
  return { source, sha256: createHash('sha256').update(source).digest('hex'), messageId, to, requestReceipt };
}

/** Every line ended as SMTP ends it, so that the bytes kept are those that the server gets. */
const onTheWire = (source: Buffer): Buffer => Buffer.from(`${source.toString('latin1').replace(/\r?\n/g, '\r\n').trimEnd()}\r\n`, 'latin1');

async function signed(source: Buffer, { domain, selector, privateKey }: Signing): Promise<Buffer> {
  const signer = new DKIM({ domainName: domain, keySelector: selector, privateKey, headerFieldNames: SIGNED });
  return Buffer.concat(await signer.sign(source).toArray());
}
