/** A means of payment at Stripe: what its hosted page leaves, and how we refer to it. */
import type Stripe from 'stripe';
import type { EntryRequest, MethodRefused, RegisteredMethod } from './port.ts';

/** Where a charge goes. A mandate makes it a SEPA debit. */
export type Reference = { customer: string; method: string; mandate?: string };

const writeReference = ({ customer, method, mandate }: Reference): string => [customer, method, ...(mandate ? [mandate] : [])].join('/');
export function readReference(text: string): Reference {
  const [customer = '', method = '', mandate] = text.split('/');
  return { customer, method, ...(mandate ? { mandate } : {}) };
}

const refused = (en: string, fr: string): MethodRefused => ({ refused: { en, fr } });
const NOT_OURS = refused(
  'This is no result of the page on which a means of payment is given: open the page again.',
  "Ce n'est pas un résultat de la page où l'on donne son moyen de paiement : ouvrez la page à nouveau.",
);
const NOT_DONE = refused(
  'The means of payment was not given, or the bank did not confirm it: open the page again.',
  "Le moyen de paiement n'a pas été donné, ou la banque ne l'a pas confirmé : ouvrez la page à nouveau.",
);
const OTHER_KIND = refused(
  'Only a card or a SEPA direct debit can be used under E5.5a.',
  'Seuls une carte ou un prélèvement SEPA conviennent (article 5.5).',
);

const idOf = (one: string | { id: string } | null | undefined): string | undefined => (typeof one === 'string' ? one : one?.id);

/**
 * Reads what the client gave on the hosted page: `token` is its Checkout session (`cs_…`) or its SetupIntent (`seti_…`), made with usage off_session.
 * The card or account itself was never here.
 */
export async function registered(stripe: Stripe, token: string, client: string): Promise<RegisteredMethod | MethodRefused> {
  const found = await setupOf(stripe, token);
  if (!found || found.client !== client) return NOT_OURS;
  const { setup } = found;
  const customer = idOf(setup?.customer);
  const method = setup?.payment_method;
  if (setup?.status !== 'succeeded' || !customer || !method || typeof method === 'string') return NOT_DONE;
  if (method.type === 'card' && method.card) {
    const { brand, last4 } = method.card;
    const label = `${brand.charAt(0).toUpperCase()}${brand.slice(1)} •••• ${last4}`;
    return { reference: writeReference({ customer, method: method.id }), kind: 'CARD', label, verified: true };
  }
  const mandate = idOf(setup.mandate);
  if (method.type !== 'sepa_debit' || !method.sepa_debit || !mandate) return OTHER_KIND;
  const label = `IBAN ${method.sepa_debit.country ?? ''} •••• ${method.sepa_debit.last4 ?? ''}`;
  return { reference: writeReference({ customer, method: method.id, mandate }), kind: 'SEPA', label, verified: true };
}

/** The finished setup behind a token, and the client that it was opened for; null where Stripe knows no such thing. */
async function setupOf(stripe: Stripe, token: string): Promise<{ setup: Stripe.SetupIntent | null; client: string | null | undefined } | null> {
  try {
    if (token.startsWith('cs_')) {
      const session = await stripe.checkout.sessions.retrieve(token, { expand: ['setup_intent', 'setup_intent.payment_method'] });
      const setup = session.setup_intent;
      return { setup: typeof setup === 'object' ? setup : null, client: session.client_reference_id };
    }
    if (!token.startsWith('seti_')) return null;
    const setup = await stripe.setupIntents.retrieve(token, { expand: ['payment_method'] });
    return { setup, client: setup.metadata?.['client'] };
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 404) return null;
    throw error;
  }
}

/** Opens Stripe's page on which the client gives a card or an account, for use off session; the mandate of a debit is accepted there. */
export async function opened(stripe: Stripe, { client, name, email, language, back }: EntryRequest): Promise<{ url: string }> {
  const session = await stripe.checkout.sessions.create({
    mode: 'setup',
    customer: await customerOf(stripe, { client, name, email }),
    allowed_payment_method_types: ['card', 'sepa_debit'],
    client_reference_id: client,
    locale: language,
    success_url: `${back}?means={CHECKOUT_SESSION_ID}`,
    cancel_url: back,
  });
  if (!session.url) throw new Error('Stripe opened a page without an address');
  return { url: session.url };
}

/** The customer of a client, made once a day at most: Stripe's search follows its writes late, the key of a request stands for 24 hours. */
async function customerOf(stripe: Stripe, { client, name, email }: Pick<EntryRequest, 'client' | 'name' | 'email'>): Promise<string> {
  const { data } = await stripe.customers.search({ query: `metadata['client']:'${client}'`, limit: 1 });
  if (data[0]) return data[0].id;
  return (await stripe.customers.create({ name, email, metadata: { client } }, { idempotencyKey: `customer/${client}` })).id;
}
