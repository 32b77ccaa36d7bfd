import { useTranslations } from 'use-intl';
import type { State } from '../api/types.ts';

/** A state in words, with a dot for the eye: the colour never says it alone. */
export function StateBadge({ state }: { state: State }) {
  const t = useTranslations('words.state');
  return (
    <span className="state" data-state={state}>
      {t(state)}
    </span>
  );
}
