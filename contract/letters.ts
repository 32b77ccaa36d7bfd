/** A5: which messages ride on which facts, and what a formal notice says when it leaves. */
import { announcedDays } from './announcements.ts';
import { breachDeadline } from './data-breach.ts';
import { accelerated, accelerationDay } from './acceleration.ts';
import { type Day, type Moment, addMonths, civilOf, dayOf, isoOf, momentOf, parisDay } from './calendar.ts';
import { cessationOf } from './cessation.ts';
import { lastDayOf, sendingTime } from './clause.ts';
import { record } from './contract.ts';
import { lastDenunciationDay, withdrawUntil } from './denunciation.ts';
import { exportUntil } from './ending.ts';
import type { Fact, FactOf, FactType, Instant, NoticeSubject } from './facts.ts';
import type { InfoCode, Message, MessageOf, MessageValues, OpenDocument } from './messages.ts';
import { vatOf } from './money.ts';
import { unusableMeans } from './means.ts';
import { ARTICLE, deemedDay } from './notices.ts';
import { parameter } from './parameters.ts';
import { findReceivable, inPayingOrder, isOverdue, openCents, openOf, presentationDay } from './receivables.ts';
import { rejectionCode } from './rejection-codes.ts';
import type { Contract, NoticeDue, Receivable } from './state.ts';
import { answerBy } from './supporting-documents.ts';
import { lastCureDay } from './suspension.ts';
import { nextFormula, termOf } from './term.ts';
import { noticeEnd } from './termination.ts';

type Letter = {
  [C in InfoCode]: { code: C; key?: string; sendAfter?: string; attachments?: string[]; values: MessageValues[C] };
}[InfoCode];
type Writer<T extends FactType> = (before: Contract, after: Contract, fact: FactOf<T>) => Letter | null;

/** E11.9a: what was accepted, by the subscriber or by its successor. */
const acceptance = (contract: Contract): Letter => ({
  ...{ code: 'ACCEPTANCE_CONFIRMATION', attachments: ['terms'] },
  values: {
    ...{ formula: contract.formula.code, months: contract.formula.months },
    ...{ startsOn: civilOf(contract.term.startsOn), endsOn: civilOf(contract.term.endsOn) },
    ...{ netCents: contract.price?.netCents ?? 0, termsVersion: contract.terms, lastDenunciationDay: civilOf(lastDenunciationDay(contract)) },
  },
});
/** E5.5b: the flat sum that a fact has made due. */
const feeOf = (before: Contract, after: Contract): number =>
  (after.fees?.length ?? 0) > (before.fees?.length ?? 0) ? parameter(after, 'rejectionFee.amount') : 0;
const numberOf = (contract: Contract, id: string): string => findReceivable(contract, id)?.number ?? id;

/** A12: what a timer causes leaves at the sending hour, what a person or the outside causes at once. */
const leaving = (contract: Contract, { at, by }: Pick<Fact, 'at' | 'by'>): Instant =>
  by === 'engine' ? isoOf(sendingTime(contract, momentOf(at))) : at;

