import { z } from 'zod';
import { momentOf } from '../../contract/calendar.ts';
import { sweep } from '../../database/retention.ts';
import { aimClock, clocksInUse, insertClock, settledClock, type TestClock } from '../../database/queries/clocks.ts';
import { signalClock } from '../clock-signals.ts';
import type { App, Deps } from '../deps.ts';
import { impossible, notFound } from '../problem.ts';
import { Page } from '../schemas/common.ts';
import { AdvanceClock, ClockBody, ClockInUse, NewClock } from '../schemas/clocks.ts';
import { COMPANY } from './seen.ts';

const NO_CLOCK = { en: 'There is no such test clock.', fr: "Cette horloge d'essai n'existe pas." };
const BACKWARDS = {
  en: 'A test clock only goes forward: give an instant that is not before its target.',
  fr: "Une horloge d'essai ne fait qu'avancer : donnez un instant qui n'est pas avant sa cible.",
};
const shown = (clock: TestClock): z.infer<typeof ClockBody> => ({ ...clock, status: clock.at === clock.target ? 'ready' : 'advancing' });
const iso = (text: string): string => new Date(text).toISOString();

/** Test clocks: per client, forward only. */
export function clockRoutes(app: App, { knex, temporal }: Deps): void {
  const clock = async (id: string): Promise<TestClock> => {
    const found = await settledClock(knex, id);
    if (!found) throw notFound(NO_CLOCK);
    return found;
  };
  const params = z.object({ id: z.string() });

  app.post(
    '/test-clocks',
    { config: { roles: ['ADMIN'] }, schema: { tags: ['test clocks'], summary: 'Make a test clock', body: NewClock, response: { 201: ClockBody } } },
    async (request, reply) => reply.code(201).send(shown(await insertClock(knex, iso(request.body.at)))),
  );
  app.get(
    '/test-clocks',
    {
      config: { roles: COMPANY },
      schema: { tags: ['test clocks'], summary: 'The last test clocks that have clients, newest first', response: { 200: Page(ClockInUse) } },
    },
    async () => ({ data: (await clocksInUse(knex)).map((one) => ({ ...shown(one), clients: one.clients })), next: null }),
  );
  app.get(
    '/test-clocks/:id',
    { config: { roles: COMPANY }, schema: { tags: ['test clocks'], summary: 'Where a test clock stands', params, response: { 200: ClockBody } } },
    async (request) => shown(await clock(request.params.id)),
  );
  app.post(
    '/test-clocks/:id/advance',
    {
      config: { roles: ['ADMIN'] },
      schema: { tags: ['test clocks'], summary: 'Send a test clock to a later instant', params, body: AdvanceClock, response: { 202: ClockBody } },
    },
    async (request, reply) => {
      const { id } = await clock(request.params.id);
      const target = iso(request.body.to);
      if (!(await aimClock(knex, id, target))) throw impossible(BACKWARDS);
      await sweep(knex, { testClock: id, at: momentOf(target) });
      await signalClock({ knex, temporal }, id, target);
      return reply.code(202).send(shown(await clock(id)));
    },
  );
}
