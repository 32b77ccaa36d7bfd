import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { subscriptionQuery } from '../../api/queries.ts';
import type { Outcome, Task } from '../../api/types.ts';
import { useAnyText, useDocumentName, useWord } from '../../i18n/sentences.tsx';
import { useWritten } from '../../i18n/written.ts';
import { ArticleLink } from '../../parts/article-link.tsx';
import { Tag } from '../../parts/tag.tsx';
import { decidersOf, isCompany, mayDecide } from '../../session/permissions.ts';
import { useMe } from '../../session/use-me.ts';
import { DecideForm } from './decide-form.tsx';
import { TaskKnown } from './task-detail.tsx';
import { OutcomeView } from './outcome.tsx';

/** One decision: what is asked, on what, under which article, before when; and its form for those whose decision it is. */
export function TaskCard({ task, named = false, onDone }: { task: Task; named?: boolean; onDone?: (task: Task, outcome: Outcome) => void }) {
  const t = useTranslations();
  const word = useWord();
  const { day, list } = useWritten();
  const me = useMe();
  const [open, setOpen] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const may = mayDecide(me, task);
  return (
    <li className="task" data-state={task.state}>
      <div className="task-head">
        <h2 className="capital">{word('kind', task.kind)}</h2>
        {task.state === 'DECIDED' && task.choice === null ? (
          <Tag tone="plain">{t('tasks.closed')}</Tag>
        ) : (
          <Tag tone={task.state === 'DECIDED' ? 'good' : 'plain'}>{word('task', task.state)}</Tag>
        )}
      </div>
      <p className="quiet">
        <ArticleLink article={task.article} {...(task.subscription ? { subscription: task.subscription } : {})} />
        {task.dueOn && <> · {t('tasks.due', { day: day(task.dueOn) })}</>}
        {task.state !== 'DECIDED' && task.reminded === 'OVERDUE' && <strong> · {t('tasks.late')}</strong>}
        {named && task.subscription && (
          <>
            {' · '}
            <Link to="/subscriptions/$number" params={{ number: task.subscription }} search={{ tab: 'tasks' }}>
              {task.subscription}
            </Link>{' '}
            <ClientName number={task.subscription} />
          </>
        )}
      </p>
      <Proposal task={task} />
      {task.state !== 'DECIDED' && isCompany(me) && <TaskKnown task={task} />}
      {task.kind === 'FOUR_EYES' && task.state !== 'DECIDED' && task.proposedBy === me.id && <p className="second">{t('tasks.own')}</p>}
      {task.state === 'DECIDED' && task.choice === null && <p className="quiet">{t('tasks.lapsed')}</p>}
      {task.state === 'DECIDED' && task.choice !== null && <p>{t('tasks.decided', { choice: word('choice', task.choice) })}</p>}
      {task.state === 'DECIDED' && task.reason !== null && <p className="quiet reason-given">{task.reason}</p>}
      {outcome && task.subscription && <OutcomeView outcome={outcome} subscription={task.subscription} onClose={() => setOutcome(null)} />}
      {task.state !== 'DECIDED' && !may && task.proposedBy !== me.id && (
        <p className="quiet">{t('tasks.whose', { roles: list(decidersOf(task).map((role) => word('role', role))) })}</p>
      )}
      {task.state !== 'DECIDED' && may && !open && (
        <Button variant="default" onClick={() => setOpen(true)}>
          {t('tasks.decide')}
        </Button>
      )}
      {open && task.state !== 'DECIDED' && (
        <DecideForm task={task} onDone={onDone ? (done) => onDone(task, done) : setOutcome} onCancel={() => setOpen(false)} />
      )}
    </li>
  );
}

function ClientName({ number }: { number: string }) {
  const { data } = useQuery(subscriptionQuery(number));
  return data?.clientName ?? '';
}

type Proposed = { type?: string; input?: Record<string, unknown> } | null;
/** What the decision is about: the document, or what the first person proposed, in full. */
function Proposal({ task }: { task: Task }) {
  const t = useTranslations('tasks');
  const any = useAnyText();
  const word = useWord();
  const document = useDocumentName();
  const { day } = useWritten();
  const proposed = task.command as Proposed;
  const about = document(task.about ?? '', NO_CONTEXT);
  if (!proposed?.type) return NAME_OF_OURS.test(about) ? null : <p>{t('about', { document: about })}</p>;
  const key = `commands.${proposed.type}.label`;
  const said = Object.entries(proposed.input ?? {}).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string' && any.has(`fields.${pair[0]}`),
  );
  return (
    <>
      <p className="capital">{t('proposed', { command: any.has(key) ? any(key) : proposed.type })}</p>
      <dl className="proposal">
        {said.map(([name, value]) => (
          <div key={name}>
            <dt>{any(`fields.${name}`)}</dt>
            <dd>{/^\d{4}-\d{2}-\d{2}$/.test(value) ? day(value) : word(name, value)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
/** A complaint, a notice or a record under the name that the software gave it: the facts of the task say what it is. */
const NAME_OF_OURS = /^[\w/.:-]*$/;
const NO_CONTEXT = { numbers: new Map<string, string>(), amounts: new Map<string, number>() };
