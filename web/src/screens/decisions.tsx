import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { openTasksQuery } from '../api/queries.ts';
import type { Outcome, Task } from '../api/types.ts';
import { useWord } from '../i18n/sentences.tsx';
import { Read } from '../parts/read.tsx';
import { OutcomeView } from './subscription/outcome.tsx';
import { TaskCard } from './subscription/task-card.tsx';

type Taken = { task: Task; outcome: Outcome };

/** Everything that waits for a person, over all subscriptions; what was just decided stays in sight with what came of it. */
export function Decisions() {
  const t = useTranslations('tasks');
  const query = useQuery(openTasksQuery);
  const [taken, setTaken] = useState<Taken | null>(null);
  return (
    <>
      <div className="page-head">
        <h1>{t('title')}</h1>
      </div>
      {taken && <JustTaken {...taken} onClose={() => setTaken(null)} />}
      <Read query={query}>
        {(tasks) =>
          tasks.length === 0 ? (
            <p className="nothing">{t('none')}</p>
          ) : (
            <ul className="tasks">
              {tasks.map((task) => (
                <TaskCard key={task.id} task={task} named onDone={(task, outcome) => setTaken({ task, outcome })} />
              ))}
            </ul>
          )
        }
      </Read>
    </>
  );
}

function JustTaken({ task, outcome, onClose }: Taken & { onClose: () => void }) {
  const word = useWord();
  return (
    <section className="task just-taken">
      <h2 className="capital">
        {word('kind', task.kind)} · {task.subscription}
      </h2>
      <OutcomeView outcome={outcome} subscription={task.subscription ?? ''} onClose={onClose} />
    </section>
  );
}
