/** CGUV 8.5: what outlives the subscription, from C on. */
import { addMonths, civilOf } from './calendar.ts';
import type { Civil } from './facts.ts';
import { parameter } from './parameters.ts';
import type { Contract } from './state.ts';

/** E8.5: articles that last as long as a right under them, or their own purpose, does. */
const WITHOUT_END = ['6', '8.3', '8.6', '9', '10', '11.5', '11.8', '11.9'];

/** E8.5: the register of what goes on after C, each article with its last day where it has one; null while nothing has ended. */
export function survival(contract: Contract): { article: string; until: Civil | null }[] | null {
  if (!contract.ended) return null;
  const { on } = contract.ended;
  const years = (name: 'survival.confidentialityYears' | 'survival.nonSolicitationYears'): Civil =>
    civilOf(addMonths(on, 12 * parameter(contract, name)));
  const timed = [
    { article: '7', until: years('survival.confidentialityYears') },
    { article: '11.3', until: years('survival.nonSolicitationYears') }, // from the end of the person's service, C at the latest
  ];
  return [...timed, ...WITHOUT_END.map((article) => ({ article, until: null }))];
}
