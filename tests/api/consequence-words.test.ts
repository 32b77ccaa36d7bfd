import { expect, test } from 'vitest';
import { consequenceWords } from '../../api/consequence-words.ts';
import { fact } from '../../contract/clause.ts';
import { momentOf } from '../../contract/calendar.ts';
import type { Consequences } from '../../contract/consequences.ts';
import type { Fact } from '../../contract/facts.ts';

const said = (given: Partial<Consequences>): string[] =>
  consequenceWords({ facts: [], changes: [], foreseen: [], avoided: [], secondPerson: false, ...given }).map(({ en }) => en);
const after = momentOf('2027-03-01T23:05:00.000Z'); // 2 March, 00:05 in Paris
const suspended: Fact = fact('suspension.applied', 'E8.3a', after, { reason: 'PAYMENT', defaultCase: null });
const hold: Fact = fact('legal-hold.placed', 'E8.6c', after, { basis: 'txt_1', until: '2028-12-31' });
const decided: Fact = fact('task.decided', 'A10', after, { task: 't', choice: 'REFUSE', reason: 'txt_2' });
const noted: Fact = fact('notice.acknowledged', 'E11.1b', after, { notice: 'n' });

test.each`
  given                                    | words                                                                                                   | because
  ${{ foreseen: [suspended] }}             | ${['Access is suspended on 2027-03-02.']}                                                               | ${'the day is the one in Paris'}
  ${{ facts: [hold] }}                     | ${['Nothing is destroyed or erased before 2028-12-31 is over.']}                                        | ${'what is recorded at once is a consequence'}
  ${{ facts: [noted] }}                    | ${['It is recorded; nothing else changes.']}                                                            | ${'evidence is not nothing'}
  ${{ facts: [decided] }}                  | ${['Nothing changes.']}                                                                                 | ${'a task that is closed changes nothing'}
  ${{ secondPerson: true, facts: [hold] }} | ${['It waits for a second person first.', 'Nothing is destroyed or erased before 2028-12-31 is over.']} | ${'and first the second person'}
`('A10: $words: $because', ({ given, words }) => {
  expect(said(given)).toEqual(words);
});
