/** E11.1a: what a person enters of a registered letter: its posting, which sends the notice, and what came of it, each with its slip. */
import { createHash } from 'node:crypto';
import { civilOf, dayOf, instantOf, isoOf, momentOf, parisDay } from '../contract/calendar.ts';
import type { Instant, Role } from '../contract/facts.ts';
import { BEFORE, letterCopy, type LetterEvent, moveLetter } from '../database/letters.ts';
import { audit } from '../database/queries/audit.ts';
import { insertAttachment } from '../database/queries/attachments.ts';
import { contractNow } from '../database/queries/clocks.ts';
import { insertText } from '../database/queries/texts.ts';
import { appendRecord } from '../database/records.ts';
import type { Deps } from './deps.ts';
import { impossible, notFound, type Words } from './problem.ts';
import { told } from './tell.ts';

type Letter = NonNullable<Awaited<ReturnType<typeof letterCopy>>>;
export type LetterNews = {
  event: LetterEvent;
  on: string;
  tracking?: string | undefined;
  scan?: { name: string; type: string; contentBase64: string } | undefined;
};
type By = { person: string; role: Role };

const NOT_NOW: Words = { en: 'The letter is not at this point.', fr: 'La lettre n’en est pas là.' };
const NO_TRACKING: Words = { en: 'A posted letter has its registered number.', fr: 'Une lettre postée a son numéro de recommandé.' };
const NOT_THAT_DAY: Words = {
  en: 'The day is before the letter was at this point, or has not come.',
  fr: 'Ce jour précède ce que l’on sait de la lettre, ou n’est pas venu.',
};

/** Records one news of a letter. The notice is sent on the day of posting; one that was signed for is acknowledged (E11.1b). */
export async function tellLetter(deps: Deps, letter: Letter, news: LetterNews, by: By): Promise<Letter> {
  const { knex, temporal } = deps;
  const { event, tracking } = news;
  if (!BEFORE[event].includes(letter.state)) throw impossible(NOT_NOW, 'E11.1a');
  if (event === 'POSTED' && !tracking) throw impossible(NO_TRACKING, 'E11.1a');
  const at = instantOn(news.on, letter.at, await contractNow(knex, letter.testClock));
  const { notice, copy, subscription } = letter;
  await knex.transaction(async (trx) => {
    const change = { from: [letter.state], state: event, at, ...(event === 'POSTED' && tracking ? { tracking } : {}) };
    if (!(await moveLetter(trx, { notice, copy }, change))) throw impossible(NOT_NOW, 'E11.1a');
    await keepProof(trx, letter, { ...news, at, by });
  });
  if (event === 'RECEIVED') {
    const key = `letter/${notice}/${copy}`;
    await told(temporal, subscription, { key, at, type: 'notice-acknowledged', notice: notice.slice(subscription.length + 1) });
  }
  const now = await letterCopy(knex, { notice, copy });
  if (!now) throw notFound();
  return now;
}

/** Noon of the day in Paris, within what is known of the letter and now. */
function instantOn(on: string, since: Instant, now: number): Instant {
  const day = dayOf(on);
  if (day < parisDay(momentOf(since)) || day > parisDay(now)) throw impossible(NOT_THAT_DAY, 'E11.1a');
  return isoOf(Math.min(Math.max(instantOf(day, 12 * 60), momentOf(since)), now));
}

/** A record of the client's book, with the slip. */
async function keepProof(
  trx: Parameters<typeof appendRecord>[0],
  letter: Letter,
  { event, on, tracking, scan, at, by }: LetterNews & { at: Instant; by: By },
): Promise<void> {
  const { notice, copy, client, subscription, testClock } = letter;
  const content = scan ? Buffer.from(scan.contentBase64, 'base64') : null;
  const sha256 = content && createHash('sha256').update(content).digest('hex');
  const data = {
    ...{ notice, copy, letter: event, on: civilOf(dayOf(on)) },
    ...(tracking ? { tracking } : {}),
    ...(scan ? { file: await insertText(trx, { client, content: scan.name }), sha256 } : {}),
  };
  const record = await appendRecord(trx, { book: client, kind: 'LETTER_EVENT', article: 'E11.1a', at, by, data, client, subscription, testClock });
  if (scan && content && sha256) await insertAttachment(trx, { record: record.id, client, name: scan.name, type: scan.type, content, sha256 });
  await audit(trx, {
    person: by.person,
    role: by.role,
    action: `letter ${event}`,
    client,
    subscription,
    contract_at: at,
    outcome: 'done',
    article: 'E11.1a',
    detail: { record: record.id },
  });
}
