import { Fragment, type ReactNode } from 'react';
import { COLUMNS, RULE, UNDERLINE, unbroken } from './message-lines.ts';

/** The text part of a message, as a page shows it: its title and rules drawn, its tables in columns, its paragraphs as wide as the reader's screen. */
export function MessageText({ text }: { text: string }) {
  const lines = unbroken(text.trimEnd().split('\n'));
  return lines.map((line, at): ReactNode => {
    if (UNDERLINE.test(line)) return null;
    if (RULE.test(line)) return <hr key={at} />;
    if (UNDERLINE.test(lines[at + 1] ?? '')) return <h2 key={at}>{line}</h2>;
    return <Fragment key={at}>{COLUMNS.test(line) ? <span className="mono columns">{`${line}\n`}</span> : `${line}\n`}</Fragment>;
  });
}
