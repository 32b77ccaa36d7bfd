/** A message row becomes a mail or a letter: its words, its papers, its recipient. The same row gives the same bytes. */
import { createHash } from 'node:crypto';
import { civilOf, momentOf, parisDay } from '../contract/calendar.ts';
import type { Instant } from '../contract/facts.ts';
import { parameter } from '../contract/parameters.ts';
import type { Contract } from '../contract/state.ts';
import type { MessageCode } from '../contract/messages.ts';
import type { Notice } from '../database/models/notice.ts';
import type { SentMessage } from '../database/outbox.ts';
import { addressesAt } from '../database/queries/addresses.ts';
import { companyEmailsOn } from '../database/queries/company-addresses.ts';
import { sellerOn } from '../database/queries/sellers.ts';
import { textsOf } from '../database/queries/texts.ts';
import type { Company } from '../mails/company.ts';
import type { MessageToWrite } from '../mails/compose.ts';
import { letterPdf } from '../mails/papers/letter.ts';
import { pdfOf, printTerms } from '../mails/papers/print.ts';
import { renderMessage } from '../mails/render.ts';
import type { ComposedMail, Mail } from '../providers/mail/port.ts';
import type { Deps } from './deps.ts';

type Composed = Omit<SentMessage, 'sentAt' | 'deemedReceivedOn' | 'receipt'>;
type Addressee = {
  legal_name: string;
  representative_name: string;
  representative_capacity: string;
  emails: [string, ...string[]];
  postal: [string, ...string[]];
  test_clock: string | null;
};

/** The client as it is to be reached at an instant: at one address, or at both while a change is notified and does not serve yet (E11.1c). */
async function clientOf(deps: Deps, notice: Notice, at: Instant): Promise<Addressee> {
  const client = await deps.knex('clients').where({ id: notice.client }).first();
  const [serving, ...notified] = await addressesAt(deps.knex, client, momentOf(at));
  const served = [serving, ...((await servesBoth(deps, notice)) ? notified : [])];
  return { ...client, emails: [...new Set(served.map((one) => one.email))], postal: [...new Set(served.map((one) => one.postal))] };
}

async function servesBoth(deps: Deps, notice: Notice): Promise<boolean> {
  const { contract } = await deps.knex('subscriptions').where({ number: notice.subscription }).first('contract');
  return parameter(contract as Contract, 'address.overlap') === 'SERVE_BOTH';
}

async function toWrite(deps: Deps, notice: Notice, client: Addressee, date: Instant): Promise<MessageToWrite<MessageCode> & { company: Company }> {
  const { code, article, language, subscription, channel, sender } = notice;
  const values = notice.values as MessageToWrite['values'];
  const ids = Object.values(values).filter((value): value is string => typeof value === 'string' && value.startsWith('txt'));
  const recipient = {
    legalName: client.legal_name,
    representative: { name: client.representative_name, capacity: client.representative_capacity },
    address: client.postal[0].split('\n'),
  };
  const space = `${deps.webUrl}/subscriptions/${subscription}`;
  const texts = Object.fromEntries(await textsOf(deps.knex, ids));
  return {
    code,
    article,
    language,
    values,
    subscription,
    channel,
    sender,
    company: await sellerOn(deps.knex, notice.client, civilOf(parisDay(momentOf(date)))),
    client: recipient,
    ...officerOf(values, texts),
    texts,
    links: { space, pay: space, means: space, denounce: space, export: `${space}?tab=data` },
  };
}

/** E8.2-iii: a notice to the officer of proceedings bears the name and address that LEGAL recorded. */
function officerOf(values: object, texts: Record<string, string>): { addressee?: MessageToWrite['client'] } {
  const { officer } = values as { officer?: string | null };
  const [legalName, ...address] = (officer ? texts[officer] : undefined)?.split('\n') ?? [];
  return legalName ? { addressee: { legalName, address } } : {};
}

