/** E11.1a: a formal notice leaves by e-mail with a request for acknowledgement, or by registered letter; its bytes are kept before it leaves. */
import { isoOf, momentOf, parisDay } from '../contract/calendar.ts';
import { fact } from '../contract/clause.ts';
import type { Answers } from '../contract/duties.ts';
import type { Channel, Fact, Instant } from '../contract/facts.ts';
import { formalMessage } from '../contract/letters.ts';
import { noticeOf } from '../contract/notices.ts';
import { parameter } from '../contract/parameters.ts';
import type { Contract } from '../contract/state.ts';
import { keepRefusal, keepTaken } from '../database/deliveries.ts';
import { copiesOf, keepCopies, type LetterCopy, moveLetter } from '../database/letters.ts';
import { Notice } from '../database/models/notice.ts';
import { noticeId, queueMessages } from '../database/outbox.ts';
import { MailRefused } from '../providers/mail/port.ts';
import type { Performance } from './answers.ts';
import type { Locked } from './commit.ts';
import { composeLetter, composeNotice } from './compose.ts';
import type { Deps } from './deps.ts';

/** Nothing failed: the duty waits for a person (A10). */
export class LetterWaits extends Error {
  override name = 'LetterWaits';
}

/** Sends the notice of a duty; the same bytes again if it is not known whether they left. An address that refuses for good gets a registered letter (E11.1b). */
export async function sendFormal(
  deps: Deps,
  performance: Performance,
  known: { contract: Contract; client: string },
): Promise<Answers['notice.send'] | null> {
  const { subscription, duty, at } = performance;
  const due = noticeOf(known.contract, duty, parisDay(at));
  if (!due) return null;
  const row = await queued(deps, subscription, known, due.notice, () => formalMessage(known.contract, due, at));
  if (due.channel === 'REGISTERED_LETTER') return post(deps, row, performance);
  const instead = async (): Promise<Answers['notice.send']> => ({
    ...(await post(deps, row, performance)),
    channel: 'REGISTERED_LETTER' satisfies Channel,
  });
  if ((await copiesOf(deps.knex, row.id)).length > 0) return instead(); // its e-mail was refused at an earlier try
  try {
    return await email(deps, row, performance, known.contract);
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error;
    await keepRefusal(deps.knex, { notice: row.id, at: clockedNow(performance) }, error);
    return instead();
  }
}

async function queued(
  deps: Deps,
  number: string,
  known: { client: string },
  notice: string,
  message: () => ReturnType<typeof formalMessage>,
): Promise<Notice> {
  const { language } = await deps.knex('clients').where({ id: known.client }).first('language');
  await deps.knex.transaction((trx) => queueMessages(trx, { number, client: known.client, language }, [message()]));
  return Notice.query(deps.knex).findById(noticeId(number, notice)).throwIfNotFound();
}

/** E11.1b: sent when the recipient's server accepted it, or when it was handed to ours (`notice.emailSentAt`). */
async function email(deps: Deps, row: Notice, { at, clocked }: Performance, contract: Contract): Promise<Answers['notice.send']> {
  const composed = await composeNotice(deps, row, isoOf(at));
  await Notice.query(deps.knex).findById(row.id).patch(composed.record);
  deps.failpoint?.('notice.before-send');
  const submittedAt = new Date().toISOString();
  const taken = await deps.mailer.deliver(composed.mail);
  deps.failpoint?.('notice.after-send');
  const sentAt = parameter(contract, 'notice.emailSentAt') === 'SUBMISSION' ? submittedAt : taken.acceptedAt;
  await keepTaken(deps.knex, { notice: row.id, at: clocked ? isoOf(at) : taken.acceptedAt }, taken);
  return { sentAt: clocked ? isoOf(at) : sentAt };
}

const clockedNow = ({ at, clocked }: Performance): Instant => (clocked ? isoOf(at) : new Date().toISOString());

/** E11.1b: sent when every copy was posted; the same copies again, whenever they are. Throws LetterWaits while a person has to post them. */
async function post(deps: Deps, row: Notice, { at, clocked }: Performance): Promise<Answers['notice.send']> {
  const posted: { tracking: string | null; at: Instant }[] = [];
  for (const one of await copiesToPost(deps, row, isoOf(at))) posted.push(await postCopy(deps, row.id, one, { at, clocked }));
  const receipt = posted.map(({ tracking }) => tracking).join(', ');
  await Notice.query(deps.knex).findById(row.id).patch({ receipt });
  const days = posted.map((one) => momentOf(one.at));
  return { sentAt: isoOf(Math.max(...days)) };
}

/** The copies of a letter, made once: dated as they were first to be posted. */
async function copiesToPost(deps: Deps, row: Notice, at: Instant): Promise<LetterCopy[]> {
  const made = await copiesOf(deps.knex, row.id);
  if (made.length > 0) return made;
  const letter = await composeLetter(deps, row, at);
  await deps.knex.transaction(async (trx) => {
    await Notice.query(trx).findById(row.id).patch(letter.record);
    await keepCopies(trx, { notice: row.id, at }, letter.copies);
  });
  return copiesOf(deps.knex, row.id);
}

async function postCopy(
  deps: Deps,
  notice: string,
  letter: LetterCopy,
  { at, clocked }: Pick<Performance, 'at' | 'clocked'>,
): Promise<Pick<LetterCopy, 'tracking' | 'at'>> {
  if (letter.state !== 'TO_POST') return letter;
  const { copy, recipient, pdf } = letter;
  const answer = await deps.letters.post({ key: copy === 1 ? notice : `${notice}#${copy}`, recipient, pdf, at: isoOf(at) });
  if (answer === 'TO_BE_POSTED') throw new LetterWaits('the letter waits to be posted');
  const now = { state: 'POSTED' as const, at: clocked ? isoOf(at) : answer.postedAt, tracking: answer.tracking };
  await moveLetter(deps.knex, { notice, copy }, { from: ['TO_POST'], ...now });
  return now;
}

/** A11: the hash of the bytes that left enters the journal with the notice. */
export async function sealedBytes({ trx, number }: Locked, facts: readonly Fact[]): Promise<Fact[]> {
  const sent = facts.find((one) => one.type === 'notice.sent');
  if (!sent) return [];
  const { documentHash } = await Notice.query(trx).findById(noticeId(number, sent.notice)).select('document_hash').throwIfNotFound();
  if (!documentHash) throw new Error(`the bytes of ${sent.notice} are not kept: they are before it leaves`);
  return [fact('message.sent', sent.article, momentOf(sent.at), { notice: noticeId(number, sent.notice), code: sent.code, documentHash })];
}
