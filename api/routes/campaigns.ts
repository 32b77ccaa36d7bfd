import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isRefusal } from '../../contract/clause.ts';
import { campaignById, type CampaignRow, reopenCampaign } from '../../database/campaigns.ts';
import { audit } from '../../database/queries/audit.ts';
import { campaignCounts, campaignMessages, campaignsPage, recipientsPage, type RecipientRow } from '../../database/queries/campaigns.ts';
import { textsOf } from '../../database/queries/texts.ts';
import type { Control } from '../../workflows/messages/campaign.ts';
import { draftOf } from '../announcing.ts';
import { launch, steer } from '../campaigns.ts';
import { announcingCommand } from '../company-commands.ts';
import { ANNOUNCING, SUBJECTS } from '../company-commands/announcing.ts';
import type { App, Deps } from '../deps.ts';
import { forbidden, personOf } from '../plugins/identity.ts';
import { notFound, Problem, refused } from '../problem.ts';
import { previewOf } from '../preview.ts';
import { CampaignBody, CampaignDetail, CampaignQuery, PreviewBody, RecipientBody, RecipientQuery } from '../schemas/campaigns.ts';
import { Done, Proposed } from '../schemas/commands.ts';
import { Page } from '../schemas/common.ts';
import { knownClock } from '../whose-clock.ts';
import { askedOf } from '../wide-command.ts';
import { runOrPropose } from '../wide-four-eyes.ts';
import { COMPANY } from './seen.ts';

const NO_CAMPAIGN = { en: 'There is no such campaign.', fr: "Cette campagne n'existe pas." };
const NOT_NOW = {
  pause: { en: 'Only a campaign that runs can be paused.', fr: 'Seule une campagne en cours peut être mise en pause.' },
  resume: { en: 'Only a campaign that is paused can be resumed.', fr: 'Seule une campagne en pause peut être reprise.' },
  cancel: { en: 'This campaign is over.', fr: 'Cette campagne est terminée.' },
  retry: {
    en: 'A campaign is retried once it is over, and where somebody could not be told.',
    fr: 'Une campagne se relance une fois terminée, si des destinataires n’ont pu être joints.',
  },
};
const FROM: Record<Control, readonly CampaignRow['state'][]> = { pause: ['RUNNING'], resume: ['PAUSED'], cancel: ['SCHEDULED', 'RUNNING', 'PAUSED'] };

const DryRun = z.boolean().default(false).describe('Counts and the text as it would read; nothing is written');
const NewCampaign = z
  .discriminatedUnion(
    'subject',
    Object.entries(SUBJECTS).map(([subject, { body }]) => z.object({ subject: z.literal(subject), body, dryRun: DryRun })) as unknown as [
      z.ZodObject<{ subject: z.ZodLiteral<string>; body: z.ZodObject; dryRun: typeof DryRun }>,
    ],
  )
  .meta({ examples: [{ subject: 'publish-security-standard', body: ANNOUNCING['publish-security-standard']?.example, dryRun: true }] });

/** Who announces, each its own subjects, and who steers what was announced. */
const ANNOUNCERS = ['ADMIN', 'LEGAL', 'BILLING', 'DPO'] as const;