const WRITERS: { [T in FactType]?: Writer<T> } = {
  'subscription.accepted': (_before, after) => acceptance(after),
  'invoice.issued': (_before, after, one) => {
    const { number, kind, term, issuedOn, dueOn, netCents, vatRate, vatCents, grossCents, sendAt } = one;
    const presentOn = findReceivable(after, one.invoice)?.presentOn ?? dayOf(dueOn);
    const presentationOn = civilOf(presentationDay(after.means.kind, presentOn));
    const values = { number, kind, term, issuedOn, dueOn, netCents, vatRate, vatCents, grossCents, presentationOn };
    return { code: 'INVOICE_ISSUED', key: one.invoice, sendAfter: sendAt, attachments: [number], values };
  },
  'invoice.reminded': (before, _after, one) => {
    const receivable = findReceivable(before, one.invoice);
    if (!receivable) return null;
    const { number, kind } = receivable;
    const dueOn = civilOf(receivable.dueOn);
    const cents = openCents(receivable);
    if (one.step === 'COURTESY')
      return {
        code: 'COURTESY_REMINDER',
        key: `${one.invoice}/${civilOf(receivable.base ?? receivable.dueOn)}`,
        values: { number, kind, dueOn, openCents: cents },
      };
    const presentationOn = civilOf(presentationDay(before.means.kind, receivable.presentOn ?? receivable.dueOn));
    return { code: 'PRE_DUE_REMINDER', key: one.invoice, values: { number, dueOn, openCents: cents, presentationOn } };
  },
  'payment.rejected': (before, after, one) => {
    const payment = before.payments.find((entry) => entry.id === one.payment);
    if (!payment || payment.cause === 'ON_SCREEN') return null;
    const documents = payment.allocations.map((part) => part.document);
    const retry = documents.map((id) => findReceivable(after, id)?.presentOn).find((day) => day !== undefined);
    const cents = payment.allocations.reduce((sum, part) => sum + part.cents, 0);
    const retryOn = retry === undefined ? null : civilOf(presentationDay(after.means.kind, retry));
    const values = {
      numbers: documents.map((id) => numberOf(before, id)),
      cents,
      code: one.code,
      rejectedOn: one.rejectedOn,
      retryOn,
      feeCents: feeOf(before, after),
    };
    return { code: 'PAYMENT_REJECTED', key: one.payment, values };
  },
  'payment.reversed': (before, after, one) => {
    const { retry, feeDue } = rejectionCode(one.code);
    const back = one.reopened.filter(({ invoice }) => openOf(after, invoice) > openOf(before, invoice));
    if ((!retry && !feeDue) || back.length === 0) return null; // the client took it back itself, or it was told before
    const again = back.map(({ invoice }) => findReceivable(after, invoice)?.presentOn).find((day) => day !== undefined);
    const values = {
      ...{ numbers: back.map(({ number }) => number), cents: back.reduce((sum, part) => sum + part.cents, 0), code: one.code },
      ...{ rejectedOn: one.reversedOn, retryOn: again === undefined ? null : civilOf(presentationDay(after.means.kind, again)) },
      feeCents: feeOf(before, after),
    };
    return { code: 'PAYMENT_REJECTED', key: one.payment, values };
  },
  'suspension.lifted': (before, after, one) => {
    const emailing = after.suspensions?.some((entry) => entry.reason === 'EMAILING');
    const opened = before.state === 'SUSPENDED' && after.state === 'ACTIVE';
    if (!opened && (one.reason !== 'EMAILING' || after.state !== 'ACTIVE')) return null;
    const services = !opened ? 'EMAILING' : emailing ? 'ALL_BUT_EMAILING' : 'ALL';
    const at = momentOf(one.at);
    const sendAfter = one.because === 'SILENCE' ? isoOf(sendingTime(after, at)) : one.at;
    const key = one.reason === 'PAYMENT' ? one.at.slice(0, 10) : `${one.reason}/${one.at}`;
    return { code: 'REINSTATED', key, sendAfter, values: { since: civilOf(parisDay(at)), services } };
  },
  'arrangement.needed': (_before, _after, one) => ({
    code: 'ARRANGEMENT_NEEDED',
    key: one.paidOn,
    values: { paidOn: one.paidOn, decideBy: one.decideBy },
  }),
  'denunciation.recorded': (_before, after, one) => {
    if (one.party !== 'CLIENT') return null;
    const { sentOn, inTime } = one;
    const last = Math.min(dayOf(one.endsOn), cessationOf(after) ?? Number.POSITIVE_INFINITY); // E8.2a: the earlier end wins
    const values = {
      sentAt: one.at,
      sentOn,
      endsOn: civilOf(last),
      inTime,
      withdrawUntil: civilOf(withdrawUntil(after) ?? dayOf(sentOn)),
      exportUntil: civilOf(exportUntil(after, last)),
    };
    return { code: 'DENUNCIATION_ACK', key: `T${one.term}/${one.at}`, values };
  },
  'renewal.announced': (_before, after, one) => {
    const { deadlines, netCents, sendAt } = one;
    const { code, months } = nextFormula(after);
    const values = { deadlines, netCents, formula: code, months, endsOn: civilOf(after.term.endsOn), renewsOn: civilOf(after.term.endsOn + 1) };
    return { code: 'RENEWAL_REMINDER', key: `T${after.term.number}`, sendAfter: sendAt, values };
  },
  'term.renewed': (_before, after, one) => {
    const { term, startsOn, endsOn, formula, sendAt } = one;
    const values = { term, startsOn, endsOn, formula: formula.code, months: formula.months, netCents: after.price?.netCents ?? null };
    return { code: 'RENEWED', key: `T${term}`, sendAfter: sendAt, values };
  },
  'formula.chosen': (_before, _after, { formula, from, at }) => ({
    code: 'FORMULA_CHOICE_ACK',
    key: at,
    values: { formula: formula.code, months: formula.months, from },
  }),
  'formula-choice.refused': (_before, _after, { formula, nextOn, at }) => ({
    code: 'FORMULA_CHOICE_REFUSED',
    key: at,
    values: { formula: formula.code, months: formula.months, nextOn },
  }),
  'content.ordered': (_before, _after, { order, act, items, listing, ground, at }) => ({
    ...{ code: 'CONTENT_HOLD', key: order },
    values: { act, items, listing, ground, on: civilOf(parisDay(momentOf(at))) },
  }),
  'credit-note.issued': (_before, after, { number, corrects, grossCents, refundCents, refundBy, ...one }) => ({
    ...{ code: 'CREDIT_NOTE_ISSUED', key: number, sendAfter: leaving(after, one), attachments: [number] },
    values: { number, corrects, grossCents, refundCents, refundBy },
  }),
  'debit-note.issued': (before, after, { number, issuedOn, dueOn, items, grossCents, debitNote, ...one }) => {
    const named = items.map(({ invoice, penaltyCents, indemnityCents }) => ({ number: numberOf(before, invoice), penaltyCents, indemnityCents }));
    const { presentOn, frozen } = findReceivable(after, debitNote) ?? {};
    const announced = presentOn !== undefined && frozen === undefined && !unusableMeans(after);
    const presentationOn = announced ? civilOf(presentationDay(after.means.kind, presentOn)) : null;
    return {
      ...{ code: 'DEBIT_NOTE_ISSUED', key: number, sendAfter: leaving(after, one), attachments: [number] },
      values: { number, issuedOn, dueOn, items: named, grossCents, presentationOn },
    };
  },
  'refund.released': (_before, _after, { creditNote, cents }) => ({ code: 'REFUND_ISSUED', key: creditNote, values: { number: creditNote, cents } }),
  'subscription.ended': (_before, _after, { cessationOn, cause, exportUntil: until, sendAt }) => ({
    ...{ code: 'ENDED', key: cessationOn, sendAfter: sendAt },
    values: { cessationOn, cause, exportUntil: until },
  }),
  'export.reminded': (_before, after, { daysLeft }) => {
    const until = civilOf(exportUntil(after, after.ended?.on ?? after.term.endsOn));
    return { code: 'REVERSIBILITY_REMINDER', key: `${until}/${daysLeft}`, values: { exportUntil: until, daysLeft } };
  },
  'export.delivered': (_before, after, one) => {
    const { export: id, deliveredOn, sha256, counts } = one;
    const verifyUntil = civilOf(dayOf(deliveredOn) + parameter(after, 'reversibility.verifyDays'));
    return { code: 'EXPORT_READY', key: `${id}/${deliveredOn}`, values: { export: id, deliveredOn, sha256, counts, verifyUntil } };
  },
  'subscription.deleted': (_before, after, one) => {
    if (!one.destroyed) return null; // another subscription of the client still uses the data (E8.6b)
    const { certificate, counts, backupsGoneBy, evidenceUntil, accountsUntil } = one;
    const at = momentOf(one.at);
    const values = { certificate, deletedOn: civilOf(parisDay(at)), counts, backupsGoneBy, evidenceUntil, accountsUntil };
    return { code: 'DELETION_CERTIFICATE', key: values.deletedOn, sendAfter: isoOf(sendingTime(after, at)), values };
  },
  'instruction.flagged': (_before, _after, { instruction, text, why }) => ({ code: 'INSTRUCTION_FLAGGED', key: instruction, values: { text, why } }),
  'contract.assigned': (_before, after, { assignment }) => ({ ...acceptance(after), key: assignment }),
  'announcement.made': (_before, after, one) => {
    const { announcement: key, code, change, words } = one;
    const on = one.on ?? civilOf(parisDay(momentOf(one.at)));
    if (code === 'PSP_CHANGE')
      return {
        code,
        key,
        values: { provider: words.provider ?? '', terms: words.terms ?? null, on, acknowledgement: parameter(after, 'psp.changeAck') },
      };
    if (code !== 'SERVICE_CHANGE') return null; // formal: a notice of its own
    const { before = null, after: to = null, note = null } = words;
    return { code, key, values: { change: change ?? 'SERVICE', before, after: to, note, on: one.on } };
  },
};

