import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Outcome, Task } from '../../api/types.ts';
import { useAnyText, useWord } from '../../i18n/sentences.tsx';
import { useWritten } from '../../i18n/written.ts';
import { ArticleLink } from '../../parts/article-link.tsx';
import { Tag } from '../../parts/tag.tsx';
import { mayDecide } from '../../session/permissions.ts';
import { useMe } from '../../session/use-me.ts';
import { DecideForm } from './decide-form.tsx';
import { OutcomeView } from './outcome.tsx';

/** One decision: what is asked, under which article, before when; and its form for those whose decision it is. */
export function TaskCard({ task, named = false }: { task: Task; named?: boolean }) {
  const t = useTranslations();
  const word = useWord();
  const { day } = useWritten();
  const me = useMe();
  const [open, setOpen] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const may = mayDecide(me, task);
  return (
    <li className="task" data-state={task.state}>
      <div className="task-head">
        <h2 className="capital">{word('kind', task.kind)}</h2>
        <Tag tone={task.state === 'DECIDED' ? 'good' : 'plain'}>{word('task', task.state)}</Tag>
      </div>
      <p className="quiet">
        <ArticleLink article={task.article} {...(task.subscription ? { subscription: task.subscription } : {})} />
        {task.dueOn && <> · {t('tasks.due', { day: day(task.dueOn) })}</>}
        {named && task.subscription && (
          <>
            {' · '}
            <Link to="/subscriptions/$number" params={{ number: task.subscription }} search={{ tab: 'tasks' }}>
              {task.subscription}
            </Link>
          </>
        )}
      </p>
      <Proposal task={task} />
      {task.kind === 'FOUR_EYES' && task.state !== 'DECIDED' && <p className="second">{t('tasks.second')}</p>}
      {task.state === 'DECIDED' && task.choice !== null && <p>{t('tasks.decided', { choice: word('choice', task.choice) })}</p>}
      {task.state === 'DECIDED' && task.reason !== null && <p className="quiet reason-given">{task.reason}</p>}
      {outcome && <OutcomeView outcome={outcome} onClose={() => setOutcome(null)} />}
      {task.state !== 'DECIDED' && !may && task.kind !== 'FOUR_EYES' && <p className="quiet">{t('tasks.notYours')}</p>}
      {task.state !== 'DECIDED' && may && !open && (
        <Button variant="default" onClick={() => setOpen(true)}>
          {t('tasks.decide')}
        </Button>
      )}
      {open && task.state !== 'DECIDED' && <DecideForm task={task} onDone={setOutcome} onCancel={() => setOpen(false)} />}
    </li>
  );
}

/** What was proposed by the first person. */
function Proposal({ task }: { task: Task }) {
  const t = useTranslations('tasks');
  const any = useAnyText();
  const type = (task.command as { type?: string } | null)?.type;
  if (!type) return null;
  const key = `commands.${type}.label`;
  return <p className="capital">{t('proposed', { command: any.has(key) ? any(key) : type })}</p>;
}
