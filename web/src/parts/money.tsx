import { useWritten } from '../i18n/written.ts';

/** An amount in tabular figures; `late` marks what is owed and overdue, in the red of the margin. */
export function Money({ cents, late = false }: { cents: number; late?: boolean }) {
  const { money } = useWritten();
  return <span className={late && cents > 0 ? 'money late' : 'money'}>{money(cents)}</span>;
}
