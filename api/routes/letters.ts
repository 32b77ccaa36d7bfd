import { z } from 'zod';
import { LETTER_EVENTS, letterCopy, type LetterRow, lettersPage } from '../../database/letters.ts';
import type { App, Deps } from '../deps.ts';
import { tellLetter } from '../letter-events.ts';
import { personOf } from '../plugins/identity.ts';
import { notFound } from '../problem.ts';
import { FileOf, Page, PageQuery, Text } from '../schemas/common.ts';

const STATES = ['TO_POST', ...LETTER_EVENTS] as const;
const LetterBody = z.object({
  id: z.string().describe('Its notice and its copy: `<notice>@<copy>`'),
  notice: z.string(),
  code: z.string(),
  copy: z.int().describe('One for each address that is served (E11.1c)'),
  client: z.string(),
  clientName: z.string(),
  subscription: z.string(),
  recipient: z.string().nullable(),
  state: z.enum(STATES),
  at: z.string().describe('When it came to this state'),
  tracking: z.string().nullable(),
  sha256: z.string().nullable(),
});
const LetterEvent = z
  .object({
    event: z.enum(LETTER_EVENTS),
    on: z.iso.date().describe('The day on which it happened; of POSTED the sending date (E11.1b)'),
    tracking: Text(40).optional().describe('The number of the registered letter: goes with POSTED'),
    scan: z
      .object({ name: Text(200), type: z.enum(['application/pdf', 'image/jpeg', 'image/png']), contentBase64: z.base64().max(6_000_000) })
      .optional()
      .describe('The proof of posting, or the slip'),
  })
  .meta({ examples: [{ event: 'POSTED', on: '2027-02-26', tracking: '1A 234 567 8901 2' }] });

const shown = ({ notice, copy, ...row }: LetterRow): z.infer<typeof LetterBody> => ({
  ...row,
  ...{ id: `${notice}@${copy}`, notice, copy, state: row.state as z.infer<typeof LetterBody>['state'] },
});
const params = z.object({ id: z.string().max(300) });
/** The copy of a letter by its id; 404 where there is none. */
async function found({ knex }: Deps, id: string): Promise<NonNullable<Awaited<ReturnType<typeof letterCopy>>>> {
  const [, notice = '', copy] = /^(.+)@(\d{1,4})$/.exec(id) ?? [];
  const letter = await letterCopy(knex, { notice, copy: Number(copy ?? 0) });
  if (!letter) throw notFound();
  return letter;
}

/** E11.1a: registered letters: those to print and post, and what the post says of the others. */
export function letterRoutes(app: App, deps: Deps): void {
  const { knex } = deps;
  app.get(
    '/letters',
    {
      config: { roles: ['SUPPORT', 'LEGAL', 'AUDITOR'] },
      schema: {
        tags: ['notices'],
        summary: 'Registered letters, copy by copy',
        querystring: PageQuery.extend({ state: z.enum(STATES).optional() }),
        response: { 200: Page(LetterBody) },
      },
    },
    async (request) => {
      const { rows, next } = await lettersPage(knex, request.query, request.query);
      return { data: rows.map(shown), next };
    },
  );

  app.get(
    '/letters/:id/pdf',
    {
      config: { roles: ['SUPPORT', 'LEGAL', 'AUDITOR'] },
      schema: { tags: ['notices'], summary: 'A copy of a letter, to be printed', params, response: FileOf('application/pdf') },
    },
    async (request, reply) => {
      const letter = await found(deps, request.params.id);
      if (!letter.source) throw notFound();
      return reply.type('application/pdf').send(letter.source);
    },
  );

  app.post(
    '/letters/:id/events',
    {
      config: { roles: ['SUPPORT', 'LEGAL'] },
      bodyLimit: 9 * 1024 * 1024,
      schema: { tags: ['notices'], summary: 'What the post did with a letter', params, body: LetterEvent, response: { 200: LetterBody } },
    },
    async (request) => {
      const letter = await found(deps, request.params.id);
      const { id: person, roles } = personOf(request);
      const role = roles.includes('LEGAL') ? ('LEGAL' as const) : ('SUPPORT' as const);
      return shown(await tellLetter(deps, letter, request.body, { person, role }));
    },
  );
}
