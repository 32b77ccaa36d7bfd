/** Embedded instances: whether issuing a document fails now, because an `issue-failure` waits among the sandbox's events. Each fails one issue. */
import { z } from 'zod';
import type { Instant } from '../contract/facts.ts';
import { askJson } from './request.ts';

export type Issuing = { subscription: string; client: string; at: Instant; clocked: boolean };

const Taken = z.object({ event: z.object({ id: z.string() }).nullable() });

export const sandboxIssueFailures =
  (url: string) =>
  async (issuing: Issuing): Promise<boolean> =>
    (await askJson(`${url}/sandbox-events/take`, Taken, { type: 'issue-failure', ...issuing })).event !== null;
