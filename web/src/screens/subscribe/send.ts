import { call } from '../../api/client.ts';
import type { Subscription } from '../../api/types.ts';
import { storeMeans } from '../given-means.tsx';
import { type Draft, NEW_MEANS } from './draft.ts';

type Sending = { client: string; draft: Draft; means: string; boxWording: string; onMeans: (id: string) => void };

/** Subscribes (E8.1a, E11.9a), with a means that is stored first where a new one is meant: it stays, whatever becomes of the rest. Throws a ProblemError. */
export async function subscribe({ client, draft, means, boxWording, onMeans }: Sending): Promise<Subscription> {
  const paymentMethod = means === NEW_MEANS ? (await storeMeans(client, draft.token)).id : means;
  onMeans(paymentMethod);
  const acceptance = { termsVersion: draft.accepted, declarations: draft.declared.map(() => true), boxTicked: true, boxWording };
  const startsOn = draft.startsOn === '' ? {} : { startsOn: draft.startsOn };
  return call('POST', '/subscriptions', { client, formula: draft.formula, paymentMethod, acceptance, ...startsOn });
}
