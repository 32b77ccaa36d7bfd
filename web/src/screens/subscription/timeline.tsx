import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { factsQuery, forecastQuery } from '../../api/queries.ts';
import type { Assuming, Fact, Subscription } from '../../api/types.ts';
import { useSentences } from '../../i18n/sentences.tsx';
import { addDays, parisDay, useWritten } from '../../i18n/written.ts';
import { Read } from '../../parts/read.tsx';
import { Step } from './step.tsx';

const ASSUMPTIONS: readonly Assuming[] = ['pays', 'fails', 'denounces'];
const LAST_STEPS = 14;
const AHEAD_DAYS = 120;
const FURTHER_DAYS = 365;

/** In the order of their instants: what was recorded late stands where it belongs, and its proof says after what it was recorded. */
const inTime = (facts: Fact[]): Fact[] => facts.filter(tellsMore).sort((a, b) => Date.parse(a.at) - Date.parse(b.at));

/** The bytes of a formal notice are sealed right after it is said to be sent: one line is enough for both. */
const tellsMore = ({ type, data }: Fact, at: number, facts: Fact[]): boolean => {
  const before = facts[at - 1];
  return type !== 'message.sent' || before?.type !== 'notice.sent' || before.data.code !== data.code;
};

/** Past and future on one line: facts above the line `now`, what the contract forecasts below it, on the assumption chosen. */
export function Timeline({ subscription, now }: { subscription: Subscription; now: string }) {
  const facts = useQuery(factsQuery(subscription.number));
  return (
    <Read query={facts} lines={10}>
      {(facts) => <Line subscription={subscription} now={now} past={inTime(facts)} />}
    </Read>
  );
}

function Line({ subscription, now, past }: { subscription: Subscription; now: string; past: Fact[] }) {
  const t = useTranslations('timeline');
  const { instant } = useWritten();
  const [whole, setWhole] = useState(false);
  const hidden = whole ? 0 : Math.max(0, past.length - LAST_STEPS);
  return (
    <div className="timeline">
      <h2 className="visually-hidden">{t('past')}</h2>
      {hidden > 0 && (
        <Button variant="subtle" className="timeline-earlier" onClick={() => setWhole(true)}>
          {t('earlier', { count: hidden })}
        </Button>
      )}
      <Steps facts={past.slice(hidden)} all={past} number={subscription.number} />
      <p className="timeline-now">
        <span>{t('nowAt', { instant: instant(now) })}</span>
      </p>
      {subscription.state !== 'DELETED' && <Future subscription={subscription} now={now} past={past} />}
    </div>
  );
}

function Future({ subscription, now, past }: { subscription: Subscription; now: string; past: Fact[] }) {
  const t = useTranslations('timeline');
  const { day } = useWritten();
  const { assuming: asked } = useSearch({ from: '/inside/subscriptions/$number' });
  const navigate = useNavigate({ from: '/subscriptions/$number' });
  const assuming = ASSUMPTIONS.find((one) => one === asked) ?? (subscription.overdueCents > 0 ? 'fails' : 'pays');
  const [further, setFurther] = useState(0);
  const today = parisDay(now);
  const end = subscription.term.endsOn > today ? subscription.term.endsOn : today;
  const until = addDays(end, AHEAD_DAYS + further * FURTHER_DAYS);
  const forecast = useQuery(forecastQuery(subscription.number, until, assuming));
  const choices = subscription.denunciation || subscription.cessationOn ? ASSUMPTIONS.filter((one) => one !== 'denounces') : ASSUMPTIONS;
  return (
    <>
      <div className="timeline-assume">
        <h2 id="assume">{t('future')}</h2>
        <div>
          <span aria-hidden>{t('assume')}</span>
          <SegmentedControl
            aria-label={t('assume')}
            value={assuming}
            onChange={(value) => void navigate({ search: (search) => ({ ...search, assuming: value }), replace: true, resetScroll: false })}
            data={choices.map((value) => ({ value, label: t(value) }))}
          />
        </div>
      </div>
      <Read query={forecast} lines={6}>
        {(facts) =>
          facts.length === 0 ? (
            <p className="quiet timeline-none">{t('noFuture', { day: day(until) })}</p>
          ) : (
            <Steps facts={facts} all={[...past, ...facts]} number={subscription.number} future />
          )
        }
      </Read>
      <Button variant="subtle" className="timeline-further" loading={forecast.isFetching} onClick={() => setFurther(further + 1)}>
        {t('further')}
      </Button>
    </>
  );
}

/** Steps in order, each day written once. */
function Steps({ facts, all, number, future = false }: { facts: Fact[]; all: Fact[]; number: string; future?: boolean }) {
  const sentences = useSentences(all);
  return (
    <ol className="steps" data-future={future}>
      {facts.map((fact, at) => {
        const previous = facts[at - 1];
        const newDay = !previous || parisDay(previous.at) !== parisDay(fact.at);
        return <Step key={fact.seq ?? `${fact.type}-${at}`} fact={fact} sentences={sentences} number={number} newDay={newDay} future={future} />;
      })}
    </ol>
  );
}
