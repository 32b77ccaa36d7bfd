/** CGUV 11.1 (c): a notification address changes by formal notice, and serves from the day after its deemed receipt. */
import { civilOf, dayOf, instantOf, parisDay } from './calendar.ts';
import { type Clause, fact, noticeId, refuse } from './clause.ts';
import { FORMAL_CHANNELS, sentNotice } from './notices.ts';

export const addresses: Clause = {
  decide: {
    'change-address': (contract, { input, by }, at) => {
      const { postal, email, posted } = input;
      const notice = noticeId(contract, `address/${civilOf(parisDay(at))}`);
      const subject = {
        notice,
        code: 'ADDRESS_CHANGE' as const,
        channel: 'EMAIL' as const,
        from: 'CLIENT' as const,
        about: { words: { postal, email } },
      };
      if (by.role === 'CLIENT_ADMIN') return [fact('notice.decided', 'E11.1c', at, subject, by)];
      if (!posted) return refuse('E11.1c', 'proof-missing', [{ command: 'change-address' }]);
      if (!FORMAL_CHANNELS.includes(posted.channel)) return refuse('E11.1a', 'channel-not-formal');
      const sentOn = dayOf(posted.sentOn);
      if (sentOn > parisDay(at)) return refuse('E11.1c', 'sent-in-the-future');
      if (sentOn < parisDay(contract.acceptedAt)) return refuse('E11.1c', 'before-acceptance');
      return [
        {
          ...sentNotice(contract, { ...subject, channel: posted.channel }, instantOf(sentOn), { by, receipt: posted.proof }),
          at: new Date(at).toISOString(),
        },
      ];
    },
  },
};
