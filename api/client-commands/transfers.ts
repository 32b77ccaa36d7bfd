/** E11.8d: data leaves the Union only with the Client's prior written agreement, and under a lawful safeguard. */
import { z } from 'zod';
import { isOutsideTheUnion } from '../../contract/client-rules.ts';
import { Text } from '../schemas/common.ts';
import { clientCommand, known, refuseWide, register } from '../wide-command.ts';

const Destination = Text(2)
  .regex(/^[A-Za-z]{2}$/)
  .describe('The country, ISO 3166-1: US');
const Safeguard = z.enum(['ADEQUACY_DECISION', 'STANDARD_CLAUSES', 'BINDING_RULES']);

/** The Client's agreement to one destination. */
export const approveTransfer = clientCommand(
  register({
    ...{ kind: 'TRANSFER_APPROVED', article: 'E11.8d', roles: ['CLIENT_ADMIN'], words: ['purpose'] },
    body: z.object({ destination: Destination, safeguard: Safeguard.optional(), purpose: Text(4000).optional() }),
    example: { destination: 'US', safeguard: 'STANDARD_CLAUSES', purpose: 'Envoi des e-mails' },
    check: async ({ body }) => ({ destination: body.destination.toUpperCase() }),
  }),
);

/** Switches a destination on for a client: refused without its agreement, or without a safeguard. */
export const enableDestination = clientCommand(
  register({
    ...{ kind: 'DESTINATION_ENABLED', article: 'E11.8d', roles: ['DPO', 'ADMIN'], words: [] },
    body: z.object({ destination: Destination, safeguard: Safeguard.optional() }),
    example: { destination: 'US', safeguard: 'STANDARD_CLAUSES' },
    check: async (asked) => {
      const { safeguard } = asked.body;
      const destination = asked.body.destination.toUpperCase();
      if (!isOutsideTheUnion(destination)) return { destination, safeguard: null };
      const approved = (await known(asked, 'TRANSFER_APPROVED')).findLast((one) => one.data['destination'] === destination);
      if (!approved) return refuseWide(asked, 'transfer-not-approved', { allowed: [{ command: 'approve-transfer' }] });
      const ground = safeguard ?? approved.data['safeguard'];
      return ground ? { destination, safeguard: ground, approval: approved.id } : refuseWide(asked, 'no-safeguard');
    },
  }),
);
