import { verify } from '@node-rs/argon2';
import { z } from 'zod';
import type { Knex } from 'knex';
import { civilOf, parisDay } from '../../contract/calendar.ts';
import { addressChanges, addressesAt } from '../../database/queries/addresses.ts';
import { contractNow } from '../../database/queries/clocks.ts';
import { taxIdentityOn } from '../../database/queries/tax-identity.ts';
import { recordsOf } from '../../database/records.ts';
import { audit } from '../../database/queries/audit.ts';
import { type ClientRow, clientWithContacts, declareContacts, insertClient } from '../../database/queries/clients.ts';
import { clientsPage } from '../../database/queries/client-lists.ts';
import { clockExists } from '../../database/queries/publish.ts';
import { changePassword, insertUser, userOfClient, usersOf } from '../../database/queries/users.ts';
import type { App, Deps } from '../deps.ts';
import { hashPassword } from '../password.ts';
import { personOf } from '../plugins/identity.ts';
import { impossible, notFound } from '../problem.ts';
import { ClientBody, ClientFile, ContactsFrom, NewClient, NewPassword, NewUser, UserBody } from '../schemas/clients.ts';
import { Page, PageQuery } from '../schemas/common.ts';
import { presumedStatus } from '../presumed-status.ts';
import { COMPANY, READERS, seenClient } from './seen.ts';

const NO_CLOCK = { en: 'There is no such test clock.', fr: "Cette horloge d'essai n'existe pas." };
const NO_USER = { en: 'The client has no such user.', fr: "Le client n'a pas cet utilisateur." };
const SAME_PASSWORD = { en: 'Choose another password than the present one.', fr: 'Choisissez un autre mot de passe que l’actuel.' };
const TAKEN = { en: 'This e-mail already has a user.', fr: 'Cet e-mail a déjà un utilisateur.' };

