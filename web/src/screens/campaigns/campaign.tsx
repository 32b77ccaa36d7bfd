import { Button, Progress } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { call } from '../../api/client.ts';
import { campaignQuery, queries } from '../../api/queries.ts';
import type { CampaignDetail } from '../../api/types.ts';
import { useAnyText, useWord } from '../../i18n/sentences.tsx';
import { useWritten } from '../../i18n/written.ts';
import { ArticleLink } from '../../parts/article-link.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { Read } from '../../parts/read.tsx';
import { maySteer } from '../../session/permissions.ts';
import { useMe } from '../../session/use-me.ts';
import { Recipients } from './recipients.tsx';
import { CampaignState, useCampaignName } from './words.tsx';

/** One campaign: how far it has come, what it says, what became of each recipient. */
export function CampaignFile() {
  const { id } = useParams({ from: '/inside/campaigns/$id' });
  const query = useQuery(campaignQuery(id));
  return <Read query={query}>{(campaign) => <File campaign={campaign} />}</Read>;
}

function File({ campaign }: { campaign: CampaignDetail }) {
  const t = useTranslations('campaigns');
  const name = useCampaignName();
  const { day } = useWritten();
  const { counts } = campaign;
  const done = counts.sent + counts.skipped + counts.failed;
  return (
    <>
      <div className="page-head">
        <h1 className="capital">{name(campaign)}</h1>
        <Steering campaign={campaign} />
      </div>
      <p className="quiet">
        <CampaignState state={campaign.state} /> · {day(campaign.publishedAt)} · <ArticleLink article={campaign.article} />
      </p>
      {counts.recipients > 0 && (
        <div className="campaign-progress">
          <Progress value={(100 * done) / counts.recipients} aria-label={t('progress')} animated={campaign.state === 'RUNNING'} />
          <p aria-live="polite">{t('counts', counts)}</p>
        </div>
      )}
      <Said campaign={campaign} />
      {counts.recipients > 0 && <Recipients id={campaign.id} />}
    </>
  );
}

const STEPS = { SCHEDULED: ['cancel'], RUNNING: ['pause', 'cancel'], PAUSED: ['resume', 'cancel'], DONE: ['retry'], CANCELLED: [] } as const;
type Step = (typeof STEPS)[keyof typeof STEPS][number];

/** Pause, resume, cancel; and, where some could not be told, again for those. */
function Steering({ campaign: { id, state, counts } }: { campaign: CampaignDetail }) {
  const t = useTranslations('campaigns');
  const me = useMe();
  const steer = useMutation({
    mutationFn: (step: Step) => call<CampaignDetail>('POST', `/campaigns/${encodeURIComponent(id)}/${step}`),
    onSettled: () => queries.invalidateQueries({ queryKey: ['campaign', id] }),
  });
  const steps = (STEPS[state] as readonly Step[]).filter((step) => step !== 'retry' || counts.failed > 0);
  if (!maySteer(me)) return null;
  return (
    <div className="dialog-foot">
      {steps.map((step) => (
        <Button key={step} variant="default" loading={steer.isPending && steer.variables === step} onClick={() => steer.mutate(step)}>
          {t(step)}
        </Button>
      ))}
      {steer.isError && <ProblemAlert error={steer.error} />}
    </div>
  );
}

/** Its words, the day that it announces, and its messages by channel and state. */
function Said({ campaign: { words, on, messages } }: { campaign: CampaignDetail }) {
  const t = useTranslations('campaigns');
  const any = useAnyText();
  const word = useWord();
  const { day } = useWritten();
  const field = (name: string): string => (any.has(`campaigns.field.${name}`) ? any(`campaigns.field.${name}`) : name);
  const deemed = ({ firstDeemedOn: first, lastDeemedOn: last }: CampaignDetail['messages'][number]): string =>
    first && last ? t('deemed', { first: first === last ? 'same' : day(first), last: day(last) }) : '';
  return (
    <dl className="particulars">
      {Object.entries(words).map(([name, said]) => (
        <div key={name}>
          <dt>{field(name)}</dt>
          <dd className="as-written">{said}</dd>
        </div>
      ))}
      {on && (
        <div>
          <dt>{t('day')}</dt>
          <dd>{day(on)}</dd>
        </div>
      )}
      {messages.length > 0 && (
        <div>
          <dt>{t('messages')}</dt>
          {messages.map((one) => (
            <dd key={`${one.channel}/${one.state}`}>
              {t('messageLine', { count: one.count, channel: word('channel', one.channel), state: word('delivery', one.state) })}
              {deemed(one)}
            </dd>
          ))}
        </div>
      )}
    </dl>
  );
}
