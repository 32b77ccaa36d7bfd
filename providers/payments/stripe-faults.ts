/** Stripe's errors as those of the port: whether the other side may have acted. Nothing of a key or a card is repeated. */
import Stripe from 'stripe';
import { NOT_SENT, ProviderDown, ProviderRefused, ProviderUnavailable, ReplyLost } from '../request.ts';

/** What is to be thrown instead of an error of Stripe's library; another error is left as it is. */
export function faultOf(error: unknown): unknown {
  if (!(error instanceof Stripe.errors.StripeError)) return error;
  const { message, statusCode = 0, code } = error;
  const cause = { cause: new Error(`Stripe ${statusCode} ${code ?? error.type} ${error.requestId ?? ''}`.trim()) };
  if (error instanceof Stripe.errors.StripeConnectionError) {
    const { code: system = '' } = (error.detail ?? {}) as { code?: string };
    return NOT_SENT.has(system) ? new ProviderUnavailable('Stripe cannot be reached.', cause) : new ReplyLost('The answer of Stripe is lost.', cause);
  }
  if (error instanceof Stripe.errors.StripeAuthenticationError || error instanceof Stripe.errors.StripePermissionError)
    return new ProviderDown('Stripe does not accept the secret key of this instance for this: look at STRIPE_SECRET_KEY.', cause);
  if (error instanceof Stripe.errors.StripeRateLimitError) return new ProviderDown('Stripe asks to wait: too many requests.', cause);
  if (error instanceof Stripe.errors.StripeIdempotencyError) return new ProviderRefused(409, 'This key was used for something else: take a new key.');
  if (statusCode === 409 || statusCode >= 500) return new ReplyLost('Stripe does not say what it did.', cause); // 409: the same key is at work
  return new ProviderRefused(statusCode, message);
}

/** Runs a request; its errors become those of the port. */
export async function asking<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    throw faultOf(error);
  }
}
