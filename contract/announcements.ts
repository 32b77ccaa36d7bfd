/** CGUV 3.2, 3.3, 4.4, 5.2, 11.1, 11.4, 11.8: what the Company announces to every client, and the day from which it counts for each. */
import { type Day, addMonths, civilOf, dayOf } from './calendar.ts';
import { type Clause, fact, refuse } from './clause.ts';
import type { OutsideEvent } from './events.ts';
import type { AnnouncementCode, Civil, Fact, FormalAnnouncement, NoticeSubject } from './facts.ts';
import { type Parameters, parameter } from './parameters.ts';
import type { Announced, Contract } from './state.ts';
import { formalChannel } from './suspension.ts';

type Terms = { parameters: Parameters };

/** Formal announcements remembered: the last ones. */
const REMEMBERED = 8;

const FORMAL: readonly AnnouncementCode[] = ['SECURITY_STANDARD_CHANGE', 'ASSIGNMENT_NOTICE', 'ADDRESS_CHANGE'] satisfies FormalAnnouncement[];
export const isFormalAnnouncement = (code: AnnouncementCode): code is FormalAnnouncement => FORMAL.includes(code);

/** E3.2c: a security standard binds from the day after deemed receipt and three more months, or from a later day that was announced. */
const bindsFrom = (terms: Terms, deemedOn: Day, on: Day): Day => Math.max(on, addMonths(deemedOn, parameter(terms, 'security.noticeMonths')) + 1);

/** E3.2c, E11.4b, E11.1c: the day from which an announcement received on a day counts for this client. */
export function effectiveDay(terms: Terms, code: FormalAnnouncement, { deemedOn, on = deemedOn }: { deemedOn: Day; on?: Day | undefined }): Day {
  switch (code) {
    case 'SECURITY_STANDARD_CHANGE':
      return bindsFrom(terms, deemedOn, on);
    case 'ASSIGNMENT_NOTICE':
      return parameter(terms, 'assignment.effectiveOn') === 'ANNOUNCED_DATE' ? on : Math.max(on, deemedOn);
    case 'ADDRESS_CHANGE':
      return deemedOn + 1;
  }
}

/** The days that a formal announcement names, if it is received on a day. */
export function announcedDays(
  terms: Terms,
  code: FormalAnnouncement,
  about: NoticeSubject,
  deemedOn: Day,
): { effectiveOn: Civil; announcedOn?: Civil } {
  const effectiveOn = civilOf(effectiveDay(terms, code, { deemedOn, on: about.on === undefined ? undefined : dayOf(about.on) }));
  return { effectiveOn, ...(code === 'ASSIGNMENT_NOTICE' ? { announcedOn: about.on ?? civilOf(deemedOn) } : {}) };
}

/** What the notice of an announcement is about. */
export const announcedSubject = ({ announcement, words, on }: Pick<Announced, 'announcement' | 'words' | 'on'>): NoticeSubject => ({
  announcement,
  words,
  ...(on === undefined ? {} : { on: civilOf(on) }),
});

/** E5.2b: the new provider's terms bind all the same; where the terms require it, online payments of Contacts wait for the acknowledgement. */
export const waitsForAcknowledgement = (contract: Contract): boolean =>
  contract.toAcknowledge !== undefined && parameter(contract, 'psp.changeAck') === 'REQUIRE';

type Told = Extract<OutsideEvent, { type: 'announcement' }>;

/** A5: an announcement enters the contract; a formal one becomes a notice, whose periods run from its deemed receipt. */
export function receiveAnnouncement(contract: Contract, event: Told, at: number): Fact[] {
  const known = contract.announcements?.some((one) => one.announcement === event.announcement);
  if (known || contract.state === 'DELETED') return [];
  const { announcement, code, change, words, on, by, article } = event;
  const made = fact('announcement.made', article, at, { announcement, code, ...(change ? { change } : {}), words, on }, by);
  if (!isFormalAnnouncement(code)) return [made];
  const about = announcedSubject({ announcement, words, ...(on === null ? {} : { on: dayOf(on) }) });
  const decided = { notice: noticeOfAnnouncement(announcement), code, channel: formalChannel(contract), from: 'COMPANY', about } as const;
  return [made, fact('notice.decided', article, at, decided, by)];
}

const noticeOfAnnouncement = (announcement: string): string => `announcement/${announcement}`;

export const announcements: Clause = {
  record: {
    'announcement.made': (contract, { announcement, code, words, on }) => {
      if (code === 'PSP_CHANGE' && parameter(contract, 'psp.changeAck') !== 'NONE') contract.toAcknowledge = announcement;
      if (!isFormalAnnouncement(code) || contract.announcements?.some((one) => one.announcement === announcement)) return;
      const announced = { announcement, code, notice: noticeOfAnnouncement(announcement), words, ...(on === null ? {} : { on: dayOf(on) }) };
      contract.announcements = [...(contract.announcements ?? []), announced].slice(-REMEMBERED);
    },
    'announcement.acknowledged': (contract, { announcement }) => {
      if (contract.toAcknowledge === announcement) delete contract.toAcknowledge;
    },
    'notice.sent': (contract, { notice, deemedOn, about }) => {
      if (!about.announcement) return;
      const received = (one: Announced): Announced => ({ ...one, notice, deemedOn: dayOf(deemedOn) });
      contract.announcements = (contract.announcements ?? []).map((one) => (one.announcement === about.announcement ? received(one) : one));
    },
    'notice.bounced': (contract, { notice }) => {
      if (!contract.announcements || parameter(contract, 'notice.hardBounce') === 'STANDS') return;
      contract.announcements = contract.announcements.map((one) => {
        if (one.notice !== notice) return one;
        const { deemedOn: _, ...unreceived } = one;
        return unreceived;
      });
    },
  },
  decide: {
    'acknowledge-provider': (contract, { by }, at) =>
      contract.toAcknowledge
        ? [fact('announcement.acknowledged', 'E5.2b', at, { announcement: contract.toAcknowledge }, by)]
        : refuse('E5.2b', 'nothing-to-acknowledge'),
  },
};

/** The formal announcements of a contract as they are shown: received when, and counting from when. */
export const announcementsView = (contract: Contract) =>
  (contract.announcements ?? []).map(({ announcement, code, on, deemedOn }) => ({
    announcement,
    code,
    announcedOn: on === undefined ? null : civilOf(on),
    deemedReceivedOn: deemedOn === undefined ? null : civilOf(deemedOn),
    effectiveOn: deemedOn === undefined ? null : civilOf(effectiveDay(contract, code, { deemedOn, on })),
  }));
