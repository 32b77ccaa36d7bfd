/** The one way to the API: JSON in, JSON out, problems as errors. The session travels in a cookie. */
import type { Problem } from './types.ts';

/** An answer that is not the one asked for. `problem.article` is set when the contract itself refused. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
const BASE = '/api/v1';
const RETRIES = 2;

/** Asks the API. A POST bears a key of its own, so that a lost answer can be asked again without doing the thing twice. Throws a ProblemError. */
export async function call<T>(method: Method, path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { 'Accept-Language': document.documentElement.lang };
  if (method === 'POST') headers['Idempotency-Key'] = crypto.randomUUID();
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const response = await send(`${BASE}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }, RETRIES);
  if (response.status === 204) return undefined as T;
  const answer = (await response.json().catch(() => null)) as unknown;
  if (!response.ok) throw new ProblemError(problemOf(response, answer));
  return answer as T;
}

async function send(url: string, init: RequestInit, retries: number): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (failure) {
    if (retries === 0) throw new ProblemError({ type: 'about:blank', title: 'offline', status: 0, detail: String(failure) });
    await new Promise((resolve) => setTimeout(resolve, 400));
    return send(url, init, retries - 1);
  }
}

function problemOf(response: Response, answer: unknown): Problem {
  if (answer && typeof answer === 'object' && 'detail' in answer) return answer as Problem;
  return { type: 'about:blank', title: response.statusText, status: response.status, detail: '' };
}

/** Path and query, without the parameters that are not set. */
export function query(path: string, parameters: Record<string, string | number | undefined>): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== '');
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}
