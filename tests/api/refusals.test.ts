import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { refusalSentence } from '../../api/refusals.ts';

/** Every reason that the contract gives for a refusal, read from its code. */
const reasons = (): string[] => {
  const sources = readdirSync('contract').map((file) => readFileSync(`contract/${file}`, 'utf8'));
  return [
    ...new Set(sources.flatMap((source) => [...source.matchAll(/refuse\(\s*[^,]+,\s*(?:[^'",]+\? )?'([a-z-]+)'/g)].map((match) => match[1] ?? ''))),
  ].sort();
};

test('every reason of the contract has its own sentence, in French and in English', () => {
  const missing = reasons().filter((because) => /\([a-z-]+\)/.test(refusalSentence({ kind: 'refused', article: 'E0', because, allowed: [] }).en));
  expect(reasons().length).toBeGreaterThan(30);
  expect(missing).toEqual([]);
});

test.each`
  because                  | values                       | allowed                                                     | en                                                                                          | fr
  ${'too-late'}            | ${{ lastDay: '2027-10-03' }} | ${[]}                                                       | ${'The last day for this has passed: 2027-10-03.'}                                          | ${'Le dernier jour pour le faire est passé : 2027-10-03.'}
  ${'too-late'}            | ${{}}                        | ${[]}                                                       | ${'The last day for this has passed.'}                                                      | ${'Le dernier jour pour le faire est passé.'}
  ${'nothing-due'}         | ${{}}                        | ${[{ command: 'denounce', until: '2027-10-03' }]}           | ${'Nothing is due. Possible instead: denounce the renewal until 2027-10-03.'}               | ${"Rien n'est dû. Possible à la place : dénoncer la reconduction jusqu'au 2027-10-03."}
  ${'cure-period-running'} | ${{ from: '2027-02-26' }}    | ${[{ command: 'terminate-for-cause', from: '2027-02-26' }]} | ${'The time to remedy is not over. Possible instead: terminate for cause from 2027-02-26.'} | ${"Le délai pour remédier n'est pas écoulé. Possible à la place : résilier pour juste motif à partir du 2027-02-26."}
`('$because: $en', ({ because, values, allowed, en, fr }) => {
  expect(refusalSentence({ kind: 'refused', article: 'E0', because, values, allowed })).toEqual({ en, fr });
});

test('an unknown reason still says something', () => {
  expect(refusalSentence({ kind: 'refused', article: 'E0', because: 'a-new-one', allowed: [] }).en).toBe(
    'The contract does not allow this now (a-new-one).',
  );
});
