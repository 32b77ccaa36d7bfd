import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { tasksQuery } from '../../api/queries.ts';
import { Read } from '../../parts/read.tsx';
import { TaskCard } from './task-card.tsx';

/** The decisions of this subscription: those that wait first. */
export function Tasks({ number }: { number: string }) {
  const t = useTranslations('tasks');
  const query = useQuery(tasksQuery(number));
  return (
    <Read query={query}>
      {(tasks) =>
        tasks.length === 0 ? (
          <p className="nothing">{t('none')}</p>
        ) : (
          <ul className="tasks">
            {[...tasks]
              .sort((a, b) => Number(a.state === 'DECIDED') - Number(b.state === 'DECIDED') || (a.openedAt < b.openedAt ? 1 : -1))
              .map((task) => (
                <TaskCard key={task.id} task={task} />
              ))}
          </ul>
        )
      }
    </Read>
  );
}
