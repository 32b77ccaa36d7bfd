import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { methodsQuery } from '../../api/queries.ts';
import type { Subscription } from '../../api/types.ts';
import { useWord } from '../../i18n/sentences.tsx';
import { useWritten } from '../../i18n/written.ts';
import { Money } from '../../parts/money.tsx';

/** The figures of the file: term, deadlines, money. Only what applies. */
export function Particulars({ subscription }: { subscription: Subscription }) {
  const t = useTranslations('view');
  const { day } = useWritten();
  const { term, state, cessationOn } = subscription;
  const over = state === 'ENDED' || state === 'DELETED';
  const rows: [string, ReactNode][] = [
    [t('term', { number: String(term.number) }), t('termDays', { from: day(term.startsOn), to: day(term.endsOn) })],
    ...when(subscription.renewsOn, (renewsOn) => [t('renews'), day(renewsOn)]),
    ...when(cessationOn, (on) => [t(over ? 'ended' : 'ends'), day(on)]),
    ...when(subscription.renewsOn && subscription.lastDenunciationDay, (last) => [t('lastDenunciation'), day(last)]),
    ...when(subscription.exportUntil, (until) => [t('exportUntil'), day(until)]),
    ...when(subscription.destructionOn, (on) => [t('destruction'), day(on)]),
    ...(over ? [] : [[t('means'), <Means key="means" subscription={subscription} />] as [string, ReactNode]]),
    [t('overdue'), <Money key="overdue" cents={subscription.overdueCents} late />],
    ...when(subscription.accruedPenaltyCents + subscription.accruedIndemnityCents || null, (cents) => [
      t('penalty'),
      <Money key="penalty" cents={cents} />,
    ]),
  ];
  return (
    <dl className="particulars">
      {rows.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function when<V>(value: V | null | undefined, row: (value: V) => [string, ReactNode]): [string, ReactNode][] {
  return value === null || value === undefined ? [] : [row(value)];
}

function Means({ subscription: { client, paymentMethod, paymentMethodRefused } }: { subscription: Subscription }) {
  const t = useTranslations('view');
  const word = useWord();
  const methods = useQuery(methodsQuery(client));
  const method = methods.data?.find((one) => one.id === paymentMethod) ?? methods.data?.find((one) => one.default);
  if (!methods.data) return '…';
  return method ? (
    <>
      <span className="capital">{word('kind', method.kind)}</span> <span className="quiet">{method.label}</span>
      {paymentMethodRefused !== null && <p className="late">{t('meansRefused', { reason: word('code', paymentMethodRefused) })}</p>}
    </>
  ) : (
    t('none')
  );
}