async function attachmentsOf(deps: Deps, notice: Notice, client: Addressee): Promise<Mail['attachments']> {
  return Promise.all(
    notice.attachments.map(async (name) => {
      const content = name === 'terms' ? await acceptedTerms(deps, notice, client) : await pdfOf(deps.knex, name);
      return {
        filename: `${name === 'terms' ? (notice.language === 'fr' ? 'conditions-generales' : 'terms') : name}.pdf`,
        content,
        contentType: 'application/pdf',
      };
    }),
  );
}

async function acceptedTerms(deps: Deps, notice: Notice, client: Addressee): Promise<Buffer> {
  const { termsVersion } = notice.values as { termsVersion: string };
  return printTerms(deps.knex, { version: termsVersion, testClock: client.test_clock, language: notice.language });
}

/** Where the Company is given notice at an instant: at one address, or at both while a change is announced and does not serve this client yet (E11.1c). */
async function companyAt(deps: Deps, notice: Notice, at: Instant): Promise<string[]> {
  const [serving, ...announced] = await companyEmailsOn(deps.knex, notice.client, civilOf(parisDay(momentOf(at))), deps.companyEmail);
  return (await servesBoth(deps, notice)) ? [...new Set([serving, ...announced])] : [serving];
}

/** The mail of a message, dated as it leaves, with what is recorded of it. */
export async function composeNotice(deps: Deps, notice: Notice, date: Instant): Promise<{ mail: ComposedMail; record: Composed }> {
  const client = await clientOf(deps, notice, date);
  const message = await toWrite(deps, notice, client, date);
  const { subject, text, html } = await renderMessage(message);
  const { officerEmail } = notice.values as { officerEmail?: string | null };
  const officer = officerEmail ? message.texts?.[officerEmail] : undefined;
  const to = notice.sender === 'CLIENT' ? await companyAt(deps, notice, date) : officer ? [officer] : client.emails;
  const attachments = await attachmentsOf(deps, notice, client);
  const replyTo = notice.sender === 'CLIENT' ? { replyTo: client.emails[0] } : {};
  const written = { key: notice.id, fromName: message.company.legalName, to, subject, text, html, attachments, requestReceipt: notice.formal, date };
  const mail = await deps.mailer.compose({ ...written, ...replyTo });
  const { source, sha256, messageId } = mail;
  return {
    mail,
    record: { recipient: to.join(', '), subject, bodyText: text, bodyHtml: html, source, documentHash: sha256, messageId },
  };
}

type LetterToPost = { pdf: Buffer; sha256: string; recipient: string };

/** The registered letter of a formal notice, one copy for each address that is served; the first is kept with the notice. */
export async function composeLetter(
  deps: Deps,
  notice: Notice,
  at: Instant,
): Promise<{ copies: [LetterToPost, ...LetterToPost[]]; record: Composed }> {
  const client = await clientOf(deps, notice, at);
  const message = { ...(await toWrite(deps, notice, client, at)), channel: 'REGISTERED_LETTER' as const };
  const on = civilOf(parisDay(momentOf(at)));
  const copyTo = async (to: MessageToWrite['client'], own: Partial<MessageToWrite>): Promise<LetterToPost> => {
    const pdf = await letterPdf({ ...message, ...own, on });
    return { pdf, sha256: createHash('sha256').update(pdf).digest('hex'), recipient: [to.legalName, ...(to.address ?? [])].join('\n') };
  };
  const toAddress = (postal: string): Promise<LetterToPost> => {
    const to = { ...message.client, address: postal.split('\n') };
    return copyTo(to, { client: to });
  };
  const { addressee } = message; // an officer of proceedings has one address, and is no party to the contract
  const [serving, ...notified] = client.postal;
  const first = addressee ? await copyTo(addressee, {}) : await toAddress(serving);
  const copies: [LetterToPost, ...LetterToPost[]] = [first, ...(addressee ? [] : await Promise.all(notified.map(toAddress)))];
  const { subject, text, html } = await renderMessage(message);
  const recipient = copies.map((one) => one.recipient).join('\n\n');
  return {
    copies,
    record: { recipient, subject, bodyText: text, bodyHtml: html, source: first.pdf, documentHash: first.sha256, messageId: notice.id },
  };
}
