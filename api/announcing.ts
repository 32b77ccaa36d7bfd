/** What the Company announces to its clients (A5): checked, drafted, agreed to by a second person where four eyes are asked (A10), then told by a campaign. */
import { z } from 'zod';
import { type Day, momentOf, parisDay } from '../contract/calendar.ts';
import type { Refusal } from '../contract/commands.ts';
import type { Announcement, Article, CompanyRole, Instant } from '../contract/facts.ts';
import type { Parameters } from '../contract/parameters.ts';
import { insertCampaign } from '../database/campaigns.ts';
import { contractNow } from '../database/queries/clocks.ts';
import { currentTerms } from '../database/queries/dated.ts';
import { launch } from './campaigns.ts';
import type { Deps } from './deps.ts';
import { Day as DayBody, Id, Instant as InstantBody } from './schemas/common.ts';
import { iso } from './whose-clock.ts';
import type { BookRecord } from '../database/records.ts';
import { type Asked, keepRecord, keepWords } from './wide-command.ts';

export type AskedByCompany = Asked<unknown, null>;
/** What is told to whom, its words still as written. `also` writes what goes with it: a register, terms that are published. */
export type Draft = Pick<Announcement, 'code' | 'on'> & {
  change?: Announcement['change'];
  words: Record<string, string>;
  clients?: string[];
  also?(asked: AskedByCompany): Promise<unknown>;
};
/** With what a draft is made: the body, the instant and day of publication, and the terms in force then. */
export type Drafting<B> = {
  deps: Deps;
  body: B;
  publishedAt: Instant;
  publishedOn: Day;
  testClock: string | null;
  terms: { parameters: Parameters };
};
export type Announcing<B extends z.ZodObject> = {
  article: Article;
  roles: readonly CompanyRole[];
  body: B;
  example: z.input<B>;
  draft(given: Drafting<z.infer<B>>): Promise<Draft | Refusal>;
};
export type AnyAnnouncing = Omit<Announcing<z.ZodObject>, 'draft'> & { draft(given: Drafting<never>): Promise<Draft | Refusal> };
export const announcing = <B extends z.ZodObject>(one: Announcing<B>): AnyAnnouncing => one;

/** When it is published, now unless told otherwise, and for which clock. */
export const published = {
  publishedAt: z.union([InstantBody, DayBody]).optional().describe('When it is announced; now by default. A day alone means 00:00 in Paris'),
  testClock: Id.optional().describe('Only the clients of this clock are told'),
};
type Published = { publishedAt?: string | undefined; testClock?: string | undefined };

/** The draft of a body as it is asked for now. What is announced late counts from now. */
export async function draftOf(deps: Deps, one: AnyAnnouncing, body: Published): Promise<{ draft: Draft | Refusal; publishedAt: Instant }> {
  const testClock = body.testClock ?? null;
  const now = await contractNow(deps.knex, testClock);
  const publishedAt = body.publishedAt ? iso(body.publishedAt) : new Date(now).toISOString();
  const begins = Math.max(now, momentOf(publishedAt));
  const terms = await currentTerms(deps.knex, { at: begins, testClock });
  const given = { deps, body: body as never, publishedAt, publishedOn: parisDay(begins), testClock, terms: { parameters: terms?.parameters ?? {} } };
  return { draft: await one.draft(given), publishedAt };
}

/** Tells a draft: its words are kept, its record written, its campaign begun. The same key again is the same campaign. */
export async function announce(
  asked: AskedByCompany,
  draft: Draft,
  { key, publishedAt }: { key: string; publishedAt: Instant },
): Promise<BookRecord> {
  const { deps, article, by, testClock } = asked;
  const { code, change = null, on, clients = null } = draft;
  const kept = await Promise.all(Object.entries(draft.words).map(async ([name, content]) => [name, await keepWords(asked, content)] as const));
  const words = Object.fromEntries(kept);
  const id = `cmp_${key}`;
  await draft.also?.(asked);
  const record = await keepRecord(asked, 'ANNOUNCEMENT', { campaign: id, code, change, words, on, clients, publishedAt });
  await insertCampaign(deps.knex, {
    ...{ id, code, change, article, words, on, clients, publisher: by, published_at: publishedAt, test_clock: testClock },
  });
  await launch(deps, id);
  return record;
}
