/** `npm start` in a fresh folder, packages installed, until the first invoice of the demo is paid; then a second start on the same folder. */
import { connect } from '../../database/connect.ts';
import { startInstance } from '../../tests/setup/instance.ts';
import { type Figure, progress, seconds } from './report.ts';
import { untilCount } from './stack.ts';

const PAID = `select count(*)::int as n from documents where state = 'PAID'`;

export const start = {
  name: 'start',
  run: async (): Promise<Figure[]> => {
    progress('a first start, with the demo…');
    let home = '';
    const fresh = await seconds(async () => {
      const running = await startInstance({ env: { TACITE_DEMO: 'on' } });
      home = running.home;
      const knex = connect(running.instance.database, { max: 1 });
      await untilCount({ knex }, 1, PAID, []);
      await knex.destroy();
      await running.stop({ keep: true });
    });
    progress('a second start…');
    let again: Awaited<ReturnType<typeof startInstance>> | undefined;
    const warm = await seconds(async () => {
      again = await startInstance({ home });
    });
    await again?.stop();
    return [
      { what: 'start in a fresh folder until the first demo invoice is paid, and stop', value: fresh, unit: 's', goal: { most: 120 } },
      { what: 'start again', value: warm, unit: 's', goal: { most: 15 } },
    ];
  },
};
