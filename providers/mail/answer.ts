/** What an SMTP server answered, read: a mail taken, refused for good, or put off. */
import { MailDeferred, MailRefused, type Refused, type Taken } from './port.ts';

type Answer = { response: string; accepted: readonly unknown[]; rejectedErrors?: readonly Error[] | undefined };
type Fault = Error & { responseCode?: number; code?: string; response?: string; recipient?: string; rejectedErrors?: readonly Fault[] };

/** `250 2.0.0 Ok: queued as 4XyZ`, `250 2.0.0 OK 1712 abc - gsmtp`, `250 ok id=1rXyz-0001`: what each of the usual servers calls the mail. */
const QUEUE_ID = /queued (?:mail )?(?:for delivery )?as\s+<?([\w.-]+)|\bid=([\w.-]+)|\bOK\s+\d+\s+([\w.-]+)/i;
const queueIdOf = (response: string): string | null => QUEUE_ID.exec(response)?.slice(1).find(Boolean) ?? null;

const refusals = (errors: readonly Fault[] = []): Refused[] =>
  errors.map(({ recipient = '', response, message }) => ({ address: recipient, said: response ?? message }));

export function takenOf({ response, accepted, rejectedErrors }: Answer, at: Date): Taken {
  return { acceptedAt: at.toISOString(), response, queueId: queueIdOf(response), accepted: accepted.map(String), refused: refusals(rejectedErrors) };
}

/** 5xx is for good, unless the server refuses us rather than the message (bad login, no such command). */
export function faultOf(error: Fault): Error {
  if (error instanceof MailRefused) return error;
  const permanent = (error.responseCode ?? 0) >= 500 && (error.code === 'EENVELOPE' || error.code === 'EMESSAGE');
  const said = error.message.replaceAll(/[^\s<>"']+@[^\s<>"']+/g, '…@…'); // an address stays out of logs and of Temporal's histories (E8.6b)
  return permanent ? new MailRefused(said, refusals(error.rejectedErrors)) : new MailDeferred(said);
}
