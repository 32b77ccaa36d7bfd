/** CGUV 5.3 (c): issued documents are handed to the e-invoicing platform, each once, and what it says of them is taken in. */
import { createHash } from 'node:crypto';
import type { Instant } from '../contract/facts.ts';
import { claimWaiting, markSubmitted, markUnsubmitted, takeStatus, unfinished, type Waiting, waitingOf } from '../database/einvoices.ts';
import { isKept, pdfOf } from '../mails/papers/print.ts';
import type { EInvoicePlatform } from '../providers/einvoice/port.ts';
import { ProviderRefused, ProviderUnavailable } from '../providers/request.ts';
import type { Deps } from './deps.ts';

const BATCH = 20;
/** Statuses that no webhook told are asked for so often. */
export const ASK_MS = 60_000;

const keyOf = ({ document, submission }: Waiting): string => (submission === 1 ? document : `${document}/${submission}`);

async function submit({ knex }: Deps, platform: EInvoicePlatform, waiting: Waiting, at: Instant): Promise<void> {
  const { document, client, subscription, clocked } = waiting;
  if (!(await isKept(knex, document))) return;
  try {
    const pdf = await pdfOf(knex, document);
    const { reference } = await platform.submit({ key: keyOf(waiting), document, pdf, at, clocked, client, subscription });
    await markSubmitted(knex, document, { reference, at });
  } catch (error) {
    if (error instanceof ProviderRefused) await turnedAway(knex, waiting, { reason: error.message, at });
    else await markUnsubmitted(knex, waiting, (error as Error).message); // whatever it is, the others do not wait for it
  }
}

/** Not taken at the door: as if it had been rejected. */
async function turnedAway(knex: Deps['knex'], waiting: Waiting, { reason, at }: { reason: string; at: Instant }): Promise<void> {
  await markSubmitted(knex, waiting.document, { reference: null, at });
  const id = `door/${createHash('sha256').update(keyOf(waiting)).digest('hex').slice(0, 16)}`;
  await takeStatus(knex, { id, document: waiting.document, status: 'REJECTED', reason, at });
}

async function askStatuses({ knex }: Deps, platform: EInvoicePlatform, subscription: string | null, until: Instant): Promise<void> {
  const documents = await unfinished(knex, subscription);
  if (documents.length === 0) return;
  for (const news of await platform.statuses({ documents, until })) await takeStatus(knex, news);
}

/** In live life: hands over what is due now, one batch after the other. Returns how many were tried. */
export async function submitDue(deps: Deps): Promise<number> {
  if (!deps.einvoices) return 0;
  const { platform, since } = deps.einvoices;
  let tried = 0;
  for (;;) {
    const due = await claimWaiting(deps.knex, { since, limit: BATCH });
    for (const waiting of due) await submit(deps, platform, waiting, new Date().toISOString());
    tried += due.length;
    if (due.length < BATCH) return tried;
  }
}

/** In live life: asks what became of all that is under way. */
export async function askDue(deps: Deps): Promise<void> {
  if (deps.einvoices) await askStatuses(deps, deps.einvoices.platform, null, new Date().toISOString());
}

/** On a test clock that stands still at an instant: what was issued by then is handed over at its own, and what was said of it by then is taken in. */
export async function einvoicesUntil(deps: Deps, subscription: string, until: Instant): Promise<void> {
  if (!deps.einvoices) return;
  const { platform } = deps.einvoices;
  for (const waiting of await waitingOf(deps.knex, subscription, until))
    await submit(deps, platform, waiting, waiting.tries === 0 ? waiting.ready_at : until);
  try {
    await askStatuses(deps, platform, subscription, until);
  } catch (error) {
    if (!(error instanceof ProviderUnavailable)) throw error; // asked again where the clock stands next
  }
}
