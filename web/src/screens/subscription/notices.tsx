import { UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { noticeQuery, noticesQuery } from '../../api/queries.ts';
import type { Notice, NoticeText } from '../../api/types.ts';
import { useWord } from '../../i18n/sentences.tsx';
import { typeset } from '../../i18n/typeset.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { useWritten } from '../../i18n/written.ts';
import { ArticleLink } from '../../parts/article-link.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { type Column, Ledger } from '../../parts/ledger.tsx';
import { MessageText } from '../../parts/message-text.tsx';
import { Read } from '../../parts/read.tsx';
import { Tag } from '../../parts/tag.tsx';

/** Everything that was sent, the last first: what, how, to whom, when it left and when it is deemed received. */
export function Notices({ number }: { number: string }) {
  const t = useTranslations('notices');
  const query = useQuery(noticesQuery(number));
  const { message } = useSearch({ from: '/inside/subscriptions/$number' });
  const navigate = useNavigate({ from: '/subscriptions/$number' });
  const open = (id?: string) => void navigate({ search: { tab: 'notices', ...(id ? { message: id } : {}) }, replace: true, resetScroll: false });
  return (
    <Read query={query}>
      {(rows) => {
        // a fact names a formal notice by its key within the subscription, a list by its whole id
        const notice =
          message === undefined
            ? undefined
            : rows.find((row) => row.id === message || row.id.endsWith(`/${message}`) || row.id === `${number}-${message}`);
        return (
          <>
            {rows.length === 0 ? <p className="nothing">{t('none')}</p> : <NoticeRows rows={[...rows].reverse()} number={number} open={open} />}
            {notice && <NoticeView notice={notice} onClose={() => open()} />}
          </>
        );
      }}
    </Read>
  );
}

function NoticeRows({ rows, number, open }: { rows: Notice[]; number: string; open: (id: string) => void }) {
  const t = useTranslations('notices');
  const tabs = useTranslations('tabs');
  const word = useWord();
  const { day } = useWritten();
  const columns: Column<Notice>[] = [
    {
      key: 'what',
      head: t('what'),
      cell: (row) => (
        <>
          <UnstyledButton className="message-link capital" onClick={() => open(row.id)}>
            {word('code', row.code)}
          </UnstyledButton>{' '}
          <ArticleLink article={row.article} subscription={number} />
          {row.formal && <span className="quiet formal">{t('formal')}</span>}
        </>
      ),
    },
    { key: 'channel', head: t('channel'), cell: (row) => word('channel', row.channel) },
    { key: 'to', head: t('to'), cell: (row) => <span className="address">{row.to ?? '—'}</span> },
    { key: 'sent', head: t('sent'), cell: (row) => <span className="day">{row.sentAt ? day(row.sentAt) : '—'}</span> },
    { key: 'deemed', head: t('deemed'), cell: (row) => <span className="day">{row.deemedReceivedOn ? day(row.deemedReceivedOn) : '—'}</span> },
    {
      key: 'state',
      head: t('state'),
      cell: (row) => (
        <>
          <Tag tone={row.state === 'VOID' ? 'bad' : row.state === 'DEEMED_RECEIVED' ? 'good' : 'plain'}>{word('delivery', row.state)}</Tag>
          {row.voidBecause && <span className="quiet"> {word('voidBecause', row.voidBecause)}</span>}
        </>
      ),
    },
  ];
  return <Ledger caption={tabs('notices')} columns={columns} rows={rows} rowKey={(row) => row.id} />;
}

/** A message as it left, with the fingerprint of its bytes. */
function NoticeView({ notice, onClose }: { notice: Notice; onClose: () => void }) {
  const t = useTranslations('notices');
  const word = useWord();
  const { instant } = useWritten();
  const { language } = useLanguage();
  const query = useQuery(noticeQuery(notice.id));
  return (
    <Dialog title={notice.subject === null ? capital(word('code', notice.code)) : typeset(notice.subject, language)} onClose={onClose}>
      <p className="quiet">
        {word('channel', notice.channel)}
        {notice.to && ` · ${notice.to}`}
        {notice.sentAt && ` · ${instant(notice.sentAt)}`}
      </p>
      <Read query={query}>
        {({ text, deliveries }) => (
          <>
            <div className="letter">{text === null ? t('notWritten') : <MessageText text={text} />}</div>
            <Deliveries rows={deliveries} />
          </>
        )}
      </Read>
      {notice.documentHash && (
        <p className="quiet">
          {t('proof')}: <span className="mono">{notice.documentHash}</span>
        </p>
      )}
    </Dialog>
  );
}

/** The proof of its sending: what became of it at each recipient, and what the server or the post said. */
function Deliveries({ rows }: { rows: NoticeText['deliveries'] }) {
  const word = useWord();
  const { instant } = useWritten();
  return rows.map(({ channel, copy, to, state, at, answer, tracking }) => (
    <p key={`${channel}/${copy}`} className="quiet">
      {to?.split('\n')[0]} · {word('deliveryState', state)}, {instant(at)}
      {tracking && <> · {tracking}</>}
      {answer && (
        <span className="mono">
          {' '}
          {[answer.server, answer.tls && `${answer.tls.version} ${answer.tls.cipher}`, answer.response].filter(Boolean).join(' · ')}
        </span>
      )}
    </p>
  ));
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
