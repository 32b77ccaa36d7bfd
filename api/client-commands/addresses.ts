import { z } from 'zod';
import { momentOf } from '../../contract/calendar.ts';
import { addressesAt } from '../../database/queries/addresses.ts';
import { impossible } from '../problem.ts';
import { FormalChannel } from '../schemas/commands.ts';
import { Day, Text } from '../schemas/common.ts';
import { clientCommand, giveToBearer, keepWords } from '../wide-command.ts';

const NOTHING = {
  en: 'Give the new e-mail address, the new postal address, or both.',
  fr: 'Donnez la nouvelle adresse e-mail, la nouvelle adresse postale, ou les deux.',
};

/** E11.1c: the client notifies its new addresses; SUPPORT records those that came by post, with the day of sending and its proof. */
export const changeAddress = clientCommand({
  article: 'E11.1c',
  roles: ['CLIENT_ADMIN', 'SUPPORT'],
  body: z.object({
    email: z.email().max(254).optional(),
    postalAddress: Text(500).optional(),
    sentOn: Day.optional(),
    channel: FormalChannel.optional(),
    proof: Text(4000).optional(),
  }),
  example: { email: 'secretariat@jardins.example', postalAddress: '3 rue Neuve, 75011 Paris' },
  run: async (asked) => {
    const { email, postalAddress, sentOn, channel = 'REGISTERED_LETTER', proof } = asked.body;
    if (!email && !postalAddress) throw impossible(NOTHING, 'E11.1c');
    const known = await addressesAt(asked.deps.knex, asked.client, momentOf(asked.at));
    const last = known.at(-1) ?? known[0];
    const words = {
      postal: await keepWords(asked, postalAddress ?? last.postal),
      email: await keepWords(asked, email ?? last.email),
    };
    const posted = sentOn && proof ? { posted: { sentOn, channel, proof: await keepWords(asked, proof) } } : {};
    return giveToBearer(asked, 'change-address', { ...words, ...posted });
  },
});
