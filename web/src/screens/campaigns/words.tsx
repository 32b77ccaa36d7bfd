import { useTranslations } from 'use-intl';
import type { Campaign } from '../../api/types.ts';
import { useAnyText, useWord } from '../../i18n/sentences.tsx';
import { Tag } from '../../parts/tag.tsx';

/** A campaign by what it announces: the word of its code, or of the change that it tells. */
export function useCampaignName(): (campaign: Pick<Campaign, 'code' | 'change'>) => string {
  const t = useAnyText();
  const word = useWord();
  return ({ code, change }) => (change ? `${word('code', code)} · ${t(`campaigns.change.${change}`)}` : word('code', code));
}

const TONES = { SCHEDULED: 'plain', RUNNING: 'plain', PAUSED: 'bad', DONE: 'good', CANCELLED: 'plain' } as const;
export function CampaignState({ state }: { state: Campaign['state'] }) {
  const t = useTranslations('campaigns.states');
  return <Tag tone={TONES[state]}>{t(state)}</Tag>;
}
