/** CGUV 11.2 (c): supporting documents are due on first demand; LEGAL is told when the time to answer has passed, and nothing else follows by itself. */
import { type Day, civilOf, dayOf, instantOf, parisDay } from './calendar.ts';
import { type Clause, fact, lastDayOf, noticeId, refuse } from './clause.ts';
import { FORMAL_CHANNELS } from './notices.ts';
import { parameter } from './parameters.ts';
import type { Contract } from './state.ts';
import { formalChannel } from './suspension.ts';

/** E11.2c: the last day to answer a request that is deemed received on a day. */
export const answerBy = (contract: Contract, deemedOn: Day): Day => lastDayOf(contract, deemedOn, parameter(contract, 'documents.responseDays'));

export const supportingDocuments: Clause = {
  duties(contract, due) {
    for (const { id, lastDay, asked } of contract.documentRequests ?? [])
      if (!asked) due.push({ id: `task/${id}`, action: 'task.open', due: instantOf(lastDay + 1), article: 'E11.2c', ref: `DOCUMENTS:${id}` });
  },
  record: {
    'notice.sent': (contract, { code, notice: id, deemedOn, about }) => {
      if (code !== 'DOCUMENT_REQUEST' || !about.documents) return;
      const others = (contract.documentRequests ?? []).filter((one) => one.id !== id && one.id !== about.replaces);
      contract.documentRequests = [...others, { id, documents: about.documents, lastDay: answerBy(contract, dayOf(deemedOn)) }];
    },
    'notice.bounced': (contract, { notice }) => {
      if (contract.documentRequests && parameter(contract, 'notice.hardBounce') === 'VOID_AND_POST')
        contract.documentRequests = contract.documentRequests.filter((one) => one.id !== notice);
    },
    'task.opened': (contract, { kind, about }) => {
      if (kind === 'DOCUMENTS')
        contract.documentRequests = (contract.documentRequests ?? []).map((one) => (one.id === about ? { ...one, asked: true as const } : one));
    },
    'documents.provided': (contract, { request }) => {
      contract.documentRequests = (contract.documentRequests ?? []).filter((one) => one.id !== request);
      contract.tasks = (contract.tasks ?? []).filter((one) => one.kind !== 'DOCUMENTS' || one.about !== request);
    },
    'subscription.deleted': (contract) => {
      delete contract.documentRequests;
    },
  },
  decide: {
    'request-documents': (contract, { input, by }, at) => {
      const { documents, channel = formalChannel(contract) } = input;
      if (!FORMAL_CHANNELS.includes(channel)) return refuse('E11.1a', 'channel-not-formal');
      if (channel === 'HAND') return refuse('E11.1a', 'signed-receipt-missing', [{ command: 'request-documents' }]);
      const notice = noticeId(contract, `documents/${civilOf(parisDay(at))}`);
      return [fact('notice.decided', 'E11.2c', at, { notice, code: 'DOCUMENT_REQUEST', channel, from: 'COMPANY', about: { documents } }, by)];
    },
    'provide-documents': (contract, { input, by }, at) => {
      const request = contract.documentRequests?.find((one) => input.request === undefined || one.id === input.request);
      if (!request) return refuse('E11.2c', 'nothing-requested');
      return [fact('documents.provided', 'E11.2c', at, { request: request.id, text: input.text }, by)];
    },
  },
};