function message({ code, key, sendAfter, attachments = [], values }: Letter, one: Fact): Message {
  const fields = {
    notice: key ? `${code}/${key}` : code,
    ...{ code, article: one.article, sender: 'COMPANY', channel: 'EMAIL', sendAfter: sendAfter ?? one.at, values, attachments },
  };
  return fields as Message;
}

/** The messages that ride on facts; `before` is null at acceptance, when the contract is already the one opened. */
export function messagesOf(before: Contract | null, opened: Contract, facts: Fact[]): Message[] {
  const messages: Message[] = [];
  const confirmed = facts.some((one) => one.type === 'subscription.taken-over'); // long ago, by another system
  let now = before ?? opened;
  for (const one of facts) {
    const after = record(now, one);
    const writer = WRITERS[one.type] as Writer<FactType> | undefined;
    const letter = writer?.(now, after, one as FactOf<FactType>);
    if (letter && !(confirmed && letter.code === 'ACCEPTANCE_CONFIRMATION')) messages.push(message(letter, one));
    now = after;
  }
  return messages;
}

/** Documents by name, in the order in which money pays them. */
const named = (contract: Contract, receivables: Receivable[]): OpenDocument[] =>
  inPayingOrder(contract, receivables).map((one) => ({ number: one.number, dueOn: civilOf(one.dueOn), openCents: openCents(one) }));

