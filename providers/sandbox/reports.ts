/** What mail servers and readers send back, as the sandbox plays them: a report of failure (RFC 3464), a read receipt (RFC 8098). */
import { createHash } from 'node:crypto';
import { type Incoming, readMail } from '../mail/incoming.ts';

export type Report = {
  /** Of the event: the same is the same report, byte for byte. */
  id: string;
  kind: 'BOUNCE' | 'READ';
  at: string;
  /** Of the mail that it is about. */
  messageId: string;
  to: readonly string[];
};

/** The report as it comes to our address, read as any other. */
export const report = (asked: Report): Promise<Incoming> => readMail(Buffer.from(written(asked)));

function written({ id, kind, at, messageId, to }: Report): string {
  const boundary = createHash('sha256').update(id).digest('hex').slice(0, 24);
  const bounce = kind === 'BOUNCE';
  const type = bounce ? 'delivery-status' : 'disposition-notification';
  const parts = [
    ['text/plain; charset=utf-8', bounce ? 'This message could not be delivered.' : 'This message was displayed.'],
    [`message/${type}`, bounce ? failure(messageId, to) : displayed(messageId, to)],
    ['text/rfc822-headers', `Message-ID: <${messageId}>`],
  ];
  return [
    ...(bounce ? ['Return-Path: <>', 'From: MAILER-DAEMON@mx.sandbox.example'] : [`From: ${to[0] ?? ''}`]),
    ...[`Date: ${new Date(at).toUTCString()}`, `Message-ID: <${boundary}@mx.sandbox.example>`, 'Auto-Submitted: auto-replied'],
    ...['MIME-Version: 1.0', `Content-Type: multipart/report; report-type=${type}; boundary="${boundary}"`, ''],
    ...parts.flatMap(([contentType = '', content = '']) => [`--${boundary}`, `Content-Type: ${contentType}`, '', content, '']),
    `--${boundary}--`,
    '',
  ]
    .join('\n')
    .replaceAll('\n', '\r\n');
}

const failure = (messageId: string, to: readonly string[]): string =>
  [
    `Reporting-MTA: dns; mx.sandbox.example\nOriginal-Envelope-Id: ${messageId}`,
    ...to.map((address) => `Final-Recipient: rfc822; ${address}\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such user`),
  ].join('\n\n');

const displayed = (messageId: string, to: readonly string[]): string =>
  `Final-Recipient: rfc822; ${to[0] ?? ''}\nOriginal-Message-ID: <${messageId}>\nDisposition: manual-action/MDN-sent-manually; displayed`;
