import { z } from 'zod';
import { FactBody, ForecastFact } from './commands.ts';
import { TaskBody } from './documents.ts';

/** A sentence for people, in the languages that they read. */
const InWords = z.object({ en: z.string(), fr: z.string() });

/** A10: what a choice or a command would lead to; `refused` where it cannot be made now. */
export const ConsequencesBody = z.object({
  says: z.array(InWords).describe('The consequences in sentences, in the order in which they come'),
  changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })).describe('What the subscription then shows otherwise'),
  facts: z.array(ForecastFact).describe('What is recorded at once'),
  foreseen: z.array(ForecastFact).describe('What then comes, and would not have come otherwise'),
  avoided: z.array(ForecastFact).describe('What would have come, and no longer does'),
  secondPerson: z.boolean().describe('It waits for a second person first'),
  refused: z.object({ article: z.string(), because: z.string(), detail: InWords, allowed: z.array(z.unknown()) }).nullable(),
});

/** A10: a task with all that those who decide must see before they do. */
export const TaskDetail = TaskBody.extend({
  title: InWords,
  explanation: InWords,
  deciders: z.array(z.string()).describe('The roles that decide'),
  facts: z.record(z.string(), z.unknown()).describe('Days, amounts, numbers and words that bear on the decision'),
  ledBy: z.array(FactBody).describe('What was recorded with the opening of the task'),
  consequences: z.record(z.string(), ConsequencesBody).describe('For each choice of an open task'),
});

/** A command given with `preview=true`. */
export const Previewed = z.object({ preview: ConsequencesBody });
