/** Sending e-mail so that it can be proved (E11.9b): the bytes are built once, kept and hashed, and those bytes leave. Adapter: `smtp.ts`. */
import type { Instant } from '../../contract/facts.ts';

export type Mail = {
  /** The natural key of the message: its Message-ID is made of it, so that a second sending is recognised as the same message. */
  key: string;
  /** Who writes, by name, beside our address: the seller of the contract (E11.4b). */
  fromName: string;
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

/** What the server said as it took a mail: the proof of its acceptance (E11.1a). */
export type Taken = {
  /** The moment of the server's acceptance (E11.1b). */
  acceptedAt: Instant;
  /** Its answer, whole, with the number that it gave the mail in its queue. */
  response: string;
  queueId: string | null;
  accepted: readonly string[];
  /** Addresses that it did not take, where it took another. */
  refused: readonly Refused[];
  /** Of a formal notice, which has a connection of its own: the server's name, how the line was enciphered, whether it tells of deliveries. */
  line?: { server: string; tls: { version: string; cipher: string } | null; dsn: boolean };
};
export type Refused = { address: string; said: string };

export type Mailer = {
  /** The same mail gives the same bytes. */
  compose(mail: Mail): Promise<ComposedMail>;
  /** Sends these bytes. Throws MailRefused or MailDeferred. */
  deliver(mail: ComposedMail): Promise<Taken>;
  close(): void;
};

/** The server refuses this message for good (5xx), at every address: as a bounce. */
export class MailRefused extends Error {
  override name = 'MailRefused';
  readonly refused: readonly Refused[];
  constructor(message: string, refused: readonly Refused[] = []) {
    super(message);
    this.refused = refused;
  }
}
/** The server cannot take it now (4xx), or is not there: the same bytes may leave later. */
export class MailDeferred extends Error {
  override name = 'MailDeferred';
}
