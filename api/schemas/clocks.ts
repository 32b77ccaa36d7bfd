import { z } from 'zod';
import { Instant } from './common.ts';

export const NewClock = z.object({ at: Instant }).meta({ examples: [{ at: '2027-01-04T09:30:00Z' }] });
export const AdvanceClock = z.object({ to: Instant }).meta({ examples: [{ to: '2027-02-03T12:00:00Z' }] });
export const ClockInUse = z.object({
  ...{ id: z.string(), at: z.string(), target: z.string(), status: z.enum(['ready', 'advancing']) },
  clients: z.array(z.string()).describe('The names of its first clients'),
});
export const ClockBody = z.object({ id: z.string(), at: z.string(), target: z.string(), status: z.enum(['ready', 'advancing']) }).meta({
  examples: [{ id: 'clock_0mc1k2j9x00', at: '2027-01-04T09:30:00.000Z', target: '2027-01-04T09:30:00.000Z', status: 'ready' }],
});
