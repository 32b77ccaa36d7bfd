/** Asking an embedded service over HTTP: five seconds, JSON, and faults told apart by whether the other side may have acted. */
import type { ZodType } from 'zod';

/** The service did not take the request: nothing was done, it may be asked again. */
export class ProviderUnavailable extends Error {
  override name = 'ProviderUnavailable';
}
/** The service itself says that it cannot, now. */
export class ProviderDown extends ProviderUnavailable {
  override name = 'ProviderDown';
}
/** The answer is lost and the request may have been carried out: ask what became of it. */
export class ReplyLost extends ProviderUnavailable {
  override name = 'ReplyLost';
}
/** The service refuses this request for good. */
export class ProviderRefused extends Error {
  override name = 'ProviderRefused';
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const TIMEOUT_MS = 5000;
/** Errors of a connection that was never made. */
export const NOT_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** Sends a request and returns its successful response. Throws ProviderUnavailable, ProviderDown, ReplyLost or ProviderRefused. */
export async function ask(url: string, body?: unknown): Promise<Response> {
  const init: RequestInit = body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  let response: Response;
  let text = '';
  try {
    response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) text = await response.text();
  } catch (error) {
    const { code = '', message } = ((error as Error).cause ?? error) as Error & { code?: string };
    const why = `${new URL(url).pathname}: ${message || code}`;
    throw NOT_SENT.has(code) ? new ProviderUnavailable(why, { cause: error }) : new ReplyLost(why, { cause: error });
  }
  if (response.ok) return response;
  const reason = reasonOf(text);
  if (response.status === 503 || response.status === 429) throw new ProviderDown(reason);
  if (response.status >= 500) throw new ReplyLost(reason);
  throw new ProviderRefused(response.status, reason);
}

/** As `ask`, with the JSON of the answer. One that is cut short, or is not what was asked for, is a lost reply: nobody knows what was done. */
export async function askJson<T>(url: string, shape: ZodType<T>, body?: unknown): Promise<T> {
  const response = await ask(url, body);
  try {
    return shape.parse(await response.json());
  } catch (error) {
    throw new ReplyLost(`${new URL(url).pathname}: the answer cannot be read`, { cause: error });
  }
}

function reasonOf(text: string): string {
  try {
    return String((JSON.parse(text) as { reason?: unknown }).reason ?? text);
  } catch {
    return text;
  }
}
