import type { ReactNode } from 'react';

/** A word of state in a row, with a dot for the eye. */
export function Tag({ tone, children }: { tone: 'good' | 'bad' | 'plain'; children: ReactNode }) {
  return (
    <span className="tag" data-tone={tone}>
      {children}
    </span>
  );
}
