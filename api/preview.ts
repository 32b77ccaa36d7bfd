/** A campaign tried dry: who would be told, by which channel, and the text as it would read. Nothing is written. */
import { isFormalAnnouncement } from '../contract/announcements.ts';
import { momentOf } from '../contract/calendar.ts';
import { fold, receive } from '../contract/contract.ts';
import type { Article, Instant } from '../contract/facts.ts';
import { formalMessage, messagesOf } from '../contract/letters.ts';
import type { Contract } from '../contract/state.ts';
import { wouldTell } from '../database/campaigns.ts';
import { renderMessage } from '../mails/render.ts';
import type { Draft } from './announcing.ts';
import type { Deps } from './deps.ts';

type Tried = { draft: Draft; article: Article; publishedAt: Instant; testClock: string | null };
export type Preview = {
  publishedAt: Instant;
  recipients: number;
  skipped: Record<string, number>;
  channels: Record<string, number>;
  texts: { language: 'fr' | 'en'; subject: string; text: string }[];
};

const PREVIEW = 'preview';
const count = (values: string[]): Record<string, number> =>
  values.reduce<Record<string, number>>((counts, value) => ({ ...counts, [value]: (counts[value] ?? 0) + 1 }), {});

export async function previewOf({ knex }: Deps, tried: Tried): Promise<Preview> {
  const { draft, publishedAt, testClock } = tried;
  const whom = await wouldTell(knex, { id: PREVIEW, test_clock: testClock, clients: draft.clients ?? null });
  const told = whom.flatMap(({ subscription, channel }) => (subscription === null ? [] : [{ subscription, channel }]));
  const byMail = ({ channel }: { channel: string }): string => (isFormalAnnouncement(draft.code) && channel !== 'HAND' ? channel : 'EMAIL');
  return {
    publishedAt,
    recipients: told.length,
    skipped: count(whom.filter((one) => one.subscription === null).map((one) => (one.had ? 'DELETED' : 'NO_SUBSCRIPTION'))),
    channels: count(told.map(byMail)),
    texts: told[0] ? await textsFor(knex, told[0].subscription, tried) : [],
  };
}

/** The text to one of them, in both languages, by the very rules that will write it. */
async function textsFor(knex: Deps['knex'], subscription: string, { draft, article, publishedAt }: Tried): Promise<Preview['texts']> {
  const row: { contract: Contract; legal_name: string; seat: string } = await knex('subscriptions as s')
    .join('clients as c', 'c.id', 's.client')
    .where('s.number', subscription)
    .first('s.contract', 'c.legal_name', 'c.seat');
  const at = momentOf(publishedAt);
  const { code, change, on } = draft;
  const words = Object.fromEntries(Object.keys(draft.words).map((name) => [name, `txt_${name}`]));
  const texts = Object.fromEntries(Object.entries(draft.words).map(([name, content]) => [`txt_${name}`, content]));
  const news = { announcement: PREVIEW, code, ...(change ? { change } : {}), words, on };
  const by = { person: PREVIEW, role: 'ADMIN' } as const;
  const facts = receive(row.contract, { key: PREVIEW, at: publishedAt, type: 'announcement', by, article, ...news }, at);
  const after = fold(row.contract, facts);
  const due = after.notices?.find((one) => one.about.announcement === PREVIEW);
  const message = due ? formalMessage(after, due, at) : messagesOf(row.contract, row.contract, facts)[0];
  if (!message) return [];
  const client = { legalName: row.legal_name, address: row.seat.split('\n') };
  const told = { ...message, subscription, client, texts, links: { space: `/subscriptions/${subscription}` } };
  return Promise.all(
    (['fr', 'en'] as const).map(async (language) => {
      const { subject, text } = await renderMessage({ ...told, language });
      return { language, subject, text };
    }),
  );
}
