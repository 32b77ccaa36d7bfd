/** E11.1a: how each message went, recipient by recipient. */
import type { Knex } from 'knex';
import type { Instant } from '../contract/facts.ts';

/** Of an e-mail: ACCEPTED by the server, DELAYED, DELIVERED to the mailbox, READ, REFUSED at once or RETURNED later. Of a letter: what the post says. */
export type DeliveryState =
  | 'ACCEPTED'
  | 'DELAYED'
  | 'DELIVERED'
  | 'READ'
  | 'TO_POST'
  | 'POSTED'
  | 'PRESENTED'
  | 'RECEIVED'
  | 'REFUSED'
  | 'UNCLAIMED'
  | 'RETURNED';

export type Delivery = {
  notice: string;
  channel: 'EMAIL' | 'REGISTERED_LETTER';
  copy: number;
  recipient: string | null;
  state: DeliveryState;
  at: Instant;
  answer: ServerAnswer | null;
  tracking: string | null;
  sha256: string | null;
};
/** What a mail server said, with the line on which it did where that is known. */
export type ServerAnswer = {
  response: string;
  queueId?: string | null;
  server?: string;
  tls?: { version: string; cipher: string } | null;
  dsn?: boolean;
};
type TakenMail = {
  response: string;
  queueId: string | null;
  accepted: readonly string[];
  refused: readonly { address: string; said: string }[];
  line?: Pick<ServerAnswer, 'server' | 'tls' | 'dsn'>;
};
type Sent = Pick<Delivery, 'recipient' | 'state'> & { answer?: ServerAnswer; tracking?: string; source?: Buffer; sha256?: string };

/** Keeps what the server said as it took an e-mail: for some of its addresses at least, which then is enough (E11.1c). */
export const keepTaken = (
  knex: Knex,
  sent: Pick<Delivery, 'notice' | 'at'>,
  { response, queueId, accepted, refused, line = {} }: TakenMail,
): Promise<void> =>
  keepDeliveries(knex, { ...sent, channel: 'EMAIL' }, [
    ...accepted.map((recipient) => ({ recipient, state: 'ACCEPTED' as const, answer: { response, queueId, ...line } })),
    ...refusals(refused),
  ]);

/** Keeps that the server took an e-mail for no address. */
export const keepRefusal = (knex: Knex, sent: Pick<Delivery, 'notice' | 'at'>, { refused }: Pick<TakenMail, 'refused'>): Promise<void> =>
  keepDeliveries(knex, { ...sent, channel: 'EMAIL' }, refusals(refused));

const refusals = (refused: TakenMail['refused']): Sent[] =>
  refused.map(({ address, said }) => ({ recipient: address, state: 'REFUSED', answer: { response: said } }));

/** Keeps how a message left, one row for each recipient in their order; what is known of an earlier try stands. */
async function keepDeliveries(
  knex: Knex,
  { notice, channel, at }: Pick<Delivery, 'notice' | 'channel' | 'at'>,
  sent: readonly Sent[],
): Promise<void> {
  if (sent.length === 0) return;
  const rows = sent.map(({ answer, ...one }, index) => ({
    ...{ notice, channel, copy: index + 1, at },
    ...{ ...one, answer: answer ? JSON.stringify(answer) : null },
  }));
  await knex('deliveries').insert(rows).onConflict(['notice', 'channel', 'copy']).ignore();
}

/** How a message went, in the order of its recipients. */
export const deliveriesOf = (knex: Knex, notice: string): Promise<Delivery[]> =>
  knex('deliveries')
    .where({ notice })
    .orderBy(['channel', 'copy'])
    .select('notice', 'channel', 'copy', 'recipient', 'state', 'at', 'answer', 'tracking', 'sha256');
