import { z } from 'zod';
import { isCompanySubdomain, registerName } from '../domains.ts';
import { Text } from '../schemas/common.ts';
import { clientCommand, recorded, refuseWide } from '../wide-command.ts';

/** E3.3: a name that the client bought or brings is its own; a subdomain of the Company stays the Company's. */
export const registerDomain = clientCommand({
  article: 'E3.3',
  roles: ['CLIENT_ADMIN', 'ADMIN', 'SUPPORT'],
  body: z.object({ name: Text(253), owner: z.enum(['CLIENT', 'COMPANY']) }),
  example: { name: 'www.jardins.example', owner: 'CLIENT' },
  run: async (asked) => {
    const { name, owner } = asked.body;
    if (isCompanySubdomain(name) !== (owner === 'COMPANY')) return refuseWide(asked, 'name-of-another');
    return recorded(await registerName(asked, { name, owner }));
  },
});
