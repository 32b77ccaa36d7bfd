import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { takeOversQuery } from '../../api/queries.ts';
import { mayTakeOver } from '../../session/permissions.ts';
import { useMe } from '../../session/use-me.ts';
import { HandIn } from './hand-in.tsx';
import { Report } from './report.tsx';

/** An existing portfolio: two CSV files, a dry run with a report for each line, then the contracts go on here. */
export function TakeOverPage() {
  const t = useTranslations('takeOver');
  const me = useMe();
  const navigate = useNavigate({ from: '/take-over' });
  const { id } = useSearch({ from: '/inside/take-over' });
  const last = useQuery(takeOversQuery);
  const shown = id ?? last.data?.[0]?.id;
  const mayBring = mayTakeOver(me);
  return (
    <>
      <div className="page-head">
        <h1>{t('title')}</h1>
      </div>
      <p className="intro">{t('intro')}</p>
      {mayBring && <HandIn onHanded={(takeOver) => void navigate({ search: { id: takeOver.id } })} />}
      {shown ? <Report id={shown} mayBring={mayBring} /> : last.isSuccess && <p className="nothing">{t('none')}</p>}
    </>
  );
}
