import { Fragment } from 'react';

/** The text of the terms as it was published; lines that begin with `#` are its headings. */
export function TextOfTerms({ text }: { text: string }) {
  return text.split('\n').map((line, at) => {
    const heading = /^#+\s+(.*)$/.exec(line)?.[1];
    return heading === undefined ? <Fragment key={at}>{`${line}\n`}</Fragment> : <h2 key={at}>{heading}</h2>;
  });
}