const openDocuments = (contract: Contract, on: Day): OpenDocument[] =>
  named(
    contract,
    contract.receivables.filter((one) => isOverdue(contract, one, on)),
  );

/** E8.3b: what falls due with a declaration, as it stands when it leaves. */
function accelerationValues(contract: Contract, { term = contract.term.number, facts }: NoticeSubject, when: { sentOn: Day; deemedOn: Day }) {
  const day = accelerationDay(contract, when);
  const { documents: ahead, instalments: left } = accelerated(contract, { term, on: day });
  const documents = named(contract, ahead);
  const instalments = left
    ? {
        count: left.to - left.from + 1,
        cents: left.netCents + vatOf(left.netCents, contract.term.vatRate ?? parameter(contract, 'vat.standardRate')),
      }
    : null;
  const late = openDocuments(contract, when.sentOn);
  const totalCents = [...documents, ...late].reduce((sum, one) => sum + one.openCents, instalments?.cents ?? 0);
  return { documents, instalments, totalCents, facts: facts ?? null, dueOn: civilOf(day) };
}

/** E8.3c: the sums claimed, the documents by name as far as they are still open. */
function damagesValues(contract: Contract, { damages, facts }: NoticeSubject) {
  const { documents: ids = [], uninvoicedCents = 0, vatRate = 0, vatCents = 0, accessoriesCents = 0, totalCents = 0 } = damages ?? {};
  const documents = named(
    contract,
    contract.receivables.filter((one) => ids.includes(one.id)),
  );
  return { documents, uninvoicedCents, vatRate, vatCents, accessoriesCents, totalCents, facts: facts ?? null };
}

