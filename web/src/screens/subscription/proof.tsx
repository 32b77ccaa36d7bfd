import { Popover, UnstyledButton } from '@mantine/core';
import Fingerprint from 'lucide-react/icons/fingerprint-pattern';
import { useTranslations } from 'use-intl';
import type { Fact } from '../../api/types.ts';
import { useWord } from '../../i18n/sentences.tsx';
import { useWritten } from '../../i18n/written.ts';

/** The proof of a step: its short fingerprint, which opens who, when, the chain and everything the fact says (A11). */
export function Proof({ fact }: { fact: Fact }) {
  const t = useTranslations('timeline');
  const word = useWord();
  const { instant } = useWritten();
  if (!fact.hash) return null;
  const label = t('proofOf', { seq: String(fact.seq) });
  const by = typeof fact.by === 'string' ? t(fact.by === 'engine' ? 'engine' : 'outside') : t('person', { role: word('role', fact.by.role) });
  return (
    <Popover width={420} shadow="md" withArrow trapFocus returnFocus position="bottom-end">
      <Popover.Target>
        <UnstyledButton className="hash" aria-label={`${label}, ${fact.hash.slice(0, 8)}`}>
          <Fingerprint size={14} aria-hidden /> {fact.hash.slice(0, 8)}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={label} className="proof" tabIndex={0}>
        <dl>
          <dt>{t('at')}</dt>
          <dd>{instant(fact.at)}</dd>
          <dt>{t('by')}</dt>
          <dd>{by}</dd>
          <dt>{t('hash')}</dt>
          <dd className="mono">{fact.hash}</dd>
          <dt>{t('previous')}</dt>
          <dd className="mono">{fact.previousHash}</dd>
        </dl>
        <details>
          <summary>{t('data')}</summary>
          <pre tabIndex={0}>{JSON.stringify(fact.data, null, 2)}</pre>
        </details>
      </Popover.Dropdown>
    </Popover>
  );
}
