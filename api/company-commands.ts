import { isRefusal } from '../contract/clause.ts';
import { type AnyAnnouncing, announce, draftOf } from './announcing.ts';
import { ANNOUNCING } from './company-commands/announcing.ts';
import { recordDataBreach } from './company-commands/data-breach.ts';
import {
  endSubprocessor,
  recordForceMajeure,
  recordIncident,
  recordMaintenance,
  recordMeasure,
  recordTraining,
} from './company-commands/registers.ts';
import { requestId } from './plugins/idempotency.ts';
import { refused } from './problem.ts';
import { previewOf } from './preview.ts';
import { type AnyCommand, companyCommand, recorded, refuseWide } from './wide-command.ts';

/** What is checked, then told to the clients. */
export const announcingCommand = (one: AnyAnnouncing): AnyCommand<null> =>
  companyCommand({
    ...{ article: one.article, roles: one.roles, body: one.body, example: one.example },
    run: async (asked) => {
      const { draft, publishedAt } = await draftOf(asked.deps, one, asked.body);
      if (isRefusal(draft)) return refuseWide(asked, draft.because, draft);
      return recorded(await announce(asked, draft, { key: requestId(asked.request), publishedAt }));
    },
    foresee: async ({ deps, body, article, testClock }) => {
      const { draft, publishedAt } = await draftOf(deps, one, body);
      if (isRefusal(draft)) throw refused(draft);
      const { recipients, texts } = await previewOf(deps, { draft, article, publishedAt, testClock });
      const subject = (language: 'fr' | 'en'): string => texts.find((each) => each.language === language)?.subject ?? '';
      return [{ en: `${recipients} clients are told: ${subject('en')}.`, fr: `${recipients} clients en sont informés : ${subject('fr')}.` }];
    },
  });

/** What the Company does for all its clients, by the name in its address. A body with `testClock` is of that clock's clients only. */
export const COMPANY_COMMANDS: Record<string, AnyCommand<null>> = {
  ...Object.fromEntries(Object.entries(ANNOUNCING).map(([name, one]) => [name, announcingCommand(one)])),
  'record-force-majeure': recordForceMajeure,
  'record-maintenance': recordMaintenance,
  'record-incident': recordIncident,
  'record-measure': recordMeasure,
  'record-training': recordTraining,
  'end-subprocessor': endSubprocessor,
  'record-data-breach': recordDataBreach,
};
