import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import Download from 'lucide-react/icons/download';
import { useTranslations } from 'use-intl';
import { fetchSubscriptions, type ListFilter } from '../../api/queries.ts';
import type { Subscription } from '../../api/types.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { dayOf, useFormula, useSentences, useWord } from '../../i18n/sentences.tsx';
import { articleText } from '../../i18n/articles.ts';
import { csv, save } from '../../parts/csv.ts';

/** Every row of the current filter, all pages, as CSV in the reader's language. */
export function ExportButton({ filter, disabled }: { filter: ListFilter; disabled: boolean }) {
  const t = useTranslations('list');
  const { language } = useLanguage();
  const formula = useFormula();
  const word = useWord();
  const { step } = useSentences();
  const heads = [t('number'), t('client'), t('state'), t('formula'), t('termEnd'), t('next'), t('due'), t('article'), t('overdue')];
  const cells = (row: Subscription) => [
    ...[row.number, row.clientName, word('state', row.state), formula(row.formula), row.term.endsOn],
    ...(row.next ? [step(row.next), dayOf(row.next), articleText(row.next.article)] : ['', '', '']),
    (row.overdueCents / 100).toFixed(2).replace('.', language === 'fr' ? ',' : '.'),
  ];
  const download = useMutation({
    mutationFn: async () => {
      const rows = await everyRow(filter);
      save(csv([heads, ...rows.map(cells)], language), `tacite-${rows.length}.csv`);
    },
  });
  return (
    <Button
      variant="default"
      leftSection={<Download size={16} aria-hidden />}
      aria-label={t('exportAll')}
      disabled={disabled}
      loading={download.isPending}
      onClick={() => download.mutate()}
    >
      {t('csv')}
    </Button>
  );
}

async function everyRow({ cursor: _, ...filter }: ListFilter): Promise<Subscription[]> {
  const rows: Subscription[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await fetchSubscriptions({ ...filter, ...(cursor ? { cursor } : {}) }, 500);
    rows.push(...page.data);
    if (page.next === null) return rows;
    cursor = page.next;
  }
}
