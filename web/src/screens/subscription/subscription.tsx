import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { subscriptionQuery, tasksQuery } from '../../api/queries.ts';
import type { Subscription } from '../../api/types.ts';
import { Read } from '../../parts/read.tsx';
import { isCompany } from '../../session/permissions.ts';
import { useMe } from '../../session/use-me.ts';
import { GivenMeans } from '../given-means.tsx';
import { ActionBar } from './action-bar.tsx';
import { ClockBanner } from './clock-banner.tsx';
import { Complaints } from './complaints.tsx';
import { Content } from './content.tsx';
import { Data } from './data.tsx';
import { Documents } from './documents.tsx';
import { Heading } from './heading.tsx';
import { Notices } from './notices.tsx';
import { useNow } from './now.ts';
import { Particulars } from './particulars.tsx';
import { Payments } from './payments.tsx';
import { Tasks } from './tasks.tsx';
import { Terms } from './terms.tsx';
import { Timeline } from './timeline.tsx';

const TABS = ['timeline', 'documents', 'payments', 'notices', 'complaints', 'data', 'content', 'tasks', 'terms'] as const;
type Tab = (typeof TABS)[number];
const FROM = '/inside/subscriptions/$number';

/** The file of one subscription: where it stands, what comes next, what can be asked, and its whole life on one line. */
export function SubscriptionFile() {
  const t = useTranslations();
  const { number } = useParams({ from: FROM });
  const query = useQuery(subscriptionQuery(number));
  return (
    <>
      <p className="crumbs">
        <Link to="/subscriptions" search={{}}>
          {t('list.title')}
        </Link>
        <span aria-hidden> / </span>
        {number}
      </p>
      <Read query={query} lines={12}>
        {(subscription) => <File subscription={subscription} />}
      </Read>
    </>
  );
}

function File({ subscription }: { subscription: Subscription }) {
  const me = useMe();
  const { means } = useSearch({ from: FROM });
  const navigate = useNavigate({ from: '/subscriptions/$number' });
  const { simulated, clock, at } = useNow(subscription, me);
  return (
    <>
      {simulated && <ClockBanner subscription={subscription} clock={clock} at={at} me={me} />}
      <Heading subscription={subscription} />
      <GivenMeans client={subscription.client} token={means} onRead={() => void navigate({ search: {}, replace: true })} />
      <ActionBar subscription={subscription} me={me} />
      <Particulars subscription={subscription} />
      <Sections subscription={subscription} now={at} />
    </>
  );
}

function Sections({ subscription, now }: { subscription: Subscription; now: string }) {
  const t = useTranslations();
  const me = useMe();
  const { number } = subscription;
  const { tab } = useSearch({ from: FROM });
  const navigate = useNavigate({ from: '/subscriptions/$number' });
  const company = isCompany(me);
  const tasks = useQuery({ ...tasksQuery(number), enabled: company });
  const waiting = (tasks.data ?? []).filter((task) => task.state !== 'DECIDED').length;
  const shown: Tab[] = TABS.filter((one) => company || one !== 'tasks');
  const current = shown.find((one) => one === tab) ?? 'timeline';
  const open = (next: string | null) =>
    void navigate({ search: next && next !== 'timeline' ? { tab: next } : {}, replace: true, resetScroll: false });
  return (
    <Tabs value={current} onChange={open} keepMounted={false} className="sections">
      <Tabs.List aria-label={t('view.sections')}>
        {shown.map((one) => (
          <Tabs.Tab key={one} value={one}>
            {t(`tabs.${one}`)}
            {one === 'tasks' && waiting > 0 && <span className="count">{waiting}</span>}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="timeline">
        <Timeline subscription={subscription} now={now} />
      </Tabs.Panel>
      <Tabs.Panel value="documents">
        <Documents number={number} />
      </Tabs.Panel>
      <Tabs.Panel value="payments">
        <Payments number={number} />
      </Tabs.Panel>
      <Tabs.Panel value="notices">
        <Notices number={number} />
      </Tabs.Panel>
      <Tabs.Panel value="data">
        <Data subscription={subscription} />
      </Tabs.Panel>
      <Tabs.Panel value="complaints">
        <Complaints subscription={subscription} />
      </Tabs.Panel>
      <Tabs.Panel value="content">
        <Content subscription={subscription} />
      </Tabs.Panel>
      {company && (
        <Tabs.Panel value="tasks">
          <Tasks number={number} />
        </Tabs.Panel>
      )}
      <Tabs.Panel value="terms">
        <Terms subscription={subscription} />
      </Tabs.Panel>
    </Tabs>
  );
}
