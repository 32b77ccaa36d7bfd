/** What the sold platform does at the end of a subscription: closes its product, hands its data back, destroys it; and how that is read back. */
import { civilOf, isoOf, parisDay } from '../contract/calendar.ts';
import type { Answers, ExportAnswer } from '../contract/duties.ts';
import { parameter } from '../contract/parameters.ts';
import type { Contract } from '../contract/state.ts';
import { platformAccount, sharedWith } from '../database/queries/accounts.ts';
import type { MailsOf } from '../providers/mail/inbox.ts';
import type { Performance } from './answers.ts';
import type { Deps } from './deps.ts';
import { collectExport } from './exports.ts';

/** E8.6a: the platform is asked for an export; what it has ready is taken in, on a test clock at once, in live life by a workflow of its own. */
export async function startExport(deps: Deps, { subscription, duty, at, clocked }: Performance): Promise<ExportAnswer> {
  const account = await platformAccount(deps.knex, subscription, at);
  await deps.platform.startExport({ export: duty.ref ?? '', account, subscription, at: isoOf(at), clocked });
  return exportResult(deps, { subscription, duty, at, clocked });
}

/** What became of an export that was asked for. */
export async function exportResult(deps: Deps, { subscription, duty, at, clocked }: Performance): Promise<ExportAnswer> {
  const id = duty.ref ?? '';
  if (clocked) return collectExport(deps, { export: id, at });
  await deps.collectLater({ export: id, subscription });
  const state = await deps.platform.exportState(id, isoOf(at));
  return { outcome: 'PENDING', expectedOn: state?.outcome === 'PENDING' ? state.expectedOn : civilOf(parisDay(at)) };
}

/** E8.4a: while another subscription of the client runs, its people stay. */
export async function closeAccess(deps: Deps, { subscription, at }: Performance): Promise<Answers['access.close']> {
  const keptFor = await sharedWith(deps.knex, subscription, 'access');
  if (keptFor) return { accounts: 0, keys: 0, keptFor };
  const account = await platformAccount(deps.knex, subscription, at);
  return { ...(await deps.platform.setAccess({ account, open: false, at: isoOf(at) })), keptFor: null };
}

export async function openAccess(deps: Deps, { subscription, at }: Performance): Promise<null> {
  await deps.platform.setAccess({ account: await platformAccount(deps.knex, subscription, at), open: true, at: isoOf(at) });
  return null;
}

/** E6.2b: what LEGAL ordered on the client's content; of a hash and a measure, the platform knows them. */
export async function carryOut(
  deps: Deps,
  { subscription, duty, at }: Performance,
  { contract }: { contract: Contract },
): Promise<Answers['content.carry-out'] | null> {
  const ordered = contract.contentOrders?.find((one) => one.order === duty.ref);
  if (!ordered) return null;
  const { act, items } = ordered;
  const request = { account: await platformAccount(deps.knex, subscription, at), items, at: isoOf(at) };
  if (act === 'DELETE') return { items: await deps.platform.deleteContent(request) };
  const all = await (act === 'HOLD' ? deps.platform.holdContent(request) : deps.platform.releaseContent(request));
  const kept = all.filter((one) => items.includes(one.id));
  return { items: kept.map(({ id, sha256, bytes, publishedOn }) => ({ id, sha256, bytes, publishedOn })) };
}

/** Something is still there after a destruction: no certificate is given; it is destroyed again, and a person is told. */
export class StillThere extends Error {
  override name = 'StillThere';
}

/** E8.6b: destroyed on the platform, with the exports that we keep and the copies of mails, and believed only when read back. Data that another subscription uses stays until that one ends. */
export async function destroyData(
  deps: Deps,
  { subscription, at }: Performance,
  known: { contract: Contract; client: string },
): Promise<Answers['data.destroy']> {
  const others = await sharedWith(deps.knex, subscription, 'data');
  await removeExports(deps, subscription);
  if (others) return { destroyed: false, certificate: `${subscription}/kept-for-${others}`, counts: {} };
  const scope = parameter(known.contract, 'deletion.scope');
  const account = await platformAccount(deps.knex, subscription, at);
  const { certificate, counts } = await deps.platform.destroy({ account, scope, at: isoOf(at), key: `${subscription}/destroy` });
  deps.failpoint?.('destroy.before-reading-back');
  const left = Object.entries(await deps.platform.holdings(account.client)).filter(
    ([kind, count]) => count > 0 && !(scope === 'PERSONAL_DATA' && kind === 'accountingEntries'),
  );
  if (left.length > 0) throw new StillThere(`after the destruction there are still ${left.map(([kind, count]) => `${count} ${kind}`).join(', ')}`);
  if (!(await sharedWith(deps.knex, subscription, 'mails'))) await deps.forgetMails(await mailsOf(deps, known.client));
  return { destroyed: true, certificate, counts };
}

/** E8.6c: what was written after the destruction goes with its evidence, once no subscription of the client lives. */
export async function forgetLastMails(deps: Deps, client: string): Promise<null> {
  const living = await deps.knex('subscriptions').where({ client }).whereNot('state', 'DELETED').first('number');
  if (!living) await deps.forgetMails(await mailsOf(deps, client));
  return null;
}

async function removeExports(deps: Deps, subscription: string): Promise<void> {
  const ids: string[] = await deps.knex('exports').where({ subscription }).pluck('id');
  for (const id of ids) await deps.exports.remove(id);
}

/** What was sent to a client, under its addresses and its users', and what it had sent to the Company. */
async function mailsOf({ knex }: Deps, client: string): Promise<MailsOf> {
  const own: string[] = await knex('clients').where({ id: client }).pluck('email');
  const users: string[] = await knex('users').where({ client }).pluck('email');
  const written: string[] = await knex('notices').where({ client, sender: 'COMPANY' }).whereLike('recipient', '%@%').distinct().pluck('recipient');
  const messageIds: string[] = await knex('notices').where({ client, sender: 'CLIENT' }).whereNotNull('message_id').pluck('message_id');
  return {
    addresses: [...new Set([...own, ...users, ...written.flatMap((one) => one.split(/[\s,]+/))])].filter((one) => one.includes('@')),
    messageIds,
  };
}
