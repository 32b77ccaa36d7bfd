import { ApplicationFailure } from '@temporalio/common';
import { Context } from '@temporalio/activity';
import { isoOf } from '../contract/calendar.ts';
import type { OutsideEvent } from '../contract/events.ts';
import type { ExportAnswer } from '../contract/duties.ts';
import type { Fact } from '../contract/facts.ts';
import { ProviderDown, ProviderRefused } from '../providers/request.ts';
import { failForecast } from '../database/queries/cash-forecasts.ts';
import type { Performance } from './answers.ts';
import { forecastCash } from './cash-forecast.ts';
import { type Act, type Committed, commitOnce } from './commit.ts';
import type { Deps } from './deps.ts';
import { collectExport } from './exports.ts';
import { LetterWaits } from './formal.ts';
import { lookAhead, standStill } from './look-ahead.ts';
import { deliverDue } from './outbox.ts';
import { perform } from './perform.ts';
import { sealChains } from './seal.ts';
import { sweepRetention } from './sweep.ts';
import { type TakeOverActivities, takeOverActivities } from './take-over.ts';

/** Facts that the workflow decided between two duties: of a command, or of something that happened outside. Instants in epoch milliseconds. */
export type Commitment = Act & { facts: Fact[]; clocked: boolean; told?: string };

/** What the subscription workflow can have done in the world. Each is safe to run twice. */
export type Activities = {
  perform(performance: Performance): Promise<Committed>;
  /** Commits the facts of an act, after the messages due before it on a test clock; if the journal has it already, returns those instead, with its first place there. */
  commit(commitment: Commitment): Promise<Committed>;
  lookAhead(whose: { subscription: string; until: number }): Promise<OutsideEvent | null>;
  standStill(where: { subscription: string; at: number }): Promise<void>;
};
/** Takes an export of the client's data in (E8.6a); what an earlier try copied is kept. */
export type ExportActivities = { collectExport(what: { export: string; at: number }): Promise<ExportAnswer> };
/** Erases what no subscription bears, on its day (E8.6c). */
export type RetentionActivities = { sweepRetention(at: number): Promise<void> };
/** Seals the heads of the chains that grew (A11); gives how many. */
export type SealActivities = { sealChains(): Promise<number> };
/** What the workflow of a cash forecast can have done; its argument is the forecast's id. */
export type CashActivities = { forecastCash(id: string): Promise<void>; failCashForecast(id: string): Promise<void> };

/** The activities of a worker. `soon` is called when something may be to send at once. */
export function createActivities(
  deps: Deps,
  soon: () => void = () => undefined,
): Activities & ExportActivities & RetentionActivities & SealActivities & CashActivities & TakeOverActivities {
  return {
    perform: async (performance) => {
      const done = await perform(deps, performance).catch(believe);
      soon();
      return done;
    },
    commit: async ({ facts, clocked, told, ...act }) => {
      if (clocked) await deliverDue(deps, act.subscription, isoOf(act.at));
      const committed = await commitOnce(deps.knex, act, () => facts);
      if (told) await deps.payments.delivered([told]);
      soon();
      return committed;
    },
    lookAhead: (whose) => lookAhead(deps, whose),
    standStill: (where) => standStill(deps, where),
    collectExport: (what) => collectExport(deps, what),
    sweepRetention: (at) => sweepRetention(deps, at),
    sealChains: () => sealChains(deps),
    ...takeOverActivities(deps),
    forecastCash: (id) => forecastCash(deps, id),
    failCashForecast: (id) => failForecast(deps.knex, id),
  };
}
/** So many times the outside is asked again that says no: it is believed then. One that does not answer is asked longer, it may be starting again. */
const BELIEVED_AT = 4;

function believe(error: Error): never {
  if (error instanceof LetterWaits) throw ApplicationFailure.nonRetryable(error.message, error.name);
  const saysNo = error instanceof ProviderDown || error instanceof ProviderRefused;
  throw saysNo && Context.current().info.attempt >= BELIEVED_AT ? ApplicationFailure.nonRetryable(error.message, error.name) : error;
}
export type { Committed };
