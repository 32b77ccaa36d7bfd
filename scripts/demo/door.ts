/** Tacite's API as an outside program calls it. */
import { setTimeout as sleep } from 'node:timers/promises';

type Answer = Record<string, unknown>;
export type Door = {
  get(path: string): Promise<Answer>;
  /** The key makes a repeated call answer what the first one did. */
  post(path: string, body: unknown, key: string): Promise<Answer>;
};

const LONGEST_WAIT_MS = 180_000;

/** Calls under `/api/v1` with this token. Throws what the API says when it refuses. */
export function door(api: string, token: string): Door {
  async function call(method: string, path: string, more: { headers?: Record<string, string>; body?: string }): Promise<Answer> {
    const headers = { authorization: `Bearer ${token}`, ...more.headers };
    const response = await patiently(() => fetch(`${api}/api/v1${path}`, { ...more, method, headers }));
    const answer = (await response.json()) as Answer;
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${String(answer.detail ?? answer.title ?? '')}`);
    return answer;
  }
  return {
    get: (path) => call('GET', path, {}),
    post: (path, body, key) =>
      call('POST', path, { headers: { 'content-type': 'application/json', 'idempotency-key': key }, body: JSON.stringify(body) }),
  };
}

/** Asks again what is to be asked again later, or met an API that is starting again: its key keeps it from being done twice. */
async function patiently(ask: () => Promise<Response>): Promise<Response> {
  for (const deadline = Date.now() + LONGEST_WAIT_MS; ; ) {
    const response = await ask().catch((error: Error) => error);
    const seconds = response instanceof Error ? '1' : response.headers.get('retry-after');
    if (!(response instanceof Error) && seconds === null) return response;
    if (Date.now() > deadline) throw new Error(response instanceof Error ? `the API does not answer: ${response.message}` : await response.text());
    await sleep(Number(seconds) * 1000);
  }
}

/** The same doors for a user who signs in. */
export async function signIn(api: string, email: string, password: string): Promise<Door> {
  const response = await fetch(`${api}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  if (!response.ok) throw new Error(`${email} cannot sign in: ${await response.text()}`);
  const { token } = (await response.json()) as { token: string };
  return door(api, token);
}

/** Moves a test clock and waits until everything due on the way is done. */
export async function advance(company: Door, clock: string, to: string, key: string): Promise<void> {
  await company.post(`/test-clocks/${clock}/advance`, { to }, key);
  for (const deadline = Date.now() + LONGEST_WAIT_MS; ; await sleep(100)) {
    const { status, at } = await company.get(`/test-clocks/${clock}`);
    if (status === 'ready') return;
    if (Date.now() > deadline) throw new Error(`the clock ${clock} stands at ${String(at)} and does not reach ${to}`);
  }
}
