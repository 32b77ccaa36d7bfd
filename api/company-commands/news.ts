/** News of what is published already (A13): a schedule prices renewals, terms bind who accepts them; the telling itself binds nobody. */
import { ANNOUNCERS } from '../../contract/announcing.ts';
import { civilOf, momentOf, parisDay } from '../../contract/calendar.ts';
import { visible } from '../../database/queries/dated.ts';
import { announcing } from '../announcing.ts';
import { impossible } from '../problem.ts';
import { NewsOf } from '../schemas/campaigns.ts';

const NO_SCHEDULE = { en: 'There is no such price schedule for these clients.', fr: 'Ce barème n’existe pas pour ces clients.' };
const NO_VERSION = {
  en: 'There is no such version of the terms for these clients.',
  fr: 'Cette version des conditions n’existe pas pour ces clients.',
};

const dayOfPublication = (row: { published_at: string }): string => civilOf(parisDay(momentOf(row.published_at)));
const noted = (note: string | undefined): Record<string, string> => (note ? { note } : {});

export const newsOfSchedule = announcing({
  article: 'E5.1a',
  roles: ANNOUNCERS['price-schedule'],
  body: NewsOf['price-schedule'],
  example: { schedule: 'ps_0mc1k2j9x00' },
  draft: async ({ deps: { knex }, body: { schedule, note }, testClock }) => {
    const row = await visible(knex, 'price_schedules', testClock).where({ id: schedule }).first('published_at');
    if (!row) throw impossible(NO_SCHEDULE, 'E5.1a');
    return { code: 'SERVICE_CHANGE', change: 'PRICE_SCHEDULE', words: noted(note), on: dayOfPublication(row) };
  },
});

export const newsOfTerms = announcing({
  article: 'E11.9a',
  roles: ANNOUNCERS['terms-version'],
  body: NewsOf['terms-version'],
  example: { version: '2027-06' },
  draft: async ({ deps: { knex }, body: { version, note }, testClock }) => {
    const row = await visible(knex, 'terms_versions', testClock).where({ version }).first('published_at');
    if (!row) throw impossible(NO_VERSION, 'E11.9a');
    return { code: 'SERVICE_CHANGE', change: 'TERMS_VERSION', words: { after: version, ...noted(note) }, on: dayOfPublication(row) };
  },
});
