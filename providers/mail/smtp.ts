import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer';
import { type ComposedMail, type Mail, MailDeferred, MailRefused, type Mailer } from './port.ts';

/** Sends through an SMTP server, `smtp://user:password@host:port`; `from` is the Company's notification address, `Name <address>`. */
export function smtpMailer({ url, from }: { url: string; from: string }): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 4,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  });
  const deliver = async (mail: ComposedMail) => {
    if (mail.to.every((address) => address === '')) throw new MailRefused('no address is kept of this client any more');
    const dsn = { id: mail.messageId, return: 'headers' as const, notify: ['failure' as const, 'delay' as const], recipient: addressOf(from) };
    try {
      const envelope = { from: addressOf(from), to: [...mail.to] };
      const { response } = await transport.sendMail({ envelope, raw: mail.source, ...(mail.requestReceipt ? { dsn } : {}) });
      return { acceptedAt: new Date().toISOString(), response };
    } catch (error) {
      throw faultOf(error as Error & { responseCode?: number });
    }
  };
  return {
    compose: (mail) => compose(from, mail),
    deliver,
    async send(mail) {
      const composed = await compose(from, mail);
      return { ...(await deliver(composed)), source: composed.source, sha256: composed.sha256 };
    },
    close: () => transport.close(),
  };
}

const addressOf = (mailbox: string): string => /<([^>]+)>/.exec(mailbox)?.[1] ?? mailbox;

async function compose(from: string, mail: Mail): Promise<ComposedMail> {
  const { messageId, to, text, html, attachments, requestReceipt, date, replyTo } = mail;
  const composer = new MailComposer({
    from,
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
  const source = onTheWire(await composer.compile().build());
  return { source, sha256: createHash('sha256').update(source).digest('hex'), messageId, to, requestReceipt };
}

/** Every line ended as SMTP ends it, so that the bytes kept are those that the server gets. */
const onTheWire = (source: Buffer): Buffer => Buffer.from(`${source.toString('latin1').replace(/\r?\n/g, '\r\n').trimEnd()}\r\n`, 'latin1');

/** 5xx is for good, unless the server refuses us rather than the message (bad login, no such command). */
function faultOf(error: Error & { responseCode?: number; code?: string }): Error {
  const permanent = (error.responseCode ?? 0) >= 500 && (error.code === 'EENVELOPE' || error.code === 'EMESSAGE');
  const said = error.message.replaceAll(/[^\s<>"']+@[^\s<>"']+/g, '…@…'); // an address stays out of logs and of Temporal's histories (E8.6b)
  return permanent ? new MailRefused(said) : new MailDeferred(said);
}
