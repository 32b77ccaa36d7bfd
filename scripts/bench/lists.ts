/** The pages that people open all day, over a large portfolio: the API's p95 against that of its own SQL. */
import { accepted } from './portfolio.ts';
import { type Figure, percentile, progress, seconds } from './report.ts';
import { type Stack, withStack } from './stack.ts';

const ASKED = 200;

/** Fills the database by SQL: clients with a name of their own, each with a healthy subscription. */
async function fill({ knex }: Stack, count: number): Promise<void> {
  const contract = JSON.stringify(accepted('N', 'yearly', '2026-01-05'));
  await knex.raw(
    `insert into clients (id, legal_name, legal_form, registration, seat, country, representative_name, representative_capacity, email, language, status, notice_channel)
     select 'bench-' || n, 'Association ' || md5(n::text), 'Association loi 1901', 'W' || lpad(n::text, 9, '0'), '1 rue de l''Exemple', 'FR',
       'Camille Exemple', 'Présidence', 'b' || n || '@bench.example', 'fr', 'NON_PROFESSIONAL', 'EMAIL' from generate_series(1, ?) n`,
    [count],
  );
  await knex.raw(
    `insert into subscriptions (number, client, contract, state, formula, term_ends_on, accepted_at)
     select 'B' || lpad(n::text, 8, '0'), 'bench-' || n, jsonb_set(jsonb_set(?::jsonb, '{number}', to_jsonb('B' || lpad(n::text, 8, '0'))), '{client}', to_jsonb('bench-' || n)),
       'ACTIVE', 'yearly', '2027-01-04', '2026-01-05T09:30:00Z' from generate_series(1, ?) n`,
    [contract, count],
  );
  await knex.raw('analyze clients, subscriptions');
}

const FROM = 'from subscriptions s join clients c on c.id = s.client';
const LIST = `select s.*, c.legal_name ${FROM} order by s.number desc limit 51`;
const SEARCH = `select s.*, c.legal_name ${FROM} where s.client in (select id from clients where lower(legal_name) like ? or lower(registration) like ? or lower(email) like ?)
  or s.number like ? order by s.number desc limit 51`;
const ONE = `select s.*, c.legal_name, c.test_clock ${FROM} where s.number = ?`;

/** p95 in milliseconds of the API and of the SQL, asked in turn so that both meet the same machine. */
async function compare(
  ask: (n: number) => Promise<unknown>,
  sql: (n: number) => Promise<unknown>,
  times = ASKED,
): Promise<{ api: number; bare: number }> {
  const api: number[] = [];
  const bare: number[] = [];
  for (let n = 1; n <= times; n++) {
    bare.push((await seconds(() => sql(n))) * 1000);
    api.push((await seconds(() => ask(n))) * 1000);
  }
  const warm = Math.floor(times / 10);
  return { api: percentile(api.slice(warm), 0.95), bare: percentile(bare.slice(warm), 0.95) };
}

export const lists = {
  name: 'lists',
  run: ({ large }: { large: boolean }): Promise<Figure[]> =>
    withStack(async (stack) => {
      const count = large ? 1_000_000 : 50_000;
      progress(`${count} subscriptions by SQL…`);
      await fill(stack, count);
      const { knex, company } = stack;
      const number = (n: number): string => `B${String((n * 7919) % count || 1).padStart(8, '0')}`;
      const words = (n: number): string => String(1_000_000_000 + ((n * 7919) % count)).slice(1);
      progress('list, search and page, beside their SQL…');
      const pages = {
        list: await compare(
          () => company.get('/subscriptions?limit=50'),
          () => knex.raw(LIST),
        ),
        search: await compare(
          (n) => company.get(`/subscriptions?limit=50&q=w${words(n)}`),
          (n) => knex.raw(SEARCH, [`%w${words(n)}%`, `%w${words(n)}%`, `%w${words(n)}%`, `W${words(n)}%`]),
          50,
        ),
        page: await compare(
          (n) => company.get(`/subscriptions/${number(n)}`),
          (n) => knex.raw(ONE, [number(n)]),
        ),
      };
      return Object.entries(pages).flatMap(([name, { api, bare }]) => [
        { what: `${name}, ${count.toLocaleString('en')} subscriptions, p95`, value: api, unit: 'ms', baseline: { what: 'bare SQL', value: bare } },
        { what: `${name} against bare SQL`, value: api / bare, unit: '', goal: { most: 2 } },
      ]);
    }),
};
