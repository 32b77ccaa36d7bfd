import { Popover, UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { articleKey, articleText } from '../i18n/articles.ts';
import { useAnyText } from '../i18n/sentences.tsx';

/** An article, as `8.3 (a)`: opens the title of its entry, and the way to the terms where a subscription is at hand. */
export function ArticleLink({ article, subscription }: { article: string; subscription?: string }) {
  const t = useTranslations('article');
  const any = useAnyText();
  const key = articleKey(article);
  return (
    <Popover width={280} shadow="md" withArrow trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className="article" aria-label={t('of', { article: articleText(article) })}>
          {articleText(article)}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('of', { article: articleText(article) })}>
        <p className="article-title">{any.has(key) ? any(key) : article}</p>
        <p className="quiet">{t('entry', { id: article })}</p>
        {subscription !== undefined && (
          <Link to="/subscriptions/$number" params={{ number: subscription }} search={{ tab: 'terms' }}>
            {t('read')}
          </Link>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
