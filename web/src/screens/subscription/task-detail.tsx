import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { taskQuery } from '../../api/queries.ts';
import type { Consequences, Task, TaskDetail } from '../../api/types.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { useAnyText, useSentences, useWord } from '../../i18n/sentences.tsx';
import { typeset } from '../../i18n/typeset.ts';
import { useWritten } from '../../i18n/written.ts';

/** What must be known before deciding (A10): what is asked, the facts, and what each choice leads to, computed by the contract itself. */
export function TaskKnown({ task }: { task: Task }) {
  const t = useTranslations('tasks');
  const { language } = useLanguage();
  const { data } = useQuery(taskQuery(task.id));
  if (!data) return null;
  return (
    <>
      <p>{typeset(data.explanation[language], language)}</p>
      <LedBy facts={data.ledBy} />
      <TaskFacts facts={data.facts} />
      {Object.keys(data.consequences).length > 0 && (
        <section className="consequences">
          <h3>{t('consequences')}</h3>
          <dl className="proposal">
            {Object.entries(data.consequences).map(([choice, consequences]) => (
              <Choice key={choice} choice={choice} consequences={consequences} />
            ))}
          </dl>
        </section>
      )}
    </>
  );
}

/** What was written by whoever asked, reported or declared. */
const WORDS = ['text', 'facts', 'evidence', 'reason'] as const;

/** What was recorded with the opening of the task, in its own words. */
function LedBy({ facts }: { facts: TaskDetail['ledBy'] }) {
  const { fact: sentence } = useSentences(facts);
  if (facts.length === 0) return null;
  return (
    <ul className="says">
      {facts.map((one) => (
        <li key={one.seq}>
          {sentence(one)}
          {WORDS.map((word) => one.data[word])
            .filter((words) => typeof words === 'string' && words !== '')
            .map((words) => (
              <blockquote key={String(words)}>{String(words)}</blockquote>
            ))}
        </li>
      ))}
    </ul>
  );
}

function Choice({ choice, consequences }: { choice: string; consequences: Consequences }) {
  const word = useWord();
  return (
    <div>
      <dt className="capital">{word('choice', choice)}</dt>
      <dd>
        <Says consequences={consequences} />
      </dd>
    </div>
  );
}

/** The consequences in sentences, or why there are none now. */
export function Says({ consequences: { says, refused } }: { consequences: Consequences }) {
  const { language } = useLanguage();
  const write = useSentence();
  if (refused) return <span className="quiet">{write(refused.detail[language])}</span>;
  return (
    <ul className="says">
      {says.map((one) => (
        <li key={one.en}>{write(one[language])}</li>
      ))}
    </ul>
  );
}

/** A sentence of the API as a person reads it: days written out, and the contract's names in words. */
function useSentence(): (text: string) => string {
  const { language } = useLanguage();
  const { day } = useWritten();
  const any = useAnyText();
  const named = (name: string): string => {
    const key = ['code', 'channel', 'state'].map((field) => `words.${field}.${name}`).find((one) => any.has(one));
    return key ? any(key) : name;
  };
  return (text) => {
    const written = text.replaceAll(/\d{4}-\d{2}-\d{2}/g, (found) => day(found)).replaceAll(/[A-Z]{4,}(?:_[A-Z]+)*/g, named);
    return typeset(written.charAt(0).toUpperCase() + written.slice(1), language);
  };
}

type Document = { number: string; dueOn: string; openCents: number };
type ClaimItem = { document: string; what: string; cents: number };
function TaskFacts({ facts }: { facts: TaskDetail['facts'] }) {
  const any = useAnyText();
  const word = useWord();
  const { day, money, list } = useWritten();
  const t = useTranslations('tasks');
  const claimed = ({ document, what, cents }: ClaimItem): string => {
    const kind = any.has(`words.what.${what}`) ? any(`words.what.${what}`) : word('kind', what);
    return t('claimed', { what: kind.toLowerCase(), document, sum: money(cents) });
  };
  const written = (name: string, value: unknown): string => {
    if (name === 'items') return list((value as ClaimItem[]).map(claimed));
    if (Array.isArray(value))
      return list((value as Document[]).map(({ number, dueOn, openCents }) => t('document', { number, day: day(dueOn), sum: money(openCents) })));
    if (typeof value === 'number') return name.endsWith('Cents') ? money(value) : String(value);
    return /^\d{4}-\d{2}-\d{2}/.test(String(value)) ? day(String(value)) : word(name, String(value));
  };
  const shown = Object.entries(facts).filter(
    ([name, value]) => value !== null && any.has(`taskFacts.${name}`) && !(Array.isArray(value) && value.length === 0),
  );
  if (shown.length === 0) return null;
  return (
    <dl className="proposal">
      {shown.map(([name, value]) => (
        <div key={name}>
          <dt>{any(`taskFacts.${name}`)}</dt>
          <dd>{written(name, value)}</dd>
        </div>
      ))}
    </dl>
  );
}
