/** What is entered in the registers of a client: evidence that nothing is timed by. */
import { z } from 'zod';
import { civilOf, dayOf } from '../../contract/calendar.ts';
import { mayObject, nonSolicitationEnd } from '../../contract/client-rules.ts';
import { isFrenchVat, vatNumberFault, type VatNumberFault } from '../../contract/vat-numbers.ts';
import { bearerOf } from '../../database/queries/bearer.ts';
import { impossible } from '../problem.ts';
import { forbidden } from '../plugins/identity.ts';
import { Day, Id, Text } from '../schemas/common.ts';
import { clientCommand, giveTo, keepRecord, known, recorded, refuseWide, register, termsOf } from '../wide-command.ts';
import { wantReason } from '../reason.ts';

const BAD_VAT: Record<VatNumberFault, { en: string; fr: string }> = {
  STATE: {
    en: 'A VAT number begins with the two letters of its State (FR40303265045, DE123456789, EL123456789 for Greece).',
    fr: 'Un numéro de TVA commence par les deux lettres de son État (FR40303265045, DE123456789, EL123456789 pour la Grèce).',
  },
  SHAPE: {
    en: 'The State of these two letters writes its VAT numbers in another way: a character is missing, too many or wrong.',
    fr: 'L’État de ces deux lettres n’écrit pas ainsi ses numéros de TVA : un caractère manque, est de trop ou est faux.',
  },
  KEY: {
    en: 'The key (the two digits after FR) does not fit the nine digits that follow: one of them is wrong.',
    fr: 'La clé (les deux chiffres après FR) ne convient pas aux neuf chiffres qui suivent : l’un d’eux est faux.',
  },
};
const NO_HARDWARE = { en: 'This hardware was not handed to the client.', fr: "Ce matériel n'a pas été remis au client." };
const BEFORE = { en: 'It cannot come back before it was handed over.', fr: 'Il ne peut revenir avant sa remise.' };

/** E5.4: the client's VAT number and territory from a day on; what VAT follows outside France, or with the number of another State, is a task for BILLING. */
export const recordTaxIdentity = clientCommand({
  article: 'E5.4',
  roles: ['CLIENT_ADMIN', 'BILLING'],
  body: z.object({ vatNumber: Text(20).nullable(), territory: Text(60), from: Day }),
  example: { vatNumber: 'FR40303265045', territory: 'FR', from: '2027-06-01' },
  run: async (asked) => {
    const { territory, from } = asked.body;
    const vatNumber = asked.body.vatNumber?.replaceAll(' ', '').toUpperCase() ?? null;
    const fault = vatNumber && vatNumberFault(vatNumber);
    if (fault) throw impossible(BAD_VAT[fault], 'E5.4');
    const record = await keepRecord(asked, 'TAX_IDENTITY', { vatNumber, territory, from });
    const bearer = isFrenchVat(territory, vatNumber) ? undefined : await bearerOf(asked.deps.knex, asked.client.id);
    if (bearer) await giveTo(asked, bearer, 'record-tax-identity', { about: record.id });
    return recorded(record);
  },
});

/** E6.3: ideas and requests may be used free of charge, for ever and everywhere: stored with that mention. */
export const giveFeedback = clientCommand(
  register({
    ...{ kind: 'FEEDBACK', article: 'E6.3', roles: ['CLIENT_ADMIN', 'CLIENT_MEMBER', 'SUPPORT'], words: ['text'] },
    body: z.object({ text: Text(10_000) }),
    example: { text: 'Permettre de trier les membres par date d’adhésion' },
    check: async () => ({ mention: 'FREE_PERPETUAL_WORLDWIDE_USE' }),
  }),
);

/** E8.4b: what was handed to the client, to be given back. */
export const handHardware = clientCommand(
  register({
    ...{ kind: 'HARDWARE_HANDED', article: 'E8.4b', roles: ['SUPPORT'], words: ['item'] },
    body: z.object({ item: Text(300), handedOn: Day }),
    example: { item: 'Terminal de paiement n° 12', handedOn: '2027-02-01' },
  }),
);

/** E8.4b: ticked when it is back. */
export const returnHardware = clientCommand(
  register({
    ...{ kind: 'HARDWARE_RETURNED', article: 'E8.4b', roles: ['SUPPORT'], words: [] },
    body: z.object({ hardware: Id, returnedOn: Day }),
    example: { hardware: 'rec_0123456789abcdef', returnedOn: '2028-01-10' },
    check: async (asked) => {
      const { hardware, returnedOn } = asked.body;
      const handed = (await known(asked, 'HARDWARE_HANDED')).find((one) => one.id === hardware);
      if (!handed) throw impossible(NO_HARDWARE, 'E8.4b');
      if (returnedOn < String(handed.data['handedOn'])) throw impossible(BEFORE, 'E8.4b');
      if ((await known(asked, 'HARDWARE_RETURNED')).some((one) => one.data['hardware'] === hardware)) await refuseWide(asked, 'already-returned');
    },
  }),
);

/** E11.3: a person of the Company who served the client, not to be poached until the day computed. */
export const recordServiceEnd = clientCommand(
  register({
    ...{ kind: 'NON_SOLICITATION', article: 'E11.3', roles: ['LEGAL', 'SUPPORT'], words: ['person'] },
    body: z.object({ person: Text(200), lastServiceOn: Day }),
    example: { person: 'Formatrice, contrat 2027-12', lastServiceOn: '2027-04-30' },
    check: async (asked) => ({ endsOn: civilOf(nonSolicitationEnd(await termsOf(asked), dayOf(asked.body.lastServiceOn))) }),
  }),
);

/** E11.7: the client objects to being named among the Company's references, or no longer does (`reference.optOut`). */
export const setReference = clientCommand(
  register({
    ...{ kind: 'REFERENCE', article: 'E11.7', roles: ['LEGAL', 'CLIENT_ADMIN'], words: ['reason'] },
    body: z.object({ allowed: z.boolean(), reason: Text(4000) }),
    example: { allowed: false, reason: 'Le client refuse d’être cité dans la communication' },
    check: async (asked) => {
      const { deps, request, body, by } = asked;
      const terms = await termsOf(asked);
      if (!mayObject(terms, 'LEGAL')) await refuseWide(asked, 'no-objection');
      if (!mayObject(terms, by.role)) throw await forbidden(request, deps.knex, 'E11.7');
      wantReason(body.reason);
    },
  }),
);
