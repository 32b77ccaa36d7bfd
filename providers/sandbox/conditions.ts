/** Stored events that the sandbox itself obeys: the provider's outages, the platform's delays. */
import { dayOf, instantOf, isoOf } from '../../contract/calendar.ts';
import { type Connection, one } from './database.ts';
import type { EventRow } from './events.ts';

/** An event of one subscription or one client concerns these; one of neither concerns all of its kind. */
export const CONCERNS = (subscription: string, client: string): string =>
  `(subscription is null or subscription = ${subscription}) and (client is null or subscription is not null or client = ${client})`;

type Scope = { at: string; clocked: boolean; subscription?: string | undefined; client?: string | undefined };

/** True from the instant of an outage of the provider, or of another part, until its end. A day as the end means its 00:00, or its 24:00 where the outage begins on that day. */
export async function isDown(connection: Connection, { at, clocked, subscription, client }: Scope, outage = 'provider-outage'): Promise<boolean> {
  const { rows } = await connection.query<EventRow>(
    `select at, data from sandbox.events where not told and type = $5 and at <= $1 and clocked = $2 and ${CONCERNS('$3', '$4')}`,
    [at, clocked, subscription ?? null, client ?? null, outage],
  );
  return rows.some((row) => at < endOf(row));
}

function endOf(row: EventRow): string {
  const until = String(row.data['until']);
  if (until.length > 10) return until;
  const begins = isoOf(instantOf(dayOf(until)));
  return begins > row.at ? begins : isoOf(instantOf(dayOf(until) + 1));
}

/** Days that the platform takes for an export asked at an instant: those of the last `export-delay` stored for it, else none. */
export async function exportDelay(connection: Connection, { at, clocked, subscription, client }: Scope): Promise<number> {
  const row = await one<EventRow>(
    connection,
    `select data from sandbox.events where not told and type = 'export-delay' and at <= $1 and clocked = $2 and ${CONCERNS('$3', '$4')} order by at desc, seq desc limit 1`,
    [at, clocked, subscription ?? null, client ?? null],
  );
  return Number(row?.data['days'] ?? 0);
}
