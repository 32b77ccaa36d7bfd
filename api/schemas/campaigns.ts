import { z } from 'zod';
import { Day, Id, PageQuery, Text } from './common.ts';
import { published } from '../announcing.ts';

const Count = z.int().min(0);
const State = z.enum(['SCHEDULED', 'RUNNING', 'PAUSED', 'DONE', 'CANCELLED']);
const RecipientState = z.enum(['PENDING', 'SENT', 'SKIPPED', 'FAILED']);

/** What the clients are told of a schedule or of terms already published (A13: told only, they bind nobody by it). */
export const NewsOf = {
  'price-schedule': z.object({ schedule: Id, note: Text(2_000).optional(), ...published }),
  'terms-version': z.object({ version: Text(60), note: Text(2_000).optional(), ...published }),
};

export const CampaignBody = z.object({
  id: z.string(),
  code: z.string(),
  change: z.string().nullable(),
  article: z.string(),
  on: Day.nullable().describe('The day that it announces'),
  words: z.record(z.string(), z.string()).describe('Its words, by name'),
  publisher: z.object({ person: z.string(), role: z.string() }),
  clients: z.array(z.string()).nullable().describe('Null: every client'),
  publishedAt: z.string(),
  testClock: z.string().nullable(),
  state: State,
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  counts: z.object({ recipients: Count, sent: Count, skipped: Count, failed: Count }).describe('Recipients, and what came of them so far'),
});
export const CampaignDetail = CampaignBody.extend({
  messages: z
    .array(
      z.object({ channel: z.string(), state: z.string(), count: Count, firstDeemedOn: z.string().nullable(), lastDeemedOn: z.string().nullable() }),
    )
    .describe('Its messages by channel and state, with the first and last day of deemed receipt'),
});
export const CampaignQuery = PageQuery.extend({ state: State.optional(), testClock: Id.optional() });

export const RecipientQuery = PageQuery.extend({ state: RecipientState.optional(), client: Id.optional() });
export const RecipientBody = z.object({
  client: z.string(),
  clientName: z.string(),
  subscription: z.string().nullable().describe('The one that bears what is told'),
  state: RecipientState,
  reason: z.string().nullable().describe('Why it was skipped, or what failed last'),
  tries: Count,
  settledAt: z.string().nullable(),
  notice: z.string().nullable(),
  channel: z.string().nullable(),
  messageState: z.string().nullable(),
  sentAt: z.string().nullable(),
  deemedReceivedOn: z.string().nullable(),
  effectiveOn: z.string().nullable().describe('From when it counts for this client (E3.2c, E11.1c, E11.4b)'),
});

export const PreviewBody = z.object({
  publishedAt: z.string(),
  recipients: Count,
  skipped: z.record(z.string(), Count).describe('By reason'),
  channels: z.record(z.string(), Count),
  texts: z.array(z.object({ language: z.enum(['fr', 'en']), subject: z.string(), text: z.string() })).describe('As it would read'),
});
