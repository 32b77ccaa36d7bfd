import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { openTasksQuery } from '../api/queries.ts';
import { Read } from '../parts/read.tsx';
import { TaskCard } from './subscription/task-card.tsx';

/** Everything that waits for a person, over all subscriptions. */
export function Decisions() {
  const t = useTranslations('tasks');
  const query = useQuery(openTasksQuery);
  return (
    <>
      <div className="page-head">
        <h1>{t('title')}</h1>
      </div>
      <Read query={query}>
        {(tasks) =>
          tasks.length === 0 ? (
            <p className="nothing">{t('none')}</p>
          ) : (
            <ul className="tasks">
              {tasks.map((task) => (
                <TaskCard key={task.id} task={task} named />
              ))}
            </ul>
          )
        }
      </Read>
    </>
  );
}
