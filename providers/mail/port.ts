/** Sending e-mail so that it can be proved (E11.9b): the bytes are built once, kept and hashed, and those bytes leave. Adapter: `smtp.ts`. */
import type { Instant } from '../../contract/facts.ts';

export type Mail = {
  /** Without angle brackets; made of business ids, so that a second sending is recognised as the same message. */
  messageId: string;
  /** One address, or more that are all served. */
  to: readonly string[];
  subject: string;
  text: string;
  html: string;
  attachments: { filename: string; content: Buffer; contentType: string }[];
  /** Asks for an acknowledgement, as a formal notice must (E11.1a). */
  requestReceipt: boolean;
  /** The date that the message bears. */
  date: Instant;
  /** Who writes, where it is not the Company itself: a client's notice leaves through us. */
  replyTo?: string;
};
/** `sha256` is of `source`, the message exactly as it is sent. */
export type ComposedMail = { source: Buffer; sha256: string; messageId: string; to: readonly string[]; requestReceipt: boolean };

export type Mailer = {
  /** The same mail gives the same bytes. */
  compose(mail: Mail): Promise<ComposedMail>;
  /** Sends these bytes. Throws MailRefused or MailDeferred. `acceptedAt` is the moment of the server's acceptance (E11.1b). */
  deliver(mail: ComposedMail): Promise<{ acceptedAt: Instant; response: string }>;
  /** Both at once. */
  send(mail: Mail): Promise<{ acceptedAt: Instant; response: string; source: Buffer; sha256: string }>;
  close(): void;
};

/** The server refuses this message for good (5xx): as a bounce. */
export class MailRefused extends Error {
  override name = 'MailRefused';
}
/** The server cannot take it now (4xx), or is not there: the same bytes may leave later. */
export class MailDeferred extends Error {
  override name = 'MailDeferred';
}
