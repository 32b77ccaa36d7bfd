/** A formal notice on a connection of its own: what is said on it, and by whom, is its proof (E11.1a). */
import { TLSSocket } from 'node:tls';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { takenOf } from './answer.ts';
import type { ComposedMail, Taken } from './port.ts';

type Options = { url: string; connectionTimeout: number; greetingTimeout: number; socketTimeout: number };

/** Sends one mail and asks to be told of its delivery, delay or failure (RFC 3461) where the server does that. */
export async function deliverAlone({ url, ...times }: Options, mail: ComposedMail, envelope: { from: string; to: string[] }): Promise<Taken> {
  const { auth, ...where } = parseConnectionUrl(url);
  const connection = new SMTPConnection({ ...where, ...times });
  try {
    return await new Promise<Taken>((resolve, reject) => {
      connection.once('error', reject);
      connection.once('end', () => reject(new Error('the server ended the connection')));
      connection.connect((error) => {
        if (error) return reject(error);
        const line = lineOf(connection);
        const dsn = { ret: 'HDRS', envid: mail.messageId, notify: ['SUCCESS', 'FAILURE', 'DELAY'] };
        const send = (): void =>
          connection.send({ ...envelope, dsn }, mail.source, (refused, info) =>
            refused || !info ? reject(refused ?? new Error('no answer')) : resolve({ ...takenOf(info, new Date()), line }),
          );
        if (!auth || !connection.allowsAuth) return send();
        connection.login({ ...auth, credentials: auth }, (unknown) => (unknown ? reject(unknown) : send()));
      });
    });
  } finally {
    connection.on('error', () => undefined); // what comes after the answer changes nothing
    connection.quit();
  }
}

/** The server by the name of its last greeting, and the cipher of the line. */
function lineOf(connection: SMTPConnection): NonNullable<Taken['line']> {
  const greeting = String(connection.lastServerResponse);
  const { _socket: socket } = connection;
  const tls = socket instanceof TLSSocket ? { version: socket.getProtocol() ?? '', cipher: socket.getCipher().name } : null;
  return { server: /^250[ -](\S+)/.exec(greeting)?.[1] ?? '', tls, dsn: /^250[ -]DSN\b/im.test(greeting) };
}