/** E11.1: what a formal notice says if it leaves at this instant. */
export function formalMessage(contract: Contract, notice: NoticeDue, at: Moment): Message {
  const on = parisDay(at);
  const deemed = deemedDay(contract, notice.channel, on);
  const dates = { sentOn: civilOf(on), deemedOn: civilOf(deemed) };
  const documents = openDocuments(contract, on);
  const owed = documents.reduce((sum, one) => sum + one.openCents, 0);
  const { about, from, code } = notice;
  const valuesOf = (): MessageOf<typeof code>['values'] => {
    switch (code) {
      case 'DEFAULT_NOTICE': {
        const last = lastCureDay(contract, deemed);
        return { documents, ...dates, lastCureDay: civilOf(last), suspensionOn: civilOf(last + 1), terminationFrom: civilOf(last + 1) };
      }
      case 'BREACH_NOTICE':
        return {
          from,
          clause: about.clause ?? '',
          facts: about.facts ?? null,
          listing: about.listing ?? null,
          ...dates,
          lastCureDay: civilOf(lastDayOf(contract, deemed, parameter(contract, 'breach.cureDays'))),
        };
      case 'TERMINATION_NOTICE': {
        const cessationOn = about.cessationOn ?? civilOf(noticeEnd(contract, deemed));
        return { from, ground: about.ground ?? 'BREACH', facts: about.facts ?? null, ...dates, cessationOn, openCents: owed };
      }
      case 'TERMINATION_WITHDRAWN':
        return { because: about.because ?? 'PAID', withdrawnOn: civilOf(on), ...dates };
      case 'ACCELERATION_NOTICE':
        return { ...accelerationValues(contract, about, { sentOn: on, deemedOn: deemed }), overdue: documents, ...dates };
      case 'ADMINISTRATOR_NOTICE': {
        const { officer = null, officerEmail = null, judgmentOn = civilOf(on) } = about;
        return { officer, officerEmail, judgmentOn, answerBy: civilOf(addMonths(deemed, 1)), endsOn: civilOf(contract.term.endsOn), ...dates };
      }
      case 'DAMAGES_CLAIM':
        return { ...damagesValues(contract, about), ...dates };
      case 'COMPANY_DENUNCIATION':
      case 'CLIENT_DENUNCIATION':
        return { ...dates, endsOn: civilOf(termOf(contract, about.term ?? contract.term.number).endsOn) };
      case 'SECURITY_STANDARD_CHANGE':
      case 'ASSIGNMENT_NOTICE':
      case 'ADDRESS_CHANGE':
        return { ...about.words, ...dates, ...announcedDays(contract, code, about, deemed) } as MessageOf<typeof code>['values'];
      case 'DOCUMENT_REQUEST':
        return { documents: about.documents ?? '', ...dates, answerBy: civilOf(answerBy(contract, deemed)) };
      case 'DATA_BREACH_NOTICE': {
        const knownAt = about.knownAt ?? isoOf(at);
        return { facts: about.facts ?? '', knownAt, deadlineAt: isoOf(breachDeadline(contract, momentOf(knownAt))), ...dates };
      }
      case 'SUSPENSION_NOTICE': {
        const { scope = 'ALL', since = on } = contract.suspensions?.find((one) => one.reason === about.reason) ?? {};
        return {
          ...{ reason: about.reason ?? 'PAYMENT', scope, facts: about.facts ?? null, ...dates },
          ...{ since: civilOf(since), documents, openCents: owed },
        };
      }
    }
  };
  const fields = {
    notice: notice.notice,
    code,
    article: ARTICLE[code],
    sender: from,
    channel: notice.channel,
    sendAfter: isoOf(at),
    values: valuesOf(),
    attachments: [],
  };
  return fields as unknown as Message;
}