const shown = (row: ClientRow & { contacts: number }): z.infer<typeof ClientBody> => ({
  id: row.id,
  legalName: row.legal_name,
  legalForm: row.legal_form,
  registration: row.registration,
  seat: row.seat,
  country: row.country,
  representative: { name: row.representative_name, capacity: row.representative_capacity },
  email: row.email,
  language: row.language,
  status: row.status,
  noticeChannel: row.notice_channel,
  contacts: row.contacts,
  testClock: row.test_clock,
  paymentMethod: row.default_method,
});
/** A client with what is dated about it, as it stands on its day. */
async function fileOf(knex: Knex, client: ClientRow & { contacts: number }): Promise<z.infer<typeof ClientFile>> {
  const at = await contractNow(knex, client.test_clock);
  const [serving] = await addressesAt(knex, client, at);
  const changes = await addressChanges(knex, client.id);
  const { vatNumber, territory } = await taxIdentityOn(knex, client.id, civilOf(parisDay(at)));
  const reference = (await recordsOf(knex, { book: client.id, kind: 'REFERENCE' })).at(-1);
  return {
    ...shown(client),
    ...{ email: serving.email, postalAddress: serving.postal, vatNumber, territory, referenceAllowed: reference?.data['allowed'] !== false },
    addresses: changes.map(({ email, postal, notifiedAt, effectiveOn }) => ({ email, postalAddress: postal, notifiedAt, effectiveOn })),
  };
}
/** Clients and their users (E1.1, E1.2a, E3.2a). */
export function clientRoutes(app: App, { knex }: Deps): void {
  const params = z.object({ id: z.string() });

  app.post(
    '/clients',
    {
      config: { roles: ['SUPPORT', 'BILLING', 'LEGAL', 'ADMIN'] },
      schema: { tags: ['clients'], summary: 'Enter a client (E1.1)', body: NewClient, response: { 201: ClientBody } },
    },
    async (request, reply) => {
      const { representative, contacts, testClock, ...body } = request.body;
      if (testClock !== undefined && !(await clockExists(knex, testClock))) throw impossible(NO_CLOCK);
      const row = await insertClient(
        knex,
        {
          legal_name: body.legalName,
          legal_form: body.legalForm,
          registration: body.registration,
          seat: body.seat,
          country: body.country,
          representative_name: representative.name,
          representative_capacity: representative.capacity,
          email: body.email,
          language: body.language,
          status: body.status ?? (await presumedStatus(knex, testClock ?? null)),
          notice_channel: body.noticeChannel,
          test_clock: testClock ?? null,
        },
        contacts,
      );
      return reply.code(201).send(shown({ ...row, contacts }));
    },
  );

  app.get(
    '/clients',
    {
      config: { roles: COMPANY },
      schema: {
        tags: ['clients'],
        summary: 'Clients',
        querystring: PageQuery.extend({ q: z.string().max(200).optional() }),
        response: { 200: Page(ClientBody) },
      },
    },
    async (request) => {
      const { rows, next } = await clientsPage(knex, request.query.q, request.query);
      return { data: rows.map(shown), next };
    },
  );

  app.get(
    '/clients/:id',
    { config: { roles: READERS }, schema: { tags: ['clients'], summary: 'A client', params, response: { 200: ClientFile } } },
    async (request) => {
      const client = await seenClient(knex, request, request.params.id);
      const person = personOf(request);
      if (person.client === null)
        await audit(knex, {
          person: person.id,
          role: person.roles.join(','),
          action: 'view-client',
          client: client.id,
          outcome: 'done',
          article: 'E7.2',
        });
      return fileOf(knex, await clientWithContacts(knex, client));
    },
  );

  app.patch(
    '/clients/:id',
    {
      config: { roles: ['CLIENT_ADMIN', 'SUPPORT', 'BILLING', 'ADMIN'] },
      schema: { tags: ['clients'], summary: 'Declare the Contacts from a day on (E1.2a)', params, body: ContactsFrom, response: { 200: ClientBody } },
    },
    async (request) => {
      const client = await seenClient(knex, request, request.params.id);
      await declareContacts(knex, client.id, request.body.contacts, request.body.from);
      return shown(await clientWithContacts(knex, client));
    },
  );

  app.post(
    '/clients/:id/users',
    {
      config: { roles: ['CLIENT_ADMIN', 'SUPPORT', 'ADMIN'] },
      schema: { tags: ['clients'], summary: 'Give credentials (E3.2a)', params, body: NewUser, response: { 201: UserBody } },
    },
    async (request, reply) => {
      const client = await seenClient(knex, request, request.params.id);
      const { email, password, role } = request.body;
      const user = await insertUser(knex, { email, passwordHash: await hashPassword(password), roles: [role], client: client.id });
      if (!user) throw impossible(TAKEN, 'E3.2a');
      return reply.code(201).send({ id: user.id, email: user.email, role, client: client.id });
    },
  );

  app.post(
    '/clients/:id/users/:user/password',
    {
      config: { roles: ['CLIENT_ADMIN', 'SUPPORT', 'ADMIN'], article: 'E3.2b' },
      schema: {
        tags: ['clients'],
        summary: 'Give a new password: its sessions close (E3.2b)',
        params: params.extend({ user: z.string() }),
        body: NewPassword,
        response: { 200: UserBody },
      },
    },
    async (request) => {
      const client = await seenClient(knex, request, request.params.id);
      const user = await userOfClient(knex, client.id, request.params.user);
      if (!user) throw notFound(NO_USER);
      const { password } = request.body;
      if (await verify(user.password_hash, password).catch(() => false)) throw impossible(SAME_PASSWORD, 'E3.2b');
      await changePassword(knex, user.id, await hashPassword(password));
      const person = personOf(request);
      const note = { person: person.id, role: person.roles.join(','), client: client.id, detail: { user: user.id } };
      await audit(knex, { ...note, action: 'new-password', outcome: 'done', article: 'E3.2b' });
      return { id: user.id, email: user.email, role: user.roles[0] ?? '', client: client.id };
    },
  );

  app.get(
    '/clients/:id/users',
    {
      config: { roles: ['CLIENT_ADMIN', 'SUPPORT', 'LEGAL', 'DPO', 'ADMIN', 'AUDITOR'] },
      schema: {
        tags: ['clients'],
        summary: 'The users of a client',
        params,
        response: { 200: z.object({ data: z.array(UserBody), next: z.null() }) },
      },
    },
    async (request) => {
      const client = await seenClient(knex, request, request.params.id);
      const users = await usersOf(knex, client.id);
      return { data: users.map((user) => ({ id: user.id, email: user.email, role: user.roles[0] ?? '', client: client.id })), next: null };
    },
  );
}
