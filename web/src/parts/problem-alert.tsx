import { Alert, Button } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { ProblemError } from '../api/client.ts';
import type { Allowed } from '../api/types.ts';
import { useAnyText } from '../i18n/sentences.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { typeset } from '../i18n/typeset.ts';
import { useWritten } from '../i18n/written.ts';
import { ArticleLink } from './article-link.tsx';

type Props = {
  error: unknown;
  /** The subscription it is about: the article then leads to its terms. */
  subscription?: string;
  /** Opens what is possible instead, where this person may do it. */
  open?: ((command: string) => void) | undefined;
  mayOpen?: ((command: string) => boolean) | undefined;
};

/** What went wrong or was refused, under which article, and what is possible instead. */
export function ProblemAlert({ error, subscription, open, mayOpen }: Props) {
  const t = useTranslations();
  const { language } = useLanguage();
  const { day } = useWritten();
  const problem = error instanceof ProblemError ? error.problem : { title: t('action.failed'), status: 0, detail: String(error), allowed: [] };
  const refused = 'article' in problem && problem.article !== undefined;
  const offline = error instanceof ProblemError && problem.status === 0;
  return (
    <Alert
      className="problem"
      color="margin"
      variant="light"
      role="alert"
      title={refused ? t('action.refused') : offline ? t('action.failed') : problem.title}
    >
      <p>
        {offline ? t('state.offline') : typeset(inWords(problem.detail, day), language)}{' '}
        {refused && <ArticleLink article={problem.article ?? ''} {...(subscription === undefined ? {} : { subscription })} />}
      </p>
      {problem.allowed && problem.allowed.length > 0 && (
        <>
          <p className="problem-instead">{t('action.instead')}</p>
          <ul>
            {problem.allowed.map((allowed) => (
              <li key={allowed.command}>
                <Instead allowed={allowed} open={mayOpen?.(allowed.command) ? open : undefined} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Alert>
  );
}

/** A detail without what is possible instead, which the list below it gives, and with its days as they are written here. */
const inWords = (detail: string, day: (text: string) => string): string =>
  detail.replace(/ Possible (?:instead|à la place)\s?:.*$/s, '').replace(/\b\d{4}-\d{2}-\d{2}\b/g, day);

function Instead({ allowed, open }: { allowed: Allowed; open: ((command: string) => void) | undefined }) {
  const t = useTranslations('action');
  const any = useAnyText();
  const { day } = useWritten();
  const { command, from, until } = allowed;
  const key = [`commands.${command}.label`, `registers.entries.${command}.label`].find((one) => any.has(one));
  const name = key ? any(key) : command === 'subscribe' ? any('subscribe.title') : command;
  const when =
    from && until
      ? t('fromUntil', { from: day(from), until: day(until) })
      : from
        ? t('fromDay', { day: day(from) })
        : until
          ? t('untilDay', { day: day(until) })
          : '';
  return (
    <>
      {open ? (
        <Button size="compact-sm" variant="default" onClick={() => open(command)}>
          {name}
        </Button>
      ) : (
        name
      )}{' '}
      {when}
    </>
  );
}
