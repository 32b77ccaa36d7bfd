import { z } from 'zod';
import { ChannelName, Day, Id, Text } from './common.ts';

export const NewClient = z
  .object({
    legalName: Text(300),
    legalForm: Text(100),
    registration: z.string().trim().max(60).describe('RNA, SIREN or the foreign equivalent'),
    seat: Text(500),
    country: Text(60),
    representative: z.object({ name: Text(200), capacity: Text(200) }),
    email: z.email().max(254),
    language: z.enum(['fr', 'en']),
    status: z.enum(['NON_PROFESSIONAL', 'PROFESSIONAL']).optional().describe('Absent: as the terms in force presume (client.defaultStatus)'),
    noticeChannel: ChannelName.default('EMAIL'),
    contacts: z.int().min(0).max(100_000_000),
    testClock: Id.optional(),
  })
  .meta({
    examples: [
      {
        legalName: 'Association des Jardins Partagés',
        legalForm: 'Association loi 1901',
        registration: 'W751234567',
        seat: '12 rue des Lilas, 75020 Paris',
        country: 'FR',
        representative: { name: 'Camille Exemple', capacity: 'Présidente' },
        email: 'bureau@jardins.example',
        language: 'fr',
        contacts: 280,
      },
    ],
  });

export const ClientBody = z.object({
  id: z.string(),
  legalName: z.string(),
  legalForm: z.string(),
  registration: z.string(),
  seat: z.string(),
  country: z.string(),
  representative: z.object({ name: z.string(), capacity: z.string() }),
  email: z.string(),
  language: z.string(),
  status: z.string(),
  noticeChannel: z.string(),
  contacts: z.int(),
  testClock: z.string().nullable(),
  paymentMethod: z.string().nullable(),
});

/** One client with what is dated: the addresses of its day (E11.1c), its tax identity (E5.4), whether it may be named (E11.7). */
export const ClientFile = ClientBody.extend({
  postalAddress: z.string(),
  addresses: z
    .array(z.object({ email: z.string(), postalAddress: z.string(), notifiedAt: z.string(), effectiveOn: z.string() }))
    .describe('Each change of address, from its day; until then both addresses are served (E11.1c)'),
  vatNumber: z.string().nullable(),
  territory: z.string().nullable(),
  referenceAllowed: z.boolean(),
});

export const ContactsFrom = z
  .object({ contacts: z.int().min(0).max(100_000_000), from: Day })
  .meta({ examples: [{ contacts: 350, from: '2027-06-01' }] });

export const NewUser = z
  .object({ email: z.email().max(254), password: z.string().min(8).max(200), role: z.enum(['CLIENT_ADMIN', 'CLIENT_MEMBER']) })
  .meta({ examples: [{ email: 'camille@jardins.example', password: 'une phrase secrète', role: 'CLIENT_ADMIN' }] });
export const NewPassword = z.object({ password: z.string().min(8).max(200) }).meta({ examples: [{ password: 'une autre phrase secrète' }] });
export const UserBody = z.object({ id: z.string(), email: z.string(), role: z.string(), client: z.string() });

export const NewMethod = z.object({ token: Text(200) }).meta({ examples: [{ token: 'card_ok' }] });
/** Where the client comes back to, with `?means=` and the token of what it gave: a page of ours, never an address that is sent. */
export const NewEntry = z
  .object({ subscription: Id.optional().describe('To the page of this subscription; absent: to the form on which the client subscribes') })
  .meta({ examples: [{ subscription: 'S000001' }] });
export const MethodBody = z.object({
  id: z.string(),
  kind: z.enum(['CARD', 'SEPA']),
  label: z.string(),
  verified: z.boolean(),
  default: z.boolean(),
  createdAt: z.string(),
});
