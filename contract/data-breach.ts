/** CGUV 11.8 (f): a personal data breach is notified to each client concerned, in hours from when the Company knew of it. */
import { type Moment, civilOf, momentOf, parisDay } from './calendar.ts';
import { type Clause, fact, noticeId, refuse } from './clause.ts';
import { parameter } from './parameters.ts';
import type { Contract } from './state.ts';
import { formalChannel } from './suspension.ts';

const HOUR = 3_600_000;

/** E11.8f: by when a client is told of what the Company knew at an instant. */
export const breachDeadline = (contract: Pick<Contract, 'parameters'>, knownAt: Moment): Moment =>
  knownAt + parameter(contract, 'gdpr.breachNoticeHours') * HOUR;

export const dataBreach: Clause = {
  decide: {
    'notify-data-breach': (contract, { input, by }, at) => {
      const { dataBreach: id, knownAt, facts } = input;
      if (momentOf(knownAt) > at) return refuse('E11.8f', 'known-in-the-future');
      const notice = noticeId(contract, `data-breach/${civilOf(parisDay(at))}`);
      const about = { dataBreach: id, knownAt, facts };
      return [
        fact('notice.decided', 'E11.8f', at, { notice, code: 'DATA_BREACH_NOTICE', channel: formalChannel(contract), from: 'COMPANY', about }, by),
      ];
    },
  },
};