/** Campaigns: what the Company announces to its clients, how far it has come, and what became of each recipient. */
export function campaignRoutes(app: App, deps: Deps): void {
  const { knex } = deps;
  const params = z.object({ id: z.string() });
  const found = async (id: string): Promise<CampaignRow> => {
    const row = await campaignById(knex, id);
    if (!row) throw notFound(NO_CAMPAIGN);
    return row;
  };
  const shown = async (row: CampaignRow): Promise<z.infer<typeof CampaignBody>> => {
    const words = await textsOf(knex, Object.values(row.words));
    return {
      ...{ id: row.id, code: row.code, change: row.change, article: row.article, on: row.on, publisher: row.publisher, clients: row.clients },
      ...{ publishedAt: row.published_at, testClock: row.test_clock, state: row.state },
      ...{ createdAt: row.created_at, startedAt: row.started_at, finishedAt: row.finished_at },
      words: Object.fromEntries(Object.entries(row.words).map(([name, id]) => [name, words.get(id) ?? ''])),
      counts: await campaignCounts(knex, row.id),
    };
  };
  const detailed = async (id: string): Promise<z.infer<typeof CampaignDetail>> => {
    const row = await found(id);
    return { ...(await shown(row)), messages: await campaignMessages(knex, row) };
  };

  /** A11: who steered what. */
  const steered = async (request: FastifyRequest, id: string, what: string): Promise<void> => {
    const { id: person, roles } = personOf(request);
    const role = ANNOUNCERS.find((one) => roles.includes(one)) ?? null;
    await audit(knex, { person, role, action: `${what}-campaign`, outcome: 'done', article: (await found(id)).article, detail: { campaign: id } });
  };

  app.post(
    '/campaigns',
    {
      config: { roles: ANNOUNCERS },
      schema: {
        tags: ['campaigns'],
        summary: 'Announce to the clients, or try it dry',
        body: NewCampaign,
        response: { 200: PreviewBody, 201: Done, 202: Proposed },
      },
    },
    async (request, reply) => {
      const { subject, body, dryRun } = request.body;
      const one = SUBJECTS[subject];
      if (!one) throw new Error(`nothing is announced by ${subject}`);
      if (!personOf(request).roles.some((role) => (one.roles as readonly string[]).includes(role))) throw await forbidden(request, knex, one.article);
      const testClock = await knownClock(knex, (body as { testClock?: string }).testClock);
      if (dryRun) {
        const { draft, publishedAt } = await draftOf(deps, one, body);
        if (isRefusal(draft)) throw refused(draft);
        return reply.code(200).send(await previewOf(deps, { draft, article: one.article, publishedAt, testClock }));
      }
      const command = announcingCommand(one);
      const asked = await askedOf(deps, request, { name: subject, command, client: null, testClock });
      const outcome = await runOrPropose(command as never, { ...asked, body } as never);
      return 'task' in outcome ? reply.code(202).send(outcome) : reply.code(201).send(outcome);
    },
  );

  app.get(
    '/campaigns',
    {
      config: { roles: COMPANY },
      schema: { tags: ['campaigns'], summary: 'Campaigns, the last first', querystring: CampaignQuery, response: { 200: Page(CampaignBody) } },
    },
    async (request) => {
      const { rows, next } = await campaignsPage(knex, request.query, request.query);
      return { data: await Promise.all(rows.map(shown)), next };
    },
  );
  app.get(
    '/campaigns/:id',
    {
      config: { roles: COMPANY },
      schema: { tags: ['campaigns'], summary: 'A campaign and its progress', params, response: { 200: CampaignDetail } },
    },
    (request) => detailed(request.params.id),
  );
  app.get(
    '/campaigns/:id/recipients',
    {
      config: { roles: COMPANY },
      schema: {
        tags: ['campaigns'],
        summary: 'What became of each recipient',
        params,
        querystring: RecipientQuery,
        response: { 200: Page(RecipientBody) },
      },
    },
    async (request) => {
      const { rows, next } = await recipientsPage(knex, await found(request.params.id), request.query, request.query);
      return { data: rows.map(shownRecipient), next };
    },
  );

  for (const what of ['pause', 'resume', 'cancel'] as const)
    app.post(
      `/campaigns/:id/${what}`,
      { config: { roles: ANNOUNCERS }, schema: { tags: ['campaigns'], summary: `${what} a campaign`, params, response: { 200: CampaignDetail } } },
      async (request) => {
        const { id, state } = await found(request.params.id);
        if (!FROM[what].includes(state) || !(await steer(deps, id, what))) throw new Problem(409, NOT_NOW[what]);
        await steered(request, id, what);
        return detailed(id);
      },
    );
  app.post(
    '/campaigns/:id/retry',
    {
      config: { roles: ANNOUNCERS },
      schema: { tags: ['campaigns'], summary: 'Tell those again who could not be told', params, response: { 200: CampaignDetail } },
    },
    async (request) => {
      const { id } = await found(request.params.id);
      if (!(await reopenCampaign(knex, id))) throw new Problem(409, NOT_NOW.retry);
      await launch(deps, id);
      await steered(request, id, 'retry');
      return detailed(id);
    },
  );
}

const shownRecipient = (row: RecipientRow): z.infer<typeof RecipientBody> => ({
  ...{ client: row.client, clientName: row.client_name, subscription: row.subscription, state: row.state, reason: row.reason, tries: row.tries },
  ...{ settledAt: row.settled_at, notice: row.notice, channel: row.channel, messageState: row.message_state, sentAt: row.sent_at },
  ...{ deemedReceivedOn: row.deemed_received_on, effectiveOn: row.effective_on },
});
